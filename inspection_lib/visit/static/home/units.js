// @ts-check
// The units of a campaign: those that are picked for today, and all of them, with a search.

import { button, make } from "../elements.js";
import { fill } from "../texts.js";
import { data } from "./server.js";

/** So many units are drawn at once: a country has thousands. */
const MOST_SHOWN = 60;

/**
 * @typedef {object} Unit
 * @property {string} code
 * @property {string} name
 * @property {string} above
 * @property {number} items
 * @property {number} depending how many of the items are asked after some answers only
 * @property {number} inspected
 * @property {number} contradictory
 * @property {string} step
 * @property {string} state
 * @property {string} last
 * @property {string} fault
 * @property {string[]} papers
 */

/**
 * What is done with a unit.
 * @typedef {object} Actions
 * @property {(unit: Unit) => void} open its panel
 * @property {(unit: Unit, picked: boolean) => void} pick
 */

/**
 * Draw units as a list.
 * @param {string} campaign
 * @param {Unit[]} units
 * @param {Set<string>} mine
 * @param {Actions} actions
 * @param {"h3"} heading
 */
export function drawUnits(campaign, units, mine, actions, heading = "h3") {
  return units
    .slice(0, MOST_SHOWN)
    .map((unit) => drawUnit(campaign, unit, mine.has(unit.code), actions, heading));
}

/**
 * @param {string} campaign
 * @param {Unit} unit
 * @param {boolean} isMine
 * @param {Actions} actions
 * @param {"h3"} heading
 */
function drawUnit(campaign, unit, isMine, actions, heading) {
  const { texts } = data;
  const address = `/form/${encodeURIComponent(campaign)}/${encodeURIComponent(unit.code)}`;
  const name = `${unit.code} ${unit.name}`;
  const depending = unit.depending ? fill(texts.depending, { count: unit.depending }) : "";
  const progress = fill(texts.progress, { done: unit.inspected, all: unit.items }) + depending;
  return make(
    "li",
    { class: "unit-row", "data-unit": unit.code },
    make(
      "div",
      { class: "about-unit" },
      make(heading, {}, make("span", { class: "code", text: unit.code }), ` ${unit.name}`),
      unit.above ? make("p", { class: "quiet", text: unit.above }) : null,
    ),
    make(
      "div",
      { class: "how-far" },
      make(
        "p",
        {},
        make("span", { class: `state ${unit.step}`, text: unit.state }),
        unit.last ? make("span", { class: "quiet", text: ` ${unit.last}` }) : null,
        unit.contradictory
          ? make("span", {
              class: "state broken",
              text: fill(texts.contradictory, { count: unit.contradictory }),
            })
          : null,
      ),
      make("progress", {
        max: String(Math.max(1, unit.items)),
        value: String(unit.inspected),
        "aria-hidden": "true",
      }),
      make("p", { class: "quiet", text: unit.fault || progress }),
    ),
    make(
      "div",
      { class: "row" },
      make("a", {
        class: "button main",
        href: address,
        text: texts.open_form,
        "aria-label": `${texts.open_form}: ${name}`,
      }),
      button(texts.more, () => actions.open(unit), { "aria-label": `${texts.more} ${name}` }),
      button(isMine ? texts.unpick : texts.pick, () => actions.pick(unit, !isMine), {
        "aria-label": `${isMine ? texts.unpick : texts.pick}: ${name}`,
      }),
    ),
  );
}

/**
 * How many units there are, in words.
 * @param {number} count
 */
export function countText(count) {
  const { texts } = data;
  if (!count) return texts.no_unit;
  return fill(count > MOST_SHOWN ? texts.units_shown : texts.units_found, { count, shown: MOST_SHOWN });
}
