// @ts-check
// The days of a piece of evidence: when it was made, and for which period it counts.

/** @import { Item, Piece } from "./types" */
/** @import { Visit } from "./visit.js" */

import { isoDay, shownDay } from "./answers.js";
import { button, make } from "./elements.js";

/** The days of the pieces of one item; the fields of one piece at a time are open. */
export class DayFields {
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
    /** Whose days are open, as a reference. */
    this.opened = "";
    /** @type {HTMLElement | null} */
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
      valid_from || valid_to ? `${texts.valid_for} ${period}` : "",
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
    return this.fields; // what is being typed stays
  }

  /**
   * @param {Piece} piece
   * @param {HTMLElement} opener
   */
  drawFields(piece, opener) {
    const { texts } = this;
    const day = { type: "text", placeholder: texts.day_form, inputmode: "numeric", autocomplete: "off" };
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
    this.fields = null;
    const { id } = this.item;
    this.visit.put({ type: "piece", kind: "attached", item: id, reference, made, valid_from, valid_to });
    this.redraw();
    return "";
  }
}
