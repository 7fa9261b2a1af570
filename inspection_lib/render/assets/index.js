/* Search, filters and sorting of the index. Without this script the pages are plain tables and links. */
(function () {
  "use strict";
  const field = (id) => document.getElementById(id);
  /* Letters without their marks, so that `pac nam` finds Pác Nặm. */
  const plain = (text) =>
    text
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .replace(/[đĐ]/g, "d")
      .toLowerCase();
  const words = (text) => plain(text).split(/\s+/).filter(Boolean);

  /* Sorting. The last row of the head has the names of the columns. */
  const key = (row, column) => row.cells[column].dataset.v || row.cells[column].textContent;
  function compare(one, other) {
    const [a, b] = [Number(one), Number(other)];
    if (!Number.isNaN(a) && !Number.isNaN(b)) return a - b;
    if (Number.isNaN(a) !== Number.isNaN(b)) return Number.isNaN(a) ? 1 : -1;
    return one.localeCompare(other, document.documentElement.lang);
  }
  function sortable(table) {
    const heads = Array.from(table.tHead.rows[table.tHead.rows.length - 1].cells);
    const rows = Array.from(table.tBodies[0].rows);
    function sort(head, column) {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      rows.sort((a, b) => (down ? -1 : 1) * compare(key(a, column), key(b, column)));
      table.tBodies[0].append(...rows);
    }
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      button.addEventListener("click", () => sort(head, column));
      head.replaceChildren(button);
    });
  }

  /* Filters of a table of units: hide the rows that do not fit. */
  function filtering(form) {
    const column = field("grade").cellIndex;
    const lines = Array.from(field("units").tBodies[0].rows, (row) => ({
      row,
      words: plain(row.cells[0].children[0].textContent + " " + row.cells[0].children[1].textContent),
      values: {
        kind: row.dataset.k,
        parent: row.dataset.p,
        state: row.dataset.s,
        band: row.cells[column].textContent,
      },
    }));
    const choices = Array.from(form.querySelectorAll("select"));
    function filter() {
      const wanted = words(field("find").value);
      let count = 0;
      for (const line of lines) {
        const fits = wanted.every((word) => line.words.includes(word)) &&
          choices.every((choice) => !choice.value || line.values[choice.id] === choice.value);
        line.row.hidden = !fits;
        count += fits ? 1 : 0;
      }
      field("shown").firstElementChild.textContent = String(count);
      field("nothing").hidden = count > 0;
    }
    function followAddress() {
      if (location.hash === "#stale" && field("state")) field("state").value = "stale";
      filter();
    }
    form.addEventListener("input", filter);
    window.addEventListener("hashchange", followAddress);
    followAddress();
  }

  /* Search over all units of all provinces: show links to those that fit best. */
  const MOST = 50;
  function everyUnit() {
    const { ends, provinces } = JSON.parse(field("all").textContent);
    return provinces.flatMap(([province, page, above, units]) => {
      const places = [...above.map((name) => name + ", " + province), province];
      const folded = places.map((place) => " " + plain(place));
      return units.map(([name, code, parent, link = 0, state = 0]) => ({
        name,
        code,
        place: places.at(parent),
        href: typeof link === "number" ? code + ends[link] : link || page + "#failed",
        state,
        words: " " + plain(name + " " + code) + " ",
        around: folded.at(parent),
      }));
    });
  }
  /* How well a unit fits the words of the search; 0 when it does not. At least one word must begin a word of
     the unit's name or code; the others may be in the names of the units above. The best fit is the code,
     then the words in the order of the name, the beginning of such words, a name and a place, any order. */
  function quality(unit, wanted) {
    const own = wanted.filter((word) => unit.words.includes(" " + word)).length;
    const somewhere = (word) => unit.words.includes(" " + word) || unit.around.includes(" " + word);
    if (!own || !wanted.every(somewhere)) return 0;
    const phrase = (from, to) => " " + wanted.slice(from, to).join(" ");
    if (unit.words.endsWith(phrase(0) + " ")) return 6;
    if (unit.words.includes(phrase(0) + " ")) return 5;
    if (unit.words.includes(phrase(0))) return 4;
    const nameThenPlace = (at) => unit.words.includes(phrase(0, at)) && unit.around.includes(phrase(at));
    if (wanted.some((_, at) => at && nameThenPlace(at))) return 3;
    return own === wanted.length ? 2 : 1;
  }
  function best(units, wanted) {
    const rated = units.map((unit) => ({ unit, quality: quality(unit, wanted) }));
    const found = rated.filter((one) => one.quality);
    return found.sort((a, b) => b.quality - a.quality).map((one) => one.unit);
  }
  function result(unit, marks) {
    const names = ["li", "a", "small", "span"];
    const [line, link, code, place] = names.map((name) => document.createElement(name));
    link.href = unit.href;
    link.textContent = unit.name;
    code.textContent = unit.code;
    place.textContent = unit.place;
    place.className = "place";
    line.append(link, " ", code, " ", place);
    if (unit.state) {
      const mark = document.createElement("span");
      mark.className = unit.state === 1 ? "mark status" : "mark broken";
      mark.textContent = unit.state === 1 ? marks.stale : marks.failed;
      line.append(" ", mark);
    }
    return line;
  }
  function searching(form) {
    const [count, more] = field("found").children;
    let units = null;
    function search() {
      units = units || everyUnit();
      const wanted = words(field("find").value);
      const found = wanted.length ? best(units, wanted) : [];
      const list = field("results");
      list.replaceChildren(...found.slice(0, MOST).map((unit) => result(unit, list.dataset)));
      count.hidden = !wanted.length;
      count.lastElementChild.textContent = found.length.toLocaleString(document.documentElement.lang);
      more.hidden = found.length <= MOST;
    }
    form.addEventListener("input", search);
    if (field("find").value) search();
  }

  document.querySelectorAll("table.sortable").forEach(sortable);
  for (const [form, start] of [[field("filters"), filtering], [field("search"), searching]]) {
    if (!form) continue;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    start(form);
  }
})();
