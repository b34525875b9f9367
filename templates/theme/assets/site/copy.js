/** Puts a button after each citation that copies it. */
export function offerCopies() {
  if (!navigator.clipboard) return;
  for (const place of document.querySelectorAll(".bs-copy")) {
    const words = place.textContent.trim();
    const button = document.createElement("button");
    button.type = "button";
    button.className = "bs-button";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(words);
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    if (place.tagName === "PRE") place.after(button);
    else place.append(" ", button);
  }
}
