/* Search, filters and sorting of the index. Without it the page is a plain table. */
(function () {
  "use strict";
  const form = document.getElementById("filters");
  const table = document.getElementById("units");
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const field = (id) => document.getElementById(id);
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
  const lines = rows.map((row) => ({ row, words: plain(row.cells[0].textContent), band: row.cells[5].textContent }));
  function filter() {
    const words = plain(field("find").value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const line of lines) {
      const fits = words.every((word) => line.words.includes(word)) &&
        (!field("kind").value || line.row.dataset.k === field("kind").value) &&
        (!field("parent").value || line.row.dataset.p === field("parent").value) &&
        (!field("band").value || line.band === field("band").value);
      line.row.hidden = !fits;
      count += fits ? 1 : 0;
    }
    field("shown").firstElementChild.textContent = String(count);
    field("nothing").hidden = count > 0;
  }
  const key = (row, column) => row.cells[column].dataset.v || row.cells[column].textContent;
  function compare(one, other) {
    const [a, b] = [Number(one), Number(other)];
    if (!Number.isNaN(a) && !Number.isNaN(b)) return a - b;
    if (Number.isNaN(a) !== Number.isNaN(b)) return Number.isNaN(a) ? 1 : -1;
    return one.localeCompare(other, document.documentElement.lang);
  }
  function sort(head, column) {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    rows.sort((a, b) => (down ? -1 : 1) * compare(key(a, column), key(b, column)));
    body.append(...rows);
  }
  Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => sort(head, column));
    head.replaceChildren(button);
  });
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  filter();
})();
