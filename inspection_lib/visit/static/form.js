// @ts-check
// The form on the page: masthead, areas, cards, status, keys.

/** @import { Definition, HistoryRow, Link, View } from "./types" */
/** @import { Visit } from "./visit.js" */

import { Areas } from "./areas.js";
import { Conversation } from "./conversation.js";
import { button, make, placeCaret } from "./elements.js";
import { Filter } from "./filter.js";
import { Keys } from "./keys.js";
import { Leaving } from "./leaving.js";
import { Neighbours } from "./neighbours.js";
import { Press } from "./press.js";
import { Role } from "./role.js";
import { catchWheel, isIdle } from "./scrolling.js";
import { Search } from "./search.js";
import { Status } from "./status.js";
import { isSelfScore } from "./store.js";
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
 * The form of one visit.
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
    this.areas = new Areas(visit, root, (depth) => this.heading(depth));
    this.areas.onshow = () => this.filter.reset();
    this.body = this.areas.body;
    this.search = new Search(visit, (id) => this.goToItem(id));
    this.filter = new Filter(visit, (title, ids) => this.show(title, ids));
    this.status = new Status(visit);
    this.leaving = new Leaving(
      visit,
      this.status,
      (depth) => this.heading(depth),
      (id) => this.goToItem(id),
    );
    this.keys = new Keys(this);
    this.total = make("p", { class: "total" });
    this.tools = make("div", { class: "tools" });
    this.prepareRoot();
    catchWheel(root, this.body);
    this.root.replaceChildren(
      make("div", { class: "frame" }, this.drawMasthead(), this.areas.element, this.body),
      this.leaving.element,
    );
  }

  prepareRoot() {
    const { root, visit } = this;
    root.classList.add("inspection-form");
    root.setAttribute("lang", visit.definition.language);
    root.setAttribute("tabindex", "-1"); // a press beside all fields leaves the focus, and so the keys, here
    root.dataset.lmSuppressShortcuts = "true"; // else JupyterLab deletes the cell on "d d"
    this.keys.listen();
    root.addEventListener("click", placeCaret);
    root.addEventListener("compositionstart", () => (visit.isComposing = true));
    root.addEventListener("compositionend", () => (visit.isComposing = false));
  }

  drawMasthead() {
    const { texts, visit } = this;
    const { campaign_title, demonstration, only_open, unit_name } = visit.definition;
    const next = button(texts.next_open, () => this.goNext(), { class: "main" });
    const opener = button(texts.tools, () => this.toggleTools(opener, masthead), {
      class: "opener",
      "aria-expanded": "false",
    });
    const role = new Role(visit).element;
    this.tools.append(next, this.filter.element, this.search.element, role, this.keys.button);
    this.tools.append(this.leaving.button, opener);
    const masthead = make(
      visit.link.heading ? "header" : "div", // a page has one masthead, and in a notebook it is not this one
      { class: "masthead" },
      make(
        "div",
        { class: "head" },
        make(this.heading(0), { class: "unit", text: unit_name }),
        make("p", { class: "sub", text: campaign_title }),
        isSelfScore(visit.definition) ? make("p", { class: "demo self", text: texts.self_score }) : null,
        only_open ? make("p", { class: "demo only-open", text: only_open }) : null,
        demonstration ? make("p", { class: "demo", text: texts.demonstration }) : null,
        this.total,
        this.status.element,
      ),
      this.tools,
      this.status.banner,
      this.keys.list,
    );
    return masthead;
  }

  /**
   * On a phone what is needed now and then lies behind a button.
   * @param {HTMLElement} opener
   * @param {HTMLElement} masthead
   */
  toggleTools(opener, masthead) {
    const isOpen = masthead.classList.toggle("is-open");
    opener.setAttribute("aria-expanded", String(isOpen));
  }

  /**
   * The tag of a heading: a notebook has its own first heading, a page of its own has not.
   * @param {number} depth
   */
  heading(depth) {
    return /** @type {"h1"} */ (`h${Math.min((this.visit.link.heading ?? 2) + depth, 6)}`);
  }

  // --- what the visit tells ---

  showOpened() {
    this.root.dataset.ready = "true";
    this.areas.showOpened();
    if (this.visit.link.kind === "notebook" && isIdle()) this.root.scrollIntoView({ block: "start" });
  }

  /** @param {string} item */
  showItem(item) {
    for (const card of this.areas.cardsOf(item)) card.update();
    this.leaving.showItem(item);
  }

  /** @param {string} item */
  showEdited(item) {
    this.root.dataset.saved = "false";
    for (const card of this.areas.cardsOf(item)) card.showUnfinished();
  }

  /**
   * @param {string} item
   * @param {string} text
   */
  showTrouble(item, text) {
    for (const card of this.areas.cardsOf(item)) card.showTrouble(text);
    this.leaving.showTrouble(item, text);
  }

  /**
   * @param {string} item
   * @param {HistoryRow[]} rows
   */
  showHistory(item, rows) {
    for (const card of this.areas.cardsOf(item)) card.history.show(rows);
  }

  showLeaving() {
    this.leaving.update();
  }

  /** How far each area and the whole are. */
  showProgress() {
    const { items } = this.visit;
    this.areas.update((progress) => this.parts(progress).join(""));
    this.filter.update();
    const progress = items.progress(items.ids);
    const isDone = progress.done === progress.all && !progress.evidence;
    const words = this.parts(progress);
    if (progress.depending && !progress.evidence) {
      // the head has room for one of the two; missing evidence comes first
      words.push(`, ${fill(this.texts.depending, { count: progress.depending })}`);
    }
    const more = isDone ? ` - ${this.texts.all_answered}` : words.slice(1).join("");
    this.total.replaceChildren(words[0], make("span", { class: "rest", text: more }));
  }

  /**
   * In words: how many are answered, then how many lack evidence.
   * @param {{all: number, done: number, evidence: number}} progress
   */
  parts(progress) {
    const { texts } = this;
    const parts = [fill(texts.progress, progress)];
    if (progress.evidence) parts.push(`, ${fill(texts.need_evidence, { count: progress.evidence })}`);
    return parts;
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
   */
  goTo(id) {
    this.areas.goTo(id);
  }

  /**
   * Show some items, or everything again.
   * @param {string} title
   * @param {Set<string> | null} ids
   */
  show(title, ids) {
    const { areas, visit } = this;
    if (ids) areas.filter(title, ids);
    else areas.goTo(visit.items.areaOf.get(areas.here()) ?? visit.definition.areas[0].id);
  }

  /** @param {string} id */
  goToItem(id) {
    this.areas.goToItem(id);
  }

  /** Go to the next item that is not answered; when there is none, to the first that lacks evidence. */
  goNext() {
    const { items } = this.visit;
    const start = items.ids.indexOf(this.areas.here()) + 1;
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
    const at = Math.min(ids.length - 1, Math.max(0, ids.indexOf(this.areas.here()) + count));
    if (ids[at]) this.goToItem(ids[at]);
  }
}
