// @ts-check
// Rows of cases: a line for each case that was looked at, with its name and its result. They are one text,
// `340: D01=yes; D02=no`, so that drafts, the outbox and the record treat them as any other answer. A blank
// line stands at the end; the next one appears when it is used. `answers/cases.py` reads the same text.
//
// Cases that were drawn from a register stand there from the start, each to be filled in. While a drawn row
// has no result it is no part of the text: nobody has looked at that case.

/** @import { Item } from "./types" */

import { button, make } from "./elements.js";

/** @typedef {{name: string, result: string}} Row */
/** @typedef {{population: string, rows: Row[]}} Cases */

/** What separates rows and their parts, and so cannot stand in a name. */
const SEPARATORS = /[;:=\n]/g;
const HEAD = /^(?:cases \d+(?:\/(\d+))?|([^;:=\n]*)):/;

/**
 * The rows of a text, also those that are not complete.
 * @param {string} text
 * @returns {Cases}
 */
export function rowsOf(text) {
  const head = HEAD.exec(text);
  const body = head ? text.slice(head[0].length) : text;
  const rows = body
    .split(/[;\n]/)
    .map((piece) => piece.split("="))
    .map(([name, result = ""]) => ({ name: name.trim(), result: result.trim() }))
    .filter(({ name, result }) => name || result);
  return { population: (head?.[1] ?? head?.[2] ?? "").trim(), rows };
}

/**
 * The text of rows as they are typed; "" where nothing is.
 * @param {Cases} cases
 */
export function textOf({ population, rows }) {
  const body = rows.map(({ name, result }) => `${name}=${result}`).join("; ");
  return population || body ? `${population}: ${body}` : "";
}

/**
 * What was typed into rows: without drawn ones that nobody has looked at yet.
 * @param {Cases} cases
 * @param {Pick<Item, "drawn" | "drawn_of">} item
 * @returns {Cases}
 */
export function typedOf({ population, rows }, { drawn = [], drawn_of = 0 }) {
  const typed = rows.filter(({ name, result }) => result || (name && !drawn.includes(name)));
  const isAsDrawn = !typed.length && drawn.length > 0 && population === String(drawn_of);
  return { population: isAsDrawn ? "" : population, rows: typed };
}

/**
 * Rows with all that were drawn, these first and in the order of the draw.
 * @param {Cases} cases
 * @param {Pick<Item, "drawn" | "drawn_of">} item
 * @returns {Cases}
 */
export function withDrawn({ population, rows }, { drawn = [], drawn_of = 0 }) {
  const known = new Map(rows.map((row) => [row.name, row]));
  const first = drawn.map((name) => known.get(name) ?? { name, result: "" });
  const others = rows.filter(({ name }) => !drawn.includes(name));
  return { population: population || (drawn.length ? String(drawn_of) : ""), rows: [...first, ...others] };
}

/** A name for a case that has none. Letters, so that no other laptop gives the same one. */
function anyName() {
  const letters = "abcdefghijkmnpqrstuvwxyz";
  const picked = crypto.getRandomValues(new Uint8Array(5));
  return `#${[...picked].map((byte) => letters[byte % letters.length]).join("")}`;
}

/** The rows on the page. */
export class CaseRows {
  /**
   * @param {Item} item
   * @param {Record<string, string>} texts
   * @param {string} name no other control of the page has it
   * @param {{onsoon: () => void, ontyped: () => void, onleft: () => void}} listeners
   */
  constructor(item, texts, name, listeners) {
    this.item = item;
    this.texts = texts;
    this.name = name;
    this.listeners = listeners;
    this.population = this.drawInput("", { inputmode: "numeric", class: "population" });
    const label = item.labels.case ?? texts.cases;
    this.list = make("div", { class: "cases-list" });
    this.element = make(
      "div",
      { class: "case-rows" },
      make("label", { class: "value" }, make("span", { text: `${label}: ${texts.in_all}` }), this.population),
      this.list,
    );
    this.draw({ population: "", rows: [] });
  }

