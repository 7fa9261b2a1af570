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
      return first ? readNumber(first) : NONE;
    case "points":
      return first ? readPoints(first, item) : NONE;
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
function readPoints(text, item) {
  const reading = readNumber(text);
  if (reading.state !== "ready") return reading;
  const points = Number(reading.raw);
  const most = item.most.replace(".", ",");
  if (points > Number(item.most)) return bad("too_many_points", { most });
  const steps = item.step ? points / Number(item.step) : 0;
  if (Math.abs(steps - Math.round(steps)) > 1e-9)
    return bad("bad_step", { step: item.step.replace(".", ",") });
  return reading;
}
var needsReason = (item, raw) => raw === "n/a" || item.kind === "points" && raw !== "" && Number(raw) < Number(item.most);
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
    const answer = mine.kind === "withdrawn" ? texts.clear : this.inWords(mine.raw);
    const text = [answer, mine.note].filter(Boolean).join(" - ");
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
        return [this.drawField("first", labels.value ?? texts.cases, { inputmode: "numeric" })];
      case "date": {
        const day = { inputmode: "numeric", placeholder: "dd/mm/yyyy" };
        return [this.drawField("first", texts.day, day), this.drawBox("undone", texts.not_done)];
      }
      case "points": {
        const [most, step] = [item.most, item.step].map((number) => number.replace(".", ","));
        const label = fill(step ? texts.points_in_steps : texts.points_range, { most, step });
        return [this.drawField("first", label, { inputmode: "decimal" })];
      }
      case "number":
        return [this.drawField("first", labels.unit ?? labels.value ?? "", { inputmode: "decimal" })];
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
    const of = make("span", { class: "of", text: "/" });
    return [this.drawField("first", first, numeric), of, this.drawField("second", second, numeric)];
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
      rows: "3",
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
      first: this.fields.first?.value ?? chosen?.value ?? "",
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
function ask(root, texts, draw) {
  return new Promise((resolve) => {
    const title = make("h2", { text: texts.title, id: "inspection-question" });
    const dialog = make("dialog", { class: "ask", "aria-labelledby": title.id });
    const close = (answer = "") => dialog.close(answer);
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
    root.append(dialog);
    dialog.showModal();
  });
}

