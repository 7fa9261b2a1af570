/* Search, filters and sorting of the index. Without this script the pages are plain tables and links. */
(function () {
  "use strict";
  const field = (id) => document.getElementById(id);
  /* Letters without their marks, so that `pac nam` finds Pác Nặm. Ð and ð (Icelandic) and Ɖ look like Đ and
     stand for it in many files. Letters without width and the quotes that keep a code a text are left out. */
  const plain = (text) =>
    text
      .normalize("NFKD")
      .replace(/[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff="'`\u2018\u2019]/g, "")
      .replace(/[đĐðÐɖƉ]/g, "d")
      .toLowerCase();
  const words = (text) => plain(text).split(/\s+/).filter(Boolean);

  /* What the address holds after `#`: `kind=commune&band=Tốt`. A plain anchor has no `=`. */
  function address() {
    const hash = decodeURIComponent(location.hash.slice(1));
    return new URLSearchParams(hash.includes("=") ? location.hash.slice(1) : "");
  }
  function keep(name, value) {
    const kept = address();
    if (value) kept.set(name, value);
    else kept.delete(name);
    const hash = kept.toString();
    history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
  }

  /* Sorting. The last row of the head has the names of the columns. Rows without a value, such as units
     without a final score, come last in both directions. */
  const key = (row, column) => row.cells[column].dataset.v ?? row.cells[column].textContent;
  function compare(one, other, down) {
    const [lacking, lacks] = [one, other].map((value) => value === "" || value === "–");
    if (lacking !== lacks) return lacking ? 1 : -1;
    const [a, b] = [Number(one), Number(other)];
    const order = Number.isNaN(a) || Number.isNaN(b) ?
      one.localeCompare(other, document.documentElement.lang) : a - b;
    return down ? -order : order;
  }
  function sortable(table) {
    const heads = Array.from(table.tHead.rows[table.tHead.rows.length - 1].cells);
    const given = Array.from(table.tBodies[0].rows);
    const choice = table.id === "units" ? field("sort") : null;
    function sort(column, down) {
      for (const other of heads) other.removeAttribute("aria-sort");
      const rows = given.slice();
      if (column >= 0) {
        heads[column].setAttribute("aria-sort", down ? "descending" : "ascending");
        rows.sort((a, b) => compare(key(a, column), key(b, column), down));
      }
      table.tBodies[0].append(...rows);
      if (choice) choice.value = column < 0 ? "" : column + (down ? "-" : "");
    }
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      button.addEventListener("click", () => {
        sort(column, head.getAttribute("aria-sort") === "ascending");
        if (choice) keep("sort", choice.value);
      });
      head.replaceChildren(button);
      for (const down of choice ? ["", "-"] : []) {
        const name = head.textContent + (down ? " (" + choice.dataset.down + ")" : "");
        choice.append(new Option(name, column + down));
      }
    });
    if (!choice) return;
    /* Phones show no heads: there the order is chosen from this list. */
    const follow = () => {
      const wanted = /^(\d+)(-?)$/.exec(address().get("sort") || "");
      if (wanted && Number(wanted[1]) < heads.length) sort(Number(wanted[1]), wanted[2] === "-");
      else sort(-1, false);
    };
    choice.addEventListener("input", () => {
      keep("sort", choice.value);
      follow();
    });
    window.addEventListener("hashchange", follow);
    follow();
  }

  /* Filters of a table of units: hide the rows that do not fit. The address keeps them, so that a link or the
     way back from a report shows the same rows. */
  function filtering(form) {
    const column = field("grade").cellIndex;
    const lines = Array.from(field("units").tBodies[0].rows, (row) => ({
      row,
      words: plain(row.cells[0].children[0].textContent + " " + row.cells[0].children[1].textContent),
      values: {
        kind: row.dataset.k,
        parent: row.dataset.p,
        state: row.dataset.s,
        progress: row.dataset.r,
        band: row.cells[column].firstElementChild.textContent,
      },
    }));
    const choices = Array.from(form.querySelectorAll("select")).filter((choice) => choice.id !== "sort");
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
      const kept = address();
      for (const control of [field("find"), ...choices]) control.value = kept.get(control.id) || "";
      if (location.hash === "#stale" && field("state")) field("state").value = "stale";
      filter();
      const row = location.hash.startsWith("#unit-") && field(decodeURIComponent(location.hash.slice(1)));
      if (row) row.scrollIntoView({ block: "center" });
    }
    form.addEventListener("input", (event) => {
      if (event.target.id !== "sort") keep(event.target.id, event.target.value);
      filter();
    });
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
        page,
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
    /* A unit's page links to `index.html#unit-CODE`: its row stands on the page of its province. */
    function followAddress() {
      if (!location.hash.startsWith("#unit-")) return;
      units = units || everyUnit();
      const unit = units.find((one) => location.hash === "#unit-" + one.code);
      if (unit) location.replace(unit.page + location.hash);
    }
    form.addEventListener("input", search);
    window.addEventListener("hashchange", followAddress);
    followAddress();
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