  /** @param {Cases} cases */
  draw(cases) {
    const { population, rows } = withDrawn(cases, this.item);
    this.population.value = population;
    this.list.replaceChildren();
    for (const { name, result } of rows) this.add({ name, result: this.shown(result) });
    this.keepBlank();
  }

  /**
   * @param {string} value
   * @param {Record<string, string>} attributes
   */
  drawInput(value, attributes) {
    const { listeners } = this;
    const input = make("input", {
      type: "text",
      autocomplete: "off",
      "aria-describedby": `${this.name}-trouble`,
      oninput: () => {
        this.keepBlank();
        listeners.ontyped();
      },
      onchange: listeners.onleft,
      ...attributes,
    });
    input.value = value;
    return input;
  }

  /** @param {string} value */
  drawResult(value) {
    const { texts } = this;
    if (this.item.reduce !== "share")
      return this.drawInput(value, {
        inputmode: "decimal",
        class: "result",
        "aria-label": texts.case_figure,
      });
    const options = [
      ["", "…"],
      ["yes", texts.met],
      ["no", texts.not_met],
    ].map(([key, text]) => make("option", { value: key, text }));
    const onchange = () => {
      this.keepBlank();
      this.listeners.onsoon();
    };
    const select = make("select", { class: "result", "aria-label": texts.case_result, onchange }, ...options);
    select.value = value;
    return select;
  }

  /** @param {Row} row */
  add({ name, result }) {
    const named = this.drawInput(name, {
      class: "name",
      maxlength: "60",
      placeholder: this.texts.case_name,
      "aria-label": this.texts.case_name,
    });
    const isDrawn = this.item.drawn?.includes(name) ?? false;
    named.readOnly = isDrawn;
    const away = button("×", () => this.remove(line), {
      class: "quiet",
      "aria-label": this.texts.remove_case,
    });
    away.hidden = isDrawn;
    const line = make("div", { class: "case" }, named, this.drawResult(result), away);
    this.list.append(line);
  }

  /** @param {HTMLElement} line */
  remove(line) {
    line.remove();
    this.keepBlank();
    this.listeners.onsoon();
  }

  /** @returns {{name: HTMLInputElement, result: HTMLInputElement | HTMLSelectElement}[]} */
  lines() {
    return [...this.list.children].map((line) => ({
      name: /** @type {HTMLInputElement} */ (line.querySelector(".name")),
      result: /** @type {HTMLInputElement} */ (line.querySelector(".result")),
    }));
  }

  /** A blank line at the end, and a name for each result. */
  keepBlank() {
    for (const { name, result } of this.lines())
      if (result.value && !name.value.trim()) name.value = anyName();
    const last = this.lines().at(-1);
    if (!last || last.name.value.trim() || last.result.value) this.add({ name: "", result: "" });
  }

  text() {
    const rows = this.lines()
      .map(({ name, result }) => ({
        name: name.value.replace(SEPARATORS, " ").trim(),
        result: result.value.trim(),
      }))
      .filter(({ name, result }) => name || result);
    const population = this.population.value.replace(SEPARATORS, " ").trim();
    return textOf(typedOf({ population, rows }, this.item));
  }

  /**
   * Show rows, unless somebody types in them.
   * @param {string} text
   */
  show(text) {
    const cases = rowsOf(text);
    if (this.element.contains(document.activeElement) || textOf(cases) === this.text()) return;
    this.draw(cases);
  }

  /** @param {string} result */
  shown(result) {
    return this.item.reduce === "share" ? result : result.replace(".", ",");
  }

  /** @param {boolean} isDisabled */
  disable(isDisabled) {
    for (const field of this.element.querySelectorAll("input, select, button"))
      /** @type {HTMLInputElement} */ (field).disabled = isDisabled;
  }
}
