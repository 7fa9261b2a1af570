// @ts-check
// Before leaving: what is still open, with a way to each, and the way to close the record.

/** @import { Visit } from "./visit.js" */

import { button, make } from "./elements.js";
import { fill } from "./texts.js";

/** The panel before leaving, and the button that opens it. */
export class Leaving {
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
    const now = `${this.visit.outbox.waiting.size} ${this.visit.unfinished()}`;
    if (this.element.dataset.waiting === now) return;
    this.element.dataset.waiting = now;
    this.update();
  }

  update() {
    if (this.element.hidden) return;
    const { texts, outbox, submitted, minutes } = this.visit;
    const lists = this.open();
    /** @type {HTMLElement[]} */
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
    const { texts, items, outbox } = this.visit;
    const isContradicted = (/** @type {string} */ id) =>
      items.states.get(id)?.contradiction || outbox.conflicts.has(id);
    /** @type {[title: string, items: string[]][]} */
    const lists = [
      [texts.still_unfinished, this.visit.unfinished()],
      [texts.still_contradiction, items.ids.filter(isContradicted)],
      [texts.still_open, items.ids.filter((id) => items.isOpen(id))],
      [texts.still_evidence, items.ids.filter((id) => items.needsEvidence(id))],
    ];
    return lists.filter(([, ids]) => ids.length);
  }

  /**
   * @param {string} title
   * @param {string[]} ids
   */
  drawList(title, ids) {
    const buttons = ids.map((id) => button(id, () => this.goToItem(id), { class: "small" }));
    return make("div", { class: "open" }, make("strong", { text: `${title}:` }), ...buttons);
  }

  /** @param {string[]} files */
  drawFiles(files) {
    const rows = files.map((file) => {
      const href = this.visit.link.address?.(file) ?? file;
      return make("li", {}, make("a", { href, target: "_blank", rel: "noopener", text: file }));
    });
    return make("ul", {}, ...rows);
  }

  submit() {
    this.visit.put({ type: "submit" });
    this.update();
  }
}
