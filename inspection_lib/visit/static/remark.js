// @ts-check
// The remark on an item, the templates for it, and the cause of a defect.

/** @import { Listeners } from "./control.js" */
/** @import { Item } from "./types" */
/** @import { Visit } from "./visit.js" */

import { button, make } from "./elements.js";
import { fill } from "./texts.js";

/** The fields for remark and cause in an item's card. */
export class Remark {
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
      ...definition.causes.map(([key, label]) => make("option", { value: key, text: label })),
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
      this.causeField,
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
}
