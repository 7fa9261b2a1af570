// @ts-check
// The buttons that answer a criterion's items together, and the line that says what they did.

/** @import { Choice } from "./group.js" */
/** @import { Visit } from "./visit.js" */

import { button, make, setText } from "./elements.js";
import { Group, allYes, asClaimed, takes } from "./group.js";
import { fill } from "./texts.js";

/** A group of fewer is answered one by one. */
const LEAST = 2;

/** What stands beside the title of a criterion. */
export class GroupBar {
  /**
   * @param {Visit} visit
   * @param {string[]} ids
   */
  constructor(visit, ids) {
    this.visit = visit;
    this.ids = ids;
    this.group = new Group(visit);
    const { texts } = visit;
    /** @type {[text: string, choice: Choice, button: HTMLButtonElement][]} */
    this.ways = [
      [texts.agree_all, asClaimed, this.drawButton(asClaimed)],
      [texts.all_yes, allYes, this.drawButton(allYes)],
    ];
    this.told = make("span", { class: "told", role: "status" });
    this.undo = button(texts.undo_group, () => this.takeBack(), { class: "undo", hidden: true });
    const buttons = this.ways.map(([, , way]) => way);
    this.element = make("div", { class: "together" }, this.told, this.undo, ...buttons);
  }

  /** @param {Choice} choice */
  drawButton(choice) {
    return button("", () => this.answer(choice), { hidden: true });
  }

  /** @param {Choice} choice */
  answer(choice) {
    const { texts } = this.visit;
    const found = this.group.answer(this.ids, choice);
    setText(this.told, fill(found.left ? texts.group_done : texts.group_all_done, found));
    this.undo.hidden = false;
    this.undo.focus(); // the button that was pressed goes
    this.update();
  }

  takeBack() {
    const count = this.group.undo();
    setText(this.told, fill(this.visit.texts.group_undone, { count }));
    this.update();
    this.undo.hidden = true;
    this.ways.find(([, , way]) => !way.hidden)?.[2].focus();
  }

  /** How many items each button would answer now; none is shown for fewer than two. */
  update() {
    for (const [text, choice, way] of this.ways) {
      const count = this.ids.filter((id) => takes(this.visit, id, choice)).length;
      way.hidden = count < LEAST;
      setText(way, fill(text, { count }));
    }
  }
}
