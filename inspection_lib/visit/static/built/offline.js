// inspection_lib/visit/static/elements.js
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === void 0 || value === null || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (name === "text") element.textContent = String(value);
    else if (name in element && typeof value === "boolean") Reflect.set(element, name, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children) if (child !== null && child !== void 0) element.append(child);
  return element;
}
function button(text, onclick, attributes = {}) {
  return make("button", { type: "button", ...attributes, text, onclick });
}
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
function placeCaret({ detail, target }) {
  const isField = target.matches?.("input:not([type=radio], [type=checkbox], [type=file]), textarea");
  if (Number(detail) > 1 && isField && !target.value) target.setSelectionRange(0, 0);
}

// inspection_lib/visit/static/cases.js
var SEPARATORS = /[;:=\n]/g;
var HEAD = /^(?:cases \d+(?:\/(\d+))?|([^;:=\n]*)):/;
function rowsOf(text) {
  const head = HEAD.exec(text);
  const body = head ? text.slice(head[0].length) : text;
  const rows = body.split(/[;\n]/).map((piece) => piece.split("=")).map(([name, result = ""]) => ({ name: name.trim(), result: result.trim() })).filter(({ name, result }) => name || result);
  return { population: (head?.[1] ?? head?.[2] ?? "").trim(), rows };
}
function textOf({ population, rows }) {
  const body = rows.map(({ name, result }) => `${name}=${result}`).join("; ");
  return population || body ? `${population}: ${body}` : "";
}
function typedOf({ population, rows }, { drawn = [], drawn_of = 0 }) {
  const typed = rows.filter(({ name, result }) => result || name && !drawn.includes(name));
  const isAsDrawn = !typed.length && drawn.length > 0 && population === String(drawn_of);
  return { population: isAsDrawn ? "" : population, rows: typed };
}
function withDrawn({ population, rows }, { drawn = [], drawn_of = 0 }) {
  const known = new Map(rows.map((row) => [row.name, row]));
  const first = drawn.map((name) => known.get(name) ?? { name, result: "" });
  const others = rows.filter(({ name }) => !drawn.includes(name));
  return { population: population || (drawn.length ? String(drawn_of) : ""), rows: [...first, ...others] };
}
function anyName() {
  const letters = "abcdefghijkmnpqrstuvwxyz";
  const picked = crypto.getRandomValues(new Uint8Array(5));
  return `#${[...picked].map((byte) => letters[byte % letters.length]).join("")}`;
}
var CaseRows = class {
  /**
   * @param {Item} item
   * @param {Record<string, string>} texts
   * @param {string} name no other control of the page has it
   * @param {{onsoon: () => void, ontyped: () => void, onleft: () => void}} listeners
   */
  constructor(item, texts, name, listeners) {
    this.item = item;
    this.texts = texts;
    this.name = name;
    this.listeners = listeners;
    this.population = this.drawInput("", { inputmode: "numeric", class: "population" });
    const label = item.labels.case ?? texts.cases;
    this.list = make("div", { class: "cases-list" });
    this.element = make(
      "div",
      { class: "case-rows" },
      make("label", { class: "value" }, make("span", { text: `${label}: ${texts.in_all}` }), this.population),
      this.list
    );
    this.draw({ population: "", rows: [] });
  }
  /** @param {Cases} cases */
  draw(cases) {
    const { population, rows } = withDrawn(cases, this.item);
    this.population.value = population;
    this.list.replaceChildren();
    for (const { name, result } of rows) this.add({ name, result: this.shown(result) });
    this.keepBlank();
  }
  /**
   * @param {string} value
   * @param {Record<string, string>} attributes
   */
  drawInput(value, attributes) {
    const { listeners } = this;
    const input = make("input", {
      type: "text",
      autocomplete: "off",
      "aria-describedby": `${this.name}-trouble`,
      oninput: () => {
        this.keepBlank();
        listeners.ontyped();
      },
      onchange: listeners.onleft,
      ...attributes
    });
    input.value = value;
    return input;
  }
  /** @param {string} value */
  drawResult(value) {
    const { texts } = this;
    if (this.item.reduce !== "share")
      return this.drawInput(value, {
        inputmode: "decimal",
        class: "result",
        "aria-label": texts.case_figure
      });
    const options = [
      ["", "…"],
      ["yes", texts.met],
      ["no", texts.not_met]
    ].map(([key, text]) => make("option", { value: key, text }));
    const onchange = () => {
      this.keepBlank();
      this.listeners.onsoon();
    };
    const select = make("select", { class: "result", "aria-label": texts.case_result, onchange }, ...options);
    select.value = value;
    return select;
  }
  /** @param {Row} row */
  add({ name, result }) {
    const named = this.drawInput(name, {
      class: "name",
      maxlength: "60",
      placeholder: this.texts.case_name,
      "aria-label": this.texts.case_name
    });
    const isDrawn = this.item.drawn?.includes(name) ?? false;
    named.readOnly = isDrawn;
    const away = button("×", () => this.remove(line), {
      class: "quiet",
      "aria-label": this.texts.remove_case
    });
    away.hidden = isDrawn;
    const line = make("div", { class: "case" }, named, this.drawResult(result), away);
    this.list.append(line);
  }
  /** @param {HTMLElement} line */
  remove(line) {
    line.remove();
    this.keepBlank();
    this.listeners.onsoon();
  }
  /** @returns {{name: HTMLInputElement, result: HTMLInputElement | HTMLSelectElement}[]} */
  lines() {
    return [...this.list.children].map((line) => ({
      name: (
        /** @type {HTMLInputElement} */
        line.querySelector(".name")
      ),
      result: (
        /** @type {HTMLInputElement} */
        line.querySelector(".result")
      )
    }));
  }
  /** A blank line at the end, and a name for each result. */
  keepBlank() {
    for (const { name, result } of this.lines())
      if (result.value && !name.value.trim()) name.value = anyName();
    const last = this.lines().at(-1);
    if (!last || last.name.value.trim() || last.result.value) this.add({ name: "", result: "" });
  }
  text() {
    const rows = this.lines().map(({ name, result }) => ({
      name: name.value.replace(SEPARATORS, " ").trim(),
      result: result.value.trim()
    })).filter(({ name, result }) => name || result);
    const population = this.population.value.replace(SEPARATORS, " ").trim();
    return textOf(typedOf({ population, rows }, this.item));
  }
  /**
   * Show rows, unless somebody types in them.
   * @param {string} text
   */
  show(text) {
    const cases = rowsOf(text);
    if (this.element.contains(document.activeElement) || textOf(cases) === this.text()) return;
    this.draw(cases);
  }
  /** @param {string} result */
  shown(result) {
    return this.item.reduce === "share" ? result : result.replace(".", ",");
  }
  /** @param {boolean} isDisabled */
  disable(isDisabled) {
    for (const field of this.element.querySelectorAll("input, select, button"))
      field.disabled = isDisabled;
  }
};

// inspection_lib/visit/static/texts.js
function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}
var nfc = (text) => text.normalize("NFC");
var lengthOf = (text) => [...text].length;
function unmarked(text) {
  const bare = text.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  return bare.replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
}
function momentInName() {
  const now = /* @__PURE__ */ new Date();
  const two = (value) => String(value).padStart(2, "0");
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
  return `${day} ${[now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join(".")}`;
}

// inspection_lib/visit/static/answers.js
var LONGEST = 2e4;
var MOST_DIGITS = 15;
var WHOLE = /^(\d+|[1-9]\d{0,2}(?:[. \u00a0]\d{3})+|[1-9]\d{0,2}(?:,\d{3})+)$/;
var NUMBER = /^(\d+|\d+,\d+|\d+\.\d+|[1-9]\d{0,2}(?:\.\d{3})+,\d+)$/;
var AMBIGUOUS = /^[1-9]\d{0,2}[.,]\d{3}$/;
var NONE = { state: "none" };
var ready = (raw) => ({ state: "ready", raw });
var bad = (trouble, values) => ({ state: "bad", trouble, ...values && { values } });
var fits = (text) => text.replace(/\D/g, "").length <= MOST_DIGITS;
var whole = (text) => WHOLE.test(text.trim()) && fits(text) ? text.replace(/\D/g, "") : null;
var DAYS = [
  /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/,
  /^(\d{1,2})[/.](\d{1,2})[/.](\d{2})$/,
  /^(\d{2})(\d{2})((?:19|20)\d{2})$/
  // other years: 20170515 is not the 20th of a month in the year 515
];
var PIVOT = 70;
function isoDay(text) {
  const written = text.trim().replace(/^(\d{4})-(\d{1,2})-(\d{1,2})$/, "$3-$2-$1");
  const found = DAYS.map((form) => form.exec(written)).find(Boolean);
  if (!found) return null;
  const [day, month, short] = found.slice(1).map(Number);
  const year = found[3].length === 4 ? short : short + (short < PIVOT ? 2e3 : 1900);
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCDate() !== day || date.getUTCMonth() !== month - 1 || date.getUTCFullYear() !== year)
    return null;
  return date.toISOString().slice(0, 10);
}
var isoDayOf = (moment) => [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()].map((number) => String(number).padStart(2, "0")).join("-");
function isFar(raw, [from, to]) {
  const year = Number(/^(\d{4})-\d\d-\d\d$/.exec(raw)?.[1] ?? from);
  return year < from - 2 || year > to + 1;
}
var shownDay = (raw) => raw.replace(/^(\d{4})-0?(\d+)-0?(\d+)$/, "$3/$2/$1");
function readControl(item, values) {
  if (values.excused) return ready("n/a");
  const first = (values.first ?? "").trim();
  const second = (values.second ?? "").trim();
  switch (item.kind) {
    case "yes_no":
    case "level":
      return first ? ready(first) : NONE;
    case "ratio":
    case "count":
      return readPair(first, second, item.kind === "ratio");
    case "occurrences": {
      if (!first) return NONE;
      const count = whole(first);
      return count === null ? bad("bad_whole") : ready(count);
    }
    case "date": {
      if (values.undone) return ready("not_done");
      if (!first) return NONE;
      const day = isoDay(first);
      return day ? ready(day) : bad("bad_day");
    }
    case "number":
      return first ? readFigure(first, item) : NONE;
    case "points":
      return first ? readPoints(first, item) : NONE;
    case "cases":
      return readCases(nfc(first), item);
    default:
      return first ? readText(nfc(values.first ?? "")) : NONE;
  }
}
function readPair(first, second, isShare) {
  if (!first && !second) return NONE;
  const [one, other] = [whole(first), whole(second)];
  if (first && one === null || second && other === null) return bad("bad_whole");
  if (one === null || other === null) return { state: "partial" };
  if (isShare && BigInt(one) > BigInt(other)) return bad("bad_ratio");
  return ready(`${one}/${other}`);
}
function readNumber(text) {
  if (AMBIGUOUS.test(text)) {
    const [whole2, rest] = text.split(/[.,]/);
    return bad("two_ways", { text, whole: whole2 + rest, fraction: `${whole2},${rest}0` });
  }
  if (!NUMBER.test(text) || !fits(text)) return bad("bad_number");
  return ready(text.includes(",") ? text.replace(/\./g, "").replace(",", ".") : text);
}
var SIGNED = /^[-\u2212\u2013] ?(?=\d)/;
var AMOUNT = /^([-\u2212\u2013]? ?\d(?:[\d.,\u00a0 ]*\d)?)\s*(\D*)$/;
var ZEROS_OF = { dong: 0, thousand: 3, million: 6, billion: 9 };
var ZEROS_OF_WORD = { "": 0, nghin: 3, ngan: 3, trieu: 6, tr: 6, ty: 9, ti: 9 };
var folded = (text) => text.trim().toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/\p{M}/gu, "").replace(/\.+$/, "");
function readFigure(text, item) {
  const found = item.money ? AMOUNT.exec(text) : [text, text, ""];
  const word = folded(found?.[2] ?? "");
  const zeros = ZEROS_OF_WORD[word.replace(/\s*(?:dong|vnd|d)$/, "")];
  if (!found || zeros === void 0) return bad("bad_amount");
  const sign = item.negative && SIGNED.test(found[1]) ? "-" : "";
  const figure = sign ? found[1].replace(SIGNED, "") : found[1];
  const isWhole2 = item.money === "dong" && !(word && zeros);
  const count = isWhole2 || !AMBIGUOUS.test(figure) ? whole(figure) : null;
  const reading = count === null ? readNumber(figure) : ready(count);
  if (reading.state === "bad" && reading.trouble === "two_ways")
    return bad("two_ways", around(reading.values ?? {}, sign, found[2]));
  if (reading.state !== "ready") return bad(item.money ? "bad_amount" : "bad_number");
  if (!item.money) return ready(/[1-9]/.test(reading.raw) ? sign + reading.raw : reading.raw);
  const amount = shifted(reading.raw, (word ? zeros : ZEROS_OF[item.money]) - ZEROS_OF[item.money]);
  const parts = shifted(amount, ZEROS_OF[item.money]);
  if (/\.\d*[1-9]/.test(parts) || parts.replace(/\..*$/, "").length > MOST_DIGITS) return bad("bad_amount");
  return ready(/[1-9]/.test(amount) ? sign + amount : amount);
}
var around = (values, sign, unit) => Object.fromEntries(Object.entries(values).map(([name, text]) => [name, `${sign}${text} ${unit}`.trim()]));
function shifted(raw, places) {
  const [whole2, rest = ""] = raw.split(".");
  const left = "0".repeat(Math.max(0, -places)) + whole2;
  const right = rest + "0".repeat(Math.max(0, places));
  const digits = left + right;
  const at = left.length + places;
  const [high, low] = [digits.slice(0, at).replace(/^0+(?=\d)/, ""), digits.slice(at)];
  const fraction = low.replace(/0+$/, "");
  if (!fraction) return high;
  return `${high}.${fraction}${AMBIGUOUS.test(`${high}.${fraction}`) ? "0" : ""}`;
}
function readPoints(text, item) {
  const reading = item.negative ? readFigure(text, item) : readNumber(text);
  if (reading.state !== "ready") return reading;
  const points = Number(reading.raw);
  const [least, most] = [item.least || "0", item.most].map((number) => number.replace(".", ","));
  if (points > Number(item.most)) return bad("too_many_points", { most });
  if (points < Number(item.least || 0)) return bad("too_few_points", { least });
  const steps = item.step ? points / Number(item.step) : 0;
  if (Math.abs(steps - Math.round(steps)) > 1e-9)
    return bad("bad_step", { step: item.step.replace(".", ",") });
  return reading;
}
function readCases(text, item) {
  const { population, rows } = rowsOf(text);
  const isShare = item.reduce === "share";
  const all = population ? whole(population) : "";
  if (all === null) return bad("bad_whole");
  if (!rows.length) return population ? { state: "partial" } : NONE;
  if (rows.some(({ name, result }) => !name || !result)) return { state: "partial" };
  const names = rows.map(({ name }) => name);
  const twice = names.find((name, place) => names.indexOf(name) < place);
  if (twice) return bad("case_twice", { name: twice });
  const readings = rows.map(({ result }) => isShare ? ready(result) : readNumber(result));
  const wrong = readings.find(({ state }) => state !== "ready");
  if (wrong) return wrong;
  if (all && Number(all) < rows.length) return bad("too_few_in_all", { count: rows.length });
  const written = readings.map((reading, place) => `${names[place]}=${"raw" in reading ? reading.raw : ""}`);
  return readText(`cases ${rows.length}${all && `/${all}`}: ${written.join("; ")}`);
}
var needsReason = (item, raw) => raw === "n/a" || item.kind === "points" && raw !== "" && (item.least ? Number(raw) !== 0 : Number(raw) < Number(item.most));
function readText(text) {
  const count = lengthOf(text);
  return count > LONGEST ? bad("too_long", { count, most: LONGEST }) : ready(text);
}
function valuesOf(item, raw) {
  if (raw === "n/a") return { excused: true };
  switch (item.kind) {
    case "ratio":
    case "count": {
      const [first, second] = raw.split("/");
      return { first, second };
    }
    case "date":
      return raw === "not_done" ? { undone: true } : { first: shownDay(raw) };
    case "number":
    case "points":
      return { first: raw.replace(".", ",") };
    default:
      return { first: raw };
  }
}

// inspection_lib/visit/static/conflict.js
var Conflict = class {
  /**
   * @param {Visit} visit
   * @param {Item} item
   */
  constructor(visit, item) {
    this.visit = visit;
    this.item = item;
    this.element = make("div", { class: "conflict", role: "group", hidden: true });
  }
  /** @param {EntryMessage | undefined} mine the answer from here that was refused */
  update(mine) {
    const { texts, items } = this.visit;
    const state = items.states.get(this.item.id);
    this.element.hidden = !mine && !state?.contradiction;
    if (this.element.hidden) return this.element.replaceChildren();
    const heads = items.heads(this.item.id);
    const title = mine ? texts.conflict : texts.contradiction;
    const sides = mine ? this.drawConflict(mine, heads) : this.drawContradiction(heads);
    this.element.setAttribute("aria-label", title);
    this.element.replaceChildren(make("p", { class: "title", text: title }), ...sides);
  }
  /**
   * @param {EntryMessage} mine
   * @param {Head[]} heads
   */
  drawConflict(mine, heads) {
    const { visit, item } = this;
    const { texts } = visit;
    const theirs = heads.map((head) => {
      const keep2 = button(texts.keep_theirs, () => visit.keepTheirs(item.id));
      return drawSide(texts.theirs, this.about(head), keep2);
    });
    const answer2 = mine.kind === "withdrawn" ? texts.clear : this.inWords(mine.raw);
    const text = [answer2, mine.note].filter(Boolean).join(" - ");
    const keep = button(texts.keep_mine, () => visit.keepMine(item.id));
    return [...theirs, drawSide(texts.mine, text, keep)];
  }
  /** @param {Head[]} heads */
  drawContradiction(heads) {
    const { visit, item } = this;
    const { texts } = visit;
    return heads.map((head) => {
      const decide = button(texts.decide_for, () => visit.decide(item.id, head));
      return drawSide(texts.theirs, this.about(head), head.kind === "withdrawn" ? null : decide);
    });
  }
  /** @param {Head} head */
  about(head) {
    const { texts } = this.visit;
    return [head.text || texts.clear, head.note, head.actor, head.when].filter(Boolean).join(" - ");
  }
  /**
   * A raw answer in words.
   * @param {string} raw
   */
  inWords(raw) {
    const { item } = this;
    const { texts } = this.visit;
    if (raw === "n/a") return texts.not_applicable;
    if (raw === "not_done") return texts.not_done;
    if (item.kind === "yes_no") return texts[raw];
    if (item.kind === "level") return item.levels.find(([key]) => key === raw)?.[1] ?? raw;
    const { first, second } = valuesOf(item, raw);
    return second === void 0 ? first : `${first}/${second}`;
  }
};
function drawSide(title, text, choice) {
  return make("div", { class: "side" }, make("strong", { text: title }), make("span", { text }), choice);
}

// inspection_lib/visit/static/control.js
var Control = class {
  /**
   * @param {Item} item
   * @param {Record<string, string>} texts
   * @param {string} name no other control of the page has it
   * @param {Listeners} listeners
   */
  constructor(item, texts, name, listeners) {
    this.item = item;
    this.texts = texts;
    this.name = name;
    this.listeners = listeners;
    this.fields = {};
    this.boxes = {};
    this.rows = null;
    const parts = this.drawParts();
    this.excused = this.drawBox("excused", texts.not_applicable);
    this.excused.hidden = !item.takes_na;
    const legend = make("legend", { class: "unseen", text: `${item.id} ${item.question}` });
    this.element = make("fieldset", { class: `control ${item.kind}` }, legend, ...parts, this.excused);
  }
  /** @returns {HTMLElement[]} */
  drawParts() {
    const { item, texts } = this;
    const { labels } = item;
    switch (item.kind) {
      case "yes_no":
        return this.drawChoices([
          ["yes", texts.yes],
          ["no", texts.no]
        ]);
      case "level":
        return this.drawChoices(item.levels);
      case "ratio":
        return this.drawPair(labels.numerator ?? texts.numerator, labels.denominator ?? texts.denominator);
      case "count":
        return this.drawPair(
          labels.done ?? labels.numerator ?? texts.done,
          labels.target ?? labels.denominator ?? texts.target
        );
      case "occurrences":
        return [this.drawField("first", labels.occurrence ?? texts.cases, { inputmode: "numeric" })];
      case "date": {
        const day = { inputmode: "numeric", placeholder: texts.day_form };
        return [this.drawField("first", texts.day, day), this.drawBox("undone", texts.not_done)];
      }
      case "cases":
        this.rows = new CaseRows(item, texts, this.name, this.listeners);
        return [this.rows.element];
      case "points": {
        const [least, most, step] = [item.least ?? "", item.most, item.step].map(
          (one) => one.replace(".", ",")
        );
        const inside = step ? texts.points_in_steps : texts.points_range;
        const label = fill(least ? texts.points_outside : inside, { least, most, step });
        return [this.drawField("first", label, { inputmode: item.negative ? "text" : "decimal" })];
      }
      case "number": {
        const inputmode = item.negative || item.money ? "text" : "decimal";
        return [this.drawField("first", labels.unit ?? labels.value ?? "", { inputmode })];
      }
      default:
        return [this.drawText()];
    }
  }
  /** @param {[key: string, label: string][]} pairs */
  drawChoices(pairs) {
    return pairs.map(([value, label], index) => {
      const input = make("input", { type: "radio", name: this.name, value, onchange: this.listeners.onsoon });
      const key = make("kbd", { text: String(index + 1), "aria-hidden": "true" });
      return make("label", { class: "choice" }, input, make("span", {}, key, label));
    });
  }
  /**
   * @param {string} first
   * @param {string} second
   */
  drawPair(first, second) {
    const numeric = { inputmode: "numeric" };
    return [this.drawField("first", first, numeric), this.drawField("second", second, numeric)];
  }
  /**
   * @param {"first" | "second"} key
   * @param {string} label
   * @param {Record<string, string>} attributes
   */
  drawField(key, label, attributes) {
    const { name, listeners } = this;
    const input = make("input", {
      type: "text",
      id: `${name}-${key}`,
      autocomplete: "off",
      "aria-describedby": `${name}-trouble`,
      oninput: listeners.ontyped,
      onchange: listeners.onleft,
      ...attributes
    });
    this.fields[key] = input;
    return make("label", { class: "value" }, make("span", { text: label }), input);
  }
  drawText() {
    const { name, listeners } = this;
    this.fields.first = make("textarea", {
      rows: "2",
      oninput: listeners.ontyped,
      onchange: listeners.onleft,
      "aria-labelledby": `${name}-question`
    });
    return this.fields.first;
  }
  /**
   * @param {"undone" | "excused"} key
   * @param {string} label
   */
  drawBox(key, label) {
    this.boxes[key] = make("input", { type: "checkbox", onchange: this.listeners.onsoon });
    return make("label", { class: "choice quiet" }, this.boxes[key], make("span", { text: label }));
  }
  /** @returns {HTMLInputElement[]} */
  radios() {
    return [...this.element.querySelectorAll("input")].filter((input) => input.type === "radio");
  }
  /** @returns {ControlValues} */
  values() {
    const chosen = this.radios().find((radio) => radio.checked);
    return {
      first: this.rows?.text() ?? this.fields.first?.value ?? chosen?.value ?? "",
      second: this.fields.second?.value ?? "",
      undone: this.boxes.undone?.checked ?? false,
      excused: this.isExcused()
    };
  }
  /**
   * Show values, except in the field that has the focus.
   * @param {ControlValues} values
   */
  set(values) {
    for (const radio of this.radios()) radio.checked = radio.value === values.first;
    for (
      const key of
      /** @type {const} */
      ["first", "second"]
    ) {
      const field = this.fields[key];
      if (field && field !== document.activeElement) field.value = values[key] ?? "";
    }
    this.rows?.show(values.first ?? "");
    if (this.boxes.undone) this.boxes.undone.checked = Boolean(values.undone);
    this.boxes.excused.checked = Boolean(values.excused);
    this.excused.hidden = !this.item.takes_na && !values.excused;
  }
  isExcused() {
    return this.boxes.excused.checked;
  }
  /** Close the fields that mean nothing while "not applicable" or "not done" is ticked. */
  disable() {
    const isExcused = this.isExcused();
    this.rows?.disable(isExcused);
    const isUndone = Boolean(this.boxes.undone?.checked);
    for (const input of [...this.radios(), ...Object.values(this.fields), ...Object.values(this.boxes)])
      if (input !== this.boxes.excused)
        input.disabled = isExcused || isUndone && input === this.fields.first;
  }
  /** @param {boolean} isInvalid */
  setInvalid(isInvalid) {
    for (const field of Object.values(this.fields)) field.setAttribute("aria-invalid", String(isInvalid));
  }
  /** Where the focus goes. */
  first() {
    const wanted = "input:checked, input:not([type=radio]), textarea, input";
    return (
      /** @type {HTMLElement | null} */
      this.element.querySelector(wanted)
    );
  }
};

// inspection_lib/visit/static/ask.js
function ask(root2, texts, draw) {
  return new Promise((resolve) => {
    const title = make("h2", { text: texts.title, id: "inspection-question" });
    const dialog = make("dialog", { class: "ask", "aria-labelledby": title.id });
    const close = (answer2 = "") => dialog.close(answer2);
    const no = button(texts.no, () => close(), { class: "main", autofocus: true });
    const answers = make(
      "div",
      { class: "answers" },
      no,
      button(texts.yes, () => close("yes"))
    );
    dialog.append(title, make("div", { class: "about" }, ...draw(close)), answers);
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    root2.append(dialog);
    dialog.showModal();
  });
}

// inspection_lib/visit/static/file_kinds.js
var ZIPPED = ["docx", "xlsx", "pptx", "odt", "ods", "zip"];
var KINDS = [
  [[37, 80, 68, 70, 45], ["pdf"]],
  [[80, 75, 3, 4], ZIPPED],
  [
    [208, 207, 17, 224, 161, 177, 26, 225],
    ["doc", "xls", "ppt"]
  ]
];
var HEIF_BRANDS = ["heic", "heix", "hevc", "hevx", "heim", "heis", "hevm", "hevs", "mif1", "msf1"];
function isPicture(letters) {
  return letters.startsWith("ÿØÿ") || letters.startsWith("PNG\r\n\n") || letters.startsWith("RIFF") && letters.slice(8) === "WEBP" || letters.slice(4, 8) === "ftyp" && HEIF_BRANDS.includes(letters.slice(8));
}
var SOUND_BRANDS = ["M4A ", "mp41", "mp42", "isom", "iso2", "iso4", "iso5", "iso6"];
var SOUND_ENDINGS = ["webm", "weba", "ogg", "oga", "opus", "m4a"];
var DOCUMENT_ENDINGS = ["pdf", ...ZIPPED, "doc", "xls", "ppt", "txt", "csv"];
function endingOf(name) {
  const shown = name.trim().replace(/[ .]+$/, "");
  return /\.([^.]+)$/.exec(shown)?.[1].toLowerCase() ?? "";
}
function kindOf(name) {
  const ending = endingOf(name);
  if (SOUND_ENDINGS.includes(ending)) return "sound";
  return DOCUMENT_ENDINGS.includes(ending) ? "document" : "picture";
}
function isSound(ending, letters) {
  if (["webm", "weba"].includes(ending))
    return letters.startsWith("Eß£") && letters.slice(0, 64).includes("webm") && !letters.includes("V_");
  if (["ogg", "oga", "opus"].includes(ending))
    return letters.startsWith("OggS") && ["OpusHead", "vorbis"].some((name) => letters.startsWith(name, 28));
  const isMp4 = letters.slice(4, 8) === "ftyp" && SOUND_BRANDS.includes(letters.slice(8, 12));
  return ending === "m4a" && isMp4 && !/hdlr[^]{8}vide/.test(letters);
}
async function isTaken(file) {
  const ending = endingOf(file.name);
  const start = new Uint8Array(await file.slice(0, 4096).arrayBuffer());
  const letters = String.fromCharCode(...start);
  if (isPicture(letters.slice(0, 12)) || isSound(ending, letters)) return true;
  if (["txt", "csv"].includes(ending)) return !start.includes(0);
  return KINDS.some(
    ([bytes, endings]) => endings.includes(ending) && bytes.every((byte, at) => start[at] === byte)
  );
}

// inspection_lib/visit/static/link.js
var SEND_AGAIN = 4e3;
var LOST_AFTER = 3500;
var ASK_EVERY = 6e3;
var GREET_EVERY = 2e3;
var Connection = class {
  /** @param {Link} link */
  constructor(link) {
    this.link = link;
    this.unansweredSince = 0;
    this.askedAt = 0;
  }
  /** @param {"hello" | "ping"} type */
  ask(type) {
    this.askedAt = Date.now();
    this.send({ type, client: "" });
  }
  /**
   * Ask again when it is time: greet until the first reply, then ask for changes.
   * @param {boolean} isOpened
   * @param {boolean} isWaiting something waits to be recorded
   */
  askWhenDue(isOpened, isWaiting) {
    const rest = Date.now() - this.askedAt;
    if (!isOpened && rest > GREET_EVERY) this.ask("hello");
    else if (rest > (isWaiting || this.isLost() ? SEND_AGAIN : ASK_EVERY)) this.ask("ping");
  }
  /**
   * @param {Wire} wire
   * @param {ArrayBuffer[]} [buffers]
   * @param {FileMessage} [message]
   */
  send(wire, buffers, message) {
    if (!this.unansweredSince) this.unansweredSince = Date.now();
    this.link.send(wire, buffers, message);
  }
  /** A reply came. */
  replied() {
    this.unansweredSince = 0;
  }
  isLost() {
    return this.unansweredSince > 0 && Date.now() - this.unansweredSince > LOST_AFTER;
  }
};

