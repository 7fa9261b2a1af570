// @ts-check
// The search box: items by words or code, without marks and capitals.

/** @import { Visit } from "./visit.js" */

import { button, make } from "./elements.js";
import { fill, unmarked } from "./texts.js";

const MOST_SHOWN = 12;

/** The search box with its hits. */
export class Search {
  /**
   * @param {Visit} visit
   * @param {(item: string) => void} goToItem
   */
  constructor(visit, goToItem) {
    this.visit = visit;
    this.goToItem = goToItem;
    const { search } = visit.texts;
    const oninput = () => this.find();
    this.input = make("input", { type: "search", placeholder: search, "aria-label": search, oninput });
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

  find() {
    const words = unmarked(this.input.value.trim()).split(/\s+/).filter(Boolean);
    this.hits.hidden = !words.length;
    if (!words.length) return this.hits.replaceChildren();
    const found = [...this.visit.items.byId.values()].filter(({ id, question }) => {
      const text = unmarked(`${id} ${question}`);
      return words.every((word) => text.includes(word));
    });
    const count = make("li", { class: "hits", text: fill(this.visit.texts.found, { count: found.length }) });
    const rows = found.slice(0, MOST_SHOWN).map(({ id, question }) => {
      return make(
        "li",
        {},
        button(`${id} ${question}`, () => this.go(id)),
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
}
