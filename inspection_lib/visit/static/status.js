// @ts-check
// What is recorded, what waits and what is wrong, in one line and a banner.

/** @import { Visit } from "./visit.js" */

import { make, setText } from "./elements.js";
import { namesInWords } from "./facts.js";
import { fill } from "./texts.js";

/** The status of a visit. Green only when nothing can be lost by closing the page. */
export class Status {
  /** @param {Visit} visit */
  constructor(visit) {
    this.visit = visit;
    this.element = make("p", { class: "status", role: "status" });
    this.banner = make("div", { class: "banner", role: "alert", hidden: true });
  }

  update() {
    const { texts, visit } = this;
    const { link, outbox } = visit;
    const inWords = (/** @type {Iterable<string | undefined>} */ names) => namesInWords(names, visit);
    const waiting = inWords([...outbox.waiting.values()].map((message) => message.item));
    const unfinished = visit.unfinished();
    const parts = [];
    if (waiting) parts.push(fill(texts.some_unsaved, { count: outbox.waiting.size, items: waiting }));
    if (unfinished.length) parts.push(fill(texts.some_unfinished, { items: inWords(unfinished) }));
    if (visit.elsewhere.size) parts.push(fill(texts.some_elsewhere, { items: inWords(visit.elsewhere) }));
    if (visit.files.refused.size)
      parts.push(fill(texts.some_refused, { items: inWords(visit.files.refused.keys()) }));
    const isWhole = !parts.length;
    if (visit.isOpened && (isWhole || (link.savedText && !waiting)))
      parts.unshift(link.savedText?.() ?? texts.all_saved);
    setText(this.element, parts.join(" - "));
    this.element.classList.toggle("waiting", !isWhole || link.isKept?.() === false);
    this.element.classList.toggle("loose", visit.losesWhenClosed());
    this.updateBanner();
  }

  get texts() {
    return this.visit.texts;
  }

  updateBanner() {
    const { texts, visit } = this;
    const lines = [];
    if (visit.connection.isLost()) lines.push(texts.lost, texts.lost_remedy);
    if (visit.storeTrouble) lines.push(texts.store_trouble, visit.storeTrouble);
    if (!visit.store.lasting && !visit.link.isKept) lines.push(texts.browser_trouble);
    setText(this.banner, lines.join("\n"));
    this.banner.hidden = !lines.length;
  }
}