// inspection_lib/visit/static/contents.js
var SMALL = 240;
var REST = 200;
var TIMES = 4;
var kindOfPiece = ({ sha256, media_type, name }) => {
  if (!sha256) return "document";
  if (!media_type) return kindOf(name);
  return media_type.startsWith("image/") ? "picture" : media_type.startsWith("audio/") ? "sound" : "document";
};
var Contents = class {
  /**
   * @param {Link} link
   * @param {() => boolean} isBusy something is on its way to the disk: pictures have time
   */
  constructor(link, isBusy) {
    this.link = link;
    this.isBusy = isBusy;
    this.small = /* @__PURE__ */ new Map();
    this.asked = /* @__PURE__ */ new Map();
    this.turn = Promise.resolve();
  }
  /**
   * The address of a small picture, made once; empty where the browser cannot draw the file.
   * @param {string} key
   * @param {() => Promise<Blob | null>} load
   * @param {() => boolean} isWanted whether it is still to be shown when its turn comes
   */
  thumbnail(key, load, isWanted) {
    const known = this.small.get(key);
    if (known) return known;
    const work = async () => {
      while (this.isBusy() && isWanted()) await new Promise((resolve) => setTimeout(resolve, REST));
      const blob = isWanted() ? await load() : null;
      if (!blob) this.small.delete(key);
      return blob ? URL.createObjectURL(await shrunk(blob, SMALL)) : "";
    };
    const made = this.turn.then(work).catch(() => "");
    this.turn = made;
    this.small.set(key, made);
    return made;
  }
  /**
   * A file as it is shown or played; of a photo in the record of a notebook a smaller copy. Null where it is
   * not to be had: it is not on this device, or the other side does not reply.
   * @param {Piece} piece
   * @returns {Promise<Blob | null>}
   */
  async content({ sha256 }) {
    if (this.link.content) return await this.link.content(sha256) ?? null;
    const parts = [];
    for (let part = 0, count = 1; part < count; part += 1) {
      const reply = await this.ask(sha256, part);
      if (!reply?.parts) return null;
      count = reply.parts;
      parts.push(bytesOf(reply.bytes));
      if (part === count - 1) return new Blob(parts, { type: reply.media_type });
    }
    return null;
  }
  /**
   * Ask for one part; again when nothing comes: a busy server drops messages.
   * @param {string} sha256
   * @param {number} part
   */
  async ask(sha256, part) {
    for (let time = 0; time < TIMES; time += 1) {
      const replied = new Promise((resolve) => {
        const timer = setTimeout(() => resolve(null), SEND_AGAIN);
        this.asked.set(`${sha256} ${part}`, (reply2) => (clearTimeout(timer), resolve(reply2)));
      });
      this.link.send({ type: "content", client: "", sha256, part });
      const reply = await replied;
      this.asked.delete(`${sha256} ${part}`);
      if (reply) return reply;
    }
    return null;
  }
  /** @param {Reply & {type: "content"}} reply */
  receive(reply) {
    this.asked.get(`${reply.sha256} ${reply.part}`)?.(reply);
  }
};
var bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
async function shrunk(blob, width) {
  const bitmap = await createImageBitmap(blob, { resizeWidth: width, resizeQuality: "medium" });
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return jpegOf(canvas, 0.8);
}
function jpegOf(canvas, quality) {
  return new Promise((resolve, reject) => {
    const take = (blob) => blob ? resolve(blob) : reject(new Error("no picture"));
    canvas.toBlob(take, "image/jpeg", quality);
  });
}

// inspection_lib/visit/static/camera.js
var WANTED = { width: { ideal: 1920 }, height: { ideal: 1080 }, facingMode: { ideal: "environment" } };
async function takePhotos(form, texts, take) {
  const isTouched = matchMedia("(pointer: coarse)").matches;
  if (isTouched || !navigator.mediaDevices?.getUserMedia) return openCamera(form, take);
  try {
    showWebcam(form, texts, await navigator.mediaDevices.getUserMedia({ video: WANTED }), take);
  } catch {
    tell(form, texts.no_camera, texts.close);
  }
}
function openCamera(form, take) {
  const picker = make("input", { type: "file", accept: "image/*", capture: "environment", class: "unseen" });
  picker.addEventListener("change", () => {
    take([...picker.files ?? []]);
    picker.remove();
  });
  picker.addEventListener("cancel", () => picker.remove());
  form.append(picker);
  picker.click();
}
function showWebcam(form, texts, stream, take) {
  const picture = make("video", { "aria-label": texts.take_photo, playsinline: true, muted: true });
  picture.srcObject = stream;
  const said = make("p", { role: "status" });
  let count = 0;
  const shoot = async () => {
    const photo = await frameOf(picture);
    take([
      new File([photo], `${fill(texts.photo_name, { moment: momentInName() })}.jpg`, { type: photo.type })
    ]);
    setText(said, fill(texts.photos_taken, { count: ++count }));
  };
  const dialog = make("dialog", { class: "viewer webcam", "aria-label": texts.take_photo });
  const close = button(texts.close, () => dialog.close());
  const shutter = button(texts.take_photo, shoot, { class: "main", autofocus: true });
  dialog.append(
    make("div", { class: "stage" }, picture),
    make("div", { class: "bar" }, said, shutter, close)
  );
  dialog.addEventListener("close", () => {
    for (const track of stream.getTracks()) track.stop();
    dialog.remove();
  });
  form.append(dialog);
  dialog.showModal();
  void picture.play();
}
function frameOf(picture) {
  const canvas = make("canvas");
  [canvas.width, canvas.height] = [picture.videoWidth, picture.videoHeight];
  canvas.getContext("2d")?.drawImage(picture, 0, 0);
  return jpegOf(canvas, 0.92);
}
function tell(form, text, close) {
  const dialog = make("dialog", { class: "ask", "aria-label": text });
  const answers = make(
    "div",
    { class: "answers" },
    button(close, () => dialog.close(), { class: "main" })
  );
  dialog.append(make("h2", { text }), answers);
  dialog.addEventListener("close", () => dialog.remove());
  form.append(dialog);
  dialog.showModal();
}

// inspection_lib/visit/static/days.js
var DayFields = class {
  /**
   * @param {Visit} visit
   * @param {Item} item
   * @param {() => void} redraw draws the whole card anew
   */
  constructor(visit, item, redraw) {
    this.visit = visit;
    this.item = item;
    this.texts = visit.texts;
    this.redraw = redraw;
    this.opened = "";
    this.fields = null;
  }
  /**
   * The days in words; null where there are none.
   * @param {Piece} piece
   */
  inWords({ made, valid_from, valid_to }) {
    const { texts } = this;
    const period = `${shownDay(valid_from || "...")} - ${shownDay(valid_to || "...")}`;
    const parts = [
      made ? `${texts.made_on} ${shownDay(made)}` : "",
      valid_from || valid_to ? `${texts.valid_for} ${period}` : ""
    ].filter(Boolean);
    return parts.length ? make("small", { text: parts.join("; ") }) : null;
  }
  /**
   * The button for the days of a piece, or the fields behind it: they are open until the days are recorded.
   * @param {Piece} piece
   */
  draw(piece) {
    const { texts } = this;
    const isOpen = this.opened === piece.reference;
    const toggle = () => {
      this.opened = isOpen ? "" : piece.reference;
      this.redraw();
    };
    const label = `${texts.days}: ${piece.name}`;
    const state = { class: "small", "aria-expanded": String(isOpen), "aria-label": label };
    const opener = button(texts.days, toggle, state);
    if (!isOpen) return opener;
    if (this.fields?.dataset.piece !== piece.reference) this.fields = this.drawFields(piece, opener);
    return this.fields;
  }
  /**
   * @param {Piece} piece
   * @param {HTMLElement} opener
   */
  drawFields(piece, opener) {
    const { texts } = this;
    const day = { type: "text", placeholder: texts.day_form, inputmode: "numeric", autocomplete: "off" };
    const field = (value) => make("input", { ...day, value: value ? shownDay(value) : "" });
    const inputs = [field(piece.made), field(piece.valid_from), field(piece.valid_to)];
    const trouble = make("small", { class: "trouble", role: "alert" });
    const keep = () => {
      const days2 = inputs.map((input) => input.value.trim() ? isoDay(input.value) : "");
      trouble.textContent = this.keepDays(piece, days2);
    };
    const labels = [texts.made_on, texts.valid_from, texts.valid_to].map((text, index) => {
      return make("label", {}, make("span", { text }), inputs[index]);
    });
    const days = make("div", { class: "days" }, ...labels, button(texts.keep_days, keep), opener, trouble);
    days.dataset.piece = piece.reference;
    return days;
  }
  /**
   * Record the days of a piece: made on, valid from, valid to. Gives what is wrong with them, or nothing.
   * @param {Piece} piece
   * @param {(string | null)[]} days ISO days, empty where none is written, null where it is no day
   */
  keepDays({ reference }, [made, valid_from, valid_to]) {
    if (made === null || valid_from === null || valid_to === null) return this.texts.bad_day;
    if (valid_from && valid_to && valid_from > valid_to) return this.texts.bad_period;
    this.opened = "";
    this.fields = null;
    const { id } = this.item;
    this.visit.put({ type: "piece", kind: "attached", item: id, reference, made, valid_from, valid_to });
    this.redraw();
    return "";
  }
};

// inspection_lib/visit/static/results.js
var Results = class {
  /**
   * @param {Visit} visit
   * @param {Item} item
   */
  constructor(visit, item) {
    this.visit = visit;
    this.item = item;
    this.texts = visit.texts;
    this.taken = make("div", { class: "taken", role: "status", hidden: true });
    this.refused = make("div", { class: "refused", role: "alert", hidden: true });
    this.element = make("div", {}, this.refused, this.taken);
  }
  update() {
    const { files } = this.visit;
    const { id } = this.item;
    const taken = files.taken.get(id) ?? [];
    const refused = [...files.refused.get(id) ?? []];
    show(this.taken, taken, () => this.drawTaken(taken));
    show(this.refused, refused, () => refused.map(([name, why]) => this.drawRefused(name, why)));
  }
  /** @param {[name: string, isKept: boolean][]} taken */
  drawTaken(taken) {
    const { texts, visit } = this;
    const lines = taken.map(([name, isKept]) => {
      return make(
        "li",
        {},
        make("strong", { text: name }),
        `: ${isKept ? texts.was_taken : texts.not_on_disk}`
      );
    });
    const read2 = () => visit.files.forgetTaken(this.item.id);
    return [make("ul", {}, ...lines), button(texts.was_read, read2, { class: "small" })];
  }
  /**
   * @param {string} name
   * @param {string} why
   */
  drawRefused(name, why) {
    const { texts, visit } = this;
    const label = `${texts.was_read}: ${name}`;
    const read2 = () => visit.files.forget(this.item.id, name);
    const text = make("span", {}, make("strong", { text: name }), `: ${why}`);
    return make("p", {}, text, button(texts.was_read, read2, { class: "small", "aria-label": label }));
  }
};
function show(box, lines, draw) {
  const now = JSON.stringify(lines);
  if (box.dataset.now === now) return;
  box.dataset.now = now;
  box.replaceChildren(...lines.length ? draw() : []);
  box.hidden = !lines.length;
}

// inspection_lib/visit/static/unkept.js
var DIGITS = 6;
var Unkept = class {
  /**
   * @param {BrowserStore} store
   * @param {string} tab
   */
  constructor(store, tab) {
    this.store = store;
    this.tab = tab;
    this.drawings = /* @__PURE__ */ new Map();
    this.spoken = /* @__PURE__ */ new Map();
  }
  /**
   * @param {Kind} kind
   * @param {string} item
   * @param {string} name
   * @param {number} part
   */
  key(kind, item, name, part) {
    return JSON.stringify([this.tab, kind, item, name, String(part).padStart(DIGITS, "0")]);
  }
  /** Items of which something is drawn or spoken and not kept. */
  items() {
    return [...new Set([...this.drawings.values(), ...this.spoken.values()].map(({ item }) => item))];
  }
  // --- strokes ---
  /**
   * The strokes on a photo that are not kept yet.
   * @param {string} item
   * @param {string} photo
   */
  strokes(item, photo) {
    return this.drawings.get(this.key("strokes", item, photo, 0))?.strokes ?? [];
  }
  /**
   * Remember the strokes on a photo; none: forget them. Gives whether it reached the disk.
   * @param {string} item
   * @param {string} photo
   * @param {Stroke[]} strokes
   */
  async keepStrokes(item, photo, strokes) {
    const key = this.key("strokes", item, photo, 0);
    if (!strokes.length) {
      this.drawings.delete(key);
      await this.store.drop("files", key);
      return true;
    }
    this.drawings.set(key, { item, photo, strokes: structuredClone(strokes) });
    return this.store.tryPut("files", key, new Blob([JSON.stringify(strokes)]));
  }
  // --- recordings ---
  /**
   * The recordings of an item that are not kept yet, also one that is going on.
   * @param {string} item
   */
  spokenOn(item) {
    return [...this.spoken.values()].filter((each) => each.item === item);
  }
  /**
   * Begin a recording.
   * @param {string} item
   * @param {string} name of the file that it becomes
   */
  begin(item, name) {
    const spoken = { item, name, parts: [], seconds: 0, isRunning: true, isKept: true };
    this.spoken.set(this.key("spoken", item, name, 0), spoken);
    return spoken;
  }
  /**
   * Add a part to a recording, on the disk too.
   * @param {Spoken} spoken
   * @param {Blob} part
   */
  async addPart(spoken, part) {
    const number = spoken.parts.push(part) - 1;
    const key = this.key("spoken", spoken.item, spoken.name, number);
    const isKept = await this.store.tryPut("files", key, part);
    spoken.isKept &&= isKept;
    if (!this.spoken.has(this.key("spoken", spoken.item, spoken.name, 0)))
      await this.store.drop("files", key);
  }
  /**
   * Let a recording go: it is in the outbox, or was thrown away. From the disk only when what replaces it is
   * there.
   * @param {Spoken} spoken
   * @param {boolean} [isReplaced]
   */
  async drop({ item, name, parts }, isReplaced = true) {
    this.spoken.delete(this.key("spoken", item, name, 0));
    if (!isReplaced) return;
    for (const part of parts.keys()) await this.store.drop("files", this.key("spoken", item, name, part));
  }
  /**
   * Let recordings go that became evidence just before their page was closed.
   * @param {(item: string) => string[]} evidence the names of an item's evidence, also of what waits
   */
  async dropRecorded(evidence) {
    for (const spoken of [...this.spoken.values()])
      if (evidence(spoken.item).includes(spoken.name)) await this.drop(spoken);
  }
  // --- other tabs ---
  /**
   * What other tabs hold, as tab and item.
   * @returns {Promise<[tab: string, item: string][]>}
   */
  async held() {
    const keys = [...(await this.store.all("files")).keys()].map(
      (key) => (
        /** @type {Key} */
        JSON.parse(key)
      )
    );
    return keys.filter(([tab]) => tab !== this.tab).map(([tab, , item]) => [tab, item]);
  }
  /**
   * Take over what closed tabs left, under this tab's name. Each thing is deleted there when it lies here.
   * @param {(tab: string) => boolean} isClosed
   */
  async takeOver(isClosed) {
    const left = /* @__PURE__ */ new Map();
    for (const [text, blob] of [...await this.store.all("files")].sort(
      ([one], [other]) => one < other ? -1 : 1
    )) {
      const key = (
        /** @type {Key} */
        JSON.parse(text)
      );
      if (key[0] === this.tab || !isClosed(key[0])) continue;
      const whole2 = JSON.stringify(key.slice(0, -1));
      const known = left.get(whole2) ?? { key, keys: [], parts: [] };
      left.set(whole2, known);
      known.keys.push(text);
      known.parts.push(blob);
    }
    for (const { key, keys, parts } of left.values())
      if (await this.takeOne(key, parts)) for (const each of keys) await this.store.drop("files", each);
  }
  /**
   * Gives whether it lies under this tab's name now.
   * @param {Key} key
   * @param {Blob[]} parts
   */
  async takeOne([, kind, item, name], parts) {
    if (kind === "strokes") {
      const isNewer = this.strokes(item, name).length > 0;
      return isNewer || this.keepStrokes(item, name, JSON.parse(await parts[0].text()));
    }
    const whole2 = new Blob(parts, { type: parts[0].type });
    const known = this.spoken.get(this.key("spoken", item, name, 0));
    if (known) return sizeOf(known) >= whole2.size;
    const spoken = this.begin(item, name);
    spoken.isRunning = false;
    await this.addPart(spoken, whole2);
    return spoken.isKept;
  }
};
var soundOf = ({ parts }) => new Blob(parts, { type: parts[0]?.type ?? "" });
var sizeOf = ({ parts }) => parts.reduce((sum, part) => sum + part.size, 0);

// inspection_lib/visit/static/sounds.js
var KINDS2 = [
  ["audio/webm;codecs=opus", "webm"],
  ["audio/ogg;codecs=opus", "ogg"],
  ["audio/mp4", "m4a"]
];
var RATE = 32e3;
var PART = 1e3;
var troubleOf = ({ name }) => name === "NotAllowedError" || name === "SecurityError" ? "microphone_refused" : "microphone_missing";
var inMinutes = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
var Sounds = class {
  /**
   * @param {Definition} definition
   * @param {Unkept} unkept
   */
  constructor(definition, unkept) {
    this.texts = definition.texts;
    this.mostSeconds = definition.most_sound_seconds;
    this.mostBytes = definition.most_sound_bytes;
    this.unkept = unkept;
    this.running = null;
    this.troubles = /* @__PURE__ */ new Map();
    this.onchange = () => {
    };
  }
  /**
   * Ask for the microphone and begin. What goes wrong is in `troubles`, in words.
   * @param {string} item
   */
  async start(item) {
    await this.stop();
    this.troubles.delete(item);
    const kind = KINDS2.find(([type]) => globalThis.MediaRecorder?.isTypeSupported(type));
    if (!navigator.mediaDevices?.getUserMedia || !kind) return this.fail(item, "no_microphone");
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      this.record(item, stream, kind);
    } catch (error) {
      this.fail(item, troubleOf(error));
    }
  }
  /**
   * @param {string} item
   * @param {string} trouble the key of its text
   */
  fail(item, trouble) {
    this.troubles.set(item, this.texts[trouble]);
    this.onchange(item);
  }
  /**
   * @param {string} item
   * @param {MediaStream} stream
   * @param {string[]} kind
   */
  record(item, stream, [mimeType, ending]) {
    const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: RATE });
    const spoken = this.unkept.begin(
      item,
      `${fill(this.texts.sound_name, { moment: momentInName() })}.${ending}`
    );
    const running = { spoken, recorder, began: performance.now() };
    this.running = running;
    recorder.ondataavailable = ({ data: data2 }) => this.take(running, data2);
    recorder.onstop = () => {
      for (const track of stream.getTracks()) track.stop();
      spoken.isRunning = false;
      if (this.running === running) this.running = null;
      this.onchange(item);
    };
    recorder.start(PART);
    this.onchange(item);
  }
  /**
   * @param {{spoken: Spoken, recorder: MediaRecorder, began: number}} running
   * @param {Blob} data
   */
  take({ spoken, recorder, began }, data2) {
    spoken.seconds = (performance.now() - began) / 1e3;
    if (data2.size) void this.unkept.addPart(spoken, data2).then(() => this.onchange(spoken.item));
    const isFull = spoken.seconds >= this.mostSeconds || sizeOf(spoken) >= this.mostBytes;
    if (!isFull || recorder.state !== "recording") return;
    recorder.stop();
    this.fail(spoken.item, "sound_limit");
  }
  /** End the recording that runs, if one does. Its last part comes before this gives back. */
  async stop() {
    const { recorder } = this.running ?? {};
    if (recorder?.state !== "recording") return;
    const stopped = new Promise((resolve) => recorder.addEventListener("stop", resolve, { once: true }));
    recorder.stop();
    await stopped;
  }
  /** Seconds of the recording that runs. */
  seconds() {
    return this.running ? (performance.now() - this.running.began) / 1e3 : 0;
  }
};

// inspection_lib/visit/static/spoken.js
var TICK = 250;
var SpokenPanel = class {
  /**
   * @param {Visit} visit
   * @param {Item} item
   */
  constructor(visit, item) {
    this.visit = visit;
    this.item = item;
    this.texts = visit.texts;
    const start = async () => {
      await visit.sounds.start(item.id);
      this.stopButton.focus();
    };
    this.button = button(this.texts.record_sound, start, { class: "record" });
    this.time = make("strong", { role: "timer" });
    const stop = async () => {
      await visit.sounds.stop();
      this.rest.querySelector("button.main")?.focus();
    };
    this.stopButton = button(this.texts.stop, stop, { class: "main" });
    this.going = make("p", { class: "going", hidden: true }, this.time, this.stopButton);
    this.trouble = make("p", { class: "needed", role: "status", hidden: true });
    this.rest = make("div", { class: "rest" });
    this.element = make("div", { class: "spoken" }, this.trouble, this.going, this.rest);
    this.drawn = /* @__PURE__ */ new Map();
  }
  update() {
    const { sounds, unkept } = this.visit;
    const spoken = unkept.spokenOn(this.item.id);
    const isRunning = spoken.some((each) => each.isRunning);
    this.button.disabled = isRunning;
    this.going.hidden = !isRunning;
    clearInterval(this.clock);
    if (isRunning) this.clock = setInterval(() => this.tick(), TICK);
    this.tick();
    setText(this.trouble, sounds.troubles.get(this.item.id) ?? "");
    this.trouble.hidden = !this.trouble.textContent;
    this.updateRest(spoken.filter((each) => !each.isRunning));
  }
  tick() {
    const { sounds } = this.visit;
    const values = { time: inMinutes(sounds.seconds()), most: inMinutes(sounds.mostSeconds) };
    if (!this.going.hidden) setText(this.time, fill(this.texts.sound_runs, values));
  }
  /** @param {Spoken[]} over */
  updateRest(over) {
    for (const [spoken, { row, address }] of this.drawn)
      if (!over.includes(spoken)) {
        URL.revokeObjectURL(address);
        row.remove();
        this.drawn.delete(spoken);
      }
    for (const spoken of over) if (!this.drawn.has(spoken)) this.draw(spoken);
  }
  /** @param {Spoken} spoken */
  draw(spoken) {
    const { item, texts, visit } = this;
    const address = URL.createObjectURL(soundOf(spoken));
    const player = make("audio", {
      controls: true,
      preload: "metadata",
      src: address,
      "aria-label": spoken.name
    });
    const back = () => (visit.view.showItem(item.id), visit.view.showStatus(), this.button.focus());
    const keep = async () => {
      const isKept = await visit.addFiles(item.id, [new File([soundOf(spoken)], spoken.name)]);
      const isTaken2 = visit.items.evidenceNames(item.id).includes(spoken.name);
      if (isTaken2) await visit.unkept.drop(spoken, isKept);
      back();
    };
    const drop = async () => (await visit.unkept.drop(spoken), back());
    const values = { time: spoken.seconds ? inMinutes(spoken.seconds) : "" };
    const words = spoken.seconds ? fill(texts.sound_over, values) : texts.sound_found;
    const row = make(
      "div",
      { class: "over" },
      make("span", { text: words }),
      player,
      button(texts.keep_sound, keep, { class: "main" }),
      button(texts.drop_sound, drop),
      spoken.isKept ? null : make("p", { class: "wrong", role: "alert", text: texts.sound_not_on_disk })
    );
    this.drawn.set(spoken, { row, address });
    this.rest.append(row);
  }
};

// inspection_lib/visit/static/digests.js
function hex(buffer) {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
async function sha256Of(bytes) {
  return hex(await crypto.subtle.digest("SHA-256", bytes));
}
async function hmacOf(secret, bytes) {
  const digits = secret.match(/../g) ?? [];
  const raw = Uint8Array.from(digits, (pair) => parseInt(pair, 16));
  const key = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return hex(await crypto.subtle.sign("HMAC", key, bytes));
}

// inspection_lib/visit/static/drawing.js
var SHORTEST = 1.5;
var HEAD2 = 4.5;
var SPREAD = Math.PI / 7;
var distance = (one, other) => Math.hypot(one[0] - other[0], one[1] - other[1]);
var Drawing = class {
  /** @param {Stroke[]} [strokes] */
  constructor(strokes = []) {
    this.strokes = strokes;
    this.open = null;
  }
  isEmpty() {
    return !this.strokes.length;
  }
  /**
   * Begin a stroke. It is among the strokes at once.
   * @param {Shape} shape
   * @param {Point} point in pixels of the canvas
   */
  begin(shape, point) {
    this.open = { shape, points: [point] };
    this.strokes.push(this.open);
  }
  /**
   * Go on with the stroke that was begun. A line gets one more point; an arrow and a circle have two.
   * @param {Point} point
   */
  extend(point) {
    if (!this.open) return;
    const { shape, points } = this.open;
    if (shape !== "line") points.splice(1, 1, point);
    else if (distance(
      point,
      /** @type {Point} */
      points.at(-1)
    ) >= SHORTEST) points.push(point);
  }
  /** End the stroke. An arrow or a circle of one point is a mistaken touch; a line of one point is a dot. */
  end() {
    if (this.open && this.open.shape !== "line" && this.open.points.length < 2) this.strokes.pop();
    this.open = null;
  }
  /** Drop the stroke that was begun: the system took the touch away. */
  cancel() {
    if (this.open) this.strokes.pop();
    this.open = null;
  }
  /** Take back the last stroke. */
  undo() {
    this.cancel();
    this.strokes.pop();
  }
  clear() {
    this.open = null;
    this.strokes.length = 0;
  }
};
function paint(context, strokes, { colour, edge, width }) {
  context.save();
  context.lineCap = context.lineJoin = "round";
  for (const stroke of strokes) {
    if (edge) paintStroke(context, stroke, edge, width * 2, width);
    paintStroke(context, stroke, colour, width, width);
  }
  context.restore();
}
function paintStroke(context, { shape, points }, colour, thickness, width) {
  context.strokeStyle = colour;
  context.lineWidth = thickness;
  context.beginPath();
  for (const part of partsOf(shape, points, width)) {
    const [first, ...rest] = part;
    context.moveTo(...first);
    if (shape === "line") traceLine(context, part);
    else for (const point of rest) context.lineTo(...point);
  }
  context.stroke();
}
function partsOf(shape, points, width) {
  if (shape === "line" || points.length < 2) return [points];
  const [from, to] = points;
  return shape === "arrow" ? [points, headOf(from, to, width)] : [ellipseIn(from, to)];
}
function headOf(from, to, width) {
  const length = Math.min(HEAD2 * width, distance(from, to) / 2);
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  const side = (turn) => (
    /** @type {Point} */
    [to[0] - length * Math.cos(angle + turn), to[1] - length * Math.sin(angle + turn)]
  );
  return [side(SPREAD), to, side(-SPREAD)];
}
function ellipseIn(one, other) {
  const [x, y] = [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2];
  const [across, down] = [Math.abs(one[0] - other[0]) / 2, Math.abs(one[1] - other[1]) / 2];
  return Array.from({ length: 73 }, (_, step) => {
    const angle = step * Math.PI / 36;
    return [x + across * Math.cos(angle), y + down * Math.sin(angle)];
  });
}
function traceLine(context, points) {
  for (let at = 1; at < points.length - 1; at += 1) {
    const [here, next] = [points[at], points[at + 1]];
    context.quadraticCurveTo(...here, (here[0] + next[0]) / 2, (here[1] + next[1]) / 2);
  }
  context.lineTo(.../** @type {Point} */
  points.at(-1));
}
function followPointer(canvas, drawing, shape, onchange) {
  let pointer = -1;
  canvas.style.touchAction = "none";
  const pointOf = ({ clientX, clientY }) => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    return (
      /** @type {Point} */
      [
        (clientX - left) * canvas.width / width,
        (clientY - top) * canvas.height / height
      ]
    );
  };
  const end = (event, finish) => {
    if (event.pointerId !== pointer) return;
    pointer = -1;
    finish();
    onchange(true);
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (pointer !== -1 || event.button !== 0) return;
    event.preventDefault();
    pointer = event.pointerId;
    canvas.setPointerCapture(pointer);
    drawing.begin(shape(), pointOf(event));
    onchange(false);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const each of events.length ? events : [event]) drawing.extend(pointOf(each));
    onchange(false);
  });
  canvas.addEventListener("pointerup", (event) => end(event, () => drawing.end()));
  canvas.addEventListener("pointercancel", (event) => end(event, () => drawing.cancel()));
}

// inspection_lib/visit/static/sketch.js
var LONGEST2 = 1600;
var PEN = { colour: "#e0103a", edge: "#ffffff" };
var WIDTH = 1 / 160;
var SHAPES = ["arrow", "circle", "line"];
async function drawOn(form, texts, ground) {
  const photo = await photoOn(ground.photo).catch(() => null);
  if (!photo) return null;
  return new Promise((resolve) => new Sketch(form, texts, ground, photo, resolve));
}
async function photoOn(blob) {
  const bitmap = await createImageBitmap(blob);
  const scale = Math.min(1, LONGEST2 / Math.max(bitmap.width, bitmap.height));
  const canvas = make("canvas", { "aria-hidden": "true" });
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
}
var Sketch = class {
  /**
   * @param {HTMLElement} form
   * @param {Record<string, string>} texts
   * @param {Ground} ground
   * @param {HTMLCanvasElement} photo
   * @param {(drawing: Blob | null) => void} resolve
   */
  constructor(form, texts, ground, photo, resolve) {
    this.texts = texts;
    this.ground = ground;
    this.photo = photo;
    this.drawing = new Drawing(structuredClone(ground.strokes));
    this.shape = "arrow";
    this.kept = null;
    this.layer = make("canvas", { role: "img", "aria-label": fill(texts.photo, { name: ground.name }) });
    [this.layer.width, this.layer.height] = [photo.width, photo.height];
    this.sheet = make("div", { class: "sheet" }, photo, this.layer);
    this.stage = make("div", { class: "stage" }, this.sheet);
    this.said = make("p", { role: "status", text: texts.draw_how });
    this.shapes = SHAPES.map((shape) => button(texts[shape], () => this.choose(shape), { class: "shape" }));
    this.undo = button(texts.undo, () => (this.drawing.undo(), this.changed()));
    this.clear = button(texts.delete_all, () => (this.drawing.clear(), this.changed()));
    this.keep = button(texts.keep_drawing, () => this.save(), { class: "main" });
    this.dialog = this.draw();
    this.choose(this.shape);
    followPointer(
      this.layer,
      this.drawing,
      () => this.shape,
      (isWhole2) => isWhole2 ? this.changed() : this.paint()
    );
    const fitted = new ResizeObserver(() => this.fit());
    this.dialog.addEventListener("close", () => {
      fitted.disconnect();
      this.dialog.remove();
      resolve(this.kept);
    });
    form.append(this.dialog);
    this.dialog.showModal();
    fitted.observe(this.stage);
    this.paint();
    this.enable();
  }
  draw() {
    const { texts } = this;
    const title = fill(texts.draw_on, { name: this.ground.name });
    const dialog = make("dialog", { class: "viewer sketch", "aria-label": title });
    const later = button(texts.draw_later, () => dialog.close());
    dialog.append(
      make("div", { class: "bar" }, ...this.shapes, this.undo, this.clear),
      this.stage,
      make("div", { class: "bar" }, this.said, later, this.keep)
    );
    return dialog;
  }
  /** The sheet is as large as the stage lets it be: a finger draws where it is seen. */
  fit() {
    const { clientWidth, clientHeight } = this.stage;
    const { width, height } = this.layer;
    const scale = Math.min(clientWidth / width, clientHeight / height);
    this.sheet.style.width = `${Math.floor(width * scale)}px`;
    this.sheet.style.height = `${Math.floor(height * scale)}px`;
  }
  /** @param {Shape} shape */
  choose(shape) {
    this.shape = shape;
    for (const [at, each] of SHAPES.entries())
      this.shapes[at].setAttribute("aria-pressed", String(each === shape));
  }
  /** A stroke is whole, or one was taken back. */
  changed() {
    this.paint();
    this.enable();
    void this.ground.onstrokes(this.drawing.strokes).then((isKept) => {
      setText(this.said, isKept ? this.texts.draw_how : this.texts.drawing_not_on_disk);
    });
  }
  enable() {
    for (const each of [this.undo, this.clear, this.keep])
      each.setAttribute("aria-disabled", String(this.drawing.isEmpty()));
  }
  paint() {
    const { width, height } = this.layer;
    const context = this.layer.getContext("2d");
    if (!context) return;
    context.clearRect(0, 0, width, height);
    paint(context, this.drawing.strokes, { ...PEN, width: Math.max(width, height) * WIDTH });
  }
  async save() {
    if (this.drawing.isEmpty()) return;
    this.photo.getContext("2d")?.drawImage(this.layer, 0, 0);
    try {
      this.kept = await jpegOf(this.photo, 0.9);
      this.dialog.close();
    } catch {
      setText(this.said, this.texts.cannot_draw);
    }
  }
};

