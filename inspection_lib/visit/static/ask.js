// @ts-check
// A question that must be answered before anything else is done.

import { button, make } from "./elements.js";

/**
 * Ask. Gives whether the answer is yes; closing the dialog by Escape is no.
 * @param {HTMLElement} root the form: the dialog has its looks
 * @param {{title: string, yes: string, no: string}} texts
 * @param {(close: () => void) => Node[]} draw what stands between the title and the answers
 * @returns {Promise<boolean>}
 */
export function ask(root, texts, draw) {
  return new Promise((resolve) => {
    const title = make("h2", { text: texts.title, id: "inspection-question" });
    const dialog = make("dialog", { class: "ask", "aria-labelledby": title.id });
    const close = (answer = "") => dialog.close(answer);
    const no = button(texts.no, () => close(), { class: "main", autofocus: true });
    const answers = make(
      "div",
      { class: "answers" },
      no,
      button(texts.yes, () => close("yes")),
    );
    dialog.append(title, make("div", { class: "about" }, ...draw(close)), answers);
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    root.append(dialog);
    dialog.showModal();
  });
}
