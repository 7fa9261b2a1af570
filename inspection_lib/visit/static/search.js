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
    const onkeydown = (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Enter" && !event.isComposing) this.goToFirst();
    };
    const named = { type: "search", placeholder: search, "aria-label": search, enterkeyhint: "go" };
    this.input = make("input", { ...named, autocomplete: "off", oninput, onkeydown });
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

  goToFirst() {
    const [first] = this.found();
    if (first) this.go(first.id);
  }

  /** The items with all the words; none without a word. */
  found() {
    const words = unmarked(this.input.value.trim()).split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    return [...this.visit.items.byId.values()].filter(({ id, question }) => {
      const text = unmarked(`${id} ${question}`);
      return words.every((word) => text.includes(word));
    });
  }

  find() {
    const found = this.found();
    this.hits.hidden = !this.input.value.trim();
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
