// @ts-check
// The areas of the form, one after the other: the steps that lead to them, and their cards. Areas are drawn
// when they are first shown. Before them stands, when there are any, the area of the last inspection's
// findings; its items have a second card there.

/** @import { Area, Item, OpenFinding } from "./types" */
/** @import { Visit } from "./visit.js" */

import { Card } from "./card.js";
import { make } from "./elements.js";
import { GroupBar } from "./group_bar.js";
import { bringIntoView } from "./scrolling.js";
import { fill } from "./texts.js";

/** The id of the area of findings; no area of a checklist is called so. */
const FOUND = " findings";

/** The steps, and the area that is shown. */
export class Areas {
  /**
   * @param {Visit} visit
   * @param {HTMLElement} root
   * @param {(depth: number) => "h1"} heading the tag of a heading at some depth
   */
  constructor(visit, root, heading) {
    this.visit = visit;
    this.root = root;
    this.heading = heading;
    this.texts = visit.texts;
    /**
     * The cards of each item: one in its area, and one among the findings.
     * @type {Map<string, Card[]>}
     */
    this.cards = new Map();
    /**
     * @typedef {{ids: string[], step: HTMLButtonElement, count: HTMLElement, bar: HTMLProgressElement}} Step
     * @type {Map<string, Step>}
     */
    this.steps = new Map();
    /** @type {Map<string, HTMLElement>} */
    this.sections = new Map();
    /** @type {GroupBar[]} */
    this.bars = [];
    /** The item that had the focus last. */
    this.lastItem = "";
    /** Called when an area is shown: nothing is filtered any more. */
    this.onshow = () => {};
    this.list = make("ul");
    this.element = make("nav", { "aria-label": this.texts.steps }, this.list);
    this.title = make(heading(1), { class: "area filtered", tabindex: "-1", hidden: true });
    this.nothing = make("p", { class: "nothing", text: this.texts.nothing_shown, hidden: true });
    this.body = make("div", { class: "body" }, this.title, this.nothing);
    for (const area of visit.definition.areas)
      this.list.append(this.drawStep(area.id, area.title, idsOf(area)));
  }

  /**
   * @param {string} id
   * @param {string} title
   * @param {string[]} ids
   */
  drawStep(id, title, ids) {
    const count = make("span", { class: "count" });
    const bar = make("progress", { max: "1", value: "0", "aria-hidden": "true" });
    const onclick = () => this.goTo(id, { focus: true });
    const name = make("span", { text: title });
    const step = make("button", { type: "button", class: "step", onclick }, name, count, bar);
    this.steps.set(id, { ids, step, count, bar });
    return make("li", {}, step);
  }

  /** Begin with the findings of the last inspection, if there are any. */
  showOpened() {
    const ids = this.visit.items.found();
    if (!ids.length || this.steps.has(FOUND)) return;
    this.list.prepend(this.drawStep(FOUND, this.texts.mended, ids));
    if (!this.lastItem) this.goTo(FOUND);
  }

  // --- drawing ---

  /** @param {string} id */
  draw(id) {
    const area = this.visit.definition.areas.find((each) => each.id === id);
    const title = area?.title ?? this.texts.mended;
    const head = make(this.heading(1), { class: "area", text: title, tabindex: "-1" });
    const section = make("section", { "data-area": id }, head);
    this.sections.set(id, section);
    if (area?.how) section.append(make("p", { class: "about", text: area.how }));
    if (area) for (const criterion of area.criteria) section.append(this.drawCriterion(criterion));
    else for (const item of this.steps.get(id)?.ids ?? []) section.append(this.drawFound(item));
    const order = [FOUND, ...this.visit.definition.areas.map((each) => each.id)];
    const later = order.slice(order.indexOf(id) + 1).map((each) => this.sections.get(each));
    this.body.insertBefore(section, later.find(Boolean) ?? null);
  }

  /** @param {{title: string, items: Item[], how?: string, depth?: number}} criterion */
  drawCriterion({ title, items, how, depth = 1 }) {
    const bar = new GroupBar(
      this.visit,
      items.map((item) => item.id),
    );
    this.bars.push(bar);
    bar.update();
    const name = depth > 1 ? "criterion below" : "criterion";
    const head = make(this.heading(1 + depth), { class: name, text: title });
    const cards = items.map((item) => this.drawCard(item, 2 + depth, ""));
    const about = how ? make("p", { class: "about", text: how }) : null;
    return make(
      "div",
      { class: "group" },
      make("div", { class: "title" }, head, bar.element),
      about,
      ...cards,
    );
  }

