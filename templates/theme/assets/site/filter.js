// Filters the table of statements by what stands in its columns.

/** Column of the table, label, and what is shown while nothing is chosen. */
const COLUMNS = [
  [0, "Who", "Everybody"],
  [2, "Outlet", "All outlets"],
  [3, "Topic", "All topics"],
  [4, "How", "Quoted or reported"],
];

/** @param {HTMLTableCellElement} cell @returns {string[]} what a cell holds: its links or tags, else its text */
function held(cell) {
  const tags = cell.querySelectorAll(".bs-tag");
  const parts = [...(tags.length > 0 ? tags : cell.querySelectorAll("a"))].map((part) => part.textContent.trim());
  return parts.length > 0 ? parts : [cell.textContent.trim()].filter(Boolean);
}

/** @param {string} label @param {string} all @param {string[]} values */
function chooser(label, all, values) {
  const wrap = document.createElement("label");
  const select = document.createElement("select");
  select.append(new Option(all, ""), ...values.map((value) => new Option(value, value)));
  wrap.append(label, document.createElement("br"), select);
  return { wrap, select };
}

/** Adds the choices above each table that has a place for them. */
export function offerFilters() {
  for (const place of document.querySelectorAll(".bs-filter")) {
    const table = place.parentElement.querySelector("table");
    if (table) offer(place, [...table.tBodies[0].rows]);
  }
}

/** @param {Element} place @param {HTMLTableRowElement[]} rows */
function offer(place, rows) {
  const cells = rows.map((row) => COLUMNS.map(([column]) => held(row.cells[column])));
  const count = document.createElement("output");
  const choosers = COLUMNS.map(([, label, all], n) => {
    const values = [...new Set(cells.flatMap((row) => row[n]))].sort((a, b) => a.localeCompare(b));
    return chooser(label, all, values);
  });
  const show = () => {
    let shown = 0;
    rows.forEach((row, r) => {
      row.hidden = choosers.some(({ select }, n) => select.value && !cells[r][n].includes(select.value));
      shown += row.hidden ? 0 : 1;
    });
    count.textContent = shown === rows.length ? "" : `${shown} of ${rows.length}`;
  };
  for (const { wrap, select } of choosers) {
    select.addEventListener("change", show);
    place.append(wrap);
  }
  place.append(count);
}
