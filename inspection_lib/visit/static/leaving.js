// @ts-check
// Before leaving: what is still open, with a way to each, and the way to close the record.

/** @import { Visit } from "./visit.js" */

import { ask } from "./ask.js";
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
    const { texts, items, outbox, elsewhere, files } = this.visit;
    const isContradicted = (/** @type {string} */ id) =>
      items.states.get(id)?.contradiction || outbox.conflicts.has(id);
    /** @type {[title: string, items: string[]][]} */
    const lists = [
      [texts.still_unfinished, this.visit.unfinished()],
      [texts.still_elsewhere, [...elsewhere].filter((id) => items.byId.has(id))],
      [texts.still_contradiction, items.ids.filter(isContradicted)],
      [texts.still_open, items.ids.filter((id) => items.isOpen(id))],
      [texts.still_reason, items.ids.filter((id) => items.lacksReason(id))],
      [texts.still_evidence, items.ids.filter((id) => items.needsEvidence(id))],
      [texts.still_refused, [...files.refused.keys()]],
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
      const draw = (/** @type {() => void} */ close) =>
        lists.map(([title, ids]) => this.drawList(title, ids, close));
      const form = /** @type {HTMLElement} */ (this.element.closest(".inspection-form"));
      if (!(await ask(form, words, draw))) return;
    }
    this.visit.put({ type: "submit" });
    this.update();
  }
}
