// @ts-check
// The evidence of one item: pieces that are recorded, pieces on their way, and the ways to add one.

/** @import { Item, Piece } from "./types" */
/** @import { Visit } from "./visit.js" */

import { isoDay, shownDay } from "./answers.js";
import { ask } from "./ask.js";
import { button, make } from "./elements.js";
import { fill, lengthOf, nfc } from "./texts.js";

/** Windows does not count all of these pictures as image/*. */
const ACCEPTED = "image/*,.heic,.heif,.hif,.jfif,.jpe,.pdf,.doc,.docx,.xls,.xlsx,.odt,.ods,.txt,.csv";
/** Letters of a document's number: as many as a message may hold. */
const LONGEST_NUMBER = 1000;

/** The evidence in an item's card. */
export class Evidence {
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
    /** Whose days are open, as a reference. */
    this.opened = "";
    /** @type {HTMLElement | null} */
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
      make("div", { class: "adds" }, this.drawFiles(), ...this.drawNumber(name)),
    );
  }

  /** The input lies unseen in its label: a browser scrolls to what has the focus, and that is here. */
  drawFiles() {
    const onchange = (/** @type {any} */ event) => {
      this.addFiles([...event.target.files]);
      event.target.value = "";
    };
    const picker = make("input", {
      type: "file",
      multiple: true,
      class: "unseen",
      accept: ACCEPTED,
      onchange,
    });
    return make("label", { class: "button" }, make("span", { text: this.texts.add_files }), picker);
  }

  /**
   * Files whose names look like personal data are kept once somebody has been asked.
   * @param {File[]} files
   */
  async addFiles(files) {
    const { item, texts, visit } = this;
    const isDoubtful = (/** @type {File} */ file) => visit.personal.find([file.name]).length > 0;
    const doubtful = files.filter(isDoubtful);
    // the other files are taken at once: the card that they lie on may be taken out
    visit.addFiles(
      item.id,
      files.filter((file) => !doubtful.includes(file)),
    );
    if (!doubtful.length) return;
    const words = { title: texts.personal_file, yes: texts.keep_file, no: texts.keep_no_file };
    const kinds = visit.personal.find(doubtful.map((file) => file.name));
    const about = () => [make("p", { text: visit.personal.warning(kinds) })];
    const form = /** @type {HTMLElement} */ (this.element.closest(".inspection-form"));
    if (await ask(form, words, about)) visit.addFiles(item.id, doubtful);
  }

  /** @param {string} name */
  drawNumber(name) {
    const { item, texts, visit } = this;
    const number = make("input", {
      type: "text",
      id: `${name}-number`,
      autocomplete: "off",
      "aria-describedby": `${name}-number-trouble`,
    });
    const trouble = make("small", { class: "wrong", role: "alert", id: `${name}-number-trouble` });
    const add = () => {
      const reference = nfc(number.value.trim());
      const count = lengthOf(reference);
      trouble.textContent =
        count > LONGEST_NUMBER ? fill(texts.too_long, { count, most: LONGEST_NUMBER }) : "";
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
    const refused = [...(files.refused.get(this.item.id) ?? [])];
    const now = JSON.stringify(refused);
    if (this.refused.dataset.now === now) return; // an alert that is drawn again is read aloud again
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
      button(texts.take_back, takeBack, { class: "small", "aria-label": label }),
    );
  }

  /** @param {Piece} piece */
  daysInWords({ made, valid_from, valid_to }) {
    const { texts } = this;
    const period = `${shownDay(valid_from || "...")} - ${shownDay(valid_to || "...")}`;
    const parts = [
      made ? `${texts.made_on} ${shownDay(made)}` : "",
      valid_from || valid_to ? `${texts.valid_for} ${period}` : "",
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
    return this.days; // what is being typed stays
  }

  /**
   * @param {Piece} piece
   * @param {HTMLElement} opener
   */
  drawFields(piece, opener) {
    const { texts } = this;
    const day = { type: "text", placeholder: "dd/mm/yyyy", inputmode: "numeric", autocomplete: "off" };
    const field = (/** @type {string} */ value) =>
      make("input", { ...day, value: value ? shownDay(value) : "" });
    const inputs = [field(piece.made), field(piece.valid_from), field(piece.valid_to)];
    const trouble = make("small", { class: "trouble", role: "alert" });
    const keep = () => {
      const days = inputs.map((input) => (input.value.trim() ? isoDay(input.value) : ""));
      trouble.textContent = this.keepDays(piece, days);
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
}
