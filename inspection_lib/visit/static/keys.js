// @ts-check
// The form's keys. They work while the focus is in the form and nobody is typing, and go no further: the
// notebook around the form has keys of its own.

/** @import { Search } from "./search.js" */
/** @import { Visit } from "./visit.js" */

import { button, make } from "./elements.js";

/** Letters that answer a yes/no item. */
const ANSWERS = new Map([
  ["y", "yes"],
  ["c", "yes"],
  ["n", "no"],
  ["k", "no"],
]);

/**
 * What the keys move in: the form.
 * @typedef {object} Place
 * @property {HTMLElement} root
 * @property {Visit} visit
 * @property {Search} search
 * @property {() => void} goNext
 * @property {(count: number) => void} goBy
 */

/** The keys, and the list of them that can be opened. */
export class Keys {
  /** @param {Place} form */
  constructor(form) {
    this.form = form;
    const { texts } = form.visit;
    this.list = make("p", {
      class: "keys",
      id: `${form.visit.tab}-keys`,
      text: texts.keys_help,
      hidden: true,
    });
    const state = { class: "keys-opener", "aria-expanded": "false", "aria-controls": this.list.id };
    this.button = button(texts.keys, () => this.toggle(), state);
  }

  /** Hear the keys pressed inside the form. */
  listen() {
    const { root } = this.form;
    for (const kind of ["keydown", "keyup", "keypress"])
      root.addEventListener(kind, (event) => event.stopPropagation());
    root.addEventListener("keydown", (event) => {
      if (!event.isComposing && this.handle(event)) event.preventDefault();
    });
  }

  toggle() {
    this.list.hidden = !this.list.hidden;
    this.button.setAttribute("aria-expanded", String(!this.list.hidden));
  }

  /**
   * Gives whether the key meant something.
   * @param {KeyboardEvent} event
   */
  handle(event) {
    const { form } = this;
    const target = /** @type {HTMLElement} */ (event.target);
    if (target.closest("dialog")) return false;
    if (event.altKey) return this.handleWithAlt(event.key);
    if (event.ctrlKey || event.metaKey) return false;
    if (event.key === "Escape" && form.search.isShown()) return (form.search.hide(), true);
    const isTyping = target.matches("input:not([type=radio]):not([type=checkbox]), textarea, select");
    return !isTyping && this.handleLetter(event.key.toLowerCase(), target);
  }

  /** @param {string} key */
  handleWithAlt(key) {
    if (key.toLowerCase() === "n") this.form.goNext();
    else if (key === "ArrowDown") this.form.goBy(1);
    else if (key === "ArrowUp") this.form.goBy(-1);
    else return false;
    return true;
  }

  /**
   * @param {string} key
   * @param {HTMLElement} target
   */
  handleLetter(key, target) {
    const { form } = this;
    const card = target.closest("[data-item]");
    const answer = ANSWERS.get(key);
    if (key === "t") form.goNext();
    else if (key === "/") form.search.focus();
    else if (key === "?") this.toggle();
    else if (key === "d") return press(card?.querySelector(".agree"));
    else if (answer) return press(card?.querySelector(`.control.yes_no input[value=${answer}]`));
    else if (/^[1-9]$/.test(key))
      return press(card?.querySelectorAll(".control input[type=radio]")[Number(key) - 1]);
    else return false;
    return true;
  }
}

/**
 * Press a button or a choice. Gives whether there is one that can be pressed.
 * @param {Element | null | undefined} element
 */
function press(element) {
  if (!(element instanceof HTMLElement) || !element.checkVisibility() || element.matches(":disabled"))
    return false;
  element.click();
  if (element.checkVisibility()) element.focus();
  return true;
}
