// @ts-check
// Between press and release nothing may move.
//
// A press takes the focus from the field before it. What was typed there is read then, and its card grows or
// shrinks. If that were drawn at once, the finger would be lifted over another element, and the browser would
// make no click of it. So what a visit tells the page waits until the click is done. The same holds for
// replies that come while a finger is down.
//
// A touch is longer than it seems: the browser first reports the release, and only then takes the focus from
// the field and makes the click.

/** @import { View } from "./types" */

/** Ms after a release within which its click comes. Without a click (a drag), drawing goes on after them. */
const CLICK_WITHIN = 400;

/** Whether a finger or a mouse button is down, and what waits for its release. */
export class Press {
  constructor() {
    this.isDown = false;
    /**
     * What waits, by what it is about: of two of one kind only the later one is drawn.
     * @type {Map<string, () => void>}
     */
    this.waiting = new Map();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    this.listening = new AbortController();
    const { signal } = this.listening;
    const hear = (/** @type {string} */ kind, /** @type {(event: any) => void} */ listener) =>
      globalThis.addEventListener(kind, listener, { capture: true, passive: true, signal });
    hear("pointerdown", (event) => event.isPrimary && event.button === 0 && this.begin());
    hear("pointerup", (event) => event.isPrimary && this.endAfter(CLICK_WITHIN));
    hear("click", () => this.endAfter(0)); // after the click's own listeners
    hear("pointercancel", () => this.end());
    // the release itself can go to somebody else: to the list of a select, to another window
    hear("pointermove", (event) => event.pointerType === "mouse" && !event.buttons && this.endAfter(0));
    hear("keydown", () => this.end());
    hear("blur", (event) => event.target === globalThis && this.end());
  }

  stop() {
    this.listening.abort();
    this.end();
  }

  begin() {
    clearTimeout(this.timer);
    this.isDown = true;
  }

  /** @param {number} ms */
  endAfter(ms) {
    if (!this.isDown) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.end(), ms);
  }

  end() {
    clearTimeout(this.timer);
    this.isDown = false;
    const works = [...this.waiting.values()];
    this.waiting.clear();
    for (const work of works) work();
  }

  /**
   * Do something now or, while something is pressed, after its release.
   * @param {string} about
   * @param {() => void} work
   */
  afterwards(about, work) {
    if (!this.isDown) return work();
    this.waiting.delete(about);
    this.waiting.set(about, work);
  }

  /**
   * A view that is told nothing between press and release, but what is done to the pressed element itself.
   * @param {View} view
   * @returns {View}
   */
  calm(view) {
    return {
      showEdited: (item) => view.showEdited(item),
      showHistory: (item, rows) => this.afterwards(`history ${item}`, () => view.showHistory(item, rows)),
      showItem: (item) => this.afterwards(`item ${item}`, () => view.showItem(item)),
      showLeaving: () => this.afterwards("leaving", () => view.showLeaving()),
      showOpened: () => this.afterwards("opened", () => view.showOpened()),
      showProgress: () => this.afterwards("progress", () => view.showProgress()),
      showStatus: () => this.afterwards("status", () => view.showStatus()),
      showTrouble: (item, text) => this.afterwards(`trouble ${item}`, () => view.showTrouble(item, text)),
    };
  }
}
