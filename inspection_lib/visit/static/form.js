// @ts-check
// The form on the page: masthead, areas, cards, status, keys.

/** @import { Area, Definition, HistoryRow, Link, View } from "./types" */
/** @import { Visit } from "./visit.js" */

import { Card } from "./card.js";
import { Conversation } from "./conversation.js";
import { button, make, placeCaret } from "./elements.js";
import { Leaving } from "./leaving.js";
import { Neighbours } from "./neighbours.js";
import { Press } from "./press.js";
import { Role } from "./role.js";
import { bringIntoView, catchWheel, isIdle } from "./scrolling.js";
import { Search } from "./search.js";
import { Status } from "./status.js";
import { fill } from "./texts.js";
import { openVisit } from "./visit.js";

/**
 * Open a visit, draw its form and begin to talk to the other side. Gives what ends all of it.
 * @param {HTMLElement} root
 * @param {Definition} definition
 * @param {Link} link
 * @param {(form: Form) => void} [furnish] adds to the form before its first area is drawn
 */
export async function mountForm(root, definition, link, furnish) {
  const visit = await openVisit(definition, link);
  const form = new Form(root, visit);
  const press = new Press();
  visit.view = press.calm(form);
  furnish?.(form);
  form.goTo(definition.areas[0].id);
  const [conversation, neighbours] = [new Conversation(visit), new Neighbours(visit)];
  conversation.start();
  neighbours.start();
  const onleave = (/** @type {Event} */ event) => visit.losesWhenClosed() && event.preventDefault();
  globalThis.addEventListener("beforeunload", onleave);
  return () => {
    globalThis.removeEventListener("beforeunload", onleave);
    neighbours.stop();
    conversation.stop();
    press.stop();
  };
}

/**
 * The form of one visit. Areas are drawn when they are first shown.
 * @implements {View}
 */
export class Form {
  /**
   * @param {HTMLElement} root
   * @param {Visit} visit
   */
  constructor(root, visit) {
    this.root = root;
    this.visit = visit;
    this.texts = visit.texts;
    /** @type {Map<string, Card>} */
    this.cards = new Map();
    /** @type {Map<string, {step: HTMLButtonElement, count: HTMLElement, bar: HTMLProgressElement}>} */
    this.steps = new Map();
    /** The item that had the focus last. */
    this.lastItem = "";
    this.search = new Search(visit, (id) => this.goToItem(id));
    this.status = new Status(visit);
    this.leaving = new Leaving(
      visit,
      this.status,
      (depth) => this.heading(depth),
      (id) => this.goToItem(id),
    );
    this.total = make("p", { class: "total" });
    this.tools = make("div", { class: "tools" });
    this.foot = make("div", { class: "foot" });
    this.body = make("div", { class: "body" });
    this.prepareRoot();
    catchWheel(root, this.body);
    this.root.replaceChildren(
      make("div", { class: "frame" }, this.drawMasthead(), this.drawSteps(), this.body),
      this.leaving.element,
    );
  }

  prepareRoot() {
    const { root, visit } = this;
    root.classList.add("inspection-form");
    root.setAttribute("lang", visit.definition.language);
    root.dataset.lmSuppressShortcuts = "true"; // else JupyterLab deletes the cell on "d d"
    for (const kind of ["keydown", "keyup", "keypress"])
      root.addEventListener(kind, (event) => event.stopPropagation());
    root.addEventListener("keydown", (event) => !event.isComposing && this.onKey(event));
    root.addEventListener("click", placeCaret);
    root.addEventListener("compositionstart", () => (visit.isComposing = true));
    root.addEventListener("compositionend", () => (visit.isComposing = false));
  }

  drawMasthead() {
    const { texts, visit } = this;
    const { campaign_title, demonstration, unit_name } = visit.definition;
    const next = button(texts.next_open, () => this.goNext(), { class: "main" });
    this.tools.append(this.total, next, this.search.element, this.leaving.button);
    this.foot.append(this.status.element, new Role(visit).element);
    return make(
      visit.link.heading ? "header" : "div", // a page has one masthead, and in a notebook it is not this one
      { class: "masthead" },
      demonstration ? make("p", { class: "demo", text: texts.demonstration }) : null,
      make(
        "div",
        { class: "head" },
        make(this.heading(0), { class: "unit", text: unit_name }),
        make("p", { class: "sub", text: campaign_title }),
      ),
      this.tools,
      this.foot,
      this.status.banner,
      make("p", { class: "keys", text: texts.keys }),
    );
  }

  /**
   * The tag of a heading: a notebook has its own first heading, a page of its own has not.
   * @param {number} depth
   */
  heading(depth) {
    return /** @type {"h1"} */ (`h${(this.visit.link.heading ?? 2) + depth}`);
  }

  drawSteps() {
    const list = make("ul");
    for (const area of this.visit.definition.areas) {
      const count = make("span", { class: "count" });
      const bar = make("progress", { max: "1", value: "0", "aria-hidden": "true" });
      const onclick = () => this.goTo(area.id, { focus: true });
      const title = make("span", { text: area.title });
      const step = make("button", { type: "button", class: "step", onclick }, title, count, bar);
      this.steps.set(area.id, { step, count, bar });
      list.append(make("li", {}, step));
    }
    return make("nav", { "aria-label": this.texts.steps }, list);
  }

  // --- what the visit tells ---

  showOpened() {
    this.root.dataset.ready = "true";
    if (this.visit.link.kind === "notebook" && isIdle()) this.root.scrollIntoView({ block: "start" });
  }

  /** @param {string} item */
  showItem(item) {
    this.cards.get(item)?.update();
    this.leaving.showItem(item);
  }

