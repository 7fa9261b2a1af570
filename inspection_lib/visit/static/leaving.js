// @ts-check
// Before leaving: what is still open, the facts of the visit, what was said of the findings, the signatures,
// and the way to close the record. A page of its own over the form.

/** @import { Status } from "./status.js" */
/** @import { Visit } from "./visit.js" */

import { ask } from "./ask.js";
import { Discussed } from "./discussed.js";
import { button, make, setText } from "./elements.js";
import { isFact, nameOf, partsOf } from "./facts.js";
import { Signing } from "./signing.js";
import { isSelfScore } from "./store.js";
import { fill } from "./texts.js";
import { VisitFacts } from "./visit_facts.js";

/** A list of more items than these is folded until somebody opens it. */
const FEW = 5;

/** The page before leaving, and the button that opens it. */
export class Leaving {
  /**
   * @param {Visit} visit
   * @param {Status} status the form's own: while this page is shown it stands here
   * @param {(depth: number) => "h1"} heading the tag of a heading of the form
   * @param {(item: string) => void} goToItem
   */
  constructor(visit, status, heading, goToItem) {
    this.visit = visit;
    const { texts } = visit;
    this.goToItem = (/** @type {string} */ id) => {
      this.close();
      goToItem(id);
    };
    this.heading = heading;
    const below = /** @type {"h3"} */ (heading(1));
    this.status = status;
    this.state = make("div", { class: "state" });
    /**
     * Where the parts of the status are while this page is hidden.
     * @type {[part: HTMLElement, place: Comment][]}
     */
    this.places = [];
    this.title = make(heading(0), { class: "area", text: texts.before_leaving, tabindex: "-1" });
    this.lists = make("div", { class: "lists" });
    this.last = make("section", { class: "about", "aria-label": texts.closing });
    this.submitting = make("div", { class: "submitting" });
    this.submitButton = button(texts.submit, () => this.submit(), { class: "main" });
    this.last.append(
      make(below, { class: "criterion", text: texts.closing }),
      visit.link.judgesLater ? make("p", { text: texts.closing_tablet }) : this.submitting,
    );
    this.element = make(
      "section",
      {
        class: "end",
        "aria-label": texts.before_leaving,
        hidden: true,
        onkeydown: (event) => this.onKey(event),
      },
      make(
        "div",
        { class: "bar" },
        this.title,
        button(texts.back_to_form, () => this.close(true)),
      ),
      this.state,
    );
    this.button = button(texts.end, () => this.toggle(), { "aria-expanded": "false" });
    /**
     * Which lists somebody has opened or folded, by their titles.
     * @type {Map<string, boolean>}
     */
    this.folds = new Map();
    /** @type {{facts: VisitFacts | null, discussed: Discussed | null, signings: Signing[]} | null} */
    this.parts = null;
  }

  /** The parts are drawn when the page is first shown: 67 items need them rarely. */
  draw() {
    const { visit } = this;
    const { texts, definition } = visit;
    if (isSelfScore(definition)) {
      // what was seen, said and signed on the spot is the inspectors'
      this.element.append(this.lists, this.last);
      return { facts: null, discussed: null, signings: [] };
    }
    const [below, deeper] = [/** @type {"h3"} */ (this.heading(1)), /** @type {"h4"} */ (this.heading(2))];
    const facts = new VisitFacts(visit, below);
    const discussed = new Discussed(visit, below, deeper, this.goToItem);
    const signings = definition.signers.map(
      ([field, office]) => new Signing(visit, field, office, /** @type {"h3"} */ (this.heading(2))),
    );
    const signatures = make(
      "section",
      { class: "about", "aria-label": texts.signatures },
      make(below, { class: "criterion", text: texts.signatures }),
      make("p", { class: "hint", text: texts.sign_how }),
      make("div", { class: "signatures" }, ...signings.map((signing) => signing.element)),
    );
    this.element.append(this.lists, facts.element, discussed.element, signatures, this.last);
    return { facts, discussed, signings };
  }

  toggle() {
    if (!this.element.hidden) return this.close(true);
    this.parts ??= this.draw();
    this.show(true);
    this.update();
    this.element.scrollTop = 0;
    this.title.focus();
  }

  /** @param {boolean} [isBack] the focus goes back to the button */
  close(isBack = false) {
    this.show(false);
    if (isBack) this.button.focus();
  }

  /** @param {boolean} isShown */
  show(isShown) {
    this.element.hidden = !isShown;
    this.button.setAttribute("aria-expanded", String(isShown));
    this.moveStatus(isShown);
    const frame = /** @type {HTMLElement | null} */ (this.element.previousElementSibling);
    if (frame) frame.inert = isShown; // it lies under this page: neither the focus nor a reader goes there
  }

  /** @param {boolean} isHere */
  moveStatus(isHere) {
    for (const [part, place] of this.places) place.replaceWith(part);
    this.places = [];
    if (!isHere) return;
    for (const part of [this.status.element, this.status.banner]) {
      const place = document.createComment("status");
      part.replaceWith(place);
      this.places.push([part, place]);
      this.state.append(part);
    }
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    event.stopPropagation(); // the keys of the form belong to its cards
    if (event.key === "Escape" && !event.isComposing) this.close(true);
  }

  /** Draw anew when something came to wait, or waits no more. */
  updateWhenChanged() {
    if (this.element.hidden) return;
    const { outbox, elsewhere, files } = this.visit;
    const refused = [...files.refused.keys()];
    const now = `${outbox.waiting.size} ${this.visit.unfinished()} ${[...elsewhere]} ${refused}`;
    if (this.element.dataset.waiting === now) return;
    this.element.dataset.waiting = now;
    this.update();
  }

