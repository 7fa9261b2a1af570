// @ts-check
// A dialog over the page, with a title and one way out.

import { button, make } from "../elements.js";
import { data } from "./server.js";

let count = 0;

/**
 * Open a dialog; gives it, to close or to fill again.
 * @param {string} title
 * @param {Node[]} content
 * @param {() => void} [onclose]
 */
export function openPanel(title, content, onclose) {
  const heading = make("h2", { text: title, id: `panel-${++count}`, tabindex: "-1" });
  const dialog = make("dialog", { class: "ask panel", "aria-labelledby": heading.id });
  const close = button(data.texts.close, () => dialog.close());
  dialog.append(
    heading,
    make("div", { class: "about" }, ...content),
    make("div", { class: "answers" }, close),
  );
  dialog.addEventListener("close", () => {
    dialog.remove();
    onclose?.();
  });
  document.getElementById("page")?.append(dialog);
  dialog.showModal();
  heading.focus();
  return dialog;
}

/**
 * A field with its name above.
 * @param {string} name
 * @param {HTMLElement} input
 * @param {string} [kind]
 */
export function field(name, input, kind = "") {
  return make("label", { class: `field ${kind}` }, make("span", { text: name }), input);
}