  /** @param {string} item */
  showEdited(item) {
    this.root.dataset.saved = "false";
    this.cards.get(item)?.showUnfinished();
  }

  /**
   * @param {string} item
   * @param {string} text
   */
  showTrouble(item, text) {
    this.cards.get(item)?.showTrouble(text);
    this.leaving.showTrouble(item, text);
  }

  /**
   * @param {string} item
   * @param {HistoryRow[]} rows
   */
  showHistory(item, rows) {
    this.cards.get(item)?.history.show(rows);
  }

  showLeaving() {
    this.leaving.update();
  }

  /** How far each area and the whole are. */
  showProgress() {
    const { items, definition } = this.visit;
    for (const area of definition.areas) {
      const step = this.steps.get(area.id);
      if (!step) continue;
      const progress = items.progress(idsOf(area));
      step.count.textContent = this.inWords(progress);
      step.bar.max = Math.max(1, progress.all);
      step.bar.value = progress.all ? progress.done : 1;
    }
    const progress = items.progress(items.ids);
    const isDone = progress.done === progress.all && !progress.evidence;
    const words = this.inWords(progress);
    this.total.textContent = isDone ? `${words} - ${this.texts.all_answered}` : words;
  }

  /** @param {{all: number, done: number, evidence: number}} progress */
  inWords(progress) {
    const { texts } = this;
    const parts = [fill(texts.progress, progress)];
    if (progress.evidence) parts.push(fill(texts.need_evidence, { count: progress.evidence }));
    return parts.join(", ");
  }

  showStatus() {
    const { visit } = this;
    this.status.update();
    this.root.dataset.saved = String(!visit.outbox.waiting.size && !visit.isTyping());
    this.leaving.updateWhenChanged();
  }

  // --- going from place to place ---

  /**
   * Show an area.
   * @param {string | undefined} id
   * @param {{focus?: boolean}} [options]
   */
  goTo(id, { focus = false } = {}) {
    for (const [area, { step }] of this.steps)
      if (area === id) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    const sections = /** @type {HTMLElement[]} */ ([...this.body.children]);
    for (const section of sections) section.hidden = section.dataset.area !== id;
    const area = this.visit.definition.areas.find((each) => each.id === id);
    if (area && !sections.some((section) => section.dataset.area === id)) this.drawArea(area);
    this.body.scrollTop = 0;
    if (focus)
      /** @type {HTMLElement | null} */ (this.body.querySelector("section:not([hidden]) .area"))?.focus();
  }

  /** @param {Area} area */
  drawArea(area) {
    const title = make(this.heading(1), { class: "area", text: area.title, tabindex: "-1" });
    const section = make("section", { "data-area": area.id }, title);
    for (const criterion of area.criteria) {
      section.append(make(this.heading(2), { class: "criterion", text: criterion.title }));
      for (const item of criterion.items) {
        const card = new Card(this.visit, item, this.heading(3), () => (this.lastItem = item.id));
        this.cards.set(item.id, card);
        section.append(card.element);
        card.update();
      }
    }
    this.body.append(section);
  }

  /** @param {string} id */
  goToItem(id) {
    this.goTo(this.visit.items.areaOf.get(id));
    const card = this.cards.get(id);
    if (!card) return;
    bringIntoView(this.root, this.body, card.element);
    card.focus();
  }

  /** The item that has the focus, or had it last. */
  here() {
    const card = document.activeElement?.closest?.("[data-item]");
    return /** @type {HTMLElement | null | undefined} */ (card)?.dataset.item ?? this.lastItem;
  }

  /** Go to the next item that is not answered; when there is none, to the first that lacks evidence. */
  goNext() {
    const { items } = this.visit;
    const start = items.ids.indexOf(this.here()) + 1;
    const open = [...items.ids.slice(start), ...items.ids.slice(0, start)].find((id) => items.isOpen(id));
    const next = open ?? items.ids.find((id) => items.needsEvidence(id));
    if (next) this.goToItem(next);
  }

  /**
   * Go some items on, or back, past those that are not asked.
   * @param {number} count
   */
  goBy(count) {
    const { items } = this.visit;
    const ids = items.ids.filter((id) => items.asked(id) !== "no");
    const at = Math.min(ids.length - 1, Math.max(0, ids.indexOf(this.here()) + count));
    if (ids[at]) this.goToItem(ids[at]);
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const isTyping = target.matches("input:not([type=radio]):not([type=checkbox]), textarea, select");
    if (event.altKey && event.key.toLowerCase() === "n") this.goNext();
    else if (event.altKey && event.key === "ArrowDown") this.goBy(1);
    else if (event.altKey && event.key === "ArrowUp") this.goBy(-1);
    else if (!isTyping && event.key === "/") this.search.focus();
    else if (event.key === "Escape" && this.search.isShown()) this.search.hide();
    else if (!isTyping && /^[1-9]$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      if (!choose(target, Number(event.key))) return;
    } else return;
    event.preventDefault();
  }
}

/** @param {Area} area */
function idsOf(area) {
  return area.criteria.flatMap((criterion) => criterion.items.map((item) => item.id));
}

/**
 * Choose the answer with a number, counted from 1, of the item around an element. Gives whether there was
 * one.
 * @param {HTMLElement} inside
 * @param {number} number
 */
function choose(inside, number) {
  /** @type {NodeListOf<HTMLInputElement> | undefined} */
  const choices = inside.closest("[data-item]")?.querySelectorAll(".control input[type=radio]");
  const choice = choices?.[number - 1];
  if (!choice || choice.disabled) return false;
  choice.click();
  choice.focus();
  return true;
}
