/** Shows the button that changes between light and dark colours. */
export function offerColours() {
  const button = document.querySelector(".bs-scheme");
  const label = button?.querySelector(".bs-scheme__label");
  if (!button || !label) return;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.scheme ?? (system.matches ? "dark" : "light")) === "dark";
  const name = () => { label.textContent = isDark() ? "Light colours" : "Dark colours"; };
  button.addEventListener("click", () => {
    const chosen = isDark() ? "light" : "dark";
    document.documentElement.dataset.scheme = chosen;
    try {
      localStorage.setItem("broadsheet-scheme", chosen);
    } catch {
      // The choice lasts as long as the page.
    }
    name();
  });
  system.addEventListener("change", name);
  name();
  button.hidden = false;
}
