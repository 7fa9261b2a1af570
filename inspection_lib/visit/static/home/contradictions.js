// @ts-check
// Answers that contradict each other, written out, and the decision between them.

import { button, make } from "../elements.js";
import { fill } from "../texts.js";
import { field } from "./panel.js";
import { call, data } from "./server.js";

/**
 * @typedef {{raw: string, text: string, note: string, role: string, when: string, machine: string}} Said
 *
 * @typedef {object} Contradiction
 * @property {string} item
 * @property {string} question
 * @property {string} source
 * @property {string} source_text
 * @property {Said[]} answers
 */

/**
 * Draw the contradictions of a unit. `onchanged` gets the unit as it stands after a decision.
 * @param {{campaign: string, unit: string}} where
 * @param {Contradiction[]} found
 * @param {() => string} role
 * @param {(unit: any) => void} onchanged
 */
export function drawContradictions(where, found, role, onchanged) {
  const { texts } = data;
  if (!found.length) return [make("p", { class: "quiet", text: texts.no_contradictions })];
  return found.map(({ item, question, source, source_text, answers }) => {
    const why = make("input", { type: "text", autocomplete: "off" });
    const trouble = make("p", { class: "trouble", role: "alert", hidden: true });
    const decide = async (/** @type {string} */ raw) => {
      trouble.hidden = Boolean(why.value.trim());
      if (!trouble.hidden) {
        trouble.textContent = texts.why_needed;
        return why.focus();
      }
      try {
        onchanged(await call("decide", { ...where, item, source, raw, note: why.value, role: role() }));
      } catch (error) {
        trouble.textContent = error instanceof Error ? error.message : String(error);
        trouble.hidden = false;
      }
    };
    const sides = answers.map((answer) =>
      make(
        "li",
        {},
        make("p", { class: "said", text: answer.text }),
        answer.note ? make("p", { text: answer.note }) : null,
        make("p", { class: "quiet", text: fill(texts.said_by, answer) }),
        button(texts.decide_for, () => decide(answer.raw), {
          "aria-label": `${texts.decide_for}: ${answer.text}`,
        }),
      ),
    );
    return make(
      "section",
      { class: "contradiction", "data-item": item },
      make("h4", { text: `${item} ${question}` }),
      make("p", { class: "quiet", text: source_text }),
      make("ul", { class: "sides" }, ...sides),
      field(texts.decide_why, why),
      trouble,
    );
  });
}