// inspection_lib/visit/static/viewer.js
var Viewer = class {
  /**
   * @param {Visit} visit
   * @param {Item} item
   * @param {() => void} redraw draws the whole card anew
   */
  constructor(visit, item, redraw) {
    this.visit = visit;
    this.item = item;
    this.texts = visit.texts;
    this.redraw = redraw;
    this.photos = [];
    this.at = 0;
    this.shown = null;
    this.address = "";
  }
  /**
   * Whether strokes on a photo are not kept yet.
   * @param {string} photo its digest
   */
  isDrawnOn(photo) {
    return this.visit.unkept.strokes(this.item.id, photo).length > 0;
  }
  /**
   * The photos of the item: recorded ones, then those on their way.
   * @returns {Photo[]}
   */
  all() {
    const { contents, items } = this.visit;
    const pieces = (items.states.get(this.item.id)?.pieces ?? []).filter(
      (one) => kindOfPiece(one) === "picture"
    );
    const recorded = pieces.map((piece) => {
      const { sha256, name, thumbnail } = piece;
      return { key: sha256, name, thumbnail, load: () => contents.content(piece) };
    });
    const waiting = items.attaching(this.item.id).filter((message) => message.type === "file").filter(({ name }) => kindOf(name) === "picture").map(({ client, name, blob }) => ({ key: client, name, thumbnail: "", load: async () => blob }));
    return [...recorded, ...waiting];
  }
  /**
   * @param {string} key of the photo that is shown first
   * @param {HTMLElement} opener has the focus when the dialog is closed, or what took its place
   */
  open(key, opener) {
    this.photos = this.all();
    const form = (
      /** @type {HTMLElement} */
      opener.closest(".inspection-form")
    );
    const rows = (
      /** @type {HTMLElement} */
      opener.closest(".pieces")
    );
    const dialog = this.draw();
    dialog.addEventListener("close", () => {
      URL.revokeObjectURL(this.address);
      this.photos = [];
      dialog.remove();
      const now = rows.querySelector(`[data-photo="${key}"]`) ?? rows.querySelector("[data-photo]");
      now?.focus();
    });
    form.append(dialog);
    dialog.showModal();
    void this.show(
      Math.max(
        0,
        this.photos.findIndex((photo) => photo.key === key)
      )
    );
  }
  draw() {
    const { texts } = this;
    this.picture = make("img", { onerror: () => this.fail() });
    this.word = make("p", { class: "unshown", role: "alert", hidden: true });
    this.said = make("p", { role: "status" });
    this.back = button(texts.previous_photo, () => this.show(this.at - 1));
    this.next = button(texts.next_photo, () => this.show(this.at + 1));
    this.pen = button(texts.draw, () => this.drawOn(), { class: "main", disabled: true });
    const dialog = make("dialog", { class: "viewer", "aria-label": texts.photos });
    const close = button(texts.close, () => dialog.close(), { autofocus: true });
    dialog.append(
      make("div", { class: "stage" }, this.picture, this.word),
      make("div", { class: "bar" }, this.said, this.back, this.next, this.pen, close)
    );
    dialog.addEventListener("keydown", (event) => {
      if (event.key === "ArrowLeft") this.show(this.at - 1);
      else if (event.key === "ArrowRight") this.show(this.at + 1);
    });
    return this.dialog = dialog;
  }
  /**
   * Show one of the photos; nothing happens beyond the first and the last.
   * @param {number} at counted from 0
   */
  async show(at) {
    const photo = this.photos[at];
    const { picture, texts, word } = this;
    if (!photo || !picture || !word || !this.said) return;
    this.at = at;
    this.shown = null;
    word.hidden = true;
    picture.hidden = false;
    picture.alt = fill(texts.photo, { name: photo.name });
    if (photo.thumbnail) picture.src = photo.thumbnail;
    else picture.removeAttribute("src");
    picture.setAttribute("aria-busy", "true");
    const values = { at: at + 1, all: this.photos.length, name: photo.name };
    setText(this.said, fill(texts.photo_at, values));
    this.enable(at);
    const blob = await photo.load().catch(() => null);
    if (this.photos[this.at] !== photo) return;
    picture.removeAttribute("aria-busy");
    if (!blob) return this.fail(texts.not_here);
    URL.revokeObjectURL(this.address);
    this.address = URL.createObjectURL(blob);
    this.shown = blob;
    picture.src = this.address;
    this.enable(at);
  }
  /** @param {number} at */
  enable(at) {
    const { back, next, pen } = this;
    if (!back || !next || !pen) return;
    back.setAttribute("aria-disabled", String(at === 0));
    next.setAttribute("aria-disabled", String(at === this.photos.length - 1));
    pen.disabled = !this.shown;
  }
  /**
   * The photo cannot be shown: say so, and leave its small picture where there is one.
   * @param {string} [why]
   */
  fail(why = this.texts.cannot_show) {
    const { picture, word, pen } = this;
    const photo = this.photos[this.at];
    if (!photo || !picture || !word || !pen) return;
    setText(word, why);
    word.hidden = false;
    pen.disabled = true;
    if (photo.thumbnail && picture.src !== photo.thumbnail) picture.src = photo.thumbnail;
    else picture.hidden = !photo.thumbnail;
  }
  /** Draw on the photo that is shown. What is kept becomes a piece of its own, which names this one. */
  async drawOn() {
    const { shown: blob, visit, item, texts } = this;
    const photo = this.photos[this.at];
    if (!blob || !photo) return;
    const isWaiting = !/^[0-9a-f]{64}$/.test(photo.key);
    const sha256 = isWaiting ? await sha256Of(await blob.arrayBuffer()) : photo.key;
    const form = (
      /** @type {HTMLElement} */
      this.dialog?.parentElement
    );
    const opener = this.pen;
    const kept = await drawOn(form, texts, {
      name: photo.name,
      photo: blob,
      strokes: visit.unkept.strokes(item.id, sha256),
      onstrokes: (strokes) => visit.unkept.keepStrokes(item.id, sha256, strokes)
    });
    if (kept) {
      const stem = photo.name.replace(/\.[^.]{1,9}$/, "");
      const file = new File([kept], `${fill(texts.drawing_name, { name: stem })}.jpg`, { type: kept.type });
      if (await visit.addFiles(item.id, [file], sha256)) await visit.unkept.keepStrokes(item.id, sha256, []);
    }
    visit.view.showStatus();
    this.redraw();
    if (kept) this.dialog?.close();
    else opener?.focus();
  }
};

// inspection_lib/visit/static/evidence.js
var ACCEPTED = "image/*,.heic,.heif,.hif,.jfif,.jpe,.pdf,.doc,.docx,.xls,.xlsx,.odt,.ods,.txt,.csv,.webm,.weba,.ogg,.oga,.opus,.m4a";
var LONGEST_NUMBER = 1e3;
var NOTHING = { opener: null, word: null };
var Evidence = class {
  /**
   * @param {Visit} visit
   * @param {Item} item
   * @param {string} name no other card of the page has it
   * @param {() => void} redraw draws the whole card anew
   * @param {() => void} show opens the part of the card in which this is
   */
  constructor(visit, item, name, redraw, show2) {
    this.visit = visit;
    this.item = item;
    this.texts = visit.texts;
    this.redraw = redraw;
    this.show = show2;
    this.days = new DayFields(visit, item, redraw);
    this.viewer = new Viewer(visit, item, redraw);
    this.spoken = new SpokenPanel(visit, item);
    this.results = new Results(visit, item);
    this.rows = /* @__PURE__ */ new Map();
    this.needed = make("p", { class: "needed", text: this.texts.evidence_needed, hidden: true });
    this.pieces = make("ul", { class: "pieces" });
    const label = this.texts.take_photo;
    this.camera = button("", () => this.takePhotos(), { class: "camera", "aria-label": label, title: label });
    const adds = [this.drawFiles(), this.spoken.button, ...this.drawNumber(name)];
    this.element = make(
      "div",
      { class: "evidence", role: "group", "aria-label": this.texts.evidence },
      this.needed,
      this.results.element,
      this.pieces,
      this.spoken.element,
      make("div", { class: "adds" }, ...adds)
    );
  }
  /** The form around: dialogs have its looks. */
  get form() {
    return (
      /** @type {HTMLElement} */
      this.element.closest(".inspection-form")
    );
  }
  takePhotos() {
    const take = (files) => {
      this.show();
      return this.visit.addFiles(this.item.id, files);
    };
    return takePhotos(this.form, this.texts, take);
  }
  /** The input lies unseen in its label: a browser scrolls to what has the focus, and that is here. */
  drawFiles() {
    const onchange = (event) => {
      this.addFiles([...event.target.files]);
      event.target.value = "";
    };
    const picker = make("input", {
      type: "file",
      multiple: true,
      class: "unseen",
      accept: ACCEPTED,
      onchange
    });
    return make("label", { class: "button" }, make("span", { text: this.texts.add_files }), picker);
  }
  /**
   * Files whose names look like personal data are kept once somebody has been asked.
   * @param {File[]} files
   */
  async addFiles(files) {
    const { item, texts, visit } = this;
    const isDoubtful = (file) => visit.personal.find([file.name]).length > 0;
    const doubtful = files.filter(isDoubtful);
    visit.addFiles(
      item.id,
      files.filter((file) => !doubtful.includes(file))
    );
    if (!doubtful.length) return;
    const words = { title: texts.personal_file, yes: texts.keep_file, no: texts.keep_no_file };
    const kinds = visit.personal.find(doubtful.map((file) => file.name));
    const about = () => [make("p", { text: visit.personal.warning(kinds) })];
    if (await ask(this.form, words, about)) visit.addFiles(item.id, doubtful);
  }
  /** @param {string} name */
  drawNumber(name) {
    const { item, texts, visit } = this;
    const number = make("input", {
      type: "text",
      id: `${name}-number`,
      autocomplete: "off",
      "aria-describedby": `${name}-number-trouble`
    });
    const trouble = make("small", { class: "wrong", role: "alert", id: `${name}-number-trouble` });
    const add = () => {
      const reference = nfc(number.value.trim());
      const count = lengthOf(reference);
      trouble.textContent = count > LONGEST_NUMBER ? fill(texts.too_long, { count, most: LONGEST_NUMBER }) : "";
      if (!reference || trouble.textContent) return number.focus();
      visit.put({ type: "piece", kind: "attached", item: item.id, reference });
      number.value = "";
      warning.textContent = "";
      this.redraw();
    };
    const warning = make("small", { class: "needed personal", role: "status" });
    number.addEventListener("input", () => {
      warning.textContent = visit.personal.warning(visit.personal.find([number.value]));
    });
    number.addEventListener("keydown", (event) => event.key === "Enter" && !event.isComposing && add());
    const label = make("label", { class: "number" }, make("span", { text: texts.document_number }), number);
    return [label, button(texts.add_number, add), warning, trouble];
  }
  update() {
    const { items } = this.visit;
    const { id } = this.item;
    this.needed.hidden = !items.needsEvidence(id);
    const rows = [];
    for (const [number, text] of (items.heads(id)[0]?.evidence ?? []).entries())
      rows.push([`named ${number} ${text}`, () => make("li", {}, make("span", { text }))]);
    for (const piece of items.states.get(id)?.pieces ?? []) {
      const isDrawn = this.viewer.isDrawnOn(piece.sha256);
      const shows = JSON.stringify([
        piece,
        this.drawnOn(piece),
        isDrawn,
        this.days.opened === piece.reference
      ]);
      rows.push([shows, () => this.drawPiece(piece, isDrawn)]);
    }
    for (const message of items.attaching(id)) rows.push([message.client, () => this.drawWaiting(message)]);
    this.showRows(rows);
    this.results.update();
    this.spoken.update();
  }
  /** @param {[shows: string, draw: () => HTMLElement][]} rows */
  showRows(rows) {
    const before = this.rows;
    this.rows = new Map(rows.map(([shows, draw]) => [shows, before.get(shows) ?? draw()]));
    const shown = [...this.rows.values()];
    const { children } = this.pieces;
    for (const row of [...children]) if (!shown.includes(
      /** @type {HTMLElement} */
      row
    )) row.remove();
    for (const [at, row] of shown.entries())
      if (children[at] !== row) this.pieces.insertBefore(row, children[at] ?? null);
    this.pieces.hidden = !shown.length;
  }
  /** @param {Message} message a file or a number that is not recorded yet */
  drawWaiting(message) {
    const text = message.type === "file" ? message.name : message.type === "piece" ? message.reference : "";
    const isPicture2 = message.type === "file" && kindOf(text) === "picture";
    const { opener, word } = isPicture2 ? this.drawPicture(message, text) : NOTHING;
    const words = make("span", {}, `${text} - ${this.texts.saving}`, word);
    return make("li", { class: "waiting" }, opener, words);
  }
  /**
   * @param {Piece} piece
   * @param {boolean} isDrawn strokes on it are not kept yet
   */
  drawPiece(piece, isDrawn) {
    const { item, texts, visit } = this;
    const { name, reference, remarks } = piece;
    const takeBack = () => {
      visit.put({ type: "piece", kind: "detached", item: item.id, reference });
      this.redraw();
    };
    const label = `${texts.take_back}: ${name}`;
    const words = [this.drawnOn(piece), ...remarks, isDrawn ? texts.drawing_open : ""].filter(Boolean);
    const lines = words.map((text) => make("small", { text }));
    const kind = kindOfPiece(piece);
    const { opener, word } = kind === "picture" ? this.drawPicture(piece, name) : NOTHING;
    return make(
      "li",
      {},
      opener,
      kind === "sound" ? this.drawSound(piece) : null,
      make("span", {}, name, word, this.days.inWords(piece), ...lines),
      visit.link.mayDate?.(item.id, piece) === false ? null : this.days.draw(piece),
      button(texts.take_back, takeBack, { class: "small", "aria-label": label })
    );
  }
  /**
   * On which photo a picture was drawn, in words; empty for other pieces.
   * @param {Piece} piece
   */
  drawnOn({ drawn_on }) {
    if (!drawn_on) return "";
    const pieces = this.visit.items.states.get(this.item.id)?.pieces ?? [];
    const photo = pieces.find(({ sha256 }) => sha256 === drawn_on);
    return fill(this.texts.drawn_on, { name: photo?.name ?? `sha256:${drawn_on.slice(0, 12)}` });
  }
  /**
   * A small picture, which a tap enlarges; a word in its place where the browser cannot draw it.
   * @param {Piece | FileMessage} piece
   * @param {string} name
   */
  drawPicture(piece, name) {
    const { contents } = this.visit;
    const key = "blob" in piece ? piece.client : piece.sha256;
    const image = make("img", { alt: fill(this.texts.photo, { name }) });
    const open = () => this.viewer.open(key, opener);
    const label = fill(this.texts.enlarge, { name });
    const opener = button("", open, { class: "thumb", "aria-label": label, "data-photo": key });
    opener.append(image);
    const word = make("small", { text: this.texts.cannot_show, hidden: true });
    const show2 = (address) => {
      if (address) image.src = address;
      opener.hidden = !address;
      word.hidden = Boolean(address);
    };
    const isShown = () => opener.isConnected;
    if ("blob" in piece) contents.thumbnail(key, async () => piece.blob, isShown).then(show2);
    else if (piece.thumbnail || !this.visit.link.content) show2(piece.thumbnail);
    else contents.thumbnail(key, () => contents.content(piece), isShown).then(show2);
    return { opener, word };
  }
  /** @param {Piece} piece */
  drawSound(piece) {
    const { texts } = this;
    const { name } = piece;
    const listen = button(texts.listen, () => play(), {
      class: "small",
      "aria-label": `${texts.listen}: ${name}`
    });
    const play = async () => {
      listen.disabled = true;
      const sound = await this.visit.contents.content(piece);
      if (!sound) return listen.replaceWith(make("small", { role: "status", text: texts.not_here }));
      const player = make("audio", { controls: true, "aria-label": name, src: URL.createObjectURL(sound) });
      listen.replaceWith(player);
      player.focus();
      await player.play().catch(() => {
      });
    };
    return listen;
  }
};

// inspection_lib/visit/static/group.js
var asClaimed = (visit, { id }) => visit.items.states.get(id)?.claim_raw ?? "";
var allYes = (_visit, { kind }) => kind === "yes_no" ? "yes" : "";
function takes(visit, id, choice) {
  const { items, outbox, drafts, elsewhere } = visit;
  const item = items.get(id);
  const raw = choice(visit, item);
  if (!raw || items.asked(id) !== "yes" || items.standing(id).kind !== "none") return false;
  const isTaken2 = drafts.has(id) || outbox.conflicts.has(id) || elsewhere.has(id);
  if (isTaken2 || items.states.get(id)?.contradiction) return false;
  return isWhole(item, raw, items.standing(id).note);
}
function isWhole(item, raw, note) {
  return readControl(item, valuesOf(item, raw)).state === "ready" && (note !== "" || !needsReason(item, raw));
}
function answer(visit, id, choice) {
  const item = visit.items.get(id);
  const { note, cause } = visit.drafts.get(id) ?? visit.items.standing(id);
  visit.edited(id, { values: valuesOf(item, choice(visit, item)), note, cause });
  visit.commit(id);
}
var Group = class {
  /** @param {Visit} visit */
  constructor(visit) {
    this.visit = visit;
    this.given = /* @__PURE__ */ new Map();
  }
  /**
   * Answer the items that can be. An answer may open an item that follows: it is answered too. Gives how many
   * were answered, and how many that are asked were left as they were.
   * @param {string[]} ids in the order of the form
   * @param {Choice} choice
   */
  answer(ids, choice) {
    const { visit } = this;
    this.given.clear();
    for (const id of ids) {
      if (!takes(visit, id, choice)) continue;
      answer(visit, id, choice);
      this.given.set(id, visit.items.standing(id));
    }
    const asked = ids.filter((id) => visit.items.asked(id) === "yes").length;
    return { done: this.given.size, left: asked - this.given.size };
  }
  /** Take back every answer of the group that still stands; gives how many. Later ones are left alone. */
  undo() {
    const { visit } = this;
    let count = 0;
    for (const [id, given] of [...this.given].reverse()) {
      const isChanged = JSON.stringify(visit.items.standing(id)) !== JSON.stringify(given);
      if (isChanged || visit.drafts.has(id) || !visit.earlier.has(id)) continue;
      visit.undo(id);
      count += 1;
    }
    this.given.clear();
    return count;
  }
};

// inspection_lib/visit/static/help.js
function drawHelp(item, texts) {
  const look = item.look.map((text) => make("li", { text }));
  const basis = item.basis.map(({ text, verified }) => {
    const doubt = make("span", { class: "unverified", text: ` (${texts.to_be_verified})` });
    return make("li", {}, text, verified ? null : doubt);
  });
  const lists = [
    [texts.look, look],
    [texts.basis, basis]
  ];
  const drawn = lists.filter(([, rows]) => rows.length).map(([title, rows]) => make("div", {}, make("strong", { text: title }), make("ul", {}, ...rows)));
  return drawn.length ? make("div", { class: "help" }, ...drawn) : null;
}

// inspection_lib/visit/static/history.js
var ItemHistory = class {
  /**
   * @param {Visit} visit
   * @param {Item} item
   */
  constructor(visit, item) {
    this.visit = visit;
    this.item = item;
    this.element = make("div", { class: "history", hidden: true });
    this.button = button(visit.texts.history, () => this.toggle(), { "aria-expanded": "false" });
  }
  toggle() {
    const isOpen = this.element.hidden;
    this.button.setAttribute("aria-expanded", String(isOpen));
    this.element.hidden = !isOpen;
    if (isOpen) this.visit.link.send({ type: "history", item: this.item.id, client: "" });
  }
  /** @param {HistoryRow[]} rows oldest first */
  show(rows) {
    const { texts } = this.visit;
    const titles = [texts.when, texts.who, texts.what, texts.was, texts.becomes];
    const head = titles.map((text) => make("th", { scope: "col", text }));
    const body = rows.map(({ when, who, machine, source, what, was, becomes, note }) => {
      const cells = [
        when,
        `${who} (${machine})`,
        `${source}: ${what}`,
        was,
        [becomes, note].filter(Boolean).join(" - ")
      ];
      return make("tr", {}, ...cells.map((text) => make("td", { text })));
    });
    this.element.replaceChildren(
      make(
        "table",
        {},
        make("caption", { class: "unseen", text: texts.history }),
        make("thead", {}, make("tr", {}, ...head)),
        make("tbody", {}, ...body)
      )
    );
    this.element.setAttribute("tabindex", "0");
    this.element.setAttribute("role", "region");
    this.element.setAttribute("aria-label", texts.history);
  }
};

// inspection_lib/visit/static/holdings.js
var PHOTO = /\.(jpe?g|jpe|jfif|png|webp|hei[cf]|hif)$/i;
function tellHoldings({ texts, items, drafts }, id, { remark, evidence }) {
  const { pieces = [], heads = [] } = items.states.get(id) ?? {};
  const waiting = items.attaching(id).map((each) => each.type === "file" ? each.name : each.reference);
  const names = [...pieces.map(({ name }) => name), ...heads[0]?.evidence ?? [], ...waiting];
  const photos = names.filter((name) => PHOTO.test(name)).length;
  const documents = names.length - photos;
  const { note, cause } = drafts.get(id) ?? items.standing(id);
  const inEvidence = [
    photos && fill(texts.holds_photos, { count: photos }),
    documents && fill(texts.holds_documents, { count: documents })
  ];
  const inRemark = [note && texts.holds_remark, cause && texts.holds_cause];
  evidence.count(names.length);
  remark.count(inRemark.filter(Boolean).length);
  const held = [...evidence.isOpen ? [] : inEvidence, ...remark.isOpen ? [] : inRemark].filter(Boolean);
  return held.length ? fill(texts.holds, { parts: held.join(", ") }) : "";
}

// inspection_lib/visit/static/part.js
var Part = class {
  /**
   * @param {string} label
   * @param {string} name id of the panel
   * @param {(Node | null)[]} content
   * @param {() => void} [onopen]
   */
  constructor(label, name, content, onopen) {
    this.onopen = onopen;
    this.panel = make("div", { class: "part", id: name, hidden: true }, ...content);
    this.button = button(label, () => this.toggle(), { "aria-expanded": "false", "aria-controls": name });
    this.reason = "";
  }
  get isOpen() {
    return !this.panel.hidden;
  }
  /** @param {boolean} isOpen */
  show(isOpen) {
    if (isOpen === this.isOpen) return;
    this.panel.hidden = !isOpen;
    this.button.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) this.onopen?.();
  }
  /**
   * Show on the button how much lies in it. The number is no part of the button's name.
   * @param {number} number
   */
  count(number) {
    this.button.toggleAttribute("data-count", number > 0);
    if (number) this.button.dataset.count = String(number);
  }
  toggle() {
    this.show(!this.isOpen);
  }
  /**
   * Open it when something in it has come to need attention. It stays open when nothing does any more, and it
   * stays closed when somebody has closed it: for each reason it is opened once.
   * @param {string} reason empty: nothing needs attention
   */
  openFor(reason) {
    if (reason && reason !== this.reason) this.show(true);
    this.reason = reason;
  }
};

// inspection_lib/visit/static/remark.js
var Remark = class {
  /**
   * @param {Visit} visit
   * @param {Item} item
   * @param {string} name no other card of the page has it
   * @param {Listeners} listeners
   */
  constructor({ texts, definition }, item, name, { onsoon, ontyped, onleft }) {
    this.ontyped = ontyped;
    this.unknownCause = texts.unknown_cause;
    const note = { rows: "2", id: `${name}-note`, "aria-describedby": `${name}-trouble` };
    this.note = make("textarea", { ...note, oninput: ontyped, onchange: onleft });
    this.label = make("label", { for: `${name}-note`, text: texts.remark });
    this.cause = make(
      "select",
      { id: `${name}-cause`, onchange: onsoon },
      make("option", { value: "", text: texts.no_cause }),
      ...definition.causes.map(([key, label]) => make("option", { value: key, text: label }))
    );
    const causeLabel = make("label", { for: `${name}-cause`, text: texts.cause });
    this.causeField = make("p", { class: "field cause", hidden: true }, causeLabel, this.cause);
    const templates = item.remarks.map((text) => button(text, () => this.add(text), { class: "template" }));
    const offered = { class: "templates", role: "group", "aria-label": texts.templates };
    this.element = make(
      "div",
      { class: "remark" },
      make("div", { class: "field" }, this.label, this.note),
      templates.length ? make("div", offered, ...templates) : null,
      this.causeField
    );
  }
  values() {
    return { note: this.note.value, cause: this.cause.value };
  }
  /**
   * Show a remark and a cause. The remark stays while somebody is typing in it.
   * @param {string} note
   * @param {string} cause
   */
  set(note, cause) {
    if (this.note !== document.activeElement) this.note.value = note;
    this.offer(cause);
    this.cause.value = cause;
  }
  /**
   * Have a cause in the list, also one that another workbench recorded: saving the card must not lose it.
   * @param {string} cause
   */
  offer(cause) {
    if ([...this.cause.options].some((option) => option.value === cause)) return;
    this.cause.append(make("option", { value: cause, text: fill(this.unknownCause, { cause }) }));
  }
  /**
   * Put a template behind what is written, to be changed then.
   * @param {string} text
   */
  add(text) {
    const { note } = this;
    note.value = [note.value.trimEnd(), text].filter(Boolean).join("\n");
    note.focus();
    note.setSelectionRange(note.value.length, note.value.length);
    this.ontyped();
  }
  /** @param {boolean} isWanted a cause that is given is shown in any case */
  showCause(isWanted) {
    this.causeField.hidden = !(isWanted || this.cause.value);
  }
};