// inspection_lib/visit/static/evidence.js
var ACCEPTED = "image/*,.heic,.heif,.hif,.jfif,.jpe,.pdf,.doc,.docx,.xls,.xlsx,.odt,.ods,.txt,.csv";
var LONGEST_NUMBER = 1e3;
var Evidence = class {
  /**
   * @param {Visit} visit
   * @param {Item} item
   * @param {string} name no other card of the page has it
   * @param {() => void} redraw draws the whole card anew
   */
  constructor(visit, item, name, redraw) {
    this.visit = visit;
    this.item = item;
    this.texts = visit.texts;
    this.redraw = redraw;
    this.opened = "";
    this.days = null;
    this.needed = make("p", { class: "needed", text: this.texts.evidence_needed, hidden: true });
    this.refused = make("div", { class: "refused", role: "alert", hidden: true });
    this.pieces = make("ul", { class: "pieces" });
    this.element = make(
      "div",
      { class: "evidence", role: "group", "aria-label": this.texts.evidence },
      this.needed,
      this.refused,
      this.pieces,
      make("div", { class: "adds" }, this.drawFiles(), ...this.drawNumber(name))
    );
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
    const form = (
      /** @type {HTMLElement} */
      this.element.closest(".inspection-form")
    );
    if (await ask(form, words, about)) visit.addFiles(item.id, doubtful);
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
    const named = (items.heads(id)[0]?.evidence ?? []).map((text) => make("li", {}, make("span", { text })));
    const pieces = (items.states.get(id)?.pieces ?? []).map((piece) => this.drawPiece(piece));
    const waiting = items.attaching(id).map((message) => {
      const name = message.type === "file" ? message.name : message.reference;
      return make("li", { class: "waiting" }, make("span", { text: `${name} - ${this.texts.saving}` }));
    });
    const rows = [...named, ...pieces, ...waiting];
    this.pieces.replaceChildren(...rows);
    this.pieces.hidden = !rows.length;
    this.updateRefused();
  }
  /** The files that were refused. They stay, whatever is saved after them, until somebody has read them. */
  updateRefused() {
    const { files } = this.visit;
    const refused = [...files.refused.get(this.item.id) ?? []];
    const now = JSON.stringify(refused);
    if (this.refused.dataset.now === now) return;
    this.refused.dataset.now = now;
    const rows = refused.map(([name, why]) => {
      const label = `${this.texts.was_read}: ${name}`;
      const read = () => files.forget(this.item.id, name);
      const text = make("span", {}, make("strong", { text: name }), `: ${why}`);
      return make("p", {}, text, button(this.texts.was_read, read, { class: "small", "aria-label": label }));
    });
    this.refused.replaceChildren(...rows);
    this.refused.hidden = !rows.length;
  }
  /** @param {Piece} piece */
  drawPiece(piece) {
    const { item, texts, visit } = this;
    const { name, reference, remarks, thumbnail } = piece;
    const takeBack = () => {
      visit.put({ type: "piece", kind: "detached", item: item.id, reference });
      this.redraw();
    };
    const label = `${texts.take_back}: ${name}`;
    return make(
      "li",
      {},
      thumbnail ? make("img", { src: thumbnail, alt: name }) : null,
      make("span", {}, name, this.daysInWords(piece), ...remarks.map((text) => make("small", { text }))),
      visit.link.mayDate?.(item.id, piece) === false ? null : this.drawDays(piece),
      button(texts.take_back, takeBack, { class: "small", "aria-label": label })
    );
  }
  /** @param {Piece} piece */
  daysInWords({ made, valid_from, valid_to }) {
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
  drawDays(piece) {
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
    if (this.days?.dataset.piece !== piece.reference) this.days = this.drawFields(piece, opener);
    return this.days;
  }
  /**
   * @param {Piece} piece
   * @param {HTMLElement} opener
   */
  drawFields(piece, opener) {
    const { texts } = this;
    const day = { type: "text", placeholder: "dd/mm/yyyy", inputmode: "numeric", autocomplete: "off" };
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
    this.days = null;
    const { id } = this.item;
    this.visit.put({ type: "piece", kind: "attached", item: id, reference, made, valid_from, valid_to });
    this.redraw();
    return "";
  }
};

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

// inspection_lib/visit/static/card.js
var Card = class {
  /**
   * @param {Visit} visit
   * @param {Item} item
   * @param {"h1"} heading the tag of the question
   * @param {() => void} onfocusin
   */
  constructor(visit, item, heading, onfocusin) {
    this.visit = visit;
    this.item = item;
    this.texts = visit.texts;
    const { texts } = this;
    const name = `${visit.tab}-${item.id}`;
    this.badge = make("span", { class: "badge" });
    this.reason = make("p", { class: "reason" });
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
    this.evidence = new Evidence(visit, item, name, () => this.update());
    this.conflict = new Conflict(visit, item);
    this.history = new ItemHistory(visit, item);
    const note = { rows: "2", id: `${name}-note`, "aria-describedby": `${name}-trouble` };
    this.note = make("textarea", { ...note, oninput: ontyped, onchange: onleft });
    this.noteLabel = make("label", { for: `${name}-note`, text: texts.remark });
    this.cause = make(
      "select",
      { id: `${name}-cause`, onchange: onsoon },
      make("option", { value: "", text: texts.no_cause }),
      ...visit.definition.causes.map(([key, label]) => make("option", { value: key, text: label }))
    );
    const causeLabel = make("label", { for: `${name}-cause`, text: texts.cause });
    this.causeField = make("p", { class: "field cause", hidden: true }, causeLabel, this.cause);
    this.undoButton = button(texts.undo, () => visit.undo(item.id), { hidden: true });
    this.clearButton = button(texts.clear, () => this.clear(), { hidden: true });
    this.more = this.drawMore();
    this.element = this.draw(name, heading, onfocusin);
  }
  drawMore() {
    const { button: historyButton, element: history } = this.history;
    return make(
      "div",
      { class: "more" },
      make("div", { class: "field" }, this.noteLabel, this.note),
      this.causeField,
      this.evidence.element,
      make("div", { class: "acts" }, this.clearButton, this.undoButton, historyButton, this.saved),
      history
    );
  }
  /**
   * @param {string} name
   * @param {"h1"} heading
   * @param {() => void} onfocusin
   */
  draw(name, heading, onfocusin) {
    const { id, question } = this.item;
    const code = make("span", { class: "code", text: id });
    const title = make(heading, { class: "question", id: `${name}-question` }, code, ` ${question}`);
    return make(
      "article",
      { "data-item": id, "aria-labelledby": `${name}-question`, onfocusin },
      make("div", { class: "top" }, title, this.badge),
      this.whyFolded,
      this.drawHelp(),
      this.claim,
      this.before,
      this.conflict.element,
      this.control.element,
      this.trouble,
      this.doubt,
      this.personal,
      this.reason,
      this.more
    );
  }
  /** What to look at on site and the legal basis, folded away. */
  drawHelp() {
    const { item, texts } = this;
    const basis = item.basis.map(({ text, verified }) => {
      const doubt = make("span", { class: "unverified", text: ` (${texts.to_be_verified})` });
      return make("li", {}, text, verified ? null : doubt);
    });
    const look = item.look.map((text) => make("li", { text }));
    if (!basis.length && !look.length) return null;
    const title = [look.length ? texts.look : "", basis.length ? texts.basis : ""].filter(Boolean).join(" - ");
    return make(
      "details",
      {},
      make("summary", { text: title }),
      look.length ? make("ul", { class: "look" }, ...look) : null,
      basis.length ? make("ul", { class: "basis" }, ...basis) : null
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
    return { values: this.control.values(), note: this.note.value, cause: this.cause.value };
  }
  /**
   * Show an answer. The field that has the focus stays as it is: somebody is typing there.
   * @param {Typed} typed
   */
  set({ values, note, cause }) {
    this.control.set(values);
    if (this.note !== document.activeElement) this.note.value = note;
    this.cause.value = cause;
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
  focus() {
    (this.control.first() ?? this.element).focus({ preventScroll: true });
  }
  /** Warn of what looks like personal data, while it is typed and after it is kept. Nothing is held back. */
  warn() {
    const { visit, item } = this;
    const state = visit.items.states.get(item.id);
    const answer = item.kind === "text" ? this.control.values().first ?? "" : "";
    const names = (state?.pieces ?? []).map(({ name }) => name);
    const kinds = visit.personal.find([this.note.value, answer, ...names]);
    setText(this.personal, visit.personal.warning([.../* @__PURE__ */ new Set([...kinds, ...state?.personal ?? []])]));
    this.personal.hidden = !this.personal.textContent;
  }
  // --- how the item stands ---
  showUnfinished() {
    this.saved.textContent = this.texts.unfinished;
    this.saved.className = "saved draft";
  }
  /** @param {string} text */
  showTrouble(text) {
    this.trouble.textContent = text;
    this.trouble.hidden = !text;
    this.control.setInvalid(Boolean(text));
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
    this.noteLabel.textContent = this.control.isExcused() ? texts.reason : texts.remark;
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
    this.updateClaim();
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
  /** What the unit claimed, and what the last inspection found. */
  updateClaim() {
    const { texts } = this;
    const state = this.visit.items.states.get(this.item.id);
    const note = state?.claim_note ? ` - ${state.claim_note}` : "";
    this.claim.textContent = state?.claim ? `${texts.claim}: ${state.claim}${note}` : texts.no_claim;
    this.before.textContent = state?.before ? `${texts.previous}: ${state.before}` : "";
    this.before.hidden = !state?.before;
  }
  /**
   * The rule's judgement, while it is of what is on the screen.
   * @param {Standing} standing
   * @param {boolean} isCurrent
   */
  updateJudgement(standing, isCurrent) {
    const { visit, item, texts } = this;
    const isAnswered = standing.kind !== "none";
    const judgement = isCurrent && isAnswered ? visit.items.states.get(item.id)?.judgement : void 0;
    const known = judgement?.outcome === "unanswered" ? void 0 : judgement;
    this.badge.className = `badge ${known ? known.outcome : "open"}`;
    const points = known?.points ? fill(texts.points, { points: known.points, maximum: item.points }) : "";
    this.badge.textContent = known ? [known.label, points].filter(Boolean).join(" · ") : "";
    this.badge.hidden = !known;
    this.reason.textContent = known?.reason ?? "";
    this.reason.hidden = !this.reason.textContent;
    const isShort = known && ["fail", "partial"].includes(known.outcome);
    this.causeField.hidden = !(isShort || this.cause.value || visit.link.judgesLater);
  }
  /** An item that is not asked is folded, with the reason. */
  updateFold() {
    const { visit, item, texts } = this;
    const isFolded = visit.items.asked(item.id) === "no";
    this.element.classList.toggle("is-folded", isFolded);
    for (const part of [this.control.element, this.more, this.claim]) part.hidden = isFolded;
    this.whyFolded.hidden = !isFolded;
    const why = item.exempt || visit.items.states.get(item.id)?.why || "";
    this.whyFolded.textContent = isFolded ? `${texts.folds}. ${why}` : "";
  }
};

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
function kernelLink(model) {
  let listener = null;
  const receive = (reply) => listener?.(reply);
  model.on("msg:custom", receive);
  return {
    kind: "notebook",
    owner: model,
    address: (file) => {
      const server = document.baseURI.replace(/\/(lab|doc)\/.*$/, "");
      return `${server}/files/${file.split("/").map(encodeURIComponent).join("/")}`;
    },
    listen: (callback) => listener = callback,
    send: (content, buffers) => {
      try {
        model.send(content, void 0, buffers);
      } catch {
      }
    },
    close: () => model.off("msg:custom", receive)
  };
}

// inspection_lib/visit/static/outbox.js
var PART = 512 * 1024;
var tabOf = (message) => message.client.split(":")[0];
var countOf = (message) => Number(message.client.split(":")[1]);
function byTime(one, other) {
  if (one.at !== other.at) return one.at < other.at ? -1 : 1;
  return countOf(one) - countOf(other);
}
var isEntry = (message) => message?.type === "entry";
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
   * @param {Content} content
   * @param {string} actor
   */
  async put(content, actor) {
    this.notBefore((/* @__PURE__ */ new Date()).toISOString());
    const client = `${this.tab}:${++this.counter}`;
    const message = { ...content, client, actor, at: this.lastAt };
    this.waiting.set(client, message);
    this.own.set(client, message.at);
    const isKept = await this.store.tryPut("outbox", client, message);
    if (this.waiting.has(client)) this.send(message);
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
    if (message.type === "entry") wire.answered_at = at;
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
    const { type, client, item, name, blob, actor } = message;
    const parts = Math.max(1, Math.ceil(blob.size / PART));
    if (part >= parts) return;
    const bytes = await blob.slice(part * PART, (part + 1) * PART).arrayBuffer();
    this.connection.send({ type, client, item, name, part, parts, actor }, [bytes], message);
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
      (message) => isEntry(message) && message.item === item
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
   * @param {EntryMessage} entry
   */
  isNewest(entry) {
    const all = [...this.waiting.values()];
    const later = all.slice(all.indexOf(entry) + 1);
    return !later.some((other) => isEntry(other) && other.item === entry.item);
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
var TICK = 1e3;
var Conversation = class {
  /** @param {Visit} visit */
  constructor(visit) {
    this.visit = visit;
  }
  start() {
    const { link, connection } = this.visit;
    link.listen((reply) => this.receive(reply));
    connection.ask("hello");
    this.clock = setInterval(() => this.tick(), TICK);
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
    if (isEntry(message)) this.visit.troubles.delete(message.item);
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
    const isLatest = isEntry(message) && this.visit.outbox.isNewest(message) && !this.visit.drafts.has(message.item);
    this.visit.outbox.forget(
      message,
      isLatest ? this.visit.drafts.keep(message.item, this.draftOf(message)) : true
    );
    if (message.type === "file") this.visit.files.refuse(message.item, message.name, trouble);
    else this.visit.troubles.set(message.item, trouble);
  }
  /**
   * @param {EntryMessage} entry
   * @returns {Draft}
   */
  draftOf({ item, kind, raw, note, cause, seen }) {
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
  receiveStates({ items, submitted }) {
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
    if (this.visit.isOpened) for (const state of items) this.visit.view.showItem(state.id);
    else this.opened();
    this.visit.view.showStatus();
    this.visit.view.showProgress();
  }
  /** The first states are here: show them, and send what was left behind. */
  opened() {
    if (this.visit.link.kind === "offline") this.dropRecorded();
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
  }
};

// inspection_lib/visit/static/leaving.js
var Leaving = class {
  /**
   * @param {Visit} visit
   * @param {(item: string) => void} goToItem
   */
  constructor(visit, goToItem) {
    this.visit = visit;
    this.goToItem = goToItem;
    const { texts, link } = visit;
    this.element = make("section", { class: "end", "aria-label": texts.before_leaving, hidden: true });
    const state = { "aria-expanded": "false", hidden: Boolean(link.judgesLater) };
    this.button = button(texts.end, () => this.toggle(), state);
  }
  toggle() {
    this.element.hidden = !this.element.hidden;
    this.button.setAttribute("aria-expanded", String(!this.element.hidden));
    this.update();
  }
  /** Draw anew when something came to wait, or waits no more. */
  updateWhenChanged() {
    const { outbox, elsewhere, files } = this.visit;
    const now = `${outbox.waiting.size} ${this.visit.unfinished()} ${[...elsewhere]} ${files.refused.size}`;
    if (this.element.dataset.waiting === now) return;
    this.element.dataset.waiting = now;
    this.update();
  }
  update() {
    if (this.element.hidden) return;
    const { texts, outbox, submitted, minutes } = this.visit;
    const lists = this.open();
    const rows = lists.map(([title, ids]) => this.drawList(title, ids));
    if (!rows.length) rows.push(make("p", { text: texts.nothing_open }));
    if (submitted) rows.push(make("p", { class: "done", text: fill(texts.submitted, { when: submitted }) }));
    const text = lists.length ? texts.submit_anyway : texts.submit;
    const submit = button(text, () => this.submit(), { class: "main" });
    submit.disabled = outbox.waiting.size > 0;
    rows.push(make("p", {}, submit, outbox.waiting.size ? ` ${texts.save_first}` : ""));
    if (minutes) rows.push(make("p", {}, texts.minutes), this.drawFiles(minutes));
    this.element.replaceChildren(...rows);
  }
  /**
   * The lists of items that are still open in one way or another, without the empty ones.
   * @returns {[title: string, items: string[]][]}
   */
  open() {
    const { texts, items, outbox, elsewhere, files } = this.visit;
    const isContradicted = (id) => items.states.get(id)?.contradiction || outbox.conflicts.has(id);
    const lists = [
      [texts.still_unfinished, this.visit.unfinished()],
      [texts.still_elsewhere, [...elsewhere].filter((id) => items.byId.has(id))],
      [texts.still_contradiction, items.ids.filter(isContradicted)],
      [texts.still_open, items.ids.filter((id) => items.isOpen(id))],
      [texts.still_reason, items.ids.filter((id) => items.lacksReason(id))],
      [texts.still_evidence, items.ids.filter((id) => items.needsEvidence(id))],
      [texts.still_refused, [...files.refused.keys()]]
    ];
    return lists.filter(([, ids]) => ids.length);
  }
  /**
   * Items with their questions; each leads to its item.
   * @param {string} title
   * @param {string[]} ids
   * @param {() => void} [onleave]
   */
  drawList(title, ids, onleave) {
    const rows = ids.map((id) => {
      const go = () => (onleave?.(), this.goToItem(id));
      const { question } = this.visit.items.get(id);
      return make("li", {}, button(`${id} ${question}`, go, { class: "small", title: question }));
    });
    const head = make("strong", { text: `${title}: ${ids.length}` });
    return make("div", { class: "open" }, head, make("ul", {}, ...rows));
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
    const { texts } = this.visit;
    const lists = this.open();
    if (lists.length) {
      const words = { title: texts.ask_submit, yes: texts.submit_anyway, no: texts.go_back };
      const draw = (close) => lists.map(([title, ids]) => this.drawList(title, ids, close));
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
var PATIENCE = 3500;
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
    await navigator.locks.request("inspection-take-over", { signal: AbortSignal.timeout(PATIENCE) }, begin);
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
    const { store, tab, drafts, outbox } = this.visit;
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
        )
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
var LONGEST2 = 200;
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
    else if (count > LONGEST2) this.tell(fill(texts.too_long, { count, most: LONGEST2 }));
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

// inspection_lib/visit/static/scrolling.js
function scrolls(element) {
  const { overflowY } = getComputedStyle(element);
  return /auto|scroll/.test(overflowY) && element.scrollHeight > element.clientHeight;
}
function viewAround(element) {
  for (let around = element.parentElement; around; around = around.parentElement)
    if (around !== document.documentElement && around !== document.body && scrolls(around))
      return around.getBoundingClientRect();
  return { top: 0, bottom: innerHeight };
}
function catchWheel(root, body) {
  const onwheel = (event) => {
    if (event.deltaY <= 0 || event.ctrlKey) return;
    for (let over = (
      /** @type {Element | null} */
      event.target
    ); over && over !== root; over = over.parentElement)
      if (scrolls(over)) return;
    const [form, view] = [root.getBoundingClientRect(), viewAround(root)];
    if (form.top > view.top + 1 || form.bottom > view.bottom + 1) return;
    event.preventDefault();
    body.scrollTop += event.deltaY;
  };
  root.addEventListener("wheel", onwheel, { passive: false });
}
function bringIntoView(root, body, element) {
  const [frame, box] = [body.getBoundingClientRect(), element.getBoundingClientRect()];
  body.scrollTop += box.top - frame.top - Math.max(8, (frame.height - box.height) / 2);
  const [form, view] = [root.getBoundingClientRect(), viewAround(root)];
  if (form.top < view.top || form.bottom > view.bottom) root.scrollIntoView({ block: "start" });
}
function isIdle() {
  return !document.activeElement?.matches("input, textarea, select, [contenteditable=true]");
}

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
    const inWords = (items) => [...new Set([...items].map((item) => item || texts.end))].join(", ");
    const waiting = inWords([...outbox.waiting.values()].map((message) => message.item));
    const unfinished = visit.unfinished();
    const parts = [];
    if (waiting) parts.push(fill(texts.some_unsaved, { count: outbox.waiting.size, items: waiting }));
    if (unfinished.length) parts.push(fill(texts.some_unfinished, { items: unfinished.join(", ") }));
    if (visit.elsewhere.size) parts.push(fill(texts.some_elsewhere, { items: inWords(visit.elsewhere) }));
    if (visit.files.refused.size)
      parts.push(fill(texts.some_refused, { items: inWords(visit.files.refused.keys()) }));
    const isWhole = !parts.length;
    if (visit.isOpened && (isWhole || link.savedText && !waiting))
      parts.unshift(link.savedText?.() ?? texts.all_saved);
    setText(this.element, parts.join(" - "));
    this.element.classList.toggle("waiting", !isWhole || link.isKept?.() === false);
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
async function isTaken(file) {
  const name = file.name.trim().replace(/[ .]+$/, "");
  const ending = /\.([^.]+)$/.exec(name)?.[1].toLowerCase() ?? "";
  const start = new Uint8Array(await file.slice(0, 4096).arrayBuffer());
  const letters = String.fromCharCode(...start.slice(0, 12));
  if (isPicture(letters)) return true;
  if (["txt", "csv"].includes(ending)) return !start.includes(0);
  return KINDS.some(
    ([bytes, endings]) => endings.includes(ending) && bytes.every((byte, at) => start[at] === byte)
  );
}

// inspection_lib/visit/static/files.js
var Files = class {
  /**
   * @param {Definition} definition
   * @param {(item: string, name: string, content: Blob) => unknown} put sends a file on
   */
  constructor(definition, put) {
    this.texts = definition.texts;
    this.mostBytes = definition.most_bytes;
    this.put = put;
    this.refused = /* @__PURE__ */ new Map();
    this.onchange = () => {
    };
  }
  /**
   * Take files. Their bytes are copied at once: the card that they lie on may be taken out.
   * @param {string} item
   * @param {File[]} files
   */
  async add(item, files) {
    for (const file of files) {
      const trouble = await this.troubleOf(file).catch(() => this.texts.unreadable_file);
      const bytes = trouble ? null : await file.arrayBuffer().catch(() => null);
      if (!bytes) this.refuse(item, file.name, trouble || this.texts.unreadable_file);
      else this.put(item, nfc(file.name), new Blob([bytes]));
      this.onchange(item);
    }
  }
  /** @param {File} file */
  async troubleOf(file) {
    if (!file.size) return this.texts.empty_file;
    if (file.size > this.mostBytes)
      return fill(this.texts.too_large, { size: Math.floor(this.mostBytes / 2 ** 20) });
    return await isTaken(file) ? "" : this.texts.wrong_kind;
  }
  /**
   * @param {string} item
   * @param {string} name
   * @param {string} why
   */
  refuse(item, name, why) {
    this.refused.set(item, new Map(this.refused.get(item)).set(name, why));
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
};

// inspection_lib/visit/static/items.js
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
  /** @param {string} id */
  needsEvidence(id) {
    if (!this.get(id).evidence_required || this.asked(id) === "no") return false;
    const { kind, raw } = this.standing(id);
    if (kind === "none" || raw === "n/a") return false;
    const hasRecorded = this.states.get(id)?.pieces.length || this.heads(id)[0]?.evidence.length;
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
   * How far some items are: how many are asked and answered, and how many lack evidence.
   * @param {string[]} ids
   */
  progress(ids) {
    const asked = ids.filter((id) => this.asked(id) === "yes");
    return {
      all: asked.length,
      done: asked.filter((id) => this.standing(id).kind !== "none").length,
      evidence: asked.filter((id) => this.needsEvidence(id)).length
    };
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

// inspection_lib/visit/static/store.js
var VERSION = 2;
var TABLES = ["outbox", "drafts", "entries", "files", "facts"];
async function openStore(name) {
  if (!globalThis.indexedDB) return memoryStore();
  try {
    return diskStore(await openDatabase(name), openChannel(name));
  } catch {
    return memoryStore();
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
  const tell = (table) => {
    if (table === "drafts" || table === "outbox") channel?.postMessage(table);
  };
  const store = {
    lasting: true,
    onothers() {
    },
    put: async (table, key, value) => {
      await write(database, table, (rows) => rows.put(value, key));
      tell(table);
    },
    tryPut: (table, key, value) => tryPut(store, table, key, value),
    drop: async (table, key) => {
      await write(database, table, (rows) => rows.delete(key)).catch(() => {
      });
      tell(table);
    },
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
    onothers() {
    },
    put: async (table, key, value) => void rows[table].set(key, value),
    tryPut: (table, key, value) => tryPut(store, table, key, value),
    drop: async (table, key) => void rows[table].delete(key),
    all: async (table) => new Map(rows[table]),
    append: async (key, entry) => void rows.entries.set(key, { ...entry, order: rows.entries.size })
  };
  return store;
}

// inspection_lib/visit/static/visit.js
var REST = 1500;
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
var same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
async function openVisit(definition, link) {
  const { campaign, unit, digest } = definition;
  const store = await openStore(`inspection/${campaign}/${unit}/${digest.slice(0, 16)}/${link.kind}`);
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
    this.files = new Files(definition, (item, name, blob) => this.put({ type: "file", item, name, blob }));
    this.files.onchange = (item) => (this.view.showItem(item), this.view.showStatus());
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
  /** Whether something typed is not read yet. */
  isTyping() {
    return this.rests.size > 0;
  }
  /** Items with something typed that is no answer yet: it is kept in the browser and is not in the record. */
  unfinished() {
    return this.drafts.items().filter((item) => !this.rests.has(item) && !this.outbox.waits(item));
  }
  /** Whether closing the page now loses something: the browser keeps nothing, and the record has not all. */
  losesWhenClosed() {
    const isWaiting = this.outbox.waiting.size > 0 || this.drafts.items().length > 0;
    return this.putting.size > 0 || !this.store.lasting && isWaiting || this.link.losesWhenClosed?.() === true;
  }
  /**
   * Something was typed or chosen. `soon`: read it at once, as nothing follows.
   * @param {string} item
   * @param {Typed} typed
   * @param {{soon?: boolean}} [options]
   */
  edited(item, typed, { soon = false } = {}) {
    const seen = this.drafts.get(item)?.seen ?? this.items.seen(item);
    const at = Math.max(Date.now(), (Date.parse(this.outbox.lastAt) || 0) + 1);
    this.drafts.keep(item, { ...typed, at, seen });
    clearTimeout(this.rests.get(item));
    this.view.showEdited(item);
    const read = () => {
      if (this.isComposing) this.rests.set(item, setTimeout(read, REST));
      else this.commit(item);
    };
    this.rests.set(item, setTimeout(read, soon ? 0 : REST));
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
   * Add files as evidence.
   * @param {string} item
   * @param {File[]} files
   */
  addFiles(item, files) {
    return this.during(this.files.add(item, files));
  }
};

// inspection_lib/visit/static/form.js
async function mountForm(root, definition, link, furnish) {
  const visit = await openVisit(definition, link);
  const form = new Form(root, visit);
  const press = new Press();
  visit.view = press.calm(form);
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
    press.stop();
  };
}
var Form = class {
  /**
   * @param {HTMLElement} root
   * @param {Visit} visit
   */
  constructor(root, visit) {
    this.root = root;
    this.visit = visit;
    this.texts = visit.texts;
    this.cards = /* @__PURE__ */ new Map();
    this.steps = /* @__PURE__ */ new Map();
    this.lastItem = "";
    this.search = new Search(visit, (id) => this.goToItem(id));
    this.leaving = new Leaving(visit, (id) => this.goToItem(id));
    this.status = new Status(visit);
    this.total = make("p", { class: "total" });
    this.tools = make("div", { class: "tools" });
    this.foot = make("div", { class: "foot" });
    this.body = make("div", { class: "body" });
    this.prepareRoot();
    catchWheel(root, this.body);
    this.root.replaceChildren(
      make("div", { class: "frame" }, this.drawMasthead(), this.drawSteps(), this.body)
    );
  }
  prepareRoot() {
    const { root, visit } = this;
    root.classList.add("inspection-form");
    root.setAttribute("lang", visit.definition.language);
    root.dataset.lmSuppressShortcuts = "true";
    for (const kind of ["keydown", "keyup", "keypress"])
      root.addEventListener(kind, (event) => event.stopPropagation());
    root.addEventListener("keydown", (event) => !event.isComposing && this.onKey(event));
    root.addEventListener("click", placeCaret);
    root.addEventListener("compositionstart", () => visit.isComposing = true);
    root.addEventListener("compositionend", () => visit.isComposing = false);
  }
  drawMasthead() {
    const { texts, visit } = this;
    const { campaign_title, demonstration, unit_name } = visit.definition;
    const next = button(texts.next_open, () => this.goNext(), { class: "main" });
    this.tools.append(this.total, next, this.search.element, this.leaving.button);
    this.foot.append(this.status.element, new Role(visit).element);
    return make(
      visit.link.heading ? "header" : "div",
      // a page has one masthead, and in a notebook it is not this one
      { class: "masthead" },
      demonstration ? make("p", { class: "demo", text: texts.demonstration }) : null,
      make(
        "div",
        { class: "head" },
        make(this.heading(0), { class: "unit", text: unit_name }),
        make("p", { class: "sub", text: campaign_title })
      ),
      this.tools,
      this.foot,
      this.status.banner,
      this.leaving.element,
      make("p", { class: "keys", text: texts.keys })
    );
  }
  /**
   * The tag of a heading: a notebook has its own first heading, a page of its own has not.
   * @param {number} depth
   */
  heading(depth) {
    return (
      /** @type {"h1"} */
      `h${(this.visit.link.heading ?? 2) + depth}`
    );
  }
  drawSteps() {
    const list = make("ul");
    for (const area of this.visit.definition.areas) {
      const count = make("span", { class: "count" });
      const bar = make("progress", { max: "1", value: "0", "aria-hidden": "true" });
      const onclick = () => this.goTo(area.id, { focus: true });
      const title = make("span", { text: area.title });
      const step = make("button", { type: "button", class: "step", onclick }, title, count, bar);
      this.steps.set(area.id, { step, count, bar });
      list.append(make("li", {}, step));
    }
    return make("nav", { "aria-label": this.texts.steps }, list);
  }
  // --- what the visit tells ---
  showOpened() {
    this.root.dataset.ready = "true";
    if (this.visit.link.kind === "notebook" && isIdle()) this.root.scrollIntoView({ block: "start" });
  }
  /** @param {string} item */
  showItem(item) {
    this.cards.get(item)?.update();
  }
  /** @param {string} item */
  showEdited(item) {
    this.root.dataset.saved = "false";
    this.cards.get(item)?.showUnfinished();
  }
  /**
   * @param {string} item
   * @param {string} text
   */
  showTrouble(item, text) {
    this.cards.get(item)?.showTrouble(text);
  }
  /**
   * @param {string} item
   * @param {HistoryRow[]} rows
   */
  showHistory(item, rows) {
    this.cards.get(item)?.history.show(rows);
  }
  showLeaving() {
    this.leaving.update();
  }
  /** How far each area and the whole are. */
  showProgress() {
    const { items, definition } = this.visit;
    for (const area of definition.areas) {
      const step = this.steps.get(area.id);
      if (!step) continue;
      const progress2 = items.progress(idsOf(area));
      step.count.textContent = this.inWords(progress2);
      step.bar.max = Math.max(1, progress2.all);
      step.bar.value = progress2.all ? progress2.done : 1;
    }
    const progress = items.progress(items.ids);
    const isDone = progress.done === progress.all && !progress.evidence;
    const words = this.inWords(progress);
    this.total.textContent = isDone ? `${words} - ${this.texts.all_answered}` : words;
  }
  /** @param {{all: number, done: number, evidence: number}} progress */
  inWords(progress) {
    const { texts } = this;
    const parts = [fill(texts.progress, progress)];
    if (progress.evidence) parts.push(fill(texts.need_evidence, { count: progress.evidence }));
    return parts.join(", ");
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
   * @param {{focus?: boolean}} [options]
   */
  goTo(id, { focus = false } = {}) {
    for (const [area2, { step }] of this.steps)
      if (area2 === id) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    const sections = (
      /** @type {HTMLElement[]} */
      [...this.body.children]
    );
    for (const section of sections) section.hidden = section.dataset.area !== id;
    const area = this.visit.definition.areas.find((each) => each.id === id);
    if (area && !sections.some((section) => section.dataset.area === id)) this.drawArea(area);
    this.body.scrollTop = 0;
    if (focus)
      this.body.querySelector("section:not([hidden]) .area")?.focus();
  }
  /** @param {Area} area */
  drawArea(area) {
    const title = make(this.heading(1), { class: "area", text: area.title, tabindex: "-1" });
    const section = make("section", { "data-area": area.id }, title);
    for (const criterion of area.criteria) {
      section.append(make(this.heading(2), { class: "criterion", text: criterion.title }));
      for (const item of criterion.items) {
        const card = new Card(this.visit, item, this.heading(3), () => this.lastItem = item.id);
        this.cards.set(item.id, card);
        section.append(card.element);
        card.update();
      }
    }
    this.body.append(section);
  }
  /** @param {string} id */
  goToItem(id) {
    this.goTo(this.visit.items.areaOf.get(id));
    const card = this.cards.get(id);
    if (!card) return;
    bringIntoView(this.root, this.body, card.element);
    card.focus();
  }
  /** The item that has the focus, or had it last. */
  here() {
    const card = document.activeElement?.closest?.("[data-item]");
    return (
      /** @type {HTMLElement | null | undefined} */
      card?.dataset.item ?? this.lastItem
    );
  }
  /** Go to the next item that is not answered; when there is none, to the first that lacks evidence. */
  goNext() {
    const { items } = this.visit;
    const start = items.ids.indexOf(this.here()) + 1;
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
    const at = Math.min(ids.length - 1, Math.max(0, ids.indexOf(this.here()) + count));
    if (ids[at]) this.goToItem(ids[at]);
  }
  /** @param {KeyboardEvent} event */
  onKey(event) {
    const target = (
      /** @type {HTMLElement} */
      event.target
    );
    const isTyping = target.matches("input:not([type=radio]):not([type=checkbox]), textarea, select");
    if (event.altKey && event.key.toLowerCase() === "n") this.goNext();
    else if (event.altKey && event.key === "ArrowDown") this.goBy(1);
    else if (event.altKey && event.key === "ArrowUp") this.goBy(-1);
    else if (!isTyping && event.key === "/") this.search.focus();
    else if (event.key === "Escape" && this.search.isShown()) this.search.hide();
    else if (!isTyping && /^[1-9]$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      if (!choose(target, Number(event.key))) return;
    } else return;
    event.preventDefault();
  }
};
function idsOf(area) {
  return area.criteria.flatMap((criterion) => criterion.items.map((item) => item.id));
}
function choose(inside, number) {
  const choices = inside.closest("[data-item]")?.querySelectorAll(".control input[type=radio]");
  const choice = choices?.[number - 1];
  if (!choice || choice.disabled) return false;
  choice.click();
  choice.focus();
  return true;
}

// inspection_lib/visit/static/notebook.js
async function render({ model, el }) {
  const root = document.createElement("div");
  el.append(root);
  return mountForm(root, JSON.parse(model.get("definition")), kernelLink(model));
}
var notebook_default = { render };
export {
  notebook_default as default
};
