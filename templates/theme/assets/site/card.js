// Shows what is known about a statement beside its words; without scripts the same link leads to the list below.

let card = null;
let opener = null;

/** The focus goes back to what opened the card only where it was in it: elsewhere a reader has put it. */
function close() {
  if (!card) return;
  const within = card.contains(document.activeElement);
  document.querySelectorAll(".is-open").forEach((mark) => mark.classList.remove("is-open"));
  const closed = card;
  card = null;
  closed.remove();
  if (within) opener?.focus({ preventScroll: true });
}

/** @param {Element} entry @returns {HTMLElement} */
function copyOf(entry) {
  const made = document.createElement("aside");
  made.className = "bs-card";
  made.tabIndex = -1;
  made.setAttribute("aria-label", "About this statement");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "bs-card__close";
  button.textContent = "Close";
  button.addEventListener("click", close);
  made.append(button, ...[...entry.childNodes].map((node) => node.cloneNode(true)));
  made.addEventListener("focusout", ({ relatedTarget }) => {
    if (card === made && relatedTarget && !made.contains(relatedTarget)) close();
  });
  made.querySelectorAll("[id]").forEach((copy) => copy.removeAttribute("id"));
  return made;
}

/** @param {string} claim @param {HTMLElement} from */
function open(claim, from) {
  const entry = document.getElementById(`${claim}-info`);
  const lead = from.closest(".bs-lead");
  if (!entry || !lead) return false;
  close();
  opener = from;
  card = copyOf(entry);
  document.querySelectorAll(`mark[data-claim="${CSS.escape(claim)}"]`).forEach((mark) => mark.classList.add("is-open"));
  lead.append(card);
  const below = from.getBoundingClientRect().bottom - lead.getBoundingClientRect().top + 6;
  card.style.setProperty("--bs-below", `${below}px`); // used where there is room beside the text
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
  return true;
}

/** Lets a click on a statement or its number show the card. */
export function offerCards() {
  document.addEventListener("click", (event) => {
    const from = event.target.closest?.("a.bs-ref, mark.bs-claim");
    if (event.target.closest?.(".bs-card") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!from) return close();
    if (!getSelection().isCollapsed) return; // words are being chosen, not a statement
    if (event.target.closest("a") && !event.target.closest("a.bs-ref")) return;
    const claim = from.dataset.claim ?? from.hash.slice(1).replace(/-info$/, "");
    const anchor = from.matches("a") ? from : document.querySelector(`a.bs-ref[href="#${CSS.escape(claim)}-info"]`);
    if (open(claim, anchor ?? from)) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
}
