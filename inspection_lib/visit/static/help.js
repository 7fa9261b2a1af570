// @ts-check
// What to look at on site, and the legal basis of an item.

/** @import { Item } from "./types" */

import { make } from "./elements.js";

/**
 * @param {Item} item
 * @param {Record<string, string>} texts
 */
export function drawHelp(item, texts) {
  const look = item.look.map((text) => make("li", { text }));
  const basis = item.basis.map(({ text, verified }) => {
    const doubt = make("span", { class: "unverified", text: ` (${texts.to_be_verified})` });
    return make("li", {}, text, verified ? null : doubt);
  });
  /** @type {[title: string, rows: HTMLElement[]][]} */
  const lists = [
    [texts.look, look],
    [texts.basis, basis],
  ];
  const drawn = lists
    .filter(([, rows]) => rows.length)
    .map(([title, rows]) => make("div", {}, make("strong", { text: title }), make("ul", {}, ...rows)));
  return drawn.length ? make("div", { class: "help" }, ...drawn) : null;
}