// inspection_lib/visit/static/store.js
var VERSION = 2;
var IN_MEMORY = /* @__PURE__ */ new Map();
var TABLES = ["outbox", "drafts", "entries", "files", "facts"];
var isSelfScore = ({ source }) => source === "self";
function storeName(definition, kind) {
  const { campaign, unit, digest, only_open } = definition;
  const own = isSelfScore(definition) ? "self-" : only_open ? "open-" : "";
  return `inspection/${campaign}/${unit}/${digest.slice(0, 16)}/${own}${kind}`;
}
async function isPromised() {
  return await navigator.storage?.persist?.().catch(() => false) ?? false;
}
async function storesHere() {
  try {
    const found = await indexedDB.databases();
    return /* @__PURE__ */ new Set([...found.map(({ name }) => name ?? ""), ...IN_MEMORY.keys()]);
  } catch {
    return null;
  }
}
async function openStore(name) {
  const known = IN_MEMORY.get(name);
  if (known) return known;
  try {
    return diskStore(await openDatabase(name), openChannel(name));
  } catch {
    const store = memoryStore();
    IN_MEMORY.set(name, store);
    return store;
  }
}
function openDatabase(name) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, VERSION);
    request.onupgradeneeded = () => {
      const present = request.result.objectStoreNames;
      for (const table of TABLES) if (!present.contains(table)) request.result.createObjectStore(table);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
function openChannel(name) {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}
function diskStore(database, channel) {
  if (channel) channel.onmessage = () => store.onothers();
  const tell2 = (table) => {
    if (table === "drafts" || table === "outbox" || table === "files") channel?.postMessage(table);
  };
  const store = {
    lasting: true,
    inMemory: false,
    onothers() {
    },
    close: () => (channel?.close(), database.close()),
    put: async (table, key, value) => {
      await write(database, table, (rows) => rows.put(value, key));
      tell2(table);
    },
    tryPut: (table, key, value) => tryPut(store, table, key, value),
    drop: async (table, key) => {
      await write(database, table, (rows) => rows.delete(key)).catch(() => {
      });
      tell2(table);
    },
    get: (table, key) => readOne(database, table, key),
    all: (table) => readAll(database, table),
    append: (key, entry) => write(database, "entries", (rows) => {
      const count = rows.count();
      count.onsuccess = () => rows.add({ ...entry, order: count.result }, key);
    })
  };
  return store;
}
async function tryPut(store, table, key, value) {
  try {
    await store.put(table, key, value);
    return true;
  } catch {
    store.lasting = false;
    return false;
  }
}
function write(database, table, change) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(table, "readwrite", { durability: "strict" });
    change(transaction.objectStore(table));
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}
function readOne(database, table, key) {
  return new Promise((resolve, reject) => {
    const request = database.transaction(table).objectStore(table).get(key);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
function readAll(database, table) {
  return new Promise((resolve, reject) => {
    const found = /* @__PURE__ */ new Map();
    const request = database.transaction(table).objectStore(table).openCursor();
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return resolve(found);
      found.set(cursor.key, cursor.value);
      cursor.continue();
    };
    request.onerror = () => reject(request.error);
  });
}
function memoryStore() {
  const rows = {
    outbox: /* @__PURE__ */ new Map(),
    drafts: /* @__PURE__ */ new Map(),
    entries: /* @__PURE__ */ new Map(),
    files: /* @__PURE__ */ new Map(),
    facts: /* @__PURE__ */ new Map()
  };
  const store = {
    lasting: false,
    inMemory: true,
    onothers() {
    },
    close() {
    },
    put: async (table, key, value) => void rows[table].set(key, value),
    tryPut: (table, key, value) => tryPut(store, table, key, value),
    drop: async (table, key) => void rows[table].delete(key),
    get: async (table, key) => rows[table].get(key),
    all: async (table) => new Map(rows[table]),
    append: async (key, entry) => void rows.entries.set(key, { ...entry, order: rows.entries.size })
  };
  return store;
}

// inspection_lib/visit/static/card.js
var Card = class {
  /**
   * @param {Visit} visit
   * @param {Item} item
   * @param {"h1"} heading the tag of the question
   * @param {() => void} onfocusin
   * @param {string} [place] tells the cards of one item apart
   */
  constructor(visit, item, heading, onfocusin, place = "") {
    this.visit = visit;
    this.item = item;
    this.texts = visit.texts;
    const { texts } = this;
    const name = `${visit.tab}-${place}${item.id}`;
    this.badge = make("span", { class: "badge", hidden: true });
    this.reason = make("p", { class: "reason", hidden: true });
    this.saved = make("span", { class: "saved" });
    this.claim = make("p", { class: "claim" });
    this.before = make("p", { class: "before", hidden: true });
    this.trouble = make("p", { class: "trouble", role: "alert", hidden: true, id: `${name}-trouble` });
    this.doubt = make("p", { class: "needed", role: "status", hidden: true });
    this.personal = make("p", { class: "needed personal", role: "status", hidden: true });
    this.whyFolded = make("p", { class: "folded", hidden: true });
    const onsoon = () => this.edited({ soon: true });
    const ontyped = () => this.edited();
    const onleft = () => visit.commit(item.id);
    this.control = new Control(item, texts, name, { onsoon, ontyped, onleft });
    this.agree = button(texts.agree, () => this.agreeWithClaim(), { class: "agree", hidden: true });
    const redraw = () => visit.view.showItem(item.id);
    this.evidence = new Evidence(visit, item, name, redraw, () => this.parts.evidence.show(true));
    this.conflict = new Conflict(visit, item);
    this.history = new ItemHistory(visit, item);
    this.remark = new Remark(visit, item, name, { onsoon, ontyped, onleft });
    this.note = this.remark.note;
    this.undoButton = button(texts.undo, () => visit.undo(item.id), { class: "undo", hidden: true });
    this.clearButton = button(texts.clear, () => this.clear(), { hidden: true });
    this.holds = make("span", { class: "holds unseen", id: `${name}-holds` });
    this.parts = {
      remark: new Part(texts.remark, `${name}-remark`, [this.remark.element]),
      evidence: new Part(texts.files, `${name}-files`, [this.evidence.element]),
      more: new Part(texts.more, `${name}-more`, this.drawMore(), () => this.updateReason())
    };
    this.element = this.draw(name, heading, onfocusin);
  }
  drawMore() {
    const { button: historyButton, element: history2 } = this.history;
    const acts = make("div", { class: "acts" }, this.clearButton, historyButton);
    return [drawHelp(this.item, this.texts), acts, history2];
  }
  /**
   * @param {string} name
   * @param {"h1"} heading
   * @param {() => void} onfocusin
   */
  draw(name, heading, onfocusin) {
    const { id, question } = this.item;
    const parts = Object.values(this.parts);
    for (const part of parts) {
      part.button.setAttribute("aria-describedby", this.holds.id);
      part.button.addEventListener("click", () => this.updateHolds());
    }
    const code = make("span", { class: "code", text: id });
    const title = make(heading, { class: "question", id: `${name}-question` }, code, ` ${question}`);
    const openers = [this.evidence.camera, ...parts.map((part) => part.button)];
    this.acts = make("div", { class: "acts" }, this.holds, this.saved, this.undoButton, ...openers);
    this.row = make("div", { class: "row" }, this.control.element, this.agree, this.acts);
    this.more = make("div", { class: "more" }, ...parts.map((part) => part.panel));
    return make(
      "article",
      { "data-item": id, "aria-labelledby": `${name}-question`, tabindex: "-1", onfocusin },
      title,
      this.whyFolded,
      make("div", { class: "facts" }, this.badge, this.claim, this.before),
      this.row,
      this.conflict.element,
      this.trouble,
      this.doubt,
      this.personal,
      this.reason,
      this.more
    );
  }
  // --- what is typed ---
  /** @param {{soon?: boolean}} [options] */
  edited(options) {
    this.warn();
    this.visit.edited(this.item.id, this.typed(), options);
  }
  /** @returns {Typed} */
  typed() {
    return { values: this.control.values(), ...this.remark.values() };
  }
  /**
   * Show an answer. The field that has the focus stays as it is: somebody is typing there.
   * @param {Typed} typed
   */
  set({ values, note, cause }) {
    this.control.set(values);
    this.remark.set(note, cause);
  }
  clear() {
    const focused = (
      /** @type {HTMLElement | null} */
      document.activeElement
    );
    focused?.blur?.();
    this.set({ values: {}, note: this.note.value, cause: "" });
    this.edited({ soon: true });
  }
  /** Record what the unit claims as one's own answer: the same value, and the event of whoever presses. */
  agreeWithClaim() {
    answer(this.visit, this.item.id, asClaimed);
    this.element.focus({ preventScroll: true });
  }
  focus() {
    (this.control.first() ?? this.element).focus({ preventScroll: true });
  }
  /** Warn of what looks like personal data, while it is typed and after it is kept. Nothing is held back. */
  warn() {
    const { visit, item } = this;
    const state = visit.items.states.get(item.id);
    const answer2 = item.kind === "text" ? this.control.values().first ?? "" : "";
    const names = (state?.pieces ?? []).map(({ name }) => name);
    const kinds = visit.personal.find([this.note.value, answer2, ...names]);
    setText(this.personal, visit.personal.warning([.../* @__PURE__ */ new Set([...kinds, ...state?.personal ?? []])]));
    this.personal.hidden = !this.personal.textContent;
  }
  // --- how the item stands ---
  /** Something is typed, here or in another card of the item. */
  showUnfinished() {
    const draft = this.visit.drafts.get(this.item.id);
    if (draft && !this.element.contains(document.activeElement)) this.set(draft);
    this.saved.textContent = this.texts.unfinished;
    this.saved.className = "saved draft";
  }
  /** @param {string} text */
  showTrouble(text) {
    this.trouble.textContent = text;
    this.trouble.hidden = !text;
    this.control.setInvalid(Boolean(text));
    this.openWhatIsNeeded();
  }
  /** Show how the item stands now; what is typed and not read yet stays. */
  update() {
    const { visit, item, texts } = this;
    const { id } = item;
    const standing = visit.items.standing(id);
    const draft = visit.drafts.get(id);
    const trouble = visit.troubles.get(id);
    const isWaiting = visit.outbox.waits(id);
    const conflict = isWaiting ? void 0 : visit.outbox.conflicts.get(id);
    this.set(draft ?? { ...standing, values: standing.kind === "none" ? {} : valuesOf(item, standing.raw) });
    if (trouble !== void 0) this.showTrouble(trouble);
    else if (!draft) this.showTrouble("");
    this.control.disable();
    this.remark.label.textContent = this.control.isExcused() ? texts.reason : texts.remark;
    this.updateJudgement(standing, !draft && !isWaiting);
    this.updateFold();
    const isFarDay = item.kind === "date" && isFar(standing.raw, visit.definition.period);
    setText(this.doubt, isFarDay ? texts.far_day : "");
    this.doubt.hidden = !isFarDay;
    this.evidence.update();
    this.warn();
    this.conflict.update(conflict);
    this.clearButton.hidden = standing.kind === "none";
    this.undoButton.hidden = !visit.earlier.has(id);
    this.updateSaved(standing, draft, conflict !== void 0, isWaiting);
    this.updateClaim(standing);
    this.openWhatIsNeeded();
    this.updateHolds();
  }
  /**
   * Whether the item is recorded.
   * @param {Standing} standing
   * @param {Draft | undefined} draft
   * @param {boolean} isConflict
   * @param {boolean} isWaiting
   */
  updateSaved(standing, draft, isConflict, isWaiting) {
    const { texts, saved } = this;
    const isKept = this.visit.link.isKept?.() !== false;
    saved.className = `saved ${isConflict || isWaiting ? "waiting" : draft || !isKept ? "draft" : "done"}`;
    if (isConflict) saved.textContent = texts.conflict;
    else if (isWaiting) saved.textContent = texts.unsaved;
    else if (draft) saved.textContent = texts.unfinished;
    else if (standing.kind === "none" && !standing.note) saved.textContent = "";
    else saved.textContent = isKept ? texts.saved : texts.not_kept;
  }
  /**
   * What the unit claimed, and what the last inspection found.
   * @param {Standing} standing
   */
  updateClaim(standing) {
    const { texts, item, visit } = this;
    const state = visit.items.states.get(item.id);
    const named = state?.claim_evidence?.length ? fill(texts.claim_evidence, { documents: state.claim_evidence.join("; ") }) : "";
    const note = [state?.claim_note, named].map((part) => part ? ` - ${part}` : "").join("");
    this.claim.hidden ||= isSelfScore(visit.definition);
    setText(this.claim, state?.claim ? `${texts.claim}: ${state.claim}${note}` : texts.no_claim);
    setText(this.before, state?.before ? `${texts.previous}: ${state.before}` : "");
    this.before.hidden = !state?.before;
    this.agree.hidden = !asClaimed(visit, item) || standing.kind !== "none";
  }
  /**
   * The rule's judgement, while it is of what is on the screen.
   * @param {Standing} standing
   * @param {boolean} isCurrent
   */
  updateJudgement(standing, isCurrent) {
    const { visit, item } = this;
    const isAnswered = standing.kind !== "none";
    const judgement = isCurrent && isAnswered ? visit.items.states.get(item.id)?.judgement : void 0;
    const known = judgement?.outcome === "unanswered" ? void 0 : judgement;
    this.badge.className = `badge ${known ? known.outcome : "open"}`;
    const points = known?.points && item.points !== "0" ? fill(item.least ? this.texts.outside_badge : this.texts.points, {
      points: known.points,
      maximum: item.points
    }) : "";
    this.badge.textContent = known ? [known.label, points].filter(Boolean).join(" · ") : "";
    this.badge.hidden = !known;
    this.reason.textContent = known?.reason ?? "";
    this.updateReason();
    const isShort = known && ["fail", "partial"].includes(known.outcome);
    this.remark.showCause(Boolean(isShort || visit.link.judgesLater) && !isSelfScore(visit.definition));
  }
  /** Why an item passes is told with the rest; why it does not, at once. */
  updateReason() {
    const isPassed = this.badge.classList.contains("pass");
    this.reason.hidden = !this.reason.textContent || isPassed && !this.parts.more.isOpen;
  }
  /** Open the parts in which something is missing, wrong, or written and not recorded. */
  openWhatIsNeeded() {
    const { visit, item } = this;
    const { remark, evidence } = this.parts;
    const draft = visit.drafts.get(item.id);
    const reading = draft ? readControl(item, draft.values) : { state: "none" };
    const lacksReason = "raw" in reading && needsReason(item, reading.raw) && !draft?.note.trim();
    const isWritten = draft !== void 0 && draft.note !== visit.items.standing(item.id).note;
    remark.openFor(lacksReason ? "needed" : isWritten ? "written" : "");
    const isRefused = Boolean(visit.files.refused.get(item.id)?.size);
    const isUnkept = visit.unkept.items().includes(item.id);
    const isMissing = visit.items.needsEvidence(item.id);
    evidence.openFor(isRefused ? "refused" : isUnkept ? "unkept" : isMissing ? "missing" : "");
  }
  /** Say what lies in the parts that are closed. */
  updateHolds() {
    setText(this.holds, tellHoldings(this.visit, this.item.id, this.parts));
  }
  /** An item that is not asked is folded, with the reason. */
  updateFold() {
    const { visit, item, texts } = this;
    const isFolded = visit.items.asked(item.id) === "no";
    this.element.classList.toggle("is-folded", isFolded);
    for (const part of [this.row, this.more, this.claim]) if (part) part.hidden = isFolded;
    this.whyFolded.hidden = !isFolded;
    const why = item.exempt || visit.items.states.get(item.id)?.why || "";
    this.whyFolded.textContent = isFolded ? `${texts.folds}. ${why}` : "";
  }
};

// inspection_lib/visit/static/group_bar.js
var LEAST = 2;
var GroupBar = class {
  /**
   * @param {Visit} visit
   * @param {string[]} ids
   */
  constructor(visit, ids) {
    this.visit = visit;
    this.ids = ids;
    this.group = new Group(visit);
    const { texts } = visit;
    this.ways = [
      [texts.agree_all, asClaimed, this.drawButton(asClaimed)],
      [texts.all_yes, allYes, this.drawButton(allYes)]
    ];
    this.told = make("span", { class: "told", role: "status" });
    this.undo = button(texts.undo_group, () => this.takeBack(), { class: "undo", hidden: true });
    const buttons = this.ways.map(([, , way]) => way);
    this.element = make("div", { class: "together" }, this.told, this.undo, ...buttons);
  }
  /** @param {Choice} choice */
  drawButton(choice) {
    return button("", () => this.answer(choice), { hidden: true });
  }
  /** @param {Choice} choice */
  answer(choice) {
    const { texts } = this.visit;
    const found = this.group.answer(this.ids, choice);
    setText(this.told, fill(found.left ? texts.group_done : texts.group_all_done, found));
    this.undo.hidden = false;
    this.undo.focus();
    this.update();
  }
  takeBack() {
    const count = this.group.undo();
    setText(this.told, fill(this.visit.texts.group_undone, { count }));
    this.update();
    this.undo.hidden = true;
    this.ways.find(([, , way]) => !way.hidden)?.[2].focus();
  }
  /** How many items each button would answer now; none is shown for fewer than two. */
  update() {
    for (const [text, choice, way] of this.ways) {
      const count = this.ids.filter((id) => takes(this.visit, id, choice)).length;
      way.hidden = count < LEAST;
      setText(way, fill(text, { count }));
    }
  }
};

// inspection_lib/visit/static/scrolling.js
function scrolls(element) {
  const { overflowY } = getComputedStyle(element);
  return /auto|scroll/.test(overflowY) && element.scrollHeight > element.clientHeight;
}
function viewAround(element) {
  for (let around2 = element.parentElement; around2; around2 = around2.parentElement)
    if (around2 !== document.documentElement && around2 !== document.body && scrolls(around2))
      return around2.getBoundingClientRect();
  return { top: 0, bottom: innerHeight };
}
function catchWheel(root2, body) {
  const onwheel = (event) => {
    if (event.deltaY <= 0 || event.ctrlKey) return;
    for (let over = (
      /** @type {Element | null} */
      event.target
    ); over && over !== root2; over = over.parentElement)
      if (scrolls(over)) return;
    const [form, view] = [root2.getBoundingClientRect(), viewAround(root2)];
    if (form.top > view.top + 1 || form.bottom > view.bottom + 1) return;
    event.preventDefault();
    body.scrollTop += event.deltaY;
  };
  root2.addEventListener("wheel", onwheel, { passive: false });
}
function bringIntoView(root2, body, element) {
  const [frame, box] = [body.getBoundingClientRect(), element.getBoundingClientRect()];
  body.scrollTop += box.top - frame.top - Math.max(8, (frame.height - box.height) / 2);
  const [form, view] = [root2.getBoundingClientRect(), viewAround(root2)];
  if (form.top < view.top || form.bottom > view.bottom) root2.scrollIntoView({ block: "start" });
}
function isIdle() {
  return !document.activeElement?.matches("input, textarea, select, [contenteditable=true]");
}

// inspection_lib/visit/static/areas.js
var FOUND = " findings";
var Areas = class {
  /**
   * @param {Visit} visit
   * @param {HTMLElement} root
   * @param {(depth: number) => "h1"} heading the tag of a heading at some depth
   */
  constructor(visit, root2, heading) {
    this.visit = visit;
    this.root = root2;
    this.heading = heading;
    this.texts = visit.texts;
    this.cards = /* @__PURE__ */ new Map();
    this.steps = /* @__PURE__ */ new Map();
    this.sections = /* @__PURE__ */ new Map();
    this.bars = [];
    this.lastItem = "";
    this.onshow = () => {
    };
    this.list = make("ul");
    this.element = make("nav", { "aria-label": this.texts.steps }, this.list);
    this.title = make(heading(1), { class: "area filtered", tabindex: "-1", hidden: true });
    this.nothing = make("p", { class: "nothing", text: this.texts.nothing_shown, hidden: true });
    this.body = make("div", { class: "body" }, this.title, this.nothing);
    for (const area of visit.definition.areas)
      this.list.append(this.drawStep(area.id, area.title, idsOf(area)));
  }
  /**
   * @param {string} id
   * @param {string} title
   * @param {string[]} ids
   */
  drawStep(id, title, ids) {
    const count = make("span", { class: "count" });
    const bar = make("progress", { max: "1", value: "0", "aria-hidden": "true" });
    const onclick = () => this.goTo(id, { focus: true });
    const name = make("span", { text: title });
    const step = make("button", { type: "button", class: "step", onclick }, name, count, bar);
    this.steps.set(id, { ids, step, count, bar });
    return make("li", {}, step);
  }
  /** Begin with the findings of the last inspection, if there are any. */
  showOpened() {
    const ids = this.visit.items.found();
    if (!ids.length || this.steps.has(FOUND)) return;
    this.list.prepend(this.drawStep(FOUND, this.texts.mended, ids));
    if (!this.lastItem) this.goTo(FOUND);
  }
  // --- drawing ---
  /** @param {string} id */
  draw(id) {
    const area = this.visit.definition.areas.find((each) => each.id === id);
    const title = area?.title ?? this.texts.mended;
    const head = make(this.heading(1), { class: "area", text: title, tabindex: "-1" });
    const section = make("section", { "data-area": id }, head);
    this.sections.set(id, section);
    if (area?.how) section.append(make("p", { class: "about", text: area.how }));
    if (area) for (const criterion of area.criteria) section.append(this.drawCriterion(criterion));
    else for (const item of this.steps.get(id)?.ids ?? []) section.append(this.drawFound(item));
    const order = [FOUND, ...this.visit.definition.areas.map((each) => each.id)];
    const later = order.slice(order.indexOf(id) + 1).map((each) => this.sections.get(each));
    this.body.insertBefore(section, later.find(Boolean) ?? null);
  }
  /** @param {{title: string, items: Item[], how?: string, depth?: number}} criterion */
  drawCriterion({ title, items, how, depth = 1 }) {
    const bar = new GroupBar(
      this.visit,
      items.map((item) => item.id)
    );
    this.bars.push(bar);
    bar.update();
    const name = depth > 1 ? "criterion below" : "criterion";
    const head = make(this.heading(1 + depth), { class: name, text: title });
    const cards = items.map((item) => this.drawCard(item, 2 + depth, ""));
    const about = how ? make("p", { class: "about", text: how }) : null;
    return make(
      "div",
      { class: "group" },
      make("div", { class: "title" }, head, bar.element),
      about,
      ...cards
    );
  }
  /**
   * The findings on an item, with the item's card to answer right there.
   * @param {string} id
   */
  drawFound(id) {
    const { texts } = this;
    const draw = ({ text, due, overdue, responsible }) => {
      const day = due ? fill(texts.mend_by, { day: due }) : "";
      const late = overdue ? make("strong", { class: "overdue", text: `(${texts.overdue})` }) : null;
      const who = responsible ? fill(texts.responsible, { who: responsible }) : "";
      const about = make("span", { class: "about" }, day, late && " ", late, day && who ? "; " : "", who);
      return make("li", {}, make("span", { text }), about);
    };
    const findings = (this.visit.items.states.get(id)?.findings ?? []).map(draw);
    const card = this.drawCard(this.visit.items.get(id), 2, "found-");
    return make("div", { class: "group found" }, make("ul", { class: "findings" }, ...findings), card);
  }
  /**
   * @param {Item} item
   * @param {number} depth
   * @param {string} place
   */
  drawCard(item, depth, place) {
    const card = new Card(this.visit, item, this.heading(depth), () => this.lastItem = item.id, place);
    this.cards.set(item.id, [...this.cardsOf(item.id), card]);
    card.update();
    return card.element;
  }
  // --- what is shown ---
  /** @param {string} item */
  cardsOf(item) {
    return this.cards.get(item) ?? [];
  }
  /**
   * Show how far each area is.
   * @param {(progress: ReturnType<Visit["items"]["progress"]>) => string} inWords
   */
  update(inWords2) {
    const { items } = this.visit;
    for (const { ids, count, bar } of this.steps.values()) {
      const progress = items.progress(ids);
      count.textContent = inWords2(progress);
      bar.max = Math.max(1, progress.all);
      bar.value = progress.all ? progress.done : 1;
    }
    for (const bar of this.bars) bar.update();
  }
  /**
   * Show an area whole.
   * @param {string | undefined} id
   * @param {{focus?: boolean}} [options]
   */
  goTo(id, { focus = false } = {}) {
    if (!id) return;
    this.onshow();
    for (const [area, { step }] of this.steps)
      if (area === id) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    if (!this.sections.has(id)) this.draw(id);
    this.showOnly(null);
    for (const [area, section] of this.sections) section.hidden = area !== id;
    this.body.scrollTop = 0;
    if (focus) this.sections.get(id)?.querySelector(".area")?.focus();
  }
  /**
   * Show some items of all areas under one title.
   * @param {string} title
   * @param {Set<string>} ids
   */
  filter(title, ids) {
    for (const { step } of this.steps.values()) step.removeAttribute("aria-current");
    for (const { id } of this.visit.definition.areas) if (!this.sections.has(id)) this.draw(id);
    this.title.textContent = `${title}: ${ids.size}`;
    this.showOnly(ids);
    this.body.scrollTop = 0;
    this.title.focus();
  }
  /**
   * Hide all cards but some, with the groups and areas that have none of them.
   * @param {Set<string> | null} ids null: hide none
   */
  showOnly(ids) {
    this.title.hidden = !ids;
    this.nothing.hidden = !ids || ids.size > 0;
    this.body.classList.toggle("is-filtered", ids !== null);
    for (const [area, section] of this.sections) {
      for (const group of section.querySelectorAll(".group")) {
        const cards = (
          /** @type {HTMLElement[]} */
          [...group.querySelectorAll("article")]
        );
        for (const card of cards) card.hidden = ids !== null && !ids.has(card.dataset.item ?? "");
        group.hidden = ids !== null && cards.every((card) => card.hidden);
      }
      const hasAny = [...section.querySelectorAll("article")].some((card) => !card.hidden);
      section.hidden = ids !== null && (area === FOUND || !hasAny);
    }
  }
  /**
   * Go to an item: to its card in what is shown, or in its area.
   * @param {string} id
   */
  goToItem(id) {
    if (!this.shownCard(id)) this.goTo(this.visit.items.areaOf.get(id));
    const card = this.shownCard(id);
    if (!card) return;
    bringIntoView(this.root, this.body, card.element);
    card.focus();
  }
  /** @param {string} id */
  shownCard(id) {
    return this.cardsOf(id).find(({ element }) => !element.closest("[hidden]"));
  }
  /** The item that has the focus, or had it last. */
  here() {
    const card = document.activeElement?.closest?.("[data-item]");
    return (
      /** @type {HTMLElement | null | undefined} */
      card?.dataset.item ?? this.lastItem
    );
  }
};
function idsOf(area) {
  return area.criteria.flatMap((criterion) => criterion.items.map((item) => item.id));
}

// inspection_lib/visit/static/outbox.js
var PART2 = 512 * 1024;
var tabOf = (message) => message.client.split(":")[0];
var countOf = (message) => Number(message.client.split(":")[1]);
function byTime(one, other) {
  if (one.at !== other.at) return one.at < other.at ? -1 : 1;
  return countOf(one) - countOf(other);
}
var isEntry = (message) => message?.type === "entry";
var isFactMessage = (message) => message?.type === "fact";
var isTyped = (message) => isEntry(message) || isFactMessage(message);
var MOST_SEEN = 50;
function withSeen(seen, digests) {
  const more = digests.filter((digest) => seen && !seen.includes(digest));
  return seen && more.length ? [...seen, ...more].slice(-MOST_SEEN) : seen;
}
var Outbox = class {
  /**
   * @param {BrowserStore} store
   * @param {Connection} connection
   * @param {string} tab the name under which this form keeps and sends
   */
  constructor(store, connection, tab) {
    this.store = store;
    this.connection = connection;
    this.tab = tab;
    this.waiting = /* @__PURE__ */ new Map();
    this.conflicts = /* @__PURE__ */ new Map();
    this.own = /* @__PURE__ */ new Map();
    this.lastAt = "";
    this.counter = 0;
  }
  /**
   * Take over what closed tabs did not get recorded.
   * @param {(tab: string) => boolean} isClosed
   */
  async takeOver(isClosed) {
    const all = [...(await this.store.all("outbox")).values()];
    const left = all.filter((each) => !this.own.has(each.client) && isClosed(tabOf(each)));
    for (const message of left) {
      this.own.set(message.client, message.at);
      this.notBefore(message.at);
    }
    const ordered = [...this.waiting.values(), ...left].sort(byTime);
    this.waiting = new Map(ordered.map((message) => [message.client, message]));
  }
  /**
   * No message from now on gets a time before this one.
   * @param {string} time
   */
  notBefore(time) {
    if (time > this.lastAt) this.lastAt = time;
  }
  /**
   * Put a message in, on the disk too, and send it. Gives whether it reached the disk; when the disk is full
   * it is sent all the same, and whatever it replaces must stay on the disk.
   *
   * What was typed is sent while it is being written: the record has it the sooner. If the page ends before
   * it is on the disk here, the draft from which it was made says the same as the record and changes nothing.
   * @param {Content} content
   * @param {string} actor
   */
  async put(content, actor) {
    this.notBefore((/* @__PURE__ */ new Date()).toISOString());
    const client = `${this.tab}:${++this.counter}`;
    const message = { ...content, client, actor, at: this.lastAt };
    this.waiting.set(client, message);
    this.own.set(client, message.at);
    const writing = this.store.tryPut("outbox", client, message);
    if (isTyped(message)) this.send(message);
    const isKept = await writing;
    if (!isTyped(message) && this.waiting.has(client)) this.send(message);
    return isKept;
  }
  /**
   * Send a message, unless an older one of its item must be recorded first.
   * @param {Message} message
   */
  send(message) {
    if (!this.isNext(message)) return;
    if (message.type === "file") return void this.sendPart(message, 0);
    message.sentAt = Date.now();
    const { at, sentAt, ...content } = message;
    const wire = content;
    if (isTyped(message)) wire.answered_at = at;
    this.connection.send(wire);
  }
  /**
   * Whether no older message of the same item waits. A conflict holds up nothing.
   * @param {Message} message
   */
  isNext(message) {
    for (const other of this.waiting.values()) {
      if (other === message) return true;
      if (other.item === message.item && !this.isConflict(other)) return false;
    }
    return true;
  }
  /**
   * Send one part of a file, counted from 0. The next one follows when this one is confirmed.
   * @param {FileMessage} message
   * @param {number} part
   */
  async sendPart(message, part) {
    message.sentAt = Date.now();
    const { type, client, item, name, blob, actor, drawn_on } = message;
    const parts = Math.max(1, Math.ceil(blob.size / PART2));
    if (part >= parts) return;
    const bytes = await blob.slice(part * PART2, (part + 1) * PART2).arrayBuffer();
    const wire = { type, client, item, name, part, parts, actor, ...drawn_on && { drawn_on } };
    this.connection.send(wire, [bytes], message);
  }
  sendAll() {
    for (const message of this.waiting.values()) this.send(message);
  }
  /** Send again what was sent a while ago and got no reply. */
  sendAgain() {
    const now = Date.now();
    for (const message of this.waiting.values())
      if (!this.isConflict(message) && now - (message.sentAt ?? 0) > SEND_AGAIN) this.send(message);
  }
  /**
   * Send the oldest message of an item.
   * @param {string | undefined} item
   */
  sendNext(item) {
    const next = this.pending(item)[0];
    if (next) this.send(next);
  }
  /**
   * What of an item is on its way, oldest first. A conflict is not.
   * @param {string | undefined} item
   */
  pending(item) {
    return [...this.waiting.values()].filter((message) => message.item === item && !this.isConflict(message));
  }
  /** @param {string} item */
  waits(item) {
    return this.pending(item).length > 0;
  }
  /**
   * When the newest entry of an item that waits was given, in ms; undefined when none waits.
   * @param {string} item
   */
  answeredAt(item) {
    const newest = [...this.waiting.values()].findLast(
      (message) => isTyped(message) && message.item === item
    );
    return newest && Date.parse(newest.at);
  }
  /**
   * Responses that came from here are seen, also by later answers that wait: one that was given after a
   * reload may wait for one that was given before it, under the name of a closed tab. An earlier answer that
   * still waits has not seen them: it must not be recorded over a later one.
   * @param {string} item
   * @param {Head[]} heads
   */
  addSeen(item, heads) {
    for (const message of this.pending(item).filter(isEntry)) {
      const isBefore = ({ client }) => client !== message.client && byTime({ client, at: this.own.get(client) ?? "" }, message) <= 0;
      const before = heads.filter(isBefore);
      const seen = withSeen(
        message.seen,
        before.map((head) => head.digest)
      );
      if (seen === message.seen) continue;
      message.seen = seen;
      this.store.tryPut("outbox", message.client, message);
    }
  }
  /** Whether something waits that is no conflict. */
  isSending() {
    return this.waiting.size > this.conflicts.size;
  }
  /** @param {Message} message */
  isConflict(message) {
    return isEntry(message) && this.conflicts.get(message.item)?.client === message.client;
  }
  /**
   * Whether no newer entry of the same item waits.
   * @param {EntryMessage | FactMessage} entry
   */
  isNewest(entry) {
    const all = [...this.waiting.values()];
    const later = all.slice(all.indexOf(entry) + 1);
    return !later.some((other) => isTyped(other) && other.item === entry.item);
  }
  /**
   * The record has a message. An answer that was given after a conflict settles that conflict.
   * @param {Message} message
   */
  recorded(message) {
    const conflict = this.conflicts.get(message.item);
    const isReplaced = conflict && conflict !== message && isEntry(message) && message.kind !== "remarked";
    if (isReplaced || conflict === message) this.conflicts.delete(message.item);
    this.forget(message, isReplaced ? this.forget(conflict) : true);
  }
  /**
   * Somebody else had answered. An older conflict of the item gives way to this one.
   * @param {EntryMessage} entry
   */
  keepConflict(entry) {
    const older = this.conflicts.get(entry.item);
    if (older && older.client !== entry.client) this.forget(older);
    this.conflicts.set(entry.item, entry);
  }
  /**
   * Let a message go: at once from what waits, and from the disk when whatever replaces it is there. Gives
   * whether it was.
   * @param {Message} message
   * @param {boolean | Promise<boolean>} replaced
   */
  async forget(message, replaced = true) {
    this.waiting.delete(message.client);
    if (!await replaced) return false;
    await this.store.drop("outbox", message.client);
    return true;
  }
  /**
   * Delete from the disk what a full disk had to leave there, of an item that is recorded whole.
   * @param {string} item
   */
  async sweep(item) {
    const kept = await this.store.all("outbox").catch(() => /* @__PURE__ */ new Map());
    for (const [client, message] of kept)
      if (message.item === item && this.own.has(client) && !this.waiting.has(client))
        await this.forget(message);
  }
};

// inspection_lib/visit/static/conversation.js
var TICK2 = 1e3;
var Conversation = class {
  /** @param {Visit} visit */
  constructor(visit) {
    this.visit = visit;
  }
  start() {
    const { link, connection } = this.visit;
    link.listen((reply) => this.receive(reply));
    connection.ask("hello");
    this.clock = setInterval(() => this.tick(), TICK2);
  }
  stop() {
    clearInterval(this.clock);
    this.visit.close();
  }
  tick() {
    const { connection, outbox, isOpened, view } = this.visit;
    connection.askWhenDue(isOpened, outbox.isSending());
    outbox.sendAgain();
    view.showStatus();
  }
  /** @param {Reply} reply */
  receive(reply) {
    this.visit.connection.replied();
    switch (reply.type) {
      case "saved":
        return this.receiveSaved(reply);
      case "refused":
        return this.receiveRefused(reply);
      case "states":
        return this.receiveStates(reply);
      case "minutes":
        this.visit.minutes = reply.files;
        return this.visit.view.showLeaving();
      case "content":
        return this.visit.contents.receive(reply);
      case "history":
        return this.visit.view.showHistory(reply.item, reply.rows);
    }
  }
  /** @param {Saved} reply */
  receiveSaved({ client, part }) {
    this.visit.storeTrouble = "";
    const message = this.visit.outbox.waiting.get(client);
    if (!message) return;
    if (part !== null && part !== void 0) {
      if (message.type === "file") this.visit.outbox.sendPart(message, part + 1);
      return;
    }
    if (isEntry(message) || isFactMessage(message)) this.visit.troubles.delete(message.item);
    this.visit.outbox.recorded(message);
    if (!this.visit.store.lasting && message.item) this.sweep(message.item);
    this.goOn(message);
  }
  /** @param {Refused} reply */
  receiveRefused({ client, why, text, remedy }) {
    const message = this.visit.outbox.waiting.get(client);
    if (why === "store") {
      this.visit.storeTrouble = `${text} ${remedy}`;
      if (message) message.sentAt = Date.now();
      this.showMessage(message);
    } else if (message) {
      if (why === "conflict" && isEntry(message)) this.visit.outbox.keepConflict(message);
      else this.giveBack(message, `${text} ${remedy}`);
      this.goOn(message);
    } else this.visit.view.showStatus();
  }
  /**
   * A message that the record cannot take leaves the outbox. Nothing typed is lost: the newest entry of an
   * item becomes a draft again, unless something else is being typed there.
   * @param {Message} message
   * @param {string} trouble
   */
  giveBack(message, trouble) {
    const isTyped2 = isEntry(message) || isFactMessage(message);
    const isLatest = isTyped2 && this.visit.outbox.isNewest(message) && !this.visit.drafts.has(message.item);
    this.visit.outbox.forget(
      message,
      isLatest ? this.visit.drafts.keep(message.item, this.draftOf(message)) : true
    );
    if (message.type === "file") this.visit.files.refuse(message.item, message.name, trouble);
    else this.visit.troubles.set(message.item, trouble);
  }
  /**
   * @param {EntryMessage | FactMessage} message
   * @returns {Draft}
   */
  draftOf(message) {
    if (isFactMessage(message)) {
      const { item: item2, value, seen: seen2 } = message;
      const first = this.visit.facts.inWords(item2, value);
      return { values: { first }, note: "", cause: "", seen: seen2, at: Date.now() };
    }
    const { item, kind, raw, note, cause, seen } = message;
    const isAnswer = kind === "answered" || kind === "decided";
    const values = isAnswer ? valuesOf(this.visit.items.get(item), raw) : {};
    return { values, note, cause, seen, at: Date.now() };
  }
  /**
   * The next message of the item can go.
   * @param {Message} message
   */
  goOn(message) {
    this.visit.outbox.sendNext(message.item);
    this.showMessage(message);
  }
  /** @param {Message | undefined} message */
  showMessage(message) {
    if (message?.item) this.visit.view.showItem(message.item);
    this.visit.view.showStatus();
  }
  /**
   * Delete what a full disk left behind of an item, once all of it is recorded.
   * @param {string} item
   */
  async sweep(item) {
    if (this.visit.drafts.has(item) || this.visit.outbox.waits(item) || this.visit.outbox.conflicts.has(item))
      return;
    await this.visit.drafts.drop(item);
    await this.visit.outbox.sweep(item);
  }
  /** @param {States} reply */
  receiveStates(reply) {
    const { items, submitted } = reply;
    this.visit.facts.receive(reply);
    for (const state of items) {
      this.visit.items.states.set(state.id, state);
      const own = state.heads.filter((head) => this.visit.items.isOwn(head));
      this.visit.drafts.addSeen(
        state.id,
        own.map((head) => head.digest)
      );
      this.visit.outbox.addSeen(state.id, own);
      if (own.length < state.heads.length) this.visit.earlier.delete(state.id);
    }
    this.visit.submitted = submitted;
    if (this.visit.isOpened) {
      for (const state of items) this.visit.view.showItem(state.id);
      for (const fact of reply.facts ?? []) this.visit.view.showItem(fact.item);
    } else this.opened();
    this.visit.view.showStatus();
    this.visit.view.showProgress();
  }
  /** The first states are here: show them, and send what was left behind. */
  opened() {
    if (this.visit.link.kind === "offline") this.dropRecorded();
    void this.visit.unkept.dropRecorded((item) => this.visit.items.evidenceNames(item));
    this.visit.isOpened = true;
    this.visit.view.showOpened();
    this.visit.outbox.sendAll();
    for (const item of this.visit.items.ids) this.visit.view.showItem(item);
    for (const item of this.visit.drafts.items()) this.visit.commit(item);
  }
  /** In the one-file form: a draft no newer than an answer in the record was made into that answer. */
  dropRecorded() {
    for (const state of this.visit.items.states.values())
      for (const { when } of state.heads.filter((head) => !head.digest)) {
        this.visit.outbox.notBefore(when);
        const draft = this.visit.drafts.get(state.id);
        if (draft && draft.at <= Date.parse(when)) this.visit.drafts.drop(state.id);
      }
    this.visit.facts.dropRecorded();
  }
};

// inspection_lib/visit/static/filter.js
var Filter = class {
  /**
   * @param {Visit} visit
   * @param {(title: string, ids: Set<string> | null) => void} show null: everything, area by area
   */
  constructor(visit, show2) {
    this.visit = visit;
    this.show = show2;
    const { texts, items } = visit;
    this.kinds = [
      [texts.still_open, (id) => items.isOpen(id)],
      [texts.filter_failing, (id) => items.fails(id)],
      [texts.still_evidence, (id) => items.needsEvidence(id)],
      [texts.still_contradiction, (id) => items.isContradicted(id)],
      [texts.filter_today, (id) => items.isChangedToday(id)]
    ];
    this.all = make("option", { value: "" });
    this.options = this.kinds.map((_, index) => make("option", { value: String(index) }));
    const onchange = () => this.apply();
    this.element = make(
      "select",
      { class: "filter", "aria-label": texts.filter, onchange },
      this.all,
      ...this.options
    );
  }
  /** How many items each choice has now. What is shown stays until somebody chooses again. */
  update() {
    const { visit, kinds, options } = this;
    const { items, texts } = visit;
    const asked = items.ids.filter((id) => items.asked(id) !== "no");
    setText(this.all, `${texts.filter_all} (${asked.length})`);
    for (const [index, [title, has]] of kinds.entries())
      setText(options[index], `${title} (${asked.filter(has).length})`);
  }
  apply() {
    const kind = this.kinds[Number(this.element.value)];
    if (!this.element.value || !kind) return this.show("", null);
    const { items } = this.visit;
    const ids = items.ids.filter((id) => items.asked(id) !== "no" && kind[1](id));
    this.show(kind[0], new Set(ids));
  }
  /** Back to everything, without showing anything. */
  reset() {
    this.element.value = "";
  }
};

// inspection_lib/visit/static/keys.js
var ANSWERS = /* @__PURE__ */ new Map([
  ["y", "yes"],
  ["c", "yes"],
  ["n", "no"],
  ["k", "no"]
]);
var Keys = class {
  /** @param {Place} form */
  constructor(form) {
    this.form = form;
    const { texts } = form.visit;
    this.list = make("p", {
      class: "keys",
      id: `${form.visit.tab}-keys`,
      text: texts.keys_help,
      hidden: true
    });
    const state = { class: "keys-opener", "aria-expanded": "false", "aria-controls": this.list.id };
    this.button = button(texts.keys, () => this.toggle(), state);
  }
  /** Hear the keys pressed inside the form. */
  listen() {
    const { root: root2 } = this.form;
    for (const kind of ["keydown", "keyup", "keypress"])
      root2.addEventListener(kind, (event) => event.stopPropagation());
    root2.addEventListener("keydown", (event) => {
      if (!event.isComposing && this.handle(event)) event.preventDefault();
    });
  }
  toggle() {
    this.list.hidden = !this.list.hidden;
    this.button.setAttribute("aria-expanded", String(!this.list.hidden));
  }
  /**
   * Gives whether the key meant something.
   * @param {KeyboardEvent} event
   */
  handle(event) {
    const { form } = this;
    const target = (
      /** @type {HTMLElement} */
      event.target
    );
    if (target.closest("dialog")) return false;
    if (event.altKey) return this.handleWithAlt(event.key);
    if (event.ctrlKey || event.metaKey) return false;
    if (event.key === "Escape" && form.search.isShown()) return form.search.hide(), true;
    const isTyping = target.matches("input:not([type=radio]):not([type=checkbox]), textarea, select");
    return !isTyping && this.handleLetter(event.key.toLowerCase(), target);
  }
  /** @param {string} key */
  handleWithAlt(key) {
    if (key.toLowerCase() === "n") this.form.goNext();
    else if (key === "ArrowDown") this.form.goBy(1);
    else if (key === "ArrowUp") this.form.goBy(-1);
    else return false;
    return true;
  }
  /**
   * @param {string} key
   * @param {HTMLElement} target
   */
  handleLetter(key, target) {
    const { form } = this;
    const card = target.closest("[data-item]");
    const answer2 = ANSWERS.get(key);
    if (key === "t") form.goNext();
    else if (key === "/") form.search.focus();
    else if (key === "?") this.toggle();
    else if (key === "d") return press(card?.querySelector(".agree"));
    else if (answer2) return press(card?.querySelector(`.control.yes_no input[value=${answer2}]`));
    else if (/^[1-9]$/.test(key))
      return press(card?.querySelectorAll(".control input[type=radio]")[Number(key) - 1]);
    else return false;
    return true;
  }
};
function press(element) {
  if (!(element instanceof HTMLElement) || !element.checkVisibility() || element.matches(":disabled"))
    return false;
  element.click();
  if (element.checkVisibility()) element.focus();
  return true;
}

// inspection_lib/visit/static/facts.js
var LONGEST3 = 2e4;
var MOMENTS = ["begun", "ended"];
var MOMENT = /^(\d{1,2}\/\d{1,2}\/\d{2,4})[ ,]+(\d{1,2})\s*(?:[:hg.]|giờ)\s*(\d{2})$/i;
var OF_ITEM = ["explained", "agreed", "agreed_by"];
var isFact = (name) => name.includes("#");
var factName = (item, field) => `${item}#${field}`;
function partsOf2(name) {
  const [item, field] = name.split("#");
  return { item, field };
}
var isSignature = (name) => partsOf2(name).field.startsWith("signed_");
function nameOf(name, texts) {
  if (!isFact(name)) return name;
  const { item, field } = partsOf2(name);
  const label = texts[`fact_${field}`] ?? field;
  return item ? `${item} ${label.toLowerCase()}` : label;
}
function namesInWords(names, { items, texts }) {
  return items.inWords([...names].map((name) => name ? nameOf(name, texts) : texts.end));
}
var Facts = class {
  /**
   * @param {Definition} definition
   * @param {Items} items
   * @param {Outbox} outbox
   * @param {Drafts} drafts
   * @param {(content: FactContent) => Promise<boolean>} put puts a message into the outbox
   */
  constructor(definition, items, outbox, drafts, put) {
    this.definition = definition;
    this.texts = definition.texts;
    this.items = items;
    this.outbox = outbox;
    this.drafts = drafts;
    this.put = put;
    this.onchange = () => {
    };
    this.states = /* @__PURE__ */ new Map();
    this.head = "";
    this.ends = {};
    this.added = /* @__PURE__ */ new Set();
  }
  /** @param {States} reply */
  receive({ facts, head, ends }) {
    for (const state of facts ?? []) this.states.set(state.item, state);
    this.head = head ?? this.head;
    this.ends = ends ?? this.ends;
  }
  /**
   * The value that would stand if everything that waits were recorded.
   * @param {string} name
   */
  value(name) {
    const waiting = this.outbox.pending(name).findLast(isFactMessage);
    return waiting?.value ?? this.states.get(name)?.value ?? "";
  }
  /**
   * What the field of a fact shows: what is typed, else what stands, as people write it.
   * @param {string} name
   */
  shown(name) {
    return this.drafts.get(name)?.values.first ?? this.inWords(name, this.value(name));
  }
  /**
   * @param {string} name
   * @param {string} value
   */
  inWords(name, value) {
    const { field } = partsOf2(name);
    const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?/.exec(value) ?? [];
    if (!year || ![...MOMENTS, "agreed_by"].includes(field)) return value;
    return `${day}/${month}/${year}${time ? ` ${time}` : ""}`;
  }
  /**
   * Read what was typed.
   * @param {string} name
   * @param {string} typed
   * @returns {Reading}
   */
  read(name, typed) {
    const { field } = partsOf2(name);
    const text = nfc(typed.trim());
    const count = lengthOf(text);
    if (count > LONGEST3) return { trouble: fill(this.texts.too_long, { count, most: LONGEST3 }) };
    if (!text) return { value: "" };
    if (field === "agreed_by") {
      const day = isoDay(text);
      return day ? { value: day } : { trouble: this.texts.bad_day };
    }
    return MOMENTS.includes(field) ? this.readMoment(text) : { value: text };
  }
  /**
   * @param {string} text
   * @returns {Reading}
   */
  readMoment(text) {
    const [, dayText = "", hour = "", minute = ""] = MOMENT.exec(text) ?? [];
    const day = isoDay(dayText);
    const isTime = Number(hour) < 24 && Number(minute) < 60 && hour !== "";
    return day && isTime ? { value: `${day}T${hour.padStart(2, "0")}:${minute}` } : { trouble: this.texts.bad_moment };
  }
  /** This moment in the office's time, as people write it. */
  now() {
    const timeZone = this.definition.time_zone;
    const written = (/* @__PURE__ */ new Date()).toLocaleString("sv-SE", { timeZone });
    return this.inWords("#begun", written.replace(" ", "T"));
  }
  /**
   * Digests of the events of a fact that whoever looks at the form sees.
   * @param {string} name
   */
  seen(name) {
    return this.states.get(name)?.digests ?? [];
  }
  /**
   * Items that the page before leaving lists as findings: those that lost points, those of which something is
   * noted already, and those that somebody added.
   * @param {boolean} judgesLater nothing is judged here: answers that look like a defect are taken
   */
  findings(judgesLater) {
    return this.items.ids.filter((id) => {
      const outcome = this.items.states.get(id)?.judgement.outcome ?? "";
      const isLost = ["fail", "partial", "error"].includes(outcome) && this.items.asked(id) !== "no";
      const isNoted = OF_ITEM.some((field) => this.shown(factName(id, field)));
      const looksLost = judgesLater && looksLikeDefect(this.items.get(id), this.items.standing(id));
      return isLost || looksLost || isNoted || this.added.has(id);
    });
  }
  /**
   * Read a draft. A signature stays one until somebody says that it is whole.
   * @param {string} name
   * @param {Draft} draft
   */
  commit(name, draft) {
    if (isSignature(name)) return;
    const { value, trouble } = this.read(name, draft.values.first ?? "");
    if (value !== void 0) this.drafts.drop(name, this.note(name, value, draft.seen));
    this.onchange(name, trouble ?? "");
  }
  /**
   * Note a fact, if it changes. Gives whether its draft can go: its message reached the disk, or it stands
   * already and nothing of it waits on a full disk.
   * @param {string} name
   * @param {string} value empty to take the fact back
   * @param {string[]} [seen]
   */
  note(name, value, seen = this.seen(name)) {
    if (value === this.value(name)) return this.drafts.store.lasting || !this.outbox.waits(name);
    return this.put({ type: "fact", item: name, value, seen });
  }
  /** Whether the visit ends before it begins, as far as both are known. */
  endsBefore() {
    const [begun, ended] = [this.value("#begun"), this.value("#ended")];
    return Boolean(begun && ended && ended < begun);
  }
  /** In the one-file form: a draft that is no newer than its recorded fact was made into that fact. */
  dropRecorded() {
    for (const [name, state] of this.states) {
      if (state.digests.length) continue;
      this.outbox.notBefore(state.when);
      const draft = this.drafts.get(name);
      if (draft && draft.at <= Date.parse(state.when)) this.drafts.drop(name);
    }
  }
};
function looksLikeDefect({ kind, levels, most }, { kind: given, raw }) {
  if (given === "none" || raw === "n/a") return false;
  if (kind === "yes_no") return raw === "no";
  if (kind === "level") return raw !== levels[0]?.[0];
  if (kind === "points") return Number(raw) < Number(most);
  return kind === "date" && raw === "not_done";
}

// inspection_lib/visit/static/fact_field.js
var FactField = class {
  /**
   * @param {Visit} visit
   * @param {string} name
   * @param {{rows?: number, hint?: string, isMoment?: boolean, placeholder?: string}} [options] with `rows` a
   *   text of several lines; a moment has a button that fills in this one
   */
  constructor(visit, name, { rows, hint, isMoment, placeholder } = {}) {
    this.visit = visit;
    this.name = name;
    const { texts } = visit;
    const id = `${visit.tab}-${name.replace("#", "-fact-")}`;
    this.trouble = make("span", { class: "trouble", role: "alert", id: `${id}-trouble`, hidden: true });
    this.saved = make("span", { class: "saved" });
    this.personal = make("p", { class: "needed", role: "status", hidden: true });
    this.others = make("div", { class: "others" });
    const events = { oninput: () => this.edited(), onchange: () => visit.commit(name) };
    const more = { "aria-describedby": `${id}-trouble`, placeholder, autocomplete: "off", "data-fact": name };
    this.input = rows ? make("textarea", { id, rows: String(rows), ...more, ...events }) : make("input", { id, ...more, ...events });
    const label = make("label", { for: id, text: texts[`fact_${partsOf2(name).field}`] });
    const now = isMoment ? button(texts.now, () => this.fillNow(), { "aria-describedby": id }) : null;
    this.element = make(
      "div",
      { class: `fact${rows ? " wide" : ""}` },
      label,
      hint ? make("p", { class: "hint", text: hint }) : null,
      make("div", { class: "entry" }, this.input, now, this.saved),
      this.trouble,
      this.personal,
      this.others
    );
    this.update();
  }
  edited() {
    const { input, name, visit } = this;
    visit.edited(name, { values: { first: input.value }, note: "", cause: "" });
    this.update();
  }
  fillNow() {
    this.input.value = this.visit.facts.now();
    this.visit.edited(
      this.name,
      { values: { first: this.input.value }, note: "", cause: "" },
      { soon: true }
    );
  }
  focus() {
    this.input.focus();
  }
  /** @param {string} text why the fact cannot be read */
  showTrouble(text) {
    setText(this.trouble, text);
    this.trouble.hidden = !text;
    this.input.setAttribute("aria-invalid", String(Boolean(text)));
  }
  update() {
    const { name, visit } = this;
    const { facts, outbox, drafts, texts, personal } = visit;
    const shown = facts.shown(name);
    if (this.input.value !== shown && !(drafts.has(name) && this.input === document.activeElement))
      this.input.value = shown;
    const isWaiting = outbox.waits(name);
    const words = drafts.has(name) ? texts.unfinished : isWaiting ? texts.saving : shown ? texts.saved : "";
    setText(this.saved, words);
    this.saved.classList.toggle("waiting", drafts.has(name) || isWaiting);
    const refused = visit.troubles.get(name);
    if (refused) this.showTrouble(refused);
    else if (!drafts.has(name)) this.showTrouble("");
    const isTyped2 = !["begun", "ended", "agreed_by"].includes(partsOf2(name).field);
    const warning = isTyped2 ? personal.warning(personal.find([shown])) : "";
    setText(this.personal, warning);
    this.personal.hidden = !warning;
    this.drawOthers();
  }
  /** What other machines noted without seeing this: somebody keeps one of the texts. */
  drawOthers() {
    const { facts, texts } = this.visit;
    const others = facts.states.get(this.name)?.others ?? [];
    const key = others.join("\n");
    if (this.others.dataset.key === key) return;
    this.others.dataset.key = key;
    const rows = others.map((text) => {
      const keep = button(texts.use_this, () => void this.visit.facts.note(this.name, text));
      return make(
        "p",
        { class: "other" },
        fill(texts.other_machine, { text: this.inWords(text) }),
        " ",
        keep
      );
    });
    this.others.replaceChildren(...rows);
  }
  /** @param {string} value */
  inWords(value) {
    return this.visit.facts.inWords(this.name, value);
  }
};

// inspection_lib/visit/static/discussed.js
var Discussed = class {
  /**
   * @param {Visit} visit
   * @param {"h3"} heading
   * @param {"h4"} below
   * @param {(item: string) => void} goToItem
   */
  constructor(visit, heading, below, goToItem) {
    this.visit = visit;
    this.heading = below;
    this.goToItem = goToItem;
    const { texts, link } = visit;
    this.rows = /* @__PURE__ */ new Map();
    this.list = make("div", { class: "findings" });
    this.none = make("p", { text: texts.no_findings });
    this.more = make("select", { id: `${visit.tab}-discuss` });
    this.more.append(
      make("option", { value: "", text: "" }),
      ...visit.items.ids.map(
        (id) => make("option", { value: id, text: `${id} ${visit.items.get(id).question}` })
      )
    );
    this.element = make(
      "section",
      { class: "about", "aria-label": texts.discussed },
      make(heading, { class: "criterion", text: texts.discussed }),
      link.judgesLater ? make("p", { class: "hint", text: texts.maybe_findings }) : null,
      make("p", { class: "hint", text: texts.no_names }),
      this.none,
      this.list,
      make("p", { class: "field" }, make("label", { for: this.more.id, text: texts.other_item }), this.more),
      // by a button: a list takes the first letter of a keyboard for a choice
      make(
        "p",
        {},
        button(texts.discuss_item, () => this.add())
      )
    );
    this.update();
  }
  add() {
    const id = this.more.value;
    if (!id) return;
    this.more.value = "";
    this.visit.facts.added.add(id);
    this.update();
    this.rows.get(id)?.fields[0].focus();
  }
  update() {
    const { visit } = this;
    const found = visit.facts.findings(visit.link.judgesLater ?? false);
    this.none.hidden = found.length > 0;
    for (const id of found) if (!this.rows.has(id)) this.rows.set(id, this.draw(id));
    const rows = [...this.rows].filter(([id]) => found.includes(id));
    const ordered = visit.items.ids.filter((id) => rows.some(([own]) => own === id));
    for (const [id, { element }] of this.rows) if (!found.includes(id)) element.remove();
    for (const [at, id] of ordered.entries()) {
      const row = this.rows.get(id);
      if (!row) continue;
      if (this.list.children[at] !== row.element) this.list.insertBefore(row.element, this.list.children[at]);
      setText(row.reason, this.reasonOf(id));
      for (const field of row.fields) field.update();
    }
  }
  /** @param {string} id */
  reasonOf(id) {
    const { judgement } = this.visit.items.states.get(id) ?? {};
    return [judgement?.label, judgement?.reason].filter(Boolean).join(": ");
  }
  /** @param {string} id */
  draw(id) {
    const { visit } = this;
    const { texts } = visit;
    const { question, due } = visit.items.get(id);
    const fields2 = OF_ITEM.map((field) => {
      const isDay = field === "agreed_by";
      const options = isDay ? { hint: fill(texts.plan_due, { day: due }), placeholder: texts.day_form } : { rows: 2 };
      return new FactField(visit, factName(id, field), options);
    });
    const reason = make("p", { class: "reason" });
    const go = button(`${id} ${question}`, () => this.goToItem(id), { class: "small" });
    const element = make(
      "article",
      { "data-finding": id, "aria-label": `${id} ${question}` },
      make(this.heading, { class: "question" }, go),
      reason,
      ...fields2.map((field) => field.element)
    );
    return { element, reason, fields: fields2 };
  }
  /**
   * @param {string} id
   * @param {string} field
   */
  fieldOf(id, field) {
    return this.rows.get(id)?.fields.find((each) => each.name === factName(id, field));
  }
};

// inspection_lib/visit/static/signing.js
var WIDTH2 = 1e3;
var HEIGHT = 400;
var PEN2 = { colour: "#0b2a6b", width: 6 };
var LONGEST4 = 17e3;
var strokeOf = (values) => ({
  shape: "line",
  points: Array.from({ length: values.length / 2 }, (_, at) => [values[2 * at], values[2 * at + 1]])
});
function packed(strokes) {
  const within = (value, most) => Math.min(most, Math.max(0, Math.round(value)));
  let lines = strokes.map(({ points }) => points.map(([x, y]) => [within(x, WIDTH2), within(y, HEIGHT)]));
  while (JSON.stringify(lines).length > LONGEST4 && lines.some((points) => points.length > 2))
    lines = lines.map((points) => points.filter((_, at) => at % 2 === 0 || at === points.length - 1));
  return lines.map((points) => points.flat());
}
var Signing = class {
  /**
   * @param {Visit} visit
   * @param {string} field
   * @param {string} office that is expected to sign
   * @param {"h3"} heading
   */
  constructor(visit, field, office, heading) {
    this.visit = visit;
    this.name = `#${field}`;
    this.expected = office;
    this.drawing = new Drawing();
    this.isAgain = false;
    const { texts } = visit;
    const id = `${visit.tab}-${field}`;
    const title = texts[`fact_${field}`];
    this.trouble = make("p", { class: "trouble", role: "alert", hidden: true });
    this.input = make("input", { id: `${id}-office`, autocomplete: "off", oninput: () => this.keep() });
    this.pad = make("canvas", {
      class: "pad",
      width: String(WIDTH2),
      height: String(HEIGHT),
      role: "img",
      "aria-label": fill(texts.sign_here, { who: title })
    });
    this.paper = make("input", { type: "checkbox", id: `${id}-paper`, onchange: () => this.signOnPaper() });
    this.clearButton = button(texts.clear_strokes, () => this.clear());
    this.keepButton = button(texts.keep_signature, () => this.sign());
    this.making = make(
      "div",
      { class: "making" },
      make("label", { for: `${id}-office`, text: texts.signer }),
      this.input,
      this.pad,
      make("div", { class: "acts" }, this.clearButton, this.keepButton),
      make("label", { class: "choice", for: `${id}-paper` }, this.paper, texts.sign_on_paper),
      this.trouble
    );
    this.picture = make("canvas", {
      class: "pad",
      width: String(WIDTH2),
      height: String(HEIGHT),
      role: "img"
    });
    this.how = make("p", { class: "how" });
    this.remark = make("p", { class: "wrong", role: "alert", hidden: true });
    this.again = button(texts.sign_again, () => this.signAgain());
    this.drop = button(texts.drop_signature, () => this.takeBack());
    this.standing = make(
      "div",
      { class: "standing" },
      this.picture,
      this.how,
      this.remark,
      make("div", { class: "acts" }, this.again, this.drop)
    );
    this.element = make(
      "section",
      { class: "signature", "data-fact": this.name, "aria-label": title },
      make(heading, { class: "criterion", text: title }),
      this.standing,
      this.making
    );
    this.takeUp();
    followPointer(
      this.pad,
      this.drawing,
      () => "line",
      (isWhole2) => (this.paint(), isWhole2 && this.keep())
    );
    this.update();
  }
  /** Take up what was drawn before the page was closed. */
  takeUp() {
    const draft = this.visit.drafts.get(this.name);
    const { office = this.expected, strokes = [] } = valueOf(draft?.values.first ?? "");
    this.input.value = office;
    this.drawing.strokes.push(...strokes.map(strokeOf));
    this.isAgain = Boolean(draft);
    this.paint();
  }
  focus() {
    (this.making.hidden ? this.again : this.input).focus();
  }
  paint() {
    const context = this.pad.getContext("2d");
    if (!context) return;
    context.clearRect(0, 0, WIDTH2, HEIGHT);
    paint(context, this.drawing.strokes, PEN2);
    this.clearButton.disabled = this.drawing.isEmpty();
  }
  /** Keep what is drawn as a draft, after each stroke. */
  keep() {
    const first = JSON.stringify({ office: this.input.value, strokes: packed(this.drawing.strokes) });
    this.visit.edited(this.name, { values: { first }, note: "", cause: "" });
    this.tell("");
  }
  clear() {
    this.drawing.clear();
    this.forgetDraft();
    this.paint();
    this.tell("");
  }
  forgetDraft() {
    this.visit.drafts.drop(this.name);
    this.visit.view.showStatus();
  }
  signAgain() {
    this.isAgain = true;
    this.update();
    this.input.focus();
  }
  /** Take a signature that stands back out of what counts. */
  takeBack() {
    void this.visit.facts.note(this.name, "");
    this.isAgain = false;
    this.clear();
    this.update();
  }
  sign() {
    if (this.drawing.isEmpty()) return this.tell(this.visit.texts.nothing_drawn);
    return this.record(packed(this.drawing.strokes));
  }
  async signOnPaper() {
    if (this.paper.checked && !await this.record([])) this.paper.checked = false;
  }
  /**
   * Record a signature of the record as it is now; gives whether it went out.
   * @param {number[][]} strokes none: on paper
   */
  async record(strokes) {
    const { visit } = this;
    const { texts, facts, outbox } = visit;
    const office = nfc(this.input.value.trim());
    if (!office) return this.tell(texts.signer_needed);
    if (!visit.isOpened) return this.tell(texts.sign_first_saved);
    await visit.putAll();
    await settled(visit);
    if (outbox.waiting.size) return this.tell(texts.sign_first_saved);
    const value = { office, ...strokes.length && { strokes }, head: facts.head, ends: facts.ends };
    this.isAgain = false;
    this.drawing.clear();
    this.tell("");
    visit.drafts.drop(this.name, facts.note(this.name, JSON.stringify(value)));
    this.paint();
    this.update();
    this.again.focus();
    return true;
  }
  /** @param {string} text */
  tell(text) {
    setText(this.trouble, text);
    this.trouble.hidden = !text;
    return false;
  }
  update() {
    const { visit, name } = this;
    const { facts, texts, outbox } = visit;
    const value = facts.value(name);
    const isStanding = Boolean(value) && !this.isAgain;
    this.standing.hidden = !isStanding;
    this.making.hidden = isStanding;
    if (!isStanding) this.paper.checked = false;
    const refused = visit.troubles.get(name);
    if (refused) this.tell(refused);
    if (!isStanding) return;
    const { office = "", strokes = [] } = valueOf(value);
    const state = facts.states.get(name);
    const isWaiting = outbox.waits(name);
    const when = isWaiting ? texts.saving : inWords(state?.when ?? "", visit.definition.language);
    const how = strokes.length ? texts.drawn : texts.sign_on_paper;
    setText(this.how, `${how}: ${fill(texts.signed_at, { office, when })}`);
    this.picture.hidden = !strokes.length;
    this.picture.setAttribute("aria-label", `${texts.drawn}: ${office}`);
    const context = this.picture.getContext("2d");
    if (context) {
      context.clearRect(0, 0, WIDTH2, HEIGHT);
      paint(context, strokes.map(strokeOf), PEN2);
    }
    const remark = isWaiting ? "" : state?.remark ?? "";
    setText(this.remark, remark);
    this.remark.hidden = !remark;
  }
};
function valueOf(text) {
  try {
    return text ? JSON.parse(text) : {};
  } catch {
    return { office: text };
  }
}
function inWords(when, language) {
  return /^\d{4}-\d\d-\d\dT/.test(when) ? new Date(when).toLocaleString(language) : when;
}
var PATIENCE = 3e3;
async function settled(visit) {
  const end = Date.now() + PATIENCE;
  while (visit.outbox.waiting.size && Date.now() < end)
    await new Promise((resolve) => setTimeout(resolve, 20));
}

// inspection_lib/visit/static/visit_facts.js
var LOOK = 2e4;
var POSITION = "#position";
var VisitFacts = class {
  /**
   * @param {Visit} visit
   * @param {"h3"} heading
   */
  constructor(visit, heading) {
    this.visit = visit;
    const { texts, definition } = visit;
    const moment = { isMoment: true, placeholder: texts.moment_form };
    this.fields = [
      new FactField(visit, "#begun", { ...moment, hint: texts.moment }),
      new FactField(visit, "#ended", { ...moment, hint: texts.moment }),
      new FactField(visit, "#place", { placeholder: definition.place }),
      new FactField(visit, "#present_team", { rows: 3, hint: texts.no_names }),
      new FactField(visit, "#present_unit", { rows: 3, hint: texts.no_names })
    ];
    this.order = make("p", { class: "needed", role: "status", hidden: true });
    this.told = make("p", { class: "told", role: "status" });
    this.look = button(texts.get_position, () => this.locate());
    this.drop = button(texts.drop_position, () => this.takeBack());
    this.element = make(
      "section",
      { class: "about", "aria-label": texts.the_visit },
      make(heading, { class: "criterion", text: texts.the_visit }),
      make("div", { class: "facts" }, ...this.fields.map((field) => field.element)),
      this.order,
      make("div", { class: "position", "data-fact": POSITION }, this.look, this.drop, this.told)
    );
    this.update();
  }
  update() {
    const { visit } = this;
    const { facts, texts } = visit;
    for (const field of this.fields) field.update();
    setText(this.order, facts.endsBefore() ? texts.ends_before : "");
    this.order.hidden = !facts.endsBefore();
    const value = facts.value(POSITION);
    this.drop.hidden = !value;
    if (value) setText(this.told, positionInWords(value, texts.position_is));
    else if (this.told.dataset.is === "value") setText(this.told, "");
    this.told.dataset.is = value ? "value" : "";
  }
  /** Ask the browser for the position. Nothing is asked before somebody has pressed the button. */
  locate() {
    const { texts } = this.visit;
    if (!navigator.geolocation) return this.tell(texts.position_unknown);
    this.tell(texts.getting_position);
    const onfound = (found) => this.keep(found);
    const onfailed = ({ code, PERMISSION_DENIED }) => this.tell(code === PERMISSION_DENIED ? texts.position_refused : texts.position_unknown);
    navigator.geolocation.getCurrentPosition(onfound, onfailed, {
      enableHighAccuracy: true,
      timeout: LOOK,
      maximumAge: 0
    });
  }
  /** @param {GeolocationPosition} found */
  keep({ coords, timestamp }) {
    const value = JSON.stringify({
      latitude: coords.latitude.toFixed(6),
      longitude: coords.longitude.toFixed(6),
      accuracy: String(Math.ceil(coords.accuracy)),
      at: new Date(timestamp).toISOString()
    });
    this.tell("");
    void this.visit.facts.note(POSITION, value);
    this.update();
  }
  takeBack() {
    void this.visit.facts.note(POSITION, "");
    this.tell("");
    this.update();
    this.look.focus();
  }
  /** @param {string} text */
  tell(text) {
    this.told.dataset.is = "";
    setText(this.told, text);
  }
};
function positionInWords(value, text) {
  try {
    return fill(text, JSON.parse(value));
  } catch {
    return value;
  }
}

// inspection_lib/visit/static/leaving.js
var FEW = 5;
var Leaving = class {
  /**
   * @param {Visit} visit
   * @param {Status} status the form's own: while this page is shown it stands here
   * @param {(depth: number) => "h1"} heading the tag of a heading of the form
   * @param {(item: string) => void} goToItem
   */
  constructor(visit, status, heading, goToItem) {
    this.visit = visit;
    const { texts } = visit;
    this.goToItem = (id) => {
      this.close();
      goToItem(id);
    };
    this.heading = heading;
    const below = (
      /** @type {"h3"} */
      heading(1)
    );
    this.status = status;
    this.state = make("div", { class: "state" });
    this.places = [];
    this.title = make(heading(0), { class: "area", text: texts.before_leaving, tabindex: "-1" });
    this.lists = make("div", { class: "lists" });
    this.last = make("section", { class: "about", "aria-label": texts.closing });
    this.submitting = make("div", { class: "submitting" });
    this.submitButton = button(texts.submit, () => this.submit(), { class: "main" });
    this.last.append(
      make(below, { class: "criterion", text: texts.closing }),
      visit.link.judgesLater ? make("p", { text: texts.closing_tablet }) : this.submitting
    );
    this.element = make(
      "section",
      {
        class: "end",
        "aria-label": texts.before_leaving,
        hidden: true,
        onkeydown: (event) => this.onKey(event)
      },
      make(
        "div",
        { class: "bar" },
        this.title,
        button(texts.back_to_form, () => this.close(true))
      ),
      this.state
    );
    this.button = button(texts.end, () => this.toggle(), { "aria-expanded": "false" });
    this.folds = /* @__PURE__ */ new Map();
    this.parts = null;
  }
  /** The parts are drawn when the page is first shown: 67 items need them rarely. */
  draw() {
    const { visit } = this;
    const { texts, definition } = visit;
    if (isSelfScore(definition)) {
      this.element.append(this.lists, this.last);
      return { facts: null, discussed: null, signings: [] };
    }
    const [below, deeper] = [
      /** @type {"h3"} */
      this.heading(1),
      /** @type {"h4"} */
      this.heading(2)
    ];
    const facts = new VisitFacts(visit, below);
    const discussed = new Discussed(visit, below, deeper, this.goToItem);
    const signings = definition.signers.map(
      ([field, office]) => new Signing(
        visit,
        field,
        office,
        /** @type {"h3"} */
        this.heading(2)
      )
    );
    const signatures = make(
      "section",
      { class: "about", "aria-label": texts.signatures },
      make(below, { class: "criterion", text: texts.signatures }),
      make("p", { class: "hint", text: texts.sign_how }),
      make("div", { class: "signatures" }, ...signings.map((signing) => signing.element))
    );
    this.element.append(this.lists, facts.element, discussed.element, signatures, this.last);
    return { facts, discussed, signings };
  }
  toggle() {
    if (!this.element.hidden) return this.close(true);
    this.parts ??= this.draw();
    this.show(true);
    this.update();
    this.element.scrollTop = 0;
    this.title.focus();
  }
  /** @param {boolean} [isBack] the focus goes back to the button */
  close(isBack = false) {
    this.show(false);
    if (isBack) this.button.focus();
  }
  /** @param {boolean} isShown */
  show(isShown) {
    this.element.hidden = !isShown;
    this.button.setAttribute("aria-expanded", String(isShown));
    this.moveStatus(isShown);
    const frame = (
      /** @type {HTMLElement | null} */
      this.element.previousElementSibling
    );
    if (frame) frame.inert = isShown;
  }
  /** @param {boolean} isHere */
  moveStatus(isHere) {
    for (const [part, place] of this.places) place.replaceWith(part);
    this.places = [];
    if (!isHere) return;
    for (const part of [this.status.element, this.status.banner]) {
      const place = document.createComment("status");
      part.replaceWith(place);
      this.places.push([part, place]);
      this.state.append(part);
    }
  }
  /** @param {KeyboardEvent} event */
  onKey(event) {
    event.stopPropagation();
    if (event.key === "Escape" && !event.isComposing) this.close(true);
  }
  /** Draw anew when something came to wait, or waits no more. */
  updateWhenChanged() {
    if (this.element.hidden) return;
    const { outbox, elsewhere, files } = this.visit;
    const refused = [...files.refused.keys()];
    const now = `${outbox.waiting.size} ${this.visit.unfinished()} ${[...elsewhere]} ${refused}`;
    if (this.element.dataset.waiting === now) return;
    this.element.dataset.waiting = now;
    this.update();
  }
  /**
   * A fact, or an item, has changed.
   * @param {string} name
   */
  showItem(name) {
    if (this.element.hidden || !this.parts) return;
    if (!isFact(name)) return this.parts.discussed?.update();
    const { item } = partsOf2(name);
    if (item) return this.parts.discussed?.update();
    this.parts.facts?.update();
    for (const signing of this.parts.signings) if (signing.name === name) signing.update();
  }
  /**
   * @param {string} name
   * @param {string} text
   */
  showTrouble(name, text) {
    if (isFact(name)) this.fieldOf(name)?.showTrouble(text);
  }
  /** @param {string} name */
  fieldOf(name) {
    const { item, field } = partsOf2(name);
    return item ? this.parts?.discussed?.fieldOf(item, field) : this.parts?.facts?.fields.find((each) => each.name === name);
  }
  update() {
    if (this.element.hidden || !this.parts) return;
    const { texts } = this.visit;
    const lists = this.open().map(([title, names]) => this.drawList(title, names));
    this.lists.replaceChildren(...lists.length ? lists : [make("p", { text: texts.nothing_open })]);
    this.parts.facts?.update();
    this.parts.discussed?.update();
    for (const signing of this.parts.signings) signing.update();
    if (!this.visit.link.judgesLater) this.updateSubmitting();
  }
  updateSubmitting() {
    const { texts, outbox, submitted, minutes } = this.visit;
    const rows = submitted ? [make("p", { class: "done", text: fill(texts.submitted, { when: submitted }) })] : [];
    const { only_open } = this.visit.definition;
    if (only_open && !submitted) rows.push(make("p", { class: "hint", text: texts.unshown }));
    const text = only_open || this.open().length ? texts.submit_anyway : texts.submit;
    setText(this.submitButton, text);
    const hadFocus = this.submitButton === document.activeElement;
    this.submitButton.setAttribute("aria-disabled", String(outbox.waiting.size > 0));
    rows.push(make("p", {}, this.submitButton, outbox.waiting.size ? ` ${texts.save_first}` : ""));
    if (minutes) rows.push(make("p", {}, texts.minutes));
    this.submitting.replaceChildren(...rows, ...minutes ? [this.drawFiles(minutes)] : []);
    if (hadFocus) this.submitButton.focus();
  }
  /**
   * The lists of what is still open in one way or another, without the empty ones.
   * @returns {[title: string, names: string[]][]}
   */
  open() {
    const { texts, items, elsewhere, files } = this.visit;
    const lists = [
      [texts.still_unfinished, this.visit.unfinished()],
      [texts.still_elsewhere, [...elsewhere].filter((name) => isFact(name) || items.byId.has(name))],
      [texts.still_contradiction, items.ids.filter((id) => items.isContradicted(id))],
      [texts.still_open, items.ids.filter((id) => items.isOpen(id))],
      [texts.still_reason, items.ids.filter((id) => items.lacksReason(id))],
      [texts.still_evidence, items.ids.filter((id) => items.needsEvidence(id))],
      [texts.still_refused, [...files.refused.keys()]]
    ];
    return lists.filter(([, names]) => names.length);
  }
  /**
   * Items with their questions, and facts by their labels; each leads to its place.
   * @param {string} title
   * @param {string[]} names
   * @param {() => void} [onleave]
   */
  drawList(title, names, onleave) {
    const rows = names.map((name) => {
      const text2 = isFact(name) ? nameOf(name, this.visit.texts) : `${name} ${this.visit.items.get(name).question}`;
      const go = () => (onleave?.(), this.go(name));
      return make("li", {}, button(text2, go, { class: "small", title: text2 }));
    });
    const text = `${title}: ${names.length}`;
    const list = make("ul", {}, ...rows);
    if (onleave) return make("div", { class: "open" }, make("strong", { text }), list);
    const ontoggle = ({ target }) => this.folds.set(title, target.open);
    const open = this.folds.get(title) ?? names.length <= FEW;
    return make("details", { class: "open", open, ontoggle }, make("summary", { text }), list);
  }
  /** @param {string} name */
  go(name) {
    if (!isFact(name)) return this.goToItem(name);
    const signing = this.parts?.signings.find((each) => each.name === name);
    (signing ?? this.fieldOf(name))?.focus();
  }
  /** @param {string[]} files */
  drawFiles(files) {
    const rows = files.map((file) => {
      const href = this.visit.link.address?.(file) ?? file;
      return make("li", {}, make("a", { href, target: "_blank", rel: "noopener", text: file }));
    });
    return make("ul", {}, ...rows);
  }
  /** Submit. With something open, its questions are shown and somebody has to say so once more. */
  async submit() {
    const { texts, outbox, definition } = this.visit;
    if (outbox.waiting.size) return;
    const lists = this.open();
    if (lists.length || definition.only_open) {
      const words = { title: texts.ask_submit, yes: texts.submit_anyway, no: texts.go_back };
      const unseen = definition.only_open ? [make("p", { text: texts.unshown })] : [];
      const draw = (close) => [
        ...unseen,
        ...lists.map(([title, names]) => this.drawList(title, names, close))
      ];
      const form = (
        /** @type {HTMLElement} */
        this.element.closest(".inspection-form")
      );
      if (!await ask(form, words, draw)) return;
    }
    this.visit.put({ type: "submit" });
    this.update();
  }
};

// inspection_lib/visit/static/tabs.js
var PATIENCE2 = 3500;
var LOCK = "inspection-tab-";
var FORMS_HERE = /* @__PURE__ */ Symbol.for("inspection-form-tabs");
function randomName() {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
function formsHere() {
  const page = (
    /** @type {any} */
    globalThis
  );
  page[FORMS_HERE] ??= /* @__PURE__ */ new Map();
  return page[FORMS_HERE];
}
async function holdTab(tab, owner) {
  formsHere().set(tab, owner);
  let release = () => {
  };
  const closed = new Promise((resolve) => release = resolve);
  if (navigator.locks)
    await new Promise((granted) => {
      const hold = () => (granted(void 0), closed);
      navigator.locks.request(LOCK + tab, hold).catch(granted);
    });
  return () => {
    release();
    formsHere().delete(tab);
  };
}
async function closedTabs(owner, alone) {
  const open = alone ? /* @__PURE__ */ new Set() : await openTabs();
  const here = formsHere();
  return (tab) => !open.has(tab) || here.has(tab) && here.get(tab) !== owner;
}
async function whenClosed(tab) {
  await navigator.locks.request(LOCK + tab, { mode: "shared" }, () => {
  });
}
async function openTabs() {
  try {
    const { held = [] } = await navigator.locks.query();
    const own = held.filter((lock) => lock.mode === "exclusive");
    const names = own.map((lock) => lock.name ?? "").filter((name) => name.startsWith(LOCK));
    return new Set(names.map((name) => name.slice(LOCK.length)));
  } catch {
    return /* @__PURE__ */ new Set();
  }
}
async function oneByOne(work) {
  let begun = null;
  const begin = () => begun = work();
  try {
    await navigator.locks.request("inspection-take-over", { signal: AbortSignal.timeout(PATIENCE2) }, begin);
  } catch {
  }
  await (begun ?? work());
}

// inspection_lib/visit/static/neighbours.js
var TAB = 16;
var Neighbours = class {
  /** @param {Visit} visit */
  constructor(visit) {
    this.visit = visit;
    this.watched = /* @__PURE__ */ new Set();
    this.isLooking = false;
    this.isToldAgain = false;
    this.isStopped = false;
  }
  start() {
    this.visit.store.onothers = () => void this.look();
    return this.look();
  }
  stop() {
    this.isStopped = true;
    this.visit.store.onothers = () => {
    };
  }
  /** Look once, and again when something was told meanwhile. */
  async look() {
    this.isToldAgain = true;
    if (this.isLooking) return;
    this.isLooking = true;
    try {
      while (this.isToldAgain && !this.isStopped) {
        this.isToldAgain = false;
        await this.lookOnce();
      }
    } finally {
      this.isLooking = false;
    }
  }
  async lookOnce() {
    const { link, view } = this.visit;
    const isClosed = await closedTabs(link.owner, link.alone ?? false);
    const held = await this.held();
    if (navigator.locks && held.some(([tab]) => isClosed(tab))) await this.takeOver();
    const now = await this.held();
    const before = [...this.visit.elsewhere].join();
    this.visit.elsewhere = new Set(now.map(([, item]) => item));
    if (before !== [...this.visit.elsewhere].join()) view.showStatus();
    if (navigator.locks) {
      for (const [tab] of now) if (!isClosed(tab)) this.watch(tab);
    }
  }
  /**
   * What other tabs hold, as tab and item. Nothing where the browser's disk cannot be read.
   * @returns {Promise<[tab: string, item: string][]>}
   */
  async held() {
    const { store, tab, drafts, outbox, unkept } = this.visit;
    try {
      const keys = [...(await store.all("drafts")).keys()].filter((key) => !drafts.isOwnKey(key));
      const messages = [...(await store.all("outbox")).values()].filter(
        ({ client }) => !outbox.own.has(client)
      );
      return [
        ...keys.map((key) => (
          /** @type {[string, string]} */
          [key.slice(0, TAB), key.slice(TAB + 1)]
        )),
        ...messages.map(
          ({ client, item }) => (
            /** @type {[string, string]} */
            [client.split(":")[0], item ?? ""]
          )
        ),
        ...await unkept.held()
      ].filter(([other]) => other !== tab);
    } catch {
      return [];
    }
  }
  /** Take over what closed tabs left: send it, and read what was typed there. */
  async takeOver() {
    const { visit } = this;
    let typed = [];
    await oneByOne(async () => void (typed = await visit.takeOver()));
    visit.outbox.sendAgain();
    for (const item of visit.items.ids) visit.view.showItem(item);
    for (const item of typed) visit.commit(item);
    visit.view.showProgress();
  }
  /** @param {string} tab */
  watch(tab) {
    if (this.watched.has(tab)) return;
    this.watched.add(tab);
    const look = () => (this.watched.delete(tab), this.look());
    whenClosed(tab).then(look, () => this.watched.delete(tab));
  }
};

// inspection_lib/visit/static/press.js
var CLICK_WITHIN = 400;
var Press = class {
  constructor() {
    this.isDown = false;
    this.waiting = /* @__PURE__ */ new Map();
    this.timer = void 0;
    this.listening = new AbortController();
    const { signal } = this.listening;
    const hear = (kind, listener) => globalThis.addEventListener(kind, listener, { capture: true, passive: true, signal });
    hear("pointerdown", (event) => event.isPrimary && event.button === 0 && this.begin());
    hear("pointerup", (event) => event.isPrimary && this.endAfter(CLICK_WITHIN));
    hear("click", () => this.endAfter(0));
    hear("pointercancel", () => this.end());
    hear("pointermove", (event) => event.pointerType === "mouse" && !event.buttons && this.endAfter(0));
    hear("keydown", () => this.end());
    hear("blur", (event) => event.target === globalThis && this.end());
  }
  stop() {
    this.listening.abort();
    this.end();
  }
  begin() {
    clearTimeout(this.timer);
    this.isDown = true;
  }
  /** @param {number} ms */
  endAfter(ms) {
    if (!this.isDown) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.end(), ms);
  }
  end() {
    clearTimeout(this.timer);
    this.isDown = false;
    const works = [...this.waiting.values()];
    this.waiting.clear();
    for (const work of works) work();
  }
  /**
   * Do something now or, while something is pressed, after its release.
   * @param {string} about
   * @param {() => void} work
   */
  afterwards(about, work) {
    if (!this.isDown) return work();
    this.waiting.delete(about);
    this.waiting.set(about, work);
  }
  /**
   * A view that is told nothing between press and release, but what is done to the pressed element itself.
   * @param {View} view
   * @returns {View}
   */
  calm(view) {
    return {
      showEdited: (item) => view.showEdited(item),
      showHistory: (item, rows) => this.afterwards(`history ${item}`, () => view.showHistory(item, rows)),
      showItem: (item) => this.afterwards(`item ${item}`, () => view.showItem(item)),
      showLeaving: () => this.afterwards("leaving", () => view.showLeaving()),
      showOpened: () => this.afterwards("opened", () => view.showOpened()),
      showProgress: () => this.afterwards("progress", () => view.showProgress()),
      showStatus: () => this.afterwards("status", () => view.showStatus()),
      showTrouble: (item, text) => this.afterwards(`trouble ${item}`, () => view.showTrouble(item, text))
    };
  }
};

// inspection_lib/visit/static/role.js
var LONGEST5 = 200;
var Role = class {
  /** @param {Visit} visit */
  constructor(visit) {
    this.visit = visit;
    const { texts } = visit;
    const named = { class: "actor", value: visit.actor, "aria-label": texts.actor, autocomplete: "off" };
    this.input = make("input", { ...named, oninput: () => this.read(), onchange: () => this.settle() });
    this.trouble = make("span", { class: "trouble", role: "alert", hidden: true });
    const label = make("label", { class: "who" }, make("span", { text: texts.actor }), this.input);
    this.element = make("div", { class: "role" }, label, this.trouble);
  }
  read() {
    const { texts } = this.visit;
    const role = nfc(this.input.value.trim());
    const count = lengthOf(role);
    if (!role) this.tell(texts.role_needed);
    else if (count > LONGEST5) this.tell(fill(texts.too_long, { count, most: LONGEST5 }));
    else {
      this.visit.actor = role;
      this.tell("");
    }
  }
  /** Left without a role: the last one stands again. A text that is too long stays, with the word why. */
  settle() {
    if (this.input.value.trim()) return;
    this.input.value = this.visit.actor;
    this.tell("");
  }
  /** @param {string} text */
  tell(text) {
    this.trouble.textContent = text;
    this.trouble.hidden = !text;
    this.input.setAttribute("aria-invalid", String(Boolean(text)));
  }
};

// inspection_lib/visit/static/search.js
var MOST_SHOWN = 12;
var Search = class {
  /**
   * @param {Visit} visit
   * @param {(item: string) => void} goToItem
   */
  constructor(visit, goToItem) {
    this.visit = visit;
    this.goToItem = goToItem;
    const { search } = visit.texts;
    const oninput = () => this.find();
    const onkeydown = (event) => {
      if (event.key === "Enter" && !event.isComposing) this.goToFirst();
    };
    const named = { type: "search", placeholder: search, "aria-label": search, enterkeyhint: "go" };
    this.input = make("input", { ...named, autocomplete: "off", oninput, onkeydown });
    this.hits = make("ul", { class: "found", hidden: true });
    this.element = make("div", { class: "seek" }, this.input, this.hits);
  }
  focus() {
    this.input.focus();
  }
  isShown() {
    return !this.hits.hidden;
  }
  hide() {
    this.hits.hidden = true;
  }
  goToFirst() {
    const [first] = this.found();
    if (first) this.go(first.id);
  }
  /** The items with all the words; none without a word. */
  found() {
    const words = unmarked(this.input.value.trim()).split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    return [...this.visit.items.byId.values()].filter(({ id, question }) => {
      const text = unmarked(`${id} ${question}`);
      return words.every((word) => text.includes(word));
    });
  }
  find() {
    const found = this.found();
    this.hits.hidden = !this.input.value.trim();
    const count = make("li", { class: "hits", text: fill(this.visit.texts.found, { count: found.length }) });
    const rows = found.slice(0, MOST_SHOWN).map(({ id, question }) => {
      return make(
        "li",
        {},
        button(`${id} ${question}`, () => this.go(id))
      );
    });
    this.hits.replaceChildren(count, ...rows);
  }
  /** @param {string} item */
  go(item) {
    this.hide();
    this.input.value = "";
    this.goToItem(item);
  }
};

// inspection_lib/visit/static/status.js
var Status = class {
  /** @param {Visit} visit */
  constructor(visit) {
    this.visit = visit;
    this.element = make("p", { class: "status", role: "status" });
    this.banner = make("div", { class: "banner", role: "alert", hidden: true });
  }
  update() {
    const { texts, visit } = this;
    const { link, outbox } = visit;
    const inWords2 = (names) => namesInWords(names, visit);
    const waiting = inWords2([...outbox.waiting.values()].map((message) => message.item));
    const unfinished = visit.unfinished();
    const parts = [];
    if (waiting) parts.push(fill(texts.some_unsaved, { count: outbox.waiting.size, items: waiting }));
    if (unfinished.length) parts.push(fill(texts.some_unfinished, { items: inWords2(unfinished) }));
    if (visit.elsewhere.size) parts.push(fill(texts.some_elsewhere, { items: inWords2(visit.elsewhere) }));
    if (visit.files.refused.size)
      parts.push(fill(texts.some_refused, { items: inWords2(visit.files.refused.keys()) }));
    const isWhole2 = !parts.length;
    if (visit.isOpened && (isWhole2 || link.savedText && !waiting))
      parts.unshift(link.savedText?.() ?? texts.all_saved);
    setText(this.element, parts.join(" - "));
    this.element.classList.toggle("waiting", !isWhole2 || link.isKept?.() === false);
    this.element.classList.toggle("loose", visit.losesWhenClosed());
    this.updateBanner();
  }
  get texts() {
    return this.visit.texts;
  }
  updateBanner() {
    const { texts, visit } = this;
    const lines = [];
    if (visit.connection.isLost()) lines.push(texts.lost, texts.lost_remedy);
    if (visit.storeTrouble) lines.push(texts.store_trouble, visit.storeTrouble);
    if (!visit.store.lasting && !visit.link.isKept) lines.push(texts.browser_trouble);
    setText(this.banner, lines.join("\n"));
    this.banner.hidden = !lines.length;
  }
};

// inspection_lib/visit/static/drafts.js
var TAB2 = 16;
var Drafts = class {
  /**
   * @param {BrowserStore} store
   * @param {string} tab
   */
  constructor(store, tab) {
    this.store = store;
    this.tab = tab;
    this.byItem = /* @__PURE__ */ new Map();
    this.writes = /* @__PURE__ */ new Map();
    this.turns = /* @__PURE__ */ new Map();
    this.leftKeys = /* @__PURE__ */ new Map();
  }
  /** @param {string} item */
  get(item) {
    return this.byItem.get(item);
  }
  /** @param {string} item */
  has(item) {
    return this.byItem.has(item);
  }
  items() {
    return [...this.byItem.keys()];
  }
  /**
   * Whether what lies on the disk under a key is of this tab, or was taken over by it.
   * @param {string} key
   */
  isOwnKey(key) {
    const [tab, item] = [key.slice(0, TAB2), key.slice(TAB2 + 1)];
    return tab === this.tab || (this.leftKeys.get(item) ?? []).includes(key);
  }
  /**
   * Keep a draft. One write of an item at a time, always of the newest: fast typing does not queue up behind
   * the disk. Gives whether it reached the disk.
   * @param {string} item
   * @param {Draft} draft
   * @returns {Promise<boolean>}
   */
  keep(item, draft) {
    this.byItem.set(item, draft);
    const write2 = this.writes.get(item) ?? this.write(item);
    this.writes.set(item, write2);
    return write2;
  }
  /** @param {string} item */
  async write(item) {
    let isKept = true;
    let written = null;
    for (let draft = this.get(item); isKept && draft && draft !== written; draft = this.get(item)) {
      isKept = await this.store.tryPut("drafts", `${this.tab}/${item}`, draft);
      written = draft;
    }
    this.writes.delete(item);
    return isKept;
  }
  /**
   * Let a draft go: at once from here, and from the disk when what takes its place is there.
   * @param {string} item
   * @param {boolean | Promise<boolean>} replaced
   */
  async drop(item, replaced = true) {
    this.byItem.delete(item);
    const turn = {};
    this.turns.set(item, turn);
    if (!await replaced || this.turns.get(item) !== turn || this.has(item)) return;
    const keys = [`${this.tab}/${item}`, ...this.leftKeys.get(item) ?? []];
    this.leftKeys.delete(item);
    for (const key of keys) await this.store.drop("drafts", key);
  }
  /**
   * Responses that came from here are seen, also by what is being typed.
   * @param {string} item
   * @param {string[]} digests
   */
  addSeen(item, digests) {
    const draft = this.get(item);
    if (!draft) return;
    const seen = withSeen(draft.seen, digests);
    if (seen !== draft.seen) this.keep(item, { ...draft, seen });
  }
  /**
   * Take over the drafts of closed tabs, of each item the newest one. A draft that is no newer than the
   * item's answer in the outbox was made into that answer. It is deleted, and would otherwise overwrite a
   * later one. Of items that are being typed here, the drafts of closed tabs stay where they are. Gives the
   * items of the drafts that were taken over.
   * @param {(tab: string) => boolean} isClosed
   * @param {(item: string) => number | undefined} answeredAt ms; when the answer in the outbox was given
   */
  async takeOver(isClosed, answeredAt) {
    const typed = new Set(this.items());
    const left = [];
    for (const [key, draft] of await this.store.all("drafts")) {
      const [tab, item] = [key.slice(0, TAB2), key.slice(TAB2 + 1)];
      if (tab === this.tab || !isClosed(tab) || typed.has(item)) continue;
      const isStale = (answeredAt(item) ?? -Infinity) >= draft.at;
      const known = this.get(item);
      if (!isStale && (!known || known.at < draft.at)) this.byItem.set(item, draft);
      left.push([key, item]);
    }
    const kept = /* @__PURE__ */ new Map();
    const taken = this.items().filter((item) => !typed.has(item));
    for (const item of taken) kept.set(item, await this.keep(
      item,
      /** @type {Draft} */
      this.get(item)
    ));
    for (const [key, item] of left)
      if (kept.get(item) ?? true) await this.store.drop("drafts", key);
      else this.leftKeys.set(item, [...this.leftKeys.get(item) ?? [], key]);
    return taken;
  }
};

// inspection_lib/visit/static/files.js
var AT_ONCE = 3;
var Files = class {
  /**
   * @param {Definition} definition
   * @param {(content: FileContent) => Promise<boolean>} put sends it on; gives whether it reached the disk
   */
  constructor(definition, put) {
    this.texts = definition.texts;
    this.mostBytes = definition.most_bytes;
    this.put = put;
    this.refused = /* @__PURE__ */ new Map();
    this.taken = /* @__PURE__ */ new Map();
    this.onchange = () => {
    };
  }
  /**
   * Take files in their order. Only a few at a time are read before the disk has them, so that all photos of
   * a visit are never in memory together. Gives whether all were taken and reached the disk.
   * @param {string} item
   * @param {File[]} files
   * @param {string} [drawn_on] the SHA-256 of the photo on which they were drawn
   */
  async add(item, files, drawn_on = "") {
    const kept = [];
    const names = [];
    for (const file of files) {
      await kept[kept.length - AT_ONCE];
      const blob = await this.read(item, file);
      const name = nfc(file.name);
      if (blob) names.push(name);
      if (blob) kept.push(this.put({ type: "file", item, name, blob, drawn_on }));
      this.onchange(item);
    }
    const areKept = await Promise.all(kept);
    this.tell(item, names, areKept, files.length);
    return names.length === files.length && areKept.every(Boolean);
  }
  /**
   * The bytes of a file: a copy, as the card that it lies on may be taken out. Null if the file is refused.
   * @param {string} item
   * @param {File} file
   */
  async read(item, file) {
    const trouble = await this.troubleOf(file).catch(() => this.texts.unreadable_file);
    const bytes = trouble ? null : await file.arrayBuffer().catch(() => null);
    if (bytes) return new Blob([bytes]);
    this.refuse(item, file.name, trouble || this.texts.unreadable_file);
    return null;
  }
  /** @param {File} file */
  async troubleOf(file) {
    if (!file.size) return this.texts.empty_file;
    if (file.size > this.mostBytes)
      return fill(this.texts.too_large, { size: Math.floor(this.mostBytes / 2 ** 20) });
    return await isTaken(file) ? "" : this.texts.wrong_kind;
  }
  /**
   * Say which files were taken where several were chosen: of a single one that is on the disk its row among
   * the evidence says enough. Said once, at the end: a screen reader reads the whole list.
   * @param {string} item
   * @param {string[]} names
   * @param {boolean[]} areKept
   * @param {number} count of the files that were chosen
   */
  tell(item, names, areKept, count) {
    const refused = this.refused.get(item);
    const lines = names.map((name, at) => [name, areKept[at]]);
    const told = lines.filter(([name, isKept]) => (count > 1 || !isKept) && !refused?.has(name));
    if (told.length) this.taken.set(item, [...this.taken.get(item) ?? [], ...told]);
    this.onchange(item);
  }
  /**
   * @param {string} item
   * @param {string} name
   * @param {string} why
   */
  refuse(item, name, why) {
    this.refused.set(item, new Map(this.refused.get(item)).set(name, why));
    const taken = this.taken.get(item)?.filter(([other]) => other !== name);
    if (taken) this.taken.set(item, taken);
  }
  /**
   * Somebody has read why a file was refused.
   * @param {string} item
   * @param {string} name
   */
  forget(item, name) {
    const names = this.refused.get(item);
    names?.delete(name);
    if (!names?.size) this.refused.delete(item);
    this.onchange(item);
  }
  /**
   * Somebody has read which files were taken.
   * @param {string} item
   */
  forgetTaken(item) {
    this.taken.delete(item);
    this.onchange(item);
  }
};

// inspection_lib/visit/static/items.js
var SHORT = 60;
var Items = class {
  /**
   * @param {Definition} definition
   * @param {Outbox} outbox
   */
  constructor(definition, outbox) {
    this.outbox = outbox;
    this.byId = /* @__PURE__ */ new Map();
    this.areaOf = /* @__PURE__ */ new Map();
    for (const area of definition.areas)
      for (const item of area.criteria.flatMap((criterion) => criterion.items)) {
        this.byId.set(item.id, item);
        this.areaOf.set(item.id, area.id);
      }
    this.ids = [...this.byId.keys()];
    this.states = /* @__PURE__ */ new Map();
  }
  /**
   * @param {string} id
   * @returns {Item}
   */
  get(id) {
    const item = this.byId.get(id);
    if (!item) throw new Error(`no such item: ${id}`);
    return item;
  }
  /**
   * The responses that stand in the record. More than one: they contradict each other.
   * @param {string} id
   * @returns {Head[]}
   */
  heads(id) {
    return this.states.get(id)?.heads ?? [];
  }
  /**
   * Whether a response came from here: whoever sits at the form has seen it.
   * @param {Head} head
   */
  isOwn(head) {
    return this.outbox.own.has(head.client);
  }
  /**
   * What would stand if everything that waits were recorded.
   * @param {string} id
   * @returns {Standing}
   */
  standing(id) {
    const head = this.heads(id)[0];
    const note = this.states.get(id)?.note ?? "";
    let now = { kind: head?.kind ?? "none", raw: head?.raw ?? "", note, cause: head?.cause ?? "" };
    for (const message of this.outbox.pending(id).filter(isEntry)) {
      const { kind, raw, note: note2, cause } = message;
      now = kind === "remarked" ? { ...now, note: note2 } : { kind, raw, note: note2, cause };
    }
    if (now.kind === "withdrawn") now = { ...now, kind: "none", raw: "" };
    if (now.kind === "decided") now.kind = "answered";
    return now;
  }
  /**
   * Digests of the responses that whoever looks at an item sees. While an answer waits, its author has not
   * seen more than when it was given.
   * @param {string} id
   */
  seen(id) {
    let seen = this.heads(id).map((head) => head.digest);
    for (const entry of this.outbox.pending(id).filter(isEntry)) seen = entry.seen ?? seen;
    return seen;
  }
  /**
   * Whether an item is asked, by the answers on the screen. Python decides the same for the record.
   * @param {string} id
   * @returns {"yes" | "no" | "unknown"}
   */
  asked(id) {
    const { exempt, applies } = this.get(id);
    if (exempt) return "no";
    if (!applies) return "yes";
    const [deciding, answers] = applies;
    const before = this.asked(deciding);
    if (before !== "yes") return before;
    const { kind, raw } = this.standing(deciding);
    if (kind === "none") return "unknown";
    return answers.includes(raw) ? "yes" : "no";
  }
  /**
   * Whether an item still has to be answered.
   * @param {string} id
   */
  isOpen(id) {
    return this.asked(id) !== "no" && this.standing(id).kind === "none";
  }
  /**
   * Whether the item is recorded as not applicable, without the reason that it asks for.
   * @param {string} id
   */
  lacksReason(id) {
    return Boolean(this.states.get(id)?.lacks_reason) && this.standing(id).raw === "n/a";
  }
  /**
   * Whether an answer lacks evidence, as the report says it: what a unit named counts too, and what earned
   * no points needs none.
   * @param {string} id
   */
  needsEvidence(id) {
    if (!this.get(id).evidence_required || this.asked(id) === "no") return false;
    const { kind, raw } = this.standing(id);
    if (kind === "none" || raw === "n/a") return false;
    const state = this.states.get(id);
    if (state?.claim_evidence?.length || state?.judgement.outcome === "fail") return false;
    const hasRecorded = state?.pieces.length || this.heads(id)[0]?.evidence.length;
    return !hasRecorded && this.attaching(id).length === 0;
  }
  /**
   * Files and pieces of evidence of an item that wait.
   * @param {string} id
   */
  attaching(id) {
    const waiting = [];
    for (const message of this.outbox.waiting.values()) {
      if (message.item !== id) continue;
      if (message.type === "file" || message.type === "piece" && message.kind === "attached")
        waiting.push(message);
    }
    return waiting;
  }
  /**
   * Whether an item fails, wholly or in part, by the rule's judgement of what is recorded.
   * @param {string} id
   */
  fails(id) {
    const outcome = this.asked(id) === "no" ? "" : this.states.get(id)?.judgement.outcome;
    return this.standing(id).kind !== "none" && ["fail", "partial", "error"].includes(outcome ?? "");
  }
  /** @param {string} id */
  isContradicted(id) {
    return Boolean(this.states.get(id)?.contradiction) || this.outbox.conflicts.has(id);
  }
  /**
   * Whether something of an item was recorded today, or waits to be.
   * @param {string} id
   */
  isChangedToday(id) {
    return this.outbox.waits(id) || this.states.get(id)?.changed === isoDayOf(/* @__PURE__ */ new Date());
  }
  /** Items with open findings of the last inspection that are asked now. */
  found() {
    return this.ids.filter((id) => this.asked(id) !== "no" && this.states.get(id)?.findings?.length);
  }
  /**
   * Items in words, for a list in a sentence: the code and the question, a long one cut off.
   * @param {Iterable<string>} ids
   */
  inWords(ids) {
    const named = [...new Set(ids)].map((id) => {
      const question = [...this.byId.get(id)?.question ?? ""];
      const text = question.length > SHORT ? `${question.slice(0, SHORT).join("").trim()}…` : question.join("");
      return `${id} ${text}`.trim();
    });
    return named.join("; ");
  }
  /**
   * The names of an item's evidence, also of what waits.
   * @param {string} id
   */
  evidenceNames(id) {
    const waiting = this.attaching(id).map((message) => message.type === "file" ? message.name : "");
    return [...(this.states.get(id)?.pieces ?? []).map(({ name }) => name), ...waiting];
  }
  /**
   * How far some items are: how many are asked and answered, and how many lack evidence.
   * @param {string[]} ids
   */
  progress(ids) {
    const asked = ids.filter((id) => this.asked(id) === "yes");
    return {
      all: asked.length,
      done: asked.filter((id) => this.standing(id).kind !== "none").length,
      evidence: asked.filter((id) => this.needsEvidence(id)).length,
      depending: ids.filter((id) => this.asked(id) === "unknown").length
    };
  }
};

// inspection_lib/visit/static/no_view.js
var NO_VIEW = {
  showEdited() {
  },
  showHistory() {
  },
  showItem() {
  },
  showLeaving() {
  },
  showOpened() {
  },
  showProgress() {
  },
  showStatus() {
  },
  showTrouble() {
  }
};

// inspection_lib/visit/static/personal.js
function fold(text) {
  const bare = text.normalize("NFKD").replace(/[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]/g, "");
  return bare.replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
}
var PersonalData = class {
  /** @param {Pick<Definition, "personal" | "texts">} definition */
  constructor({ personal, texts }) {
    this.texts = texts;
    this.alike = new RegExp(personal.alike.map((pattern) => `(?:${pattern})`).join("|"), "g");
    this.patterns = personal.patterns.map(([kind, pattern]) => [kind, new RegExp(pattern)]);
  }
  /**
   * The kinds of personal data that some texts seem to hold, each text by itself.
   * @param {string[]} texts
   * @returns {string[]}
   */
  find(texts) {
    const plain = texts.filter(Boolean).map((text) => fold(text).replace(this.alike, " ; "));
    const found = this.patterns.filter(([, pattern]) => plain.some((text) => pattern.test(text)));
    return [...new Set(found.map(([kind]) => kind))];
  }
  /**
   * The warning for some kinds: which kinds, and never what was written. Empty without any.
   * @param {string[]} kinds
   */
  warning(kinds) {
    const labels = kinds.map((kind) => this.texts[kind] ?? kind);
    return labels.length ? fill(this.texts.personal, { kinds: labels.join(", ") }) : "";
  }
};

// inspection_lib/visit/static/visit.js
var REST2 = 1500;
var same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
async function openVisit(definition, link) {
  const store = await openStore(storeName(definition, link.kind));
  const tab = randomName();
  const release = await holdTab(tab, link.owner);
  const visit = new Visit(definition, link, store, tab, release);
  await oneByOne(async () => void await visit.takeOver());
  return visit;
}
var Visit = class {
  /**
   * @param {Definition} definition
   * @param {Link} link
   * @param {BrowserStore} store
   * @param {string} tab
   * @param {() => void} release called when the visit is closed
   */
  constructor(definition, link, store, tab, release) {
    this.definition = definition;
    this.texts = definition.texts;
    this.personal = new PersonalData(definition);
    this.link = link;
    this.store = store;
    this.tab = tab;
    this.release = release;
    this.connection = new Connection(link);
    this.outbox = new Outbox(store, this.connection, tab);
    this.drafts = new Drafts(store, tab);
    this.items = new Items(definition, this.outbox);
    this.unkept = new Unkept(store, tab);
    this.contents = new Contents(link, () => this.isTakingIn());
    this.facts = new Facts(definition, this.items, this.outbox, this.drafts, (content) => this.put(content));
    this.facts.onchange = (name, trouble) => (this.view.showTrouble(name, trouble), this.view.showItem(name));
    this.files = new Files(definition, (content) => this.put(content));
    this.sounds = new Sounds(definition, this.unkept);
    this.files.onchange = this.sounds.onchange = (item) => (this.view.showItem(item), this.view.showStatus());
    this.actor = definition.actor;
    this.troubles = /* @__PURE__ */ new Map();
    this.putting = /* @__PURE__ */ new Set();
    this.earlier = /* @__PURE__ */ new Map();
    this.rests = /* @__PURE__ */ new Map();
    this.isComposing = false;
    this.isOpened = false;
    this.elsewhere = /* @__PURE__ */ new Set();
    this.submitted = "";
    this.storeTrouble = "";
    this.minutes = null;
    this.view = NO_VIEW;
  }
  /** Take over what closed tabs left; gives the items of which something was typed there. */
  async takeOver() {
    const isClosed = await closedTabs(this.link.owner, this.link.alone ?? false);
    await this.outbox.takeOver(isClosed);
    await this.unkept.takeOver(isClosed);
    return this.drafts.takeOver(isClosed, (item) => this.outbox.answeredAt(item));
  }
  close() {
    this.release();
    this.link.close?.();
  }
  /**
   * Put a message into the outbox; gives whether it reached the disk.
   * @param {Content} content
   */
  async put(content) {
    const isKept = await this.during(this.outbox.put(content, this.actor));
    this.view.showStatus();
    return isKept;
  }
  /**
   * @template T
   * @param {Promise<T>} work what is known to be on its way into the outbox until it is done
   */
  async during(work) {
    this.putting.add(work);
    return work.finally(() => this.putting.delete(work));
  }
  /** Read all that is typed, without waiting after the last keystroke, until the outbox has it. */
  async putAll() {
    for (const item of [...this.rests.keys()]) this.commit(item);
    while (this.putting.size) await Promise.allSettled(this.putting);
  }
  /** Whether something is on its way to this device's disk, which has no time for anything else. */
  isTakingIn() {
    const isRecording = this.link.kind === "offline" && this.outbox.isSending() && !this.storeTrouble;
    return this.putting.size > 0 || isRecording;
  }
  /** Whether something typed is not read yet. */
  isTyping() {
    return this.rests.size > 0;
  }
  /** Items with something typed that is no answer yet: it is kept in the browser and is not in the record. */
  unfinished() {
    const typed = this.drafts.items().filter((item) => !this.rests.has(item) && !this.outbox.waits(item));
    return [.../* @__PURE__ */ new Set([...typed, ...this.unkept.items()])];
  }
  /** Whether closing the page now loses something: the browser keeps nothing, and the record has not all. */
  losesWhenClosed() {
    const isWaiting = this.outbox.waiting.size > 0 || this.drafts.items().length > 0 || this.unkept.items().length > 0;
    return this.putting.size > 0 || !this.store.lasting && isWaiting || this.link.losesWhenClosed?.() === true;
  }
  /**
   * Something was typed or chosen. `soon`: read it at once, as nothing follows.
   * @param {string} item
   * @param {Typed} typed
   * @param {{soon?: boolean}} [options]
   */
  edited(item, typed, { soon = false } = {}) {
    const now = isFact(item) ? this.facts.seen(item) : this.items.seen(item);
    const seen = this.drafts.get(item)?.seen ?? now;
    const at = Math.max(Date.now(), (Date.parse(this.outbox.lastAt) || 0) + 1);
    this.drafts.keep(item, { ...typed, at, seen });
    clearTimeout(this.rests.get(item));
    this.view.showEdited(item);
    const read2 = () => {
      if (this.isComposing) this.rests.set(item, setTimeout(read2, REST2));
      else this.commit(item);
    };
    this.rests.set(item, setTimeout(read2, soon ? 0 : REST2));
  }
  /**
   * Read a draft; what is an answer goes into the outbox, anything else stays a draft with a word why.
   * @param {string} item
   */
  commit(item) {
    clearTimeout(this.rests.get(item));
    this.rests.delete(item);
    queueMicrotask(() => this.view.showStatus());
    const draft = this.drafts.get(item);
    if (!draft || !this.isOpened) return;
    this.outbox.notBefore(new Date(draft.at).toISOString());
    if (isFact(item)) return this.facts.commit(item, draft);
    const note = nfc(draft.note.trim());
    const noteRead = readText(note);
    const reading = noteRead.state === "bad" ? noteRead : readControl(this.items.get(item), draft.values);
    const raw = reading.state === "ready" ? reading.raw : "";
    const asked = this.items.get(item);
    const lacksReason = needsReason(asked, raw) && !note;
    const needed = raw === "n/a" ? this.texts.reason_needed : this.texts.points_reason;
    const trouble = reading.state === "bad" ? fill(this.texts[reading.trouble], reading.values ?? {}) : "";
    this.view.showTrouble(item, lacksReason ? needed : trouble);
    if (reading.state === "bad" || reading.state === "partial" || lacksReason)
      return this.view.showItem(item);
    const isNone = reading.state === "none";
    const wanted = { kind: isNone ? "none" : "answered", raw, note, cause: isNone ? "" : draft.cause };
    this.drafts.drop(item, this.record(item, wanted, draft.seen));
    this.view.showItem(item);
    this.view.showProgress();
    for (const other of this.items.ids)
      if (other !== item && this.items.get(other).applies) this.view.showItem(other);
    if (this.elsewhere.has(item)) this.store.onothers();
  }
  /**
   * Record what is wanted, if anything changes. Gives whether it is safe to delete the draft: its message
   * reached the disk, or the same already stands and nothing of it waits on a full disk.
   * @param {string} item
   * @param {Standing} wanted
   * @param {string[] | undefined} seen
   */
  record(item, wanted, seen) {
    const standing = this.items.standing(item);
    if (same(wanted, standing)) return this.store.lasting || !this.outbox.waits(item);
    return this.change(item, standing, wanted, seen);
  }
  /**
   * @param {string} item
   * @param {Standing} standing
   * @param {Standing} wanted
   * @param {string[] | undefined} [seen]
   */
  change(item, standing, wanted, seen = this.items.seen(item)) {
    this.earlier.set(item, standing);
    const { raw, note, cause } = wanted;
    if (wanted.kind === "answered") {
      const evidence = this.items.heads(item)[0]?.evidence ?? [];
      return this.put({ type: "entry", kind: "answered", item, raw, note, cause, evidence, seen });
    }
    const kind = standing.kind === "none" ? "remarked" : "withdrawn";
    return this.put({ type: "entry", kind, item, raw: "", note, cause: "", evidence: [], seen });
  }
  /** @param {string} item */
  undo(item) {
    const before = this.earlier.get(item);
    if (!before) return;
    this.drafts.drop(item, this.change(item, this.items.standing(item), before));
    this.view.showItem(item);
    this.view.showProgress();
  }
  /**
   * Decide for one of two responses that contradict each other.
   * @param {string} item
   * @param {Head} head
   */
  decide(item, { raw, note, cause, evidence }) {
    const seen = this.items.heads(item).map((other) => other.digest);
    this.put({ type: "entry", kind: "decided", item, raw, note, cause, evidence, seen });
  }
  /**
   * Settle a conflict with one's own answer: it is given anew, by somebody who has seen the other one.
   * @param {string} item
   */
  keepMine(item) {
    const conflict = this.outbox.conflicts.get(item);
    if (!conflict) return;
    const { kind, raw, note, cause, evidence } = conflict;
    const seen = this.items.heads(item).map((head) => head.digest);
    this.settle(item, conflict, this.put({ type: "entry", kind, item, raw, note, cause, evidence, seen }));
  }
  /**
   * Settle a conflict with the answer that stands: one's own is given up.
   * @param {string} item
   */
  keepTheirs(item) {
    const conflict = this.outbox.conflicts.get(item);
    if (conflict) this.settle(item, conflict, true);
  }
  /**
   * @param {string} item
   * @param {EntryMessage} conflict
   * @param {boolean | Promise<boolean>} replaced
   */
  settle(item, conflict, replaced) {
    this.outbox.forget(conflict, replaced);
    this.outbox.conflicts.delete(item);
    this.drafts.drop(item, replaced);
    this.view.showItem(item);
    this.view.showStatus();
  }
  /**
   * Add files as evidence; gives whether all were taken and reached the disk.
   * @param {string} item
   * @param {File[]} files
   * @param {string} [drawnOn] the SHA-256 of the photo on which they were drawn
   */
  addFiles(item, files, drawnOn) {
    return this.during(this.files.add(item, files, drawnOn));
  }
};

// inspection_lib/visit/static/form.js
async function mountForm(root2, definition, link, furnish) {
  const visit = await openVisit(definition, link);
  const form = new Form(root2, visit);
  const press2 = new Press();
  visit.view = press2.calm(form);
  furnish?.(form);
  form.goTo(definition.areas[0].id);
  const [conversation, neighbours] = [new Conversation(visit), new Neighbours(visit)];
  conversation.start();
  neighbours.start();
  const onleave = (event) => visit.losesWhenClosed() && event.preventDefault();
  globalThis.addEventListener("beforeunload", onleave);
  return () => {
    globalThis.removeEventListener("beforeunload", onleave);
    neighbours.stop();
    conversation.stop();
    press2.stop();
  };
}
var Form = class {
  /**
   * @param {HTMLElement} root
   * @param {Visit} visit
   */
  constructor(root2, visit) {
    this.root = root2;
    this.visit = visit;
    this.texts = visit.texts;
    this.areas = new Areas(visit, root2, (depth) => this.heading(depth));
    this.areas.onshow = () => this.filter.reset();
    this.body = this.areas.body;
    this.search = new Search(visit, (id) => this.goToItem(id));
    this.filter = new Filter(visit, (title, ids) => this.show(title, ids));
    this.status = new Status(visit);
    this.leaving = new Leaving(
      visit,
      this.status,
      (depth) => this.heading(depth),
      (id) => this.goToItem(id)
    );
    this.keys = new Keys(this);
    this.total = make("p", { class: "total" });
    this.tools = make("div", { class: "tools" });
    this.prepareRoot();
    catchWheel(root2, this.body);
    this.root.replaceChildren(
      make("div", { class: "frame" }, this.drawMasthead(), this.areas.element, this.body),
      this.leaving.element
    );
  }
  prepareRoot() {
    const { root: root2, visit } = this;
    root2.classList.add("inspection-form");
    root2.setAttribute("lang", visit.definition.language);
    root2.setAttribute("tabindex", "-1");
    root2.dataset.lmSuppressShortcuts = "true";
    this.keys.listen();
    root2.addEventListener("click", placeCaret);
    root2.addEventListener("compositionstart", () => visit.isComposing = true);
    root2.addEventListener("compositionend", () => visit.isComposing = false);
  }
  drawMasthead() {
    const { texts, visit } = this;
    const { campaign_title, demonstration, only_open, unit_name } = visit.definition;
    const next = button(texts.next_open, () => this.goNext(), { class: "main" });
    const opener = button(texts.tools, () => this.toggleTools(opener, masthead), {
      class: "opener",
      "aria-expanded": "false"
    });
    const role = new Role(visit).element;
    this.tools.append(next, this.filter.element, this.search.element, role, this.keys.button);
    this.tools.append(this.leaving.button, opener);
    const masthead = make(
      visit.link.heading ? "header" : "div",
      // a page has one masthead, and in a notebook it is not this one
      { class: "masthead" },
      make(
        "div",
        { class: "head" },
        make(this.heading(0), { class: "unit", text: unit_name }),
        make("p", { class: "sub", text: campaign_title }),
        isSelfScore(visit.definition) ? make("p", { class: "demo self", text: texts.self_score }) : null,
        only_open ? make("p", { class: "demo only-open", text: only_open }) : null,
        demonstration ? make("p", { class: "demo", text: texts.demonstration }) : null,
        this.total,
        this.status.element
      ),
      this.tools,
      this.status.banner,
      this.keys.list
    );
    return masthead;
  }
  /**
   * On a phone what is needed now and then lies behind a button.
   * @param {HTMLElement} opener
   * @param {HTMLElement} masthead
   */
  toggleTools(opener, masthead) {
    const isOpen = masthead.classList.toggle("is-open");
    opener.setAttribute("aria-expanded", String(isOpen));
  }
  /**
   * The tag of a heading: a notebook has its own first heading, a page of its own has not.
   * @param {number} depth
   */
  heading(depth) {
    return (
      /** @type {"h1"} */
      `h${Math.min((this.visit.link.heading ?? 2) + depth, 6)}`
    );
  }
  // --- what the visit tells ---
  showOpened() {
    this.root.dataset.ready = "true";
    this.areas.showOpened();
    if (this.visit.link.kind === "notebook" && isIdle()) this.root.scrollIntoView({ block: "start" });
  }
  /** @param {string} item */
  showItem(item) {
    for (const card of this.areas.cardsOf(item)) card.update();
    this.leaving.showItem(item);
  }
  /** @param {string} item */
  showEdited(item) {
    this.root.dataset.saved = "false";
    for (const card of this.areas.cardsOf(item)) card.showUnfinished();
  }
  /**
   * @param {string} item
   * @param {string} text
   */
  showTrouble(item, text) {
    for (const card of this.areas.cardsOf(item)) card.showTrouble(text);
    this.leaving.showTrouble(item, text);
  }
  /**
   * @param {string} item
   * @param {HistoryRow[]} rows
   */
  showHistory(item, rows) {
    for (const card of this.areas.cardsOf(item)) card.history.show(rows);
  }
  showLeaving() {
    this.leaving.update();
  }
  /** How far each area and the whole are. */
  showProgress() {
    const { items } = this.visit;
    this.areas.update((progress2) => this.parts(progress2).join(""));
    this.filter.update();
    const progress = items.progress(items.ids);
    const isDone = progress.done === progress.all && !progress.evidence;
    const words = this.parts(progress);
    if (progress.depending && !progress.evidence) {
      words.push(`, ${fill(this.texts.depending, { count: progress.depending })}`);
    }
    const more = isDone ? ` - ${this.texts.all_answered}` : words.slice(1).join("");
    this.total.replaceChildren(words[0], make("span", { class: "rest", text: more }));
  }
  /**
   * In words: how many are answered, then how many lack evidence.
   * @param {{all: number, done: number, evidence: number}} progress
   */
  parts(progress) {
    const { texts } = this;
    const parts = [fill(texts.progress, progress)];
    if (progress.evidence) parts.push(`, ${fill(texts.need_evidence, { count: progress.evidence })}`);
    return parts;
  }
  showStatus() {
    const { visit } = this;
    this.status.update();
    this.root.dataset.saved = String(!visit.outbox.waiting.size && !visit.isTyping());
    this.leaving.updateWhenChanged();
  }
  // --- going from place to place ---
  /**
   * Show an area.
   * @param {string | undefined} id
   */
  goTo(id) {
    this.areas.goTo(id);
  }
  /**
   * Show some items, or everything again.
   * @param {string} title
   * @param {Set<string> | null} ids
   */
  show(title, ids) {
    const { areas, visit } = this;
    if (ids) areas.filter(title, ids);
    else areas.goTo(visit.items.areaOf.get(areas.here()) ?? visit.definition.areas[0].id);
  }
  /** @param {string} id */
  goToItem(id) {
    this.areas.goToItem(id);
  }
  /** Go to the next item that is not answered; when there is none, to the first that lacks evidence. */
  goNext() {
    const { items } = this.visit;
    const start = items.ids.indexOf(this.areas.here()) + 1;
    const open = [...items.ids.slice(start), ...items.ids.slice(0, start)].find((id) => items.isOpen(id));
    const next = open ?? items.ids.find((id) => items.needsEvidence(id));
    if (next) this.goToItem(next);
  }
  /**
   * Go some items on, or back, past those that are not asked.
   * @param {number} count
   */
  goBy(count) {
    const { items } = this.visit;
    const ids = items.ids.filter((id) => items.asked(id) !== "no");
    const at = Math.min(ids.length - 1, Math.max(0, ids.indexOf(this.areas.here()) + count));
    if (ids[at]) this.goToItem(ids[at]);
  }
};

// inspection_lib/visit/static/tablet_facts.js
function factStates(written, entries, tell2) {
  const remarkAfter = (number) => {
    const later = entries.slice(number + 1).filter((entry) => !isSigned(entry));
    const names = new Set(later.map(({ item, field }) => field ? factName(item, field) : item));
    return names.size ? tell2([...names]) : "";
  };
  const states = new Map(written.map((fact) => [fact.item, fact]));
  for (const fact of written)
    if (isSignature(fact.item) && fact.value && !fact.remark)
      states.set(fact.item, { ...fact, remark: remarkAfter(-1) });
  for (const [number, entry] of entries.entries()) {
    if (entry.kind !== "noted") continue;
    const item = factName(entry.item, entry.field ?? "");
    const { note: value = "", actor, client, answered_at: when } = entry;
    const remark = value && isSigned(entry) ? remarkAfter(number) : "";
    states.set(item, { item, value, digests: [], others: [], actor, when, client, remark, personal: [] });
  }
  return [...states.values()];
}
var isSigned = ({ kind, field = "" }) => kind === "noted" && field.startsWith("signed_");

// inspection_lib/visit/static/zip.js
var LOCAL_HEADER = 67324752;
var CENTRAL_HEADER = 33639248;
var END_OF_DIRECTORY = 101010256;
var VERSION2 = 20;
var UTF8 = 2048;
var DAY = 33;
var CRC = [
  Uint32Array.from({ length: 256 }, (_, value) => {
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 3988292384 ^ value >>> 1 : value >>> 1;
    return value;
  })
];
for (let table = 1; table < 8; table += 1)
  CRC.push(CRC[table - 1].map((value) => CRC[0][value & 255] ^ value >>> 8));
function crc32(bytes) {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = CRC;
  const whole2 = bytes.length - bytes.length % 8;
  let sum = 4294967295;
  let at = 0;
  for (; at < whole2; at += 8) {
    sum ^= bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16 | bytes[at + 3] << 24;
    sum = t7[sum & 255] ^ t6[sum >>> 8 & 255] ^ t5[sum >>> 16 & 255] ^ t4[sum >>> 24] ^ t3[bytes[at + 4]] ^ t2[bytes[at + 5]] ^ t1[bytes[at + 6]] ^ t0[bytes[at + 7]];
  }
  for (; at < bytes.length; at += 1) sum = t0[(sum ^ bytes[at]) & 255] ^ sum >>> 8;
  return (sum ^ 4294967295) >>> 0;
}
function fields(...numbers) {
  const view = new DataView(new ArrayBuffer(numbers.reduce((sum, [size]) => sum + size, 0)));
  let at = 0;
  for (const [size, value] of numbers) {
    if (size === 4) view.setUint32(at, value, true);
    else view.setUint16(at, value, true);
    at += size;
  }
  return new Uint8Array(view.buffer);
}
var utf8 = (text) => new TextEncoder().encode(text);
async function member(name, content) {
  const bytes = await content.arrayBuffer();
  return { name, content, sum: crc32(new Uint8Array(bytes)), sha256: await sha256Of(bytes) };
}
function zip(members) {
  const parts = [];
  const directory = [];
  let at = 0;
  for (const { name, content, sum } of members) {
    const label = utf8(name);
    const common = [
      [2, VERSION2],
      [2, UTF8],
      [2, 0],
      [2, 0],
      [2, DAY],
      [4, sum],
      [4, content.size],
      [4, content.size],
      [2, label.length],
      [2, 0]
    ];
    parts.push(fields([4, LOCAL_HEADER], ...common), label, content);
    const rest = fields(
      [4, CENTRAL_HEADER],
      [2, VERSION2],
      ...common,
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, at]
    );
    directory.push(rest, label);
    at += 30 + label.length + content.size;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const count = members.length;
  const end = fields(
    [4, END_OF_DIRECTORY],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, size],
    [4, at],
    [2, 0]
  );
  return [...parts, ...directory, end];
}

// inspection_lib/visit/static/browser_record.js
var ANSWERING = ["answered", "withdrawn", "decided"];
var referenceOf = ({ name, sha256 }) => `${name} (sha256:${sha256?.slice(0, 12)})`;
var lineOf = (entry) => `${JSON.stringify(entry)}
`;
async function openRecord(store, states, source = "inspector") {
  const facts = await store.all("facts");
  let device = facts.get("device");
  let secret = facts.get("secret") ?? "";
  if (!device) {
    device = randomName();
    secret = randomName() + randomName();
    await store.put("facts", "secret", secret);
    await store.put("facts", "device", device);
  }
  const record = new BrowserRecord(store, states, device, secret, source);
  record.entries = await record.kept();
  return record;
}
var BrowserRecord = class {
  /**
   * @param {BrowserStore} store
   * @param {States} states
   * @param {string} device
   * @param {string} secret
   * @param {string} source
   */
  constructor(store, states, device, secret, source) {
    this.store = store;
    this.base = states.items;
    this.written = states;
    this.device = device;
    this.secret = secret;
    this.source = source;
    this.entries = [];
    this.turn = Promise.resolve();
  }
  /**
   * What is on the disk, in order; also what another tab added, where the browser lets two be open.
   * @returns {Promise<RecordEntry[]>}
   */
  async kept() {
    const rows = [...(await this.store.all("entries")).values()].sort(
      (one, other) => one.order - other.order
    );
    return rows.map(({ order, ...entry }) => entry);
  }
  /** @param {string} item */
  entriesOf(item) {
    return this.entries.filter((entry) => entry.item === item);
  }
  states() {
    return this.base.map((state) => this.stateOf(state));
  }
  /**
   * The facts of the visit: as they were when the form was written, and as noted here since.
   * @param {(names: string[]) => string} tell says of a signature what was entered after it
   */
  facts(tell2) {
    return factStates(this.written.facts ?? [], this.entries, tell2);
  }
  /**
   * How an item stands: how it stood when the form was written, and what was entered here since.
   * @param {ItemState} base
   * @returns {ItemState}
   */
  stateOf(base) {
    const state = { ...base, pieces: [...base.pieces] };
    for (const entry of this.entriesOf(base.id)) {
      state.changed = isoDayOf(new Date(entry.answered_at));
      if (ANSWERING.includes(entry.kind)) {
        state.heads = [this.headOf(entry)];
        state.contradiction = false;
        state.lacks_reason = false;
        state.judgement = { outcome: "unanswered", label: "", reason: "", points: "" };
      }
      if (entry.note !== void 0) state.note = entry.note;
      if (entry.kind === "attached") {
        const piece = pieceOf(entry);
        state.pieces = [...state.pieces.filter((other) => other.reference !== piece.reference), piece];
      }
      if (entry.kind === "detached")
        state.pieces = state.pieces.filter((piece) => piece.reference !== entry.reference);
    }
    return state;
  }
  /**
   * @param {RecordEntry} entry
   * @returns {Head}
   */
  headOf(entry) {
    const { kind, raw = "", note = "", evidence = [], cause = "", actor, answered_at, client } = entry;
    const machine = this.device;
    return {
      digest: "",
      kind,
      raw,
      text: raw,
      note,
      evidence,
      cause,
      actor,
      machine,
      when: answered_at,
      client
    };
  }
  /**
   * The entry with which a file was attached here.
   * @param {string} item
   * @param {string} reference
   */
  fileOf(item, reference) {
    return this.entriesOf(item).findLast(
      (entry) => entry.kind === "attached" && entry.sha256 && referenceOf(entry) === reference
    );
  }
  /**
   * Whether days can be written to a piece: to one that was attached here.
   * @param {string} item
   * @param {Piece} piece
   */
  mayDate(item, { reference }) {
    const isNumber = this.entriesOf(item).some((entry) => entry.number === reference);
    return isNumber || this.fileOf(item, reference) !== void 0;
  }
  /**
   * Record a message; gives the states that it changed. One after the other: a slow disk makes the form send
   * the same message again before the first one is kept, and it must count once.
   * @param {Wire} wire
   * @param {FileMessage | undefined} message
   * @returns {Promise<ItemState[] | null>} null when it was recorded before
   */
  record(wire, message) {
    const work = () => this.add(wire, message);
    const done = this.turn.then(work, work);
    this.turn = done;
    return done;
  }
  /**
   * @param {Wire} wire
   * @param {FileMessage | undefined} message
   */
  async add(wire, message) {
    if (this.entries.some((entry2) => entry2.client === wire.client)) return null;
    if (isFact(wire.item) && this.source === "inspector") return this.addFact(wire);
    const base = this.base.find((state) => state.id === wire.item);
    if (!base) throw new Error(`no such item: ${wire.item}`);
    const entry = {
      item: wire.item,
      source: this.source,
      client: wire.client,
      actor: wire.actor,
      answered_at: wire.answered_at ?? (/* @__PURE__ */ new Date()).toISOString(),
      ...await this.whatIsSaid(wire, message, base)
    };
    await this.append(entry);
    return [this.stateOf(base)];
  }
  /** @param {RecordEntry} entry */
  async append(entry) {
    await this.store.append(entry.client, entry);
    this.entries.push(entry);
  }
  /**
   * Note a fact of the visit. A signature gets the digest of the lines of all entries before it, as the
   * package will have them.
   * @param {Wire} wire
   */
  async addFact({ item: name, value, client, actor, answered_at }) {
    const { item, field } = partsOf2(name);
    let note = value;
    if (value && isSignature(name)) {
      const lines = (await this.kept()).map((entry) => lineOf(entry));
      const digest = await sha256Of(utf8(lines.join("")));
      note = JSON.stringify({ ...JSON.parse(value), entries: lines.length, digest });
    }
    const seen = this.written.facts?.find((fact) => fact.item === name)?.digests ?? [];
    const about = { item, source: "visit", client, actor, answered_at };
    await this.append({ ...about, kind: "noted", field, note, seen });
    return [];
  }
  /**
   * What an entry says, by the kind of the message. The bytes of a file are kept first.
   * @param {Wire} wire
   * @param {FileMessage | undefined} message
   * @param {ItemState} base
   */
  async whatIsSaid(wire, message, base) {
    if (wire.type === "entry") {
      const { raw, note, evidence, cause } = wire;
      const kind = wire.kind === "decided" && this.source === "self" ? "answered" : wire.kind;
      return { kind, raw, note, evidence, cause, seen: base.heads.map((head) => head.digest) };
    }
    if (message) {
      const { blob } = message;
      const sha256 = await sha256Of(await blob.arrayBuffer());
      await this.store.put("files", sha256, blob);
      const { name, drawn_on } = wire;
      return { kind: "attached", name, sha256, size: blob.size, ...drawn_on && { drawn_on } };
    }
    if (wire.kind === "detached") return { kind: "detached", reference: wire.reference };
    const { made = "", valid_from = "", valid_to = "" } = wire;
    const file = this.fileOf(wire.item, wire.reference);
    const piece = file ? {
      name: file.name,
      sha256: file.sha256,
      size: file.size,
      ...file.drawn_on && { drawn_on: file.drawn_on }
    } : { number: wire.reference };
    return { kind: "attached", ...piece, made, valid_from, valid_to };
  }
};
function pieceOf(entry) {
  const { made = "", valid_from = "", valid_to = "", sha256 = "", drawn_on = "" } = entry;
  const reference = entry.sha256 ? referenceOf(entry) : entry.number ?? "";
  const name = entry.name || entry.number || "";
  const own = { thumbnail: "", remarks: [], sha256, media_type: "", drawn_on };
  return { reference, name, ...own, made, valid_from, valid_to };
}

// inspection_lib/visit/static/packing.js
var DOWNLOAD = 6e4;
var momentNow = () => (/* @__PURE__ */ new Date()).toISOString().slice(0, 16).replace(/\D/g, "");
async function packageOf({ definition, form, store, record }, actor, entries) {
  const { campaign, unit, checklist, digest } = definition;
  const { device, secret } = record;
  const about = { campaign, unit, checklist, digest, device, actor, made_at: (/* @__PURE__ */ new Date()).toISOString() };
  const source = isSelfScore(definition) ? { source: "self" } : {};
  const own = { ...secret && { secret }, form: form.id, ...source };
  const manifest = { format: "inspection-form", version: 2, ...about, ...own };
  const lines = entries.map((entry) => lineOf(entry)).join("");
  const members = [
    await member("manifest.json", new Blob([JSON.stringify(manifest)])),
    await member("entries.jsonl", new Blob([lines]))
  ];
  for (const sha256 of new Set(entries.map((entry) => entry.sha256))) {
    if (!sha256) continue;
    const blob = await store.get("files", sha256);
    if (!blob) throw new Error(`files/${sha256}`);
    members.push(await member(`files/${sha256}`, blob));
  }
  members.push(await member("package.hmac", new Blob([await hmac(members, form.secret)])));
  return members;
}
async function hmac(members, secret) {
  const sorted2 = [...members].sort(({ name: one }, { name: other }) => one < other ? -1 : 1);
  const lines = sorted2.map(({ name, sha256 }) => `${sha256} ${name}
`);
  return hmacOf(secret, utf8(lines.join("")));
}
async function setOf(campaign, packages) {
  const folders = packages.map(
    ([unit], index) => `${index + 1}-${unit.replace(/[^\w-]/g, "_").slice(0, 80)}`
  );
  const list = { format: "inspection-forms", version: 1, campaign, folders };
  const inFolders = packages.flatMap(
    ([, members], index) => members.map((each) => ({ ...each, name: `${folders[index]}/${each.name}` }))
  );
  const first = await member("packages.json", new Blob([JSON.stringify(list)]));
  return new Blob(zip([first, ...inFolders]), { type: "application/zip" });
}
function download(root2, content, name) {
  const address = URL.createObjectURL(content);
  const link = make("a", { href: address, download: name });
  root2.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), DOWNLOAD);
}

