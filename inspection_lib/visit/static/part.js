// @ts-check
// A part of a card that is folded away until it is wanted: a button, and the panel that it opens.

import { button, make } from "./elements.js";

/** A button and its panel. */
export class Part {
  /**
   * @param {string} label
   * @param {string} name id of the panel
   * @param {(Node | null)[]} content
   * @param {() => void} [onopen]
   */
  constructor(label, name, content, onopen) {
    this.onopen = onopen;
    this.panel = make("div", { class: "part", id: name, hidden: true }, ...content);
    this.button = button(label, () => this.toggle(), { "aria-expanded": "false", "aria-controls": name });
    /** Why it was opened by itself last; empty when nothing asks for it. */
    this.reason = "";
  }

  get isOpen() {
    return !this.panel.hidden;
  }

  /** @param {boolean} isOpen */
  show(isOpen) {
    if (isOpen === this.isOpen) return;
    this.panel.hidden = !isOpen;
    this.button.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) this.onopen?.();
  }

  /**
   * Show on the button how much lies in it. The number is no part of the button's name.
   * @param {number} number
   */
  count(number) {
    this.button.toggleAttribute("data-count", number > 0);
    if (number) this.button.dataset.count = String(number);
  }

  toggle() {
    this.show(!this.isOpen);
  }

  /**
   * Open it when something in it has come to need attention. It stays open when nothing does any more, and it
   * stays closed when somebody has closed it: for each reason it is opened once.
   * @param {string} reason empty: nothing needs attention
   */
  openFor(reason) {
    if (reason && reason !== this.reason) this.show(true);
    this.reason = reason;
  }
}
