// @ts-check
// Show only some items: those not answered, failing, without evidence, contradicting, changed today.

/** @import { Visit } from "./visit.js" */

import { make, setText } from "./elements.js";

/** The choice of what is shown, with the number of items of each kind. */
export class Filter {
  /**
   * @param {Visit} visit
   * @param {(title: string, ids: Set<string> | null) => void} show null: everything, area by area
   */
  constructor(visit, show) {
    this.visit = visit;
    this.show = show;
    const { texts, items } = visit;
    /** @type {[title: string, has: (id: string) => boolean][]} */
    this.kinds = [
      [texts.still_open, (id) => items.isOpen(id)],
      [texts.filter_failing, (id) => items.fails(id)],
      [texts.still_evidence, (id) => items.needsEvidence(id)],
      [texts.still_contradiction, (id) => items.isContradicted(id)],
      [texts.filter_today, (id) => items.isChangedToday(id)],
    ];
    this.all = make("option", { value: "" });
    this.options = this.kinds.map((_, index) => make("option", { value: String(index) }));
    const onchange = () => this.apply();
    this.element = make(
      "select",
      { class: "filter", "aria-label": texts.filter, onchange },
      this.all,
      ...this.options,
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
}
