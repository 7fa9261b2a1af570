// @ts-check
// Two answers to one item. Either somebody else answered while one was being given here (a conflict: one's
// own is not recorded yet), or two machines recorded different answers (a contradiction). A person chooses.

/** @import { EntryMessage, Head, Item } from "./types" */
/** @import { Visit } from "./visit.js" */

import { valuesOf } from "./answers.js";
import { button, make } from "./elements.js";

/** The box with two answers in an item's card. */
export class Conflict {
  /**
   * @param {Visit} visit
   * @param {Item} item
   */
  constructor(visit, item) {
    this.visit = visit;
    this.item = item;
    this.element = make("div", { class: "conflict", role: "group", hidden: true });
  }

  /** @param {EntryMessage | undefined} mine the answer from here that was refused */
  update(mine) {
    const { texts, items } = this.visit;
    const state = items.states.get(this.item.id);
    this.element.hidden = !mine && !state?.contradiction;
    if (this.element.hidden) return this.element.replaceChildren();
    const heads = items.heads(this.item.id);
    const title = mine ? texts.conflict : texts.contradiction;
    const sides = mine ? this.drawConflict(mine, heads) : this.drawContradiction(heads);
    this.element.setAttribute("aria-label", title);
    this.element.replaceChildren(make("p", { class: "title", text: title }), ...sides);
  }

  /**
   * @param {EntryMessage} mine
   * @param {Head[]} heads
   */
  drawConflict(mine, heads) {
    const { visit, item } = this;
    const { texts } = visit;
    const theirs = heads.map((head) => {
      const keep = button(texts.keep_theirs, () => visit.keepTheirs(item.id));
      return drawSide(texts.theirs, this.about(head), keep);
    });
    const answer = mine.kind === "withdrawn" ? texts.clear : this.inWords(mine.raw);
    const text = [answer, mine.note].filter(Boolean).join(" - ");
    const keep = button(texts.keep_mine, () => visit.keepMine(item.id));
    return [...theirs, drawSide(texts.mine, text, keep)];
  }

  /** @param {Head[]} heads */
  drawContradiction(heads) {
    const { visit, item } = this;
    const { texts } = visit;
    return heads.map((head) => {
      const decide = button(texts.decide_for, () => visit.decide(item.id, head));
      return drawSide(texts.theirs, this.about(head), head.kind === "withdrawn" ? null : decide);
    });
  }

  /** @param {Head} head */
  about(head) {
    const { texts } = this.visit;
    return [head.text || texts.clear, head.note, head.actor, head.when].filter(Boolean).join(" - ");
  }

  /**
   * A raw answer in words.
   * @param {string} raw
   */
  inWords(raw) {
    const { item } = this;
    const { texts } = this.visit;
    if (raw === "n/a") return texts.not_applicable;
    if (raw === "not_done") return texts.not_done;
    if (item.kind === "yes_no") return texts[raw];
    if (item.kind === "level") return item.levels.find(([key]) => key === raw)?.[1] ?? raw;
    const { first, second } = valuesOf(item, raw);
    return second === undefined ? first : `${first}/${second}`;
  }
}

/**
 * @param {string} title
 * @param {string} text
 * @param {HTMLElement | null} choice
 */
function drawSide(title, text, choice) {
  return make("div", { class: "side" }, make("strong", { text: title }), make("span", { text }), choice);
}