  /**
   * A fact, or an item, has changed.
   * @param {string} name
   */
  showItem(name) {
    if (this.element.hidden || !this.parts) return;
    if (!isFact(name)) return this.parts.discussed?.update();
    const { item } = partsOf(name);
    if (item) return this.parts.discussed?.update();
    this.parts.facts?.update();
    for (const signing of this.parts.signings) if (signing.name === name) signing.update();
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  showTrouble(name, text) {
    if (isFact(name)) this.fieldOf(name)?.showTrouble(text);
  }

  /** @param {string} name */
  fieldOf(name) {
    const { item, field } = partsOf(name);
    return item
      ? this.parts?.discussed?.fieldOf(item, field)
      : this.parts?.facts?.fields.find((each) => each.name === name);
  }

  update() {
    if (this.element.hidden || !this.parts) return;
    const { texts } = this.visit;
    const lists = this.open().map(([title, names]) => this.drawList(title, names));
    this.lists.replaceChildren(...(lists.length ? lists : [make("p", { text: texts.nothing_open })]));
    this.parts.facts?.update();
    this.parts.discussed?.update();
    for (const signing of this.parts.signings) signing.update();
    if (!this.visit.link.judgesLater) this.updateSubmitting();
  }

  updateSubmitting() {
    const { texts, outbox, submitted, minutes } = this.visit;
    const rows = submitted
      ? [make("p", { class: "done", text: fill(texts.submitted, { when: submitted }) })]
      : [];
    const { only_open } = this.visit.definition;
    if (only_open && !submitted) rows.push(make("p", { class: "hint", text: texts.unshown }));
    const text = only_open || this.open().length ? texts.submit_anyway : texts.submit;
    setText(this.submitButton, text);
    const hadFocus = this.submitButton === document.activeElement; // moving it takes the focus
    // not `disabled`, which would take the focus from a keyboard
    this.submitButton.setAttribute("aria-disabled", String(outbox.waiting.size > 0));
    rows.push(make("p", {}, this.submitButton, outbox.waiting.size ? ` ${texts.save_first}` : ""));
    if (minutes) rows.push(make("p", {}, texts.minutes));
    this.submitting.replaceChildren(...rows, ...(minutes ? [this.drawFiles(minutes)] : []));
    if (hadFocus) this.submitButton.focus();
  }

  /**
   * The lists of what is still open in one way or another, without the empty ones.
   * @returns {[title: string, names: string[]][]}
   */
  open() {
    const { texts, items, elsewhere, files } = this.visit;
    /** @type {[title: string, names: string[]][]} */
    const lists = [
      [texts.still_unfinished, this.visit.unfinished()],
      [texts.still_elsewhere, [...elsewhere].filter((name) => isFact(name) || items.byId.has(name))],
      [texts.still_contradiction, items.ids.filter((id) => items.isContradicted(id))],
      [texts.still_open, items.ids.filter((id) => items.isOpen(id))],
      [texts.still_reason, items.ids.filter((id) => items.lacksReason(id))],
      [texts.still_evidence, items.ids.filter((id) => items.needsEvidence(id))],
      [texts.still_refused, [...files.refused.keys()]],
    ];
    return lists.filter(([, names]) => names.length);
  }

  /**
   * Items with their questions, and facts by their labels; each leads to its place.
   * @param {string} title
   * @param {string[]} names
   * @param {() => void} [onleave]
   */
  drawList(title, names, onleave) {
    const rows = names.map((name) => {
      const text = isFact(name)
        ? nameOf(name, this.visit.texts)
        : `${name} ${this.visit.items.get(name).question}`;
      const go = () => (onleave?.(), this.go(name));
      return make("li", {}, button(text, go, { class: "small", title: text }));
    });
    const text = `${title}: ${names.length}`;
    const list = make("ul", {}, ...rows);
    if (onleave) return make("div", { class: "open" }, make("strong", { text }), list);
    const ontoggle = (/** @type {{target: HTMLDetailsElement}} */ { target }) =>
      this.folds.set(title, target.open);
    const open = this.folds.get(title) ?? names.length <= FEW;
    return make("details", { class: "open", open, ontoggle }, make("summary", { text }), list);
  }

  /** @param {string} name */
  go(name) {
    if (!isFact(name)) return this.goToItem(name);
    const signing = this.parts?.signings.find((each) => each.name === name);
    (signing ?? this.fieldOf(name))?.focus();
  }

  /** @param {string[]} files */
  drawFiles(files) {
    const rows = files.map((file) => {
      const href = this.visit.link.address?.(file) ?? file;
      return make("li", {}, make("a", { href, target: "_blank", rel: "noopener", text: file }));
    });
    return make("ul", {}, ...rows);
  }

  /** Submit. With something open, its questions are shown and somebody has to say so once more. */
  async submit() {
    const { texts, outbox, definition } = this.visit;
    if (outbox.waiting.size) return;
    const lists = this.open();
    if (lists.length || definition.only_open) {
      const words = { title: texts.ask_submit, yes: texts.submit_anyway, no: texts.go_back };
      const unseen = definition.only_open ? [make("p", { text: texts.unshown })] : [];
      const draw = (/** @type {() => void} */ close) => [
        ...unseen,
        ...lists.map(([title, names]) => this.drawList(title, names, close)),
      ];
      const form = /** @type {HTMLElement} */ (this.element.closest(".inspection-form"));
      if (!(await ask(form, words, draw))) return;
    }
    this.visit.put({ type: "submit" });
    this.update();
  }
}
