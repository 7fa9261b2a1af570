// @ts-check
// The control with which one item is answered, by the item's kind.

/** @import { ControlValues, Item } from "./types" */

import { CaseRows } from "./cases.js";
import { make } from "./elements.js";
import { fill } from "./texts.js";

/**
 * What happens at a control: a choice that is complete, a letter, the end of typing.
 * @typedef {{onsoon: () => void, ontyped: () => void, onleft: () => void}} Listeners
 */

/** The inputs of one item. */
export class Control {
  /**
   * @param {Item} item
   * @param {Record<string, string>} texts
   * @param {string} name no other control of the page has it
   * @param {Listeners} listeners
   */
  constructor(item, texts, name, listeners) {
    this.item = item;
    this.texts = texts;
    this.name = name;
    this.listeners = listeners;
    /** @type {Record<string, HTMLInputElement | HTMLTextAreaElement>} */
    this.fields = {};
    /** @type {Record<string, HTMLInputElement>} */
    this.boxes = {};
    /** @type {CaseRows | null} */
    this.rows = null;
    const parts = this.drawParts();
    this.excused = this.drawBox("excused", texts.not_applicable);
    this.excused.hidden = !item.takes_na;
    const legend = make("legend", { class: "unseen", text: `${item.id} ${item.question}` });
    this.element = make("fieldset", { class: `control ${item.kind}` }, legend, ...parts, this.excused);
  }

  /** @returns {HTMLElement[]} */
  drawParts() {
    const { item, texts } = this;
    const { labels } = item;
    switch (item.kind) {
      case "yes_no":
        return this.drawChoices([
          ["yes", texts.yes],
          ["no", texts.no],
        ]);
      case "level":
        return this.drawChoices(item.levels);
      case "ratio":
        return this.drawPair(labels.numerator ?? texts.numerator, labels.denominator ?? texts.denominator);
      case "count":
        return this.drawPair(
          labels.done ?? labels.numerator ?? texts.done,
          labels.target ?? labels.denominator ?? texts.target,
        );
      case "occurrences":
        return [this.drawField("first", labels.occurrence ?? texts.cases, { inputmode: "numeric" })];
      case "date": {
        const day = { inputmode: "numeric", placeholder: texts.day_form };
        return [this.drawField("first", texts.day, day), this.drawBox("undone", texts.not_done)];
      }
      case "cases":
        this.rows = new CaseRows(item, texts, this.name, this.listeners);
        return [this.rows.element];
      case "points": {
        const [least, most, step] = [item.least ?? "", item.most, item.step].map((one) =>
          one.replace(".", ","),
        );
        const inside = step ? texts.points_in_steps : texts.points_range;
        const label = fill(least ? texts.points_outside : inside, { least, most, step });
        return [this.drawField("first", label, { inputmode: item.negative ? "text" : "decimal" })];
      }
      case "number": {
        // keyboards of figures have neither a minus on every phone nor the letters of "triệu"
        const inputmode = item.negative || item.money ? "text" : "decimal";
        return [this.drawField("first", labels.unit ?? labels.value ?? "", { inputmode })];
      }
      default:
        return [this.drawText()];
    }
  }

  /** @param {[key: string, label: string][]} pairs */
  drawChoices(pairs) {
    return pairs.map(([value, label], index) => {
      const input = make("input", { type: "radio", name: this.name, value, onchange: this.listeners.onsoon });
      const key = make("kbd", { text: String(index + 1), "aria-hidden": "true" });
      return make("label", { class: "choice" }, input, make("span", {}, key, label));
    });
  }

  /**
   * @param {string} first
   * @param {string} second
   */
  drawPair(first, second) {
    const numeric = { inputmode: "numeric" };
    return [this.drawField("first", first, numeric), this.drawField("second", second, numeric)];
  }

  /**
   * @param {"first" | "second"} key
   * @param {string} label
   * @param {Record<string, string>} attributes
   */
  drawField(key, label, attributes) {
    const { name, listeners } = this;
    const input = make("input", {
      type: "text",
      id: `${name}-${key}`,
      autocomplete: "off",
      "aria-describedby": `${name}-trouble`,
      oninput: listeners.ontyped,
      onchange: listeners.onleft,
      ...attributes,
    });
    this.fields[key] = input;
    return make("label", { class: "value" }, make("span", { text: label }), input);
  }

  drawText() {
    const { name, listeners } = this;
    this.fields.first = make("textarea", {
      rows: "2",
      oninput: listeners.ontyped,
      onchange: listeners.onleft,
      "aria-labelledby": `${name}-question`,
    });
    return this.fields.first;
  }

  /**
   * @param {"undone" | "excused"} key
   * @param {string} label
   */
  drawBox(key, label) {
    this.boxes[key] = make("input", { type: "checkbox", onchange: this.listeners.onsoon });
    return make("label", { class: "choice quiet" }, this.boxes[key], make("span", { text: label }));
  }

  /** @returns {HTMLInputElement[]} */
  radios() {
    return [...this.element.querySelectorAll("input")].filter((input) => input.type === "radio");
  }

  /** @returns {ControlValues} */
  values() {
    const chosen = this.radios().find((radio) => radio.checked);
    return {
      first: this.rows?.text() ?? this.fields.first?.value ?? chosen?.value ?? "",
      second: this.fields.second?.value ?? "",
      undone: this.boxes.undone?.checked ?? false,
      excused: this.isExcused(),
    };
  }

  /**
   * Show values, except in the field that has the focus.
   * @param {ControlValues} values
   */
  set(values) {
    for (const radio of this.radios()) radio.checked = radio.value === values.first;
    for (const key of /** @type {const} */ (["first", "second"])) {
      const field = this.fields[key];
      if (field && field !== document.activeElement) field.value = values[key] ?? "";
    }
    this.rows?.show(values.first ?? "");
    if (this.boxes.undone) this.boxes.undone.checked = Boolean(values.undone);
    this.boxes.excused.checked = Boolean(values.excused);
    // an answer from before that is not applicable can still be taken back
    this.excused.hidden = !this.item.takes_na && !values.excused;
  }

  isExcused() {
    return this.boxes.excused.checked;
  }

  /** Close the fields that mean nothing while "not applicable" or "not done" is ticked. */
  disable() {
    const isExcused = this.isExcused();
    this.rows?.disable(isExcused);
    const isUndone = Boolean(this.boxes.undone?.checked);
    for (const input of [...this.radios(), ...Object.values(this.fields), ...Object.values(this.boxes)])
      if (input !== this.boxes.excused)
        input.disabled = isExcused || (isUndone && input === this.fields.first);
  }

  /** @param {boolean} isInvalid */
  setInvalid(isInvalid) {
    for (const field of Object.values(this.fields)) field.setAttribute("aria-invalid", String(isInvalid));
  }

  /** Where the focus goes. */
  first() {
    const wanted = "input:checked, input:not([type=radio]), textarea, input";
    return /** @type {HTMLElement | null} */ (this.element.querySelector(wanted));
  }
}