  /**
   * The findings on an item, with the item's card to answer right there.
   * @param {string} id
   */
  drawFound(id) {
    const { texts } = this;
    const draw = (/** @type {OpenFinding} */ { text, due, overdue, responsible }) => {
      const day = due ? fill(texts.mend_by, { day: due }) : "";
      const late = overdue ? make("strong", { class: "overdue", text: `(${texts.overdue})` }) : null;
      const who = responsible ? fill(texts.responsible, { who: responsible }) : "";
      const about = make("span", { class: "about" }, day, late && " ", late, day && who ? "; " : "", who);
      return make("li", {}, make("span", { text }), about);
    };
    const findings = (this.visit.items.states.get(id)?.findings ?? []).map(draw);
    const card = this.drawCard(this.visit.items.get(id), 2, "found-");
    return make("div", { class: "group found" }, make("ul", { class: "findings" }, ...findings), card);
  }

  /**
   * @param {Item} item
   * @param {number} depth
   * @param {string} place
   */
  drawCard(item, depth, place) {
    const card = new Card(this.visit, item, this.heading(depth), () => (this.lastItem = item.id), place);
    this.cards.set(item.id, [...this.cardsOf(item.id), card]);
    card.update();
    return card.element;
  }

  // --- what is shown ---

  /** @param {string} item */
  cardsOf(item) {
    return this.cards.get(item) ?? [];
  }

  /**
   * Show how far each area is.
   * @param {(progress: ReturnType<Visit["items"]["progress"]>) => string} inWords
   */
  update(inWords) {
    const { items } = this.visit;
    for (const { ids, count, bar } of this.steps.values()) {
      const progress = items.progress(ids);
      count.textContent = inWords(progress);
      bar.max = Math.max(1, progress.all);
      bar.value = progress.all ? progress.done : 1;
    }
    for (const bar of this.bars) bar.update();
  }

  /**
   * Show an area whole.
   * @param {string | undefined} id
   * @param {{focus?: boolean}} [options]
   */
  goTo(id, { focus = false } = {}) {
    if (!id) return;
    this.onshow();
    for (const [area, { step }] of this.steps)
      if (area === id) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    if (!this.sections.has(id)) this.draw(id);
    this.showOnly(null);
    for (const [area, section] of this.sections) section.hidden = area !== id;
    this.body.scrollTop = 0;
    if (focus) /** @type {HTMLElement | null} */ (this.sections.get(id)?.querySelector(".area"))?.focus();
  }

  /**
   * Show some items of all areas under one title.
   * @param {string} title
   * @param {Set<string>} ids
   */
  filter(title, ids) {
    for (const { step } of this.steps.values()) step.removeAttribute("aria-current");
    for (const { id } of this.visit.definition.areas) if (!this.sections.has(id)) this.draw(id);
    this.title.textContent = `${title}: ${ids.size}`;
    this.showOnly(ids);
    this.body.scrollTop = 0;
    this.title.focus();
  }

  /**
   * Hide all cards but some, with the groups and areas that have none of them.
   * @param {Set<string> | null} ids null: hide none
   */
  showOnly(ids) {
    this.title.hidden = !ids;
    this.nothing.hidden = !ids || ids.size > 0;
    this.body.classList.toggle("is-filtered", ids !== null);
    for (const [area, section] of this.sections) {
      for (const group of section.querySelectorAll(".group")) {
        const cards = /** @type {HTMLElement[]} */ ([...group.querySelectorAll("article")]);
        for (const card of cards) card.hidden = ids !== null && !ids.has(card.dataset.item ?? "");
        /** @type {HTMLElement} */ (group).hidden = ids !== null && cards.every((card) => card.hidden);
      }
      const hasAny = [...section.querySelectorAll("article")].some((card) => !card.hidden);
      section.hidden = ids !== null && (area === FOUND || !hasAny);
    }
  }

  /**
   * Go to an item: to its card in what is shown, or in its area.
   * @param {string} id
   */
  goToItem(id) {
    if (!this.shownCard(id)) this.goTo(this.visit.items.areaOf.get(id));
    const card = this.shownCard(id);
    if (!card) return;
    bringIntoView(this.root, this.body, card.element);
    card.focus();
  }

  /** @param {string} id */
  shownCard(id) {
    return this.cardsOf(id).find(({ element }) => !element.closest("[hidden]"));
  }

  /** The item that has the focus, or had it last. */
  here() {
    const card = document.activeElement?.closest?.("[data-item]");
    return /** @type {HTMLElement | null | undefined} */ (card)?.dataset.item ?? this.lastItem;
  }
}

/** @param {Area} area */
function idsOf(area) {
  return area.criteria.flatMap((criterion) => criterion.items.map((item) => item.id));
}
