// @ts-check
// All that is done with one unit beside its form: what is open, contradictions, minutes, submit, report.

import { button, make } from "../elements.js";
import { fill } from "../texts.js";
import { drawContradictions } from "./contradictions.js";
import { field, openPanel } from "./panel.js";
import { addressOf, call, data } from "./server.js";
import { WorkPlace } from "./work.js";

/**
 * @typedef {object} UnitDetail
 * @property {boolean} begun
 * @property {string} submitted
 * @property {number} to_mend open findings that a form can ask about
 * @property {{title: string, questions: string[]}[]} points
 * @property {import("./contradictions.js").Contradiction[]} contradictions
 * @property {string[]} papers
 * @property {string[]} older those of the papers that show an earlier state of the record
 */

/**
 * Open the panel of a unit.
 * @param {string} campaign
 * @param {{code: string, name: string}} unit
 * @param {() => void} onclose
 */
export async function openUnit(campaign, unit, onclose) {
  const { texts } = data;
  const where = { campaign, unit: unit.code };
  const role = make("input", { type: "text", autocomplete: "off", value: data.actor });
  const work = new WorkPlace();
  const body = make("div", { class: "unit-body" });

  const draw = (/** @type {UnitDetail} */ detail) => {
    const isOpen = detail.begun && !detail.submitted;
    const run = async (/** @type {string} */ name, /** @type {object} */ more = {}) => {
      await work.run(name, { ...where, role: role.value, ...more });
      await look();
      work.reveal();
    };
    const contradicted = detail.contradictions.length > 0;
    const anyway = contradicted || detail.points.length > 0;
    const sides = detail.begun
      ? [
          make("h3", { text: texts.contradictions }),
          ...drawContradictions(where, detail.contradictions, () => role.value, draw),
        ]
      : [];
    const points = detail.points.map(({ title, questions }) =>
      make(
        "li",
        {},
        make("p", { class: "point", text: `${title}: ${questions.length}` }),
        make("ul", { class: "questions", tabindex: "0" }, ...questions.map((text) => make("li", { text }))),
      ),
    );
    body.replaceChildren(
      ...(contradicted ? sides : []),
      make("h3", { text: texts.points }),
      detail.submitted ? make("p", { text: fill(texts.submitted, { when: detail.submitted }) }) : "",
      detail.begun
        ? points.length
          ? make("ul", { class: "points" }, ...points)
          : make("p", { class: "good", text: contradicted ? texts.nothing_else_open : texts.nothing_open })
        : make("p", { class: "quiet", text: texts.not_begun }),
      ...(detail.begun
        ? [
            ...(contradicted ? [] : sides),
            field(texts.role, role),
            make(
              "div",
              { class: "row" },
              isOpen
                ? button(anyway ? texts.submit_anyway : texts.submit, () => run("submit", { anyway }), {
                    class: anyway ? "" : "main",
                  })
                : null,
              button(texts.minutes, () => run("minutes")),
              button(texts.report, () => run("report")),
            ),
          ]
        : []),
      ...drawPapers(detail.papers, detail.older),
      ...drawOpenWork(campaign, unit, detail.to_mend),
    );
  };
  const look = async () => draw(await call("unit", where));
  openPanel(`${unit.code} ${unit.name}`, [body, work.element], onclose);
  try {
    await look();
  } catch (error) {
    work.fail(error);
  }
}

/**
 * The way to the form that carries only what is open.
 * @param {string} campaign
 * @param {{code: string}} unit
 * @param {number} count
 */
function drawOpenWork(campaign, unit, count) {
  const { texts } = data;
  if (!count) return [];
  const href = `/open/${encodeURIComponent(campaign)}/${encodeURIComponent(unit.code)}`;
  const text = fill(texts.open_only, { count });
  return [
    make("h3", { text: texts.still_to_mend }),
    make("p", {}, make("a", { class: "button open-only", href, text })),
  ];
}

/**
 * Links to what was made, and which of it no longer shows the record as it is.
 * @param {string[]} papers
 * @param {string[]} older
 */
function drawPapers(papers, older) {
  const { texts } = data;
  if (!papers.length) return [];
  const links = papers.map((path) => {
    const own = path.endsWith(".docx") ? { download: true } : { target: "_blank", rel: "noopener" };
    return make("a", { class: "button", href: addressOf(path), text: nameOf(path), ...own });
  });
  const again = older.map(nameOf).join("; ");
  return [
    make("h3", { text: texts.papers }),
    again ? make("p", { class: "point", text: fill(texts.papers_older, { papers: again }) }) : "",
    make("div", { class: "row papers" }, ...links),
  ];
}

/** @param {string} path */
function nameOf(path) {
  const { texts } = data;
  if (path.endsWith(".docx")) return texts.paper_word;
  return path.endsWith("report.html") ? texts.paper_report : texts.paper_minutes;
}
