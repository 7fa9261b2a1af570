// @ts-check
// Before leaving: of each finding what the head of the unit explained, what was agreed and by when.

/** @import { Visit } from "./visit.js" */

import { button, make, setText } from "./elements.js";
import { FactField } from "./fact_field.js";
import { OF_ITEM, factName } from "./facts.js";
import { fill } from "./texts.js";

/** The findings with their fields. */
export class Discussed {
  /**
   * @param {Visit} visit
   * @param {"h3"} heading
   * @param {"h4"} below
   * @param {(item: string) => void} goToItem
   */
  constructor(visit, heading, below, goToItem) {
    this.visit = visit;
    this.heading = below;
    this.goToItem = goToItem;
    const { texts, link } = visit;
    /** @type {Map<string, {element: HTMLElement, reason: HTMLElement, fields: FactField[]}>} */
    this.rows = new Map();
    this.list = make("div", { class: "findings" });
    this.none = make("p", { text: texts.no_findings });
    this.more = make("select", { id: `${visit.tab}-discuss` });
    this.more.append(
      make("option", { value: "", text: "" }),
      ...visit.items.ids.map((id) =>
        make("option", { value: id, text: `${id} ${visit.items.get(id).question}` }),
      ),
    );
    this.element = make(
      "section",
      { class: "about", "aria-label": texts.discussed },
      make(heading, { class: "criterion", text: texts.discussed }),
      link.judgesLater ? make("p", { class: "hint", text: texts.maybe_findings }) : null,
      make("p", { class: "hint", text: texts.no_names }),
      this.none,
      this.list,
      make("p", { class: "field" }, make("label", { for: this.more.id, text: texts.other_item }), this.more),
      // by a button: a list takes the first letter of a keyboard for a choice
      make(
        "p",
        {},
        button(texts.discuss_item, () => this.add()),
      ),
    );
    this.update();
  }

  add() {
    const id = this.more.value;
    if (!id) return;
    this.more.value = "";
    this.visit.facts.added.add(id);
    this.update();
    this.rows.get(id)?.fields[0].focus();
  }

  update() {
    const { visit } = this;
    const found = visit.facts.findings(visit.link.judgesLater ?? false);
    this.none.hidden = found.length > 0;
    for (const id of found) if (!this.rows.has(id)) this.rows.set(id, this.draw(id));
    const rows = [...this.rows].filter(([id]) => found.includes(id));
    const ordered = visit.items.ids.filter((id) => rows.some(([own]) => own === id));
    for (const [id, { element }] of this.rows) if (!found.includes(id)) element.remove();
    for (const [at, id] of ordered.entries()) {
      const row = this.rows.get(id);
      if (!row) continue;
      if (this.list.children[at] !== row.element) this.list.insertBefore(row.element, this.list.children[at]);
      setText(row.reason, this.reasonOf(id));
      for (const field of row.fields) field.update();
    }
  }

  /** @param {string} id */
  reasonOf(id) {
    const { judgement } = this.visit.items.states.get(id) ?? {};
    return [judgement?.label, judgement?.reason].filter(Boolean).join(": ");
  }

  /** @param {string} id */
  draw(id) {
    const { visit } = this;
    const { texts } = visit;
    const { question, due } = visit.items.get(id);
    const fields = OF_ITEM.map((field) => {
      const isDay = field === "agreed_by";
      const options = isDay
        ? { hint: fill(texts.plan_due, { day: due }), placeholder: texts.day_form }
        : { rows: 2 };
      return new FactField(visit, factName(id, field), options);
    });
    const reason = make("p", { class: "reason" });
    const go = button(`${id} ${question}`, () => this.goToItem(id), { class: "small" });
    const element = make(
      "article",
      { "data-finding": id, "aria-label": `${id} ${question}` },
      make(this.heading, { class: "question" }, go),
      reason,
      ...fields.map((field) => field.element),
    );
    return { element, reason, fields };
  }

  /**
   * @param {string} id
   * @param {string} field
   */
  fieldOf(id, field) {
    return this.rows.get(id)?.fields.find((each) => each.name === factName(id, field));
  }
}
