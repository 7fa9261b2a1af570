// @ts-check
// Elements of the page. Text from people goes in as text and never as markup, so nothing typed can run.

/**
 * Make an element. Attributes that begin with "on" are listeners, "text" is its text; null, undefined and
 * false leave an attribute out.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | boolean | null | undefined | ((event: any) => unknown)>} [attributes]
 * @param {(Node | string | null | undefined)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (name === "text") element.textContent = String(value);
    else if (name in element && typeof value === "boolean") Reflect.set(element, name, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children) if (child !== null && child !== undefined) element.append(child);
  return element;
}

/**
 * A push button.
 * @param {string} text
 * @param {() => unknown} onclick
 * @param {Record<string, string | boolean | null | undefined>} [attributes]
 */
export function button(text, onclick, attributes = {}) {
  return make("button", { type: "button", ...attributes, text, onclick });
}

/**
 * Change the text of an element only where it differs: a screen reader reads a changed status aloud.
 * @param {HTMLElement} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Put the caret into an empty field after the second of two quick touches. Chromium takes the second one for
 * a double click, which selects a word; where there is none it sets no caret, and drops what is typed next.
 * @param {Event & {detail?: number, target: any}} event
 */
export function placeCaret({ detail, target }) {
  const isField = target.matches?.("input:not([type=radio], [type=checkbox], [type=file]), textarea");
  if (Number(detail) > 1 && isField && !target.value) target.setSelectionRange(0, 0);
}
