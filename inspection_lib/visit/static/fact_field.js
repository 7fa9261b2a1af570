// @ts-check
// The field of one fact of the visit: a text, a day or a moment, with what is wrong with it and whether it is
// recorded.

/** @import { Visit } from "./visit.js" */

import { button, make, setText } from "./elements.js";
import { partsOf } from "./facts.js";
import { fill } from "./texts.js";

/** A field, bound to a fact by its name. */
export class FactField {
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
    this.input = rows
      ? make("textarea", { id, rows: String(rows), ...more, ...events })
      : make("input", { id, ...more, ...events });
    const label = make("label", { for: id, text: texts[`fact_${partsOf(name).field}`] });
    const now = isMoment ? button(texts.now, () => this.fillNow(), { "aria-describedby": id }) : null;
    this.element = make(
      "div",
      { class: `fact${rows ? " wide" : ""}` },
      label,
      hint ? make("p", { class: "hint", text: hint }) : null,
      make("div", { class: "entry" }, this.input, now, this.saved),
      this.trouble,
      this.personal,
      this.others,
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
      { soon: true },
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
    const isTyped = !["begun", "ended", "agreed_by"].includes(partsOf(name).field);
    const warning = isTyped ? personal.warning(personal.find([shown])) : "";
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
        keep,
      );
    });
    this.others.replaceChildren(...rows);
  }

  /** @param {string} value */
  inWords(value) {
    return this.visit.facts.inWords(this.name, value);
  }
}
