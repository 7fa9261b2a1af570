// @ts-check
// Before leaving: when and where the visit was, who was present, and where the device is.

/** @import { Visit } from "./visit.js" */

import { button, make, setText } from "./elements.js";
import { FactField } from "./fact_field.js";
import { fill } from "./texts.js";

/** Ms for which the device may look for its position. */
const LOOK = 20_000;
const POSITION = "#position";

/** The fields about the whole visit. */
export class VisitFacts {
  /**
   * @param {Visit} visit
   * @param {"h3"} heading
   */
  constructor(visit, heading) {
    this.visit = visit;
    const { texts, definition } = visit;
    const moment = { isMoment: true, placeholder: texts.moment_form };
    this.fields = [
      new FactField(visit, "#begun", { ...moment, hint: texts.moment }),
      new FactField(visit, "#ended", { ...moment, hint: texts.moment }),
      new FactField(visit, "#place", { placeholder: definition.place }),
      new FactField(visit, "#present_team", { rows: 3, hint: texts.no_names }),
      new FactField(visit, "#present_unit", { rows: 3, hint: texts.no_names }),
    ];
    this.order = make("p", { class: "needed", role: "status", hidden: true });
    this.told = make("p", { class: "told", role: "status" });
    this.look = button(texts.get_position, () => this.locate());
    this.drop = button(texts.drop_position, () => this.takeBack());
    this.element = make(
      "section",
      { class: "about", "aria-label": texts.the_visit },
      make(heading, { class: "criterion", text: texts.the_visit }),
      make("div", { class: "facts" }, ...this.fields.map((field) => field.element)),
      this.order,
      make("div", { class: "position", "data-fact": POSITION }, this.look, this.drop, this.told),
    );
    this.update();
  }

  update() {
    const { visit } = this;
    const { facts, texts } = visit;
    for (const field of this.fields) field.update();
    setText(this.order, facts.endsBefore() ? texts.ends_before : "");
    this.order.hidden = !facts.endsBefore();
    const value = facts.value(POSITION);
    this.drop.hidden = !value;
    if (value) setText(this.told, positionInWords(value, texts.position_is));
    else if (this.told.dataset.is === "value") setText(this.told, "");
    this.told.dataset.is = value ? "value" : "";
  }

  /** Ask the browser for the position. Nothing is asked before somebody has pressed the button. */
  locate() {
    const { texts } = this.visit;
    if (!navigator.geolocation) return this.tell(texts.position_unknown);
    this.tell(texts.getting_position);
    const onfound = (/** @type {GeolocationPosition} */ found) => this.keep(found);
    const onfailed = (/** @type {GeolocationPositionError} */ { code, PERMISSION_DENIED }) =>
      this.tell(code === PERMISSION_DENIED ? texts.position_refused : texts.position_unknown);
    navigator.geolocation.getCurrentPosition(onfound, onfailed, {
      enableHighAccuracy: true,
      timeout: LOOK,
      maximumAge: 0,
    });
  }

  /** @param {GeolocationPosition} found */
  keep({ coords, timestamp }) {
    const value = JSON.stringify({
      latitude: coords.latitude.toFixed(6),
      longitude: coords.longitude.toFixed(6),
      accuracy: String(Math.ceil(coords.accuracy)),
      at: new Date(timestamp).toISOString(),
    });
    this.tell("");
    void this.visit.facts.note(POSITION, value);
    this.update();
  }

  takeBack() {
    void this.visit.facts.note(POSITION, "");
    this.tell("");
    this.update();
    this.look.focus();
  }

  /** @param {string} text */
  tell(text) {
    this.told.dataset.is = "";
    setText(this.told, text);
  }
}

/**
 * A position in words; one that was taken out of the record as it is.
 * @param {string} value
 * @param {string} text
 */
function positionInWords(value, text) {
  try {
    return fill(text, JSON.parse(value));
  } catch {
    return value;
  }
}