// inspection_lib/visit/static/tablet_office.js
var Office = class {
  /**
   * @param {Definition} definition
   * @param {FormSecret} form
   * @param {BrowserStore} store
   * @param {BrowserRecord} record
   */
  constructor(definition, form, store, record) {
    this.definition = definition;
    this.form = form;
    this.texts = definition.texts;
    this.store = store;
    this.record = record;
    this.saved = "";
    this.packed = 0;
    this.isPromised = false;
    this.unpromised = make("p", { class: "sub", text: this.texts.not_promised, hidden: !store.lasting });
    this.reply = () => {
    };
    this.goBack = void 0;
    this.visit = void 0;
    this.stays = make("p", { class: "banner stays", role: "alert", hidden: true });
  }
  /**
   * @param {HTMLElement} root
   * @param {boolean} alone
   * @returns {Link}
   */
  link(root2, alone) {
    return {
      kind: "offline",
      alone,
      owner: root2,
      judgesLater: true,
      mayDate: (item, piece) => this.record.mayDate(item, piece),
      content: (sha256) => this.store.get("files", sha256),
      heading: 1,
      listen: (callback) => this.reply = callback,
      send: (wire, _buffers, message) => void this.receive(wire, message),
      savedText: () => this.saved || this.keptText(),
      isKept: () => this.store.lasting || this.isPacked(),
      losesWhenClosed: () => !this.isPacked() && !(this.store.lasting && this.isPromised)
    };
  }
  /** Ask the browser to keep what it stores. Nobody waits for that. */
  async askToKeep() {
    this.isPromised = await isPromised();
    if (this.isPromised) this.unpromised.hidden = true;
  }
  /** Whether all that is recorded is in a package too. */
  isPacked() {
    return this.packed === this.record.entries.length;
  }
  /** Where the entries are. */
  keptText() {
    const { length } = this.record.entries;
    const values = { count: length, more: length - this.packed };
    if (!this.store.lasting) return fill(this.texts.package_only_here, values);
    return fill(this.isPacked() ? this.texts.package_kept : this.texts.package_some_kept, values);
  }
  /**
   * Reply to a message of the form.
   * @param {Wire} wire
   * @param {FileMessage | undefined} message
   */
  async receive(wire, message) {
    if (wire.type === "history")
      return this.reply({ type: "history", item: wire.item, rows: this.history(wire.item) });
    if (wire.type === "hello") return this.replyStates(this.record.states(), true);
    if (wire.type === "ping") return this.replyStates([], false);
    try {
      const changed = await this.record.record(wire, message);
      if (changed) this.saved = "";
      this.say("");
      this.replyStates(changed ?? [], false);
      this.reply({ type: "saved", client: wire.client, part: null });
    } catch (error) {
      const text = String(error);
      this.reply({ type: "refused", client: wire.client, why: "store", text, remedy: "", items: [] });
    }
  }
  /**
   * @param {ItemState[]} items
   * @param {boolean} whole
   */
  replyStates(items, whole2) {
    const { head, ends } = this.record.written;
    const facts = this.record.facts((names) => {
      const changes = names.map((name) => nameOf(name, this.texts)).join(", ");
      return fill(this.texts.record_changed, { changes });
    });
    this.reply({ type: "states", items, whole: whole2, submitted: "", facts, head, ends });
  }
  /** @param {string} item */
  history(item) {
    const machine = this.record.device;
    return this.record.entriesOf(item).map((entry) => {
      const { actor: who, kind: what, note = "" } = entry;
      const when = new Date(entry.answered_at).toLocaleString(this.definition.language);
      const becomes = entry.raw ?? entry.name ?? entry.number ?? entry.reference ?? "";
      return { who, machine, when, what, source: "", was: "", becomes, note };
    });
  }
  /**
   * Add the button for the package, and the line that says where the answers are.
   * @param {Form} form
   */
  furnish(form) {
    this.visit = form.visit;
    const onFailure = (error) => {
      this.saved = `${this.texts.package_failed} ${error}`;
      form.showStatus();
    };
    const save = () => this.savePackage(form).catch(onFailure);
    form.tools.append(button(this.texts.save_package, save, { class: "main package" }));
    form.leaving.last.append(button(this.texts.save_package, save, { class: "main" }));
    form.body.prepend(make("p", { class: "sub", text: this.texts.offline }), this.unpromised);
    form.status.banner.after(this.stays);
    if (this.goBack) form.tools.prepend(button(this.texts.to_units, this.goBack, { class: "to-units" }));
  }
  /**
   * Save everything that this browser recorded as one file, and name what is not in it.
   * @param {Form} form
   */
  async savePackage(form) {
    const { visit } = form;
    const { campaign, unit } = this.definition;
    await this.takeAll(visit);
    const entries = await this.record.kept();
    const members = await packageOf(this, visit.actor, entries);
    const archive = new Blob(zip(members), { type: "application/zip" });
    const file = `${campaign}.${unit}.${isSelfScore(this.definition) ? "tu-cham." : ""}${momentNow()}.zip`;
    download(form.root, archive, file);
    this.packed = entries.length;
    await this.store.tryPut("facts", "packed", String(this.packed));
    this.saved = [fill(this.texts.package_saved, { file }), ...this.notIn(entries, visit)].join(" ");
    for (const item of visit.items.ids) visit.view.showItem(item);
    visit.view.showStatus();
  }
  /**
   * Record what is typed and what waits, as far as it can be recorded.
   * @param {Visit} visit
   */
  async takeAll(visit) {
    await visit.putAll();
    const { outbox } = visit;
    for (let before = Infinity; outbox.waiting.size && outbox.waiting.size < before; ) {
      before = outbox.waiting.size;
      await this.record.turn.catch(() => {
      });
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  /**
   * What is not in a package with these entries: items that are not in it at all, items of which it has an
   * earlier answer only, and files that were refused.
   * @param {RecordEntry[]} entries
   * @param {Visit} visit
   */
  notIn(entries, visit) {
    const { texts } = this;
    const packed3 = new Set(entries.map((entry) => entry.client));
    const waiting = [...visit.outbox.waiting.values()].filter((message) => !packed3.has(message.client));
    const lacking = /* @__PURE__ */ new Set([...visit.unfinished(), ...waiting.map((message) => message.item ?? "")]);
    const named = new Set(entries.map(({ item, field }) => field ? factName(item, field) : item));
    const isIn = (item) => named.has(item);
    const refused = [...visit.files.refused].flatMap(
      ([item, names]) => [...names.keys()].map((name) => `${name} (${visit.items.inWords([item])})`)
    );
    const inWords2 = (names) => namesInWords(names, visit);
    const lists = [
      [texts.not_in_package, inWords2([...lacking].filter((item) => !isIn(item)))],
      [texts.older_in_package, inWords2([...lacking].filter(isIn))],
      [texts.files_not_in_package, refused.join("; ")]
    ];
    return lists.filter(([, items]) => items).map(([text, items]) => fill(text, { items }));
  }
  /**
   * Say why the form is not left, until something is recorded.
   * @param {string} text
   */
  say(text) {
    setText(this.stays, text);
    this.stays.hidden = !text;
  }
  /**
   * Record what can be recorded before the form is left. Gives what would be lost with it, in words: what is
   * on no disk. A record that lives in the page outlives the form.
   */
  async lostByLeaving() {
    const { visit } = this;
    if (!visit) return "";
    await visit.sounds.stop();
    await this.takeAll(visit);
    const { store, outbox, drafts, unkept } = visit;
    if (store.lasting || store.inMemory) return "";
    const waiting = [...outbox.waiting.values()].map((message) => message.item);
    return namesInWords(/* @__PURE__ */ new Set([...waiting, ...drafts.items(), ...unkept.items()]), visit);
  }
};

// inspection_lib/visit/static/unit_records.js
var NOTHING_WAITS = (
  /** @type {Outbox} */
  /** @type {unknown} */
  { pending: () => [], waits: () => false, waiting: /* @__PURE__ */ new Map(), conflicts: /* @__PURE__ */ new Map() }
);
function readSeveral({ several, shared }) {
  const { texts, units } = several;
  return { ...several, read: (unit) => read(units.indexOf(unit), shared, texts) };
}
function read(number, shared, more) {
  const { definition, states, form } = JSON.parse(
    document.getElementById(`unit-${number}`)?.textContent ?? ""
  );
  const { texts, causes, personal, areas } = definition;
  const parts = {
    texts: { ...more, ...shared[texts] },
    causes: shared[causes],
    personal: shared[personal],
    areas: areas.map((area) => shared[area])
  };
  return { definition: { ...definition, ...parts }, states, form };
}
async function summaryOf({ definition, states }, here) {
  const { entries, packed: packed3 } = await withStore(
    definition,
    "record",
    here,
    async (store) => ({
      entries: sorted(await store.all("entries")),
      packed: Number((await store.all("facts")).get("packed") ?? 0)
    }),
    { entries: [], packed: 0 }
  );
  const unfinished = await withStore(
    definition,
    "offline",
    here,
    async (store) => {
      return (await store.all("drafts")).size + (await store.all("outbox")).size + (await store.all("files")).size > 0;
    },
    false
  );
  const items = new Items(definition, NOTHING_WAITS);
  const record = new BrowserRecord(
    /** @type {any} */
    null,
    states,
    "",
    "",
    definition.source ?? "inspector"
  );
  record.entries = entries;
  for (const state of record.states()) items.states.set(state.id, state);
  const { done, all } = items.progress(items.ids);
  return { done, all, entries: entries.length, packed: packed3, unfinished };
}
function packed2({ definition, states, form }, here) {
  return withStore(
    definition,
    "record",
    here,
    async (store) => {
      const facts = await store.all("facts");
      const [device, secret] = [facts.get("device") ?? "", facts.get("secret") ?? ""];
      const record = new BrowserRecord(store, states, device, secret, definition.source ?? "inspector");
      const entries = await record.kept();
      if (!entries.length) return null;
      const members = await packageOf({ definition, form, store, record }, definition.actor, entries);
      return { members, count: entries.length };
    },
    null
  );
}
async function notePacked({ definition }, count) {
  const note = (store) => store.tryPut("facts", "packed", String(count));
  await withStore(definition, "record", null, note, false);
}
async function withStore(definition, kind, here, work, otherwise) {
  const name = storeName(definition, kind);
  if (here && !here.has(name)) return otherwise;
  const store = await openStore(name);
  try {
    return await work(store);
  } finally {
    store.close();
  }
}
function sorted(rows) {
  return [...rows.values()].sort((one, other) => one.order - other.order);
}

// inspection_lib/visit/static/unit_search.js
function unitsWith(units, typed) {
  const words = unmarked(typed.trim()).split(/\s+/).filter(Boolean);
  if (!words.length) return units;
  return units.filter(({ code, name, above = "" }) => {
    const text = unmarked(`${code} ${name} ${above}`);
    return words.every((word) => text.includes(word));
  });
}

// inspection_lib/visit/static/unit_list.js
var MOST_SHOWN2 = 200;
var MOST_BYTES = 1.9 * 2 ** 30;
var UnitList = class {
  /**
   * @param {HTMLElement} root
   * @param {Several} data
   * @param {Open} open
   */
  constructor(root2, data2, open) {
    this.root = root2;
    this.data = data2;
    this.open = open;
    this.texts = data2.texts;
    this.title = document.title;
    this.rows = /* @__PURE__ */ new Map();
    this.summaries = /* @__PURE__ */ new Map();
    this.faults = /* @__PURE__ */ new Map();
    this.shown = null;
    this.opened = null;
    this.isLeaving = false;
    this.isPromised = false;
    const { texts } = this;
    const search = { type: "search", placeholder: texts.search_unit, "aria-label": texts.search_unit };
    this.search = make("input", { ...search, autocomplete: "off", oninput: () => this.find() });
    this.count = make("p", { class: "quiet", role: "status" });
    this.saver = button("", () => this.saveAll(), { class: "main save-all" });
    this.told = make("p", { class: "told", role: "status" });
    this.list = make("ul", { class: "units" });
    this.page = this.draw();
  }
  draw() {
    const { texts, data: data2 } = this;
    return make(
      "main",
      { class: "inspection-form inspection-home", lang: data2.language },
      make(
        "div",
        { class: "home-head" },
        data2.demonstration ? make("p", { class: "demo", text: texts.demonstration }) : null,
        make("h1", { text: texts.units_title, tabindex: "-1" }),
        make("p", { class: "quiet", text: data2.campaign_title }),
        make("p", { class: "quiet", text: texts.units_how }),
        make("div", { class: "row" }, this.saver),
        this.told
      ),
      make(
        "section",
        { class: "content", "aria-label": texts.units_title },
        make("p", { class: "find" }, this.search),
        this.count,
        this.list
      )
    );
  }
  /** Show the list, and read how far each unit is. */
  async start() {
    globalThis.addEventListener("popstate", () => void this.goneBack());
    globalThis.addEventListener("beforeunload", (event) => this.losesWhenClosed() && event.preventDefault());
    this.show();
    for (const unit of this.data.units) this.list.append(this.rowOf(unit).row);
    this.find();
    void isPromised().then((promised) => this.isPromised = promised);
    await this.readAll();
    this.page.dataset.ready = "true";
  }
  show() {
    document.title = this.title;
    document.getElementById("form")?.replaceWith(this.page);
    this.page.id = "form";
  }
  /** @param {Unit} unit */
  rowOf(unit) {
    const known = this.rows.get(unit);
    if (known) return known;
    const { texts } = this;
    const state = make("span", { class: "state" });
    const remark = make("span", { class: "quiet" });
    const bar = make("progress", { max: "1", value: "0", "aria-hidden": "true" });
    const far = make("p", { class: "quiet" });
    const label = `${texts.open_form}: ${unit.code} ${unit.name}`;
    const opener = button(texts.open_form, () => this.goTo(unit), { class: "main", "aria-label": label });
    const row = make(
      "li",
      { class: "unit-row", "data-unit": unit.code },
      make("h2", {}, make("span", { class: "code", text: unit.code }), ` ${unit.name}`),
      make("div", { class: "how-far" }, make("p", {}, state, remark), bar, far),
      make("div", { class: "row" }, opener)
    );
    const update = () => {
      const summary = this.summaries.get(unit);
      const fault = this.faults.get(unit);
      const step = fault ? "broken" : !summary?.entries ? "" : isPacked(summary) ? "submitted" : "open";
      state.className = `state ${step}`;
      row.dataset.state = step || "none";
      setText(state, fault ? texts.unit_unreadable.replace("{cause}", fault) : this.stateText(summary));
      setText(remark, summary?.unfinished ? ` ${texts.unit_unfinished}` : "");
      bar.max = Math.max(1, summary?.all ?? 1);
      bar.value = summary?.done ?? 0;
      setText(far, summary ? fill(texts.progress, { done: summary.done, all: summary.all }) : "…");
    };
    const made = { row, update, opener };
    this.rows.set(unit, made);
    update();
    return made;
  }
  /** @param {Summary | undefined} summary */
  stateText(summary) {
    const { texts } = this;
    if (!summary?.entries) return texts.unit_not_begun;
    if (isPacked(summary)) return texts.unit_packed;
    return fill(texts.unit_open, { count: summary.entries - summary.packed });
  }
  find() {
    const { texts } = this;
    const found = unitsWith(this.data.units, this.search.value);
    const isShown = new Set(found.slice(0, MOST_SHOWN2));
    for (const [unit, { row }] of this.rows) row.hidden = !isShown.has(unit);
    const text = found.length > MOST_SHOWN2 ? texts.units_shown : texts.units_found;
    setText(
      this.count,
      found.length ? fill(text, { count: found.length, shown: MOST_SHOWN2 }) : texts.no_unit
    );
  }
  // --- how far the units are ---
  async readAll() {
    const here = await storesHere();
    for (const unit of this.data.units) await this.look(unit, here);
    this.updateSaver();
  }
  /**
   * @param {Unit} unit
   * @param {Set<string> | null} here
   */
  async look(unit, here) {
    try {
      this.summaries.set(unit, await summaryOf(this.data.read(unit), here));
      this.faults.delete(unit);
    } catch (error) {
      this.faults.set(unit, String(error));
    }
    this.rowOf(unit).update();
  }
  updateSaver() {
    const { texts } = this;
    const count = this.data.units.filter((unit) => this.summaries.get(unit)?.entries).length;
    setText(this.saver, count ? fill(texts.save_all, { count }) : texts.nothing_to_save);
    this.saver.setAttribute("aria-disabled", String(!count));
  }
  /** Whether closing the page loses something: what is in no package, where the browser promises nothing. */
  losesWhenClosed() {
    return !this.isPromised && [...this.summaries.values()].some((each) => each.entries && !isPacked(each));
  }
  // --- into a form and back ---
  /** @param {Unit} unit */
  async goTo(unit) {
    if (this.shown || this.isLeaving) return;
    const shown = { unit, stop: new AbortController() };
    this.shown = shown;
    setText(this.told, "");
    history.pushState(null, "");
    const root2 = make("main", { id: "form" });
    this.page.removeAttribute("id");
    this.page.replaceWith(root2);
    document.title = `${unit.name} - ${this.data.campaign_title}`;
    try {
      const opened = await this.open(root2, this.data.read(unit), () => history.back(), shown.stop.signal);
      if (this.shown === shown) this.opened = opened;
      else opened?.end();
      if (opened) root2.focus();
    } catch (error) {
      this.faults.set(unit, String(error));
      history.back();
    }
  }
  /** The way back was pressed, on the page or on the device. */
  async goneBack() {
    if (!this.shown || this.isLeaving) return;
    this.isLeaving = true;
    try {
      await this.leave(this.shown);
    } finally {
      this.isLeaving = false;
    }
  }
  /** @param {{unit: Unit, stop: AbortController}} shown */
  async leave({ unit, stop }) {
    const { opened } = this;
    const form = (
      /** @type {HTMLElement} */
      document.getElementById("form")
    );
    form.inert = true;
    const lost = await opened?.office.lostByLeaving() ?? "";
    if (opened && lost) {
      form.inert = false;
      history.pushState(null, "");
      return opened.office.say(fill(this.texts.cannot_go_back, { items: lost }));
    }
    stop.abort();
    opened?.end();
    this.opened = this.shown = null;
    this.show();
    if (!this.faults.has(unit)) await this.look(unit, await storesHere());
    this.rowOf(unit).update();
    this.updateSaver();
    this.rowOf(unit).opener.focus();
  }
  // --- packages ---
  /** Save the packages of all units with entries as one file, and say of which something is not in it. */
  async saveAll() {
    const { texts, data: data2 } = this;
    await this.readAll();
    const units = data2.units.filter((unit) => this.summaries.get(unit)?.entries);
    if (!units.length) return;
    try {
      const here = await storesHere();
      const all = [];
      for (const unit of units) {
        const unitData = data2.read(unit);
        const found = await packed2(unitData, here);
        if (found) all.push([unit, unitData, found]);
      }
      const archive = await setOf(
        data2.campaign,
        all.map(([unit, , { members }]) => [unit.code, members])
      );
      if (archive.size > MOST_BYTES)
        return this.tell(fill(texts.set_too_large, { size: (MOST_BYTES / 2 ** 30).toFixed(1) }), true);
      const file = `${data2.campaign}.${all.length}-don-vi.${momentNow()}.zip`;
      download(this.page, archive, file);
      for (const [, unitData, { count }] of all) await notePacked(unitData, count);
      await this.readAll();
      const names = all.map(([{ code, name }]) => `${code} ${name}`).join("; ");
      this.tell([fill(texts.set_saved, { file, count: all.length, units: names }), this.lacking()].join(" "));
    } catch (error) {
      this.tell(fill(texts.set_failed, { cause: String(error) }), true);
    }
  }
  /** Which units have something typed that is in no package. */
  lacking() {
    const open = this.data.units.filter((unit) => this.summaries.get(unit)?.unfinished);
    const units = open.map(({ code, name }) => `${code} ${name}`).join("; ");
    return units ? fill(this.texts.set_lacks, { units }) : "";
  }
  /**
   * @param {string} text
   * @param {boolean} [isTrouble]
   */
  tell(text, isTrouble = false) {
    this.told.className = isTrouble ? "trouble" : "told";
    setText(this.told, text);
  }
};
var isPacked = ({ entries, packed: inPackage }) => entries > 0 && inPackage === entries;

// inspection_lib/visit/static/offline.js
var TELL_AFTER = 300;
async function openOffline(root2, { definition, states, form: secret }, goBack, signal) {
  const name = storeName(definition, "record");
  const { texts } = definition;
  const back = goBack ? make("p", {}, button(texts.to_units, goBack, { class: "to-units" })) : null;
  const notice = [make("p", { class: "other-tab", role: "alert", text: texts.other_tab }), back];
  const lock = await onlyTab(name, root2, notice, signal);
  if (!lock) return null;
  const store = await openStore(name);
  const record = await openRecord(store, states, definition.source);
  const office = new Office(definition, secret, store, record);
  office.packed = Number((await store.all("facts")).get("packed") ?? 0);
  void office.askToKeep();
  office.goBack = goBack;
  const link = office.link(root2, lock.alone);
  const end = await mountForm(root2, definition, link, (form) => office.furnish(form));
  return { office, end: () => (end(), lock.release()) };
}
async function onlyTab(name, root2, notice, signal) {
  const nothing = () => {
  };
  if (!navigator.locks) return { alone: false, release: nothing };
  const shown = notice.filter((part) => part !== null);
  const timer = setTimeout(() => root2.replaceChildren(...shown), TELL_AFTER);
  let release = nothing;
  const released = new Promise((resolve) => release = resolve);
  const alone = await new Promise((decide) => {
    const hold = () => (decide(true), released);
    navigator.locks.request(name, { signal }, hold).catch(() => decide(false));
  });
  clearTimeout(timer);
  return signal?.aborted ? (release(), null) : { alone, release };
}
var data = JSON.parse(document.getElementById("form-data")?.textContent ?? "");
var root = document.getElementById("form");
if (root && data.several) await new UnitList(root, readSeveral(data), openOffline).start();
else if (root) await openOffline(root, data);
