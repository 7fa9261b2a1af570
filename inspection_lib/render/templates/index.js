"use strict";
(() => {
  const table = document.querySelector("table");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const count = document.getElementById("shown");
  const fold = (text) => text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "").trim();
  const chosen = (id) => document.getElementById(id).value;
  const show = () => {
    const words = fold(chosen("search")).split(/\s+/);
    const kind = chosen("kind"), parent = chosen("parent"), band = chosen("band");
    let shown = 0;
    for (const row of rows) {
      const data = row.dataset;
      const fits = words.every((word) => data.s.includes(word)) && (!kind || data.k === kind)
        && (!parent || data.p === parent || data.c === parent) && (!band || data.b === band);
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    count.textContent = shown;
  };
  for (const id of ["search", "kind", "parent", "band"]) document.getElementById(id).addEventListener("input", show);
  const key = (row, column) => row.cells[column].dataset.v ?? fold(row.cells[column].textContent);
  table.querySelectorAll("th button").forEach((button) => button.addEventListener("click", () => {
    const head = button.parentElement;
    const down = head.getAttribute("aria-sort") === "ascending";
    table.querySelectorAll("th").forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const column = head.cellIndex;
    const order = rows.toSorted ? rows.toSorted.bind(rows) : (by) => [...rows].sort(by);
    const sorted = order((a, b) => {
      const x = key(a, column), y = key(b, column);
      const numbers = x !== "" && y !== "" && !isNaN(x) && !isNaN(y);
      return (numbers ? x - y : String(x).localeCompare(String(y))) * (down ? -1 : 1);
    });
    body.append(...sorted);
  }));
  document.getElementById("filters").hidden = false;
  show();
})();
