// @ts-check
// Spoken remarks in an item's card: record, stop, listen, keep or throw away.

/** @import { Item, Spoken } from "./types" */
/** @import { Visit } from "./visit.js" */

import { button, make, setText } from "./elements.js";
import { inMinutes } from "./sounds.js";
import { fill } from "./texts.js";
import { soundOf } from "./unkept.js";

/** Ms between two looks at the running time. */
const TICK = 250;

/** The button for a spoken remark, and what was spoken and is not kept yet. */
export class SpokenPanel {
  /**
   * @param {Visit} visit
   * @param {Item} item
   */
  constructor(visit, item) {
    this.visit = visit;
    this.item = item;
    this.texts = visit.texts;
    const start = async () => {
      await visit.sounds.start(item.id);
      this.stopButton.focus();
    };
    this.button = button(this.texts.record_sound, start, { class: "record" });
    this.time = make("strong", { role: "timer" });
    const stop = async () => {
      await visit.sounds.stop();
      /** @type {HTMLElement | null} */ (this.rest.querySelector("button.main"))?.focus();
    };
    this.stopButton = button(this.texts.stop, stop, { class: "main" });
    this.going = make("p", { class: "going", hidden: true }, this.time, this.stopButton);
    this.trouble = make("p", { class: "needed", role: "status", hidden: true });
    this.rest = make("div", { class: "rest" });
    this.element = make("div", { class: "spoken" }, this.trouble, this.going, this.rest);
    /**
     * What is drawn of each recording that is over.
     * @type {Map<Spoken, {row: HTMLElement, address: string}>}
     */
    this.drawn = new Map();
  }

  update() {
    const { sounds, unkept } = this.visit;
    const spoken = unkept.spokenOn(this.item.id);
    const isRunning = spoken.some((each) => each.isRunning);
    this.button.disabled = isRunning;
    this.going.hidden = !isRunning;
    clearInterval(this.clock);
    if (isRunning) this.clock = setInterval(() => this.tick(), TICK);
    this.tick();
    setText(this.trouble, sounds.troubles.get(this.item.id) ?? "");
    this.trouble.hidden = !this.trouble.textContent;
    this.updateRest(spoken.filter((each) => !each.isRunning));
  }

  tick() {
    const { sounds } = this.visit;
    const values = { time: inMinutes(sounds.seconds()), most: inMinutes(sounds.mostSeconds) };
    if (!this.going.hidden) setText(this.time, fill(this.texts.sound_runs, values));
  }

  /** @param {Spoken[]} over */
  updateRest(over) {
    for (const [spoken, { row, address }] of this.drawn)
      if (!over.includes(spoken)) {
        URL.revokeObjectURL(address);
        row.remove();
        this.drawn.delete(spoken);
      }
    for (const spoken of over) if (!this.drawn.has(spoken)) this.draw(spoken);
  }

  /** @param {Spoken} spoken */
  draw(spoken) {
    const { item, texts, visit } = this;
    const address = URL.createObjectURL(soundOf(spoken));
    const player = make("audio", {
      controls: true,
      preload: "metadata",
      src: address,
      "aria-label": spoken.name,
    });
    const back = () => (visit.view.showItem(item.id), visit.view.showStatus(), this.button.focus());
    const keep = async () => {
      const isKept = await visit.addFiles(item.id, [new File([soundOf(spoken)], spoken.name)]);
      const isTaken = visit.items.evidenceNames(item.id).includes(spoken.name);
      if (isTaken) await visit.unkept.drop(spoken, isKept);
      back();
    };
    const drop = async () => (await visit.unkept.drop(spoken), back());
    const values = { time: spoken.seconds ? inMinutes(spoken.seconds) : "" };
    const words = spoken.seconds ? fill(texts.sound_over, values) : texts.sound_found;
    const row = make(
      "div",
      { class: "over" },
      make("span", { text: words }),
      player,
      button(texts.keep_sound, keep, { class: "main" }),
      button(texts.drop_sound, drop),
      spoken.isKept ? null : make("p", { class: "wrong", role: "alert", text: texts.sound_not_on_disk }),
    );
    this.drawn.set(spoken, { row, address });
    this.rest.append(row);
  }
}
