// @ts-check
// What became of the files that somebody chose for an item, one line each, until it was read.

/** @import { Item } from "./types" */
/** @import { Visit } from "./visit.js" */

import { button, make } from "./elements.js";

/** The lines of taken and of refused files in an item's card. */
export class Results {
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
    const refused = [...(files.refused.get(id) ?? [])];
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
        `: ${isKept ? texts.was_taken : texts.not_on_disk}`,
      );
    });
    const read = () => visit.files.forgetTaken(this.item.id);
    return [make("ul", {}, ...lines), button(texts.was_read, read, { class: "small" })];
  }

  /**
   * @param {string} name
   * @param {string} why
   */
  drawRefused(name, why) {
    const { texts, visit } = this;
    const label = `${texts.was_read}: ${name}`;
    const read = () => visit.files.forget(this.item.id, name);
    const text = make("span", {}, make("strong", { text: name }), `: ${why}`);
    return make("p", {}, text, button(texts.was_read, read, { class: "small", "aria-label": label }));
  }
}

/**
 * Draw lines where they have changed: an alert that is drawn again is read aloud again.
 * @param {HTMLElement} box
 * @param {unknown[]} lines
 * @param {() => Node[]} draw
 */
function show(box, lines, draw) {
  const now = JSON.stringify(lines);
  if (box.dataset.now === now) return;
  box.dataset.now = now;
  box.replaceChildren(...(lines.length ? draw() : []));
  box.hidden = !lines.length;
}
