// Sets the colours a reader has chosen before the page is drawn; without a choice the system decides.
(() => {
  "use strict";
  try {
    const chosen = localStorage.getItem("broadsheet-scheme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.scheme = chosen;
  } catch {
    // No storage: the system's colours are shown.
  }
})();
