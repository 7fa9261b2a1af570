// @ts-check
// Everything that was recorded of one item, fetched when it is opened.

/** @import { HistoryRow, Item } from "./types" */
/** @import { Visit } from "./visit.js" */

import { button, make } from "./elements.js";

/** The history in an item's card, and the button that opens it. */
export class ItemHistory {
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
        [becomes, note].filter(Boolean).join(" - "),
      ];
      return make("tr", {}, ...cells.map((text) => make("td", { text })));
    });
    this.element.replaceChildren(
      make(
        "table",
        {},
        make("caption", { class: "unseen", text: texts.history }),
        make("thead", {}, make("tr", {}, ...head)),
        make("tbody", {}, ...body),
      ),
    );
    this.element.setAttribute("tabindex", "0");
    this.element.setAttribute("role", "region");
    this.element.setAttribute("aria-label", texts.history);
  }
}
