// @ts-check
// The card of one item: question, help, control, remark, evidence, and how the item stands.

/** @import { Draft, Item, Standing, Typed } from "./types" */
/** @import { Visit } from "./visit.js" */

import { isFar, valuesOf } from "./answers.js";
import { Conflict } from "./conflict.js";
import { Control } from "./control.js";
import { button, make, setText } from "./elements.js";
import { Evidence } from "./evidence.js";
import { ItemHistory } from "./history.js";
import { fill } from "./texts.js";

/** One item on the page. */
export class Card {
  /**
   * @param {Visit} visit
   * @param {Item} item
   * @param {"h1"} heading the tag of the question
   * @param {() => void} onfocusin
   */
  constructor(visit, item, heading, onfocusin) {
    this.visit = visit;
    this.item = item;
    this.texts = visit.texts;
    const { texts } = this;
    const name = `${visit.tab}-${item.id}`; // two forms on one page have no element of the same name
    this.badge = make("span", { class: "badge" });
    this.reason = make("p", { class: "reason" });
    this.saved = make("span", { class: "saved" });
    this.claim = make("p", { class: "claim" });
    this.before = make("p", { class: "before", hidden: true });
    this.trouble = make("p", { class: "trouble", role: "alert", hidden: true, id: `${name}-trouble` });
    this.doubt = make("p", { class: "needed", role: "status", hidden: true });
    this.personal = make("p", { class: "needed personal", role: "status", hidden: true });
    this.whyFolded = make("p", { class: "folded", hidden: true });
    const onsoon = () => this.edited({ soon: true });
    const ontyped = () => this.edited();
    const onleft = () => visit.commit(item.id);
    this.control = new Control(item, texts, name, { onsoon, ontyped, onleft });
    this.evidence = new Evidence(visit, item, name, () => this.update());
    this.conflict = new Conflict(visit, item);
    this.history = new ItemHistory(visit, item);
    const note = { rows: "2", id: `${name}-note`, "aria-describedby": `${name}-trouble` };
    this.note = make("textarea", { ...note, oninput: ontyped, onchange: onleft });
    this.noteLabel = make("label", { for: `${name}-note`, text: texts.remark });
    this.cause = make(
      "select",
      { id: `${name}-cause`, onchange: onsoon },
      make("option", { value: "", text: texts.no_cause }),
      ...visit.definition.causes.map(([key, label]) => make("option", { value: key, text: label })),
    );
    const causeLabel = make("label", { for: `${name}-cause`, text: texts.cause });
    this.causeField = make("p", { class: "field cause", hidden: true }, causeLabel, this.cause);
    this.undoButton = button(texts.undo, () => visit.undo(item.id), { hidden: true });
    this.clearButton = button(texts.clear, () => this.clear(), { hidden: true });
    this.more = this.drawMore();
    this.element = this.draw(name, heading, onfocusin);
  }

  drawMore() {
    const { button: historyButton, element: history } = this.history;
    return make(
      "div",
      { class: "more" },
      make("div", { class: "field" }, this.noteLabel, this.note),
      this.causeField,
      this.evidence.element,
      make("div", { class: "acts" }, this.clearButton, this.undoButton, historyButton, this.saved),
      history,
    );
  }

  /**
   * @param {string} name
   * @param {"h1"} heading
   * @param {() => void} onfocusin
   */
  draw(name, heading, onfocusin) {
    const { id, question } = this.item;
    const code = make("span", { class: "code", text: id });
    const title = make(heading, { class: "question", id: `${name}-question` }, code, ` ${question}`);
    return make(
      "article",
      { "data-item": id, "aria-labelledby": `${name}-question`, onfocusin },
      make("div", { class: "top" }, title, this.badge),
      this.whyFolded,
      this.drawHelp(),
      this.claim,
      this.before,
      this.conflict.element,
      this.control.element,
      this.trouble,
      this.doubt,
      this.personal,
      this.reason,
      this.more,
    );
  }

  /** What to look at on site and the legal basis, folded away. */
  drawHelp() {
    const { item, texts } = this;
    const basis = item.basis.map(({ text, verified }) => {
      const doubt = make("span", { class: "unverified", text: ` (${texts.to_be_verified})` });
      return make("li", {}, text, verified ? null : doubt);
    });
    const look = item.look.map((text) => make("li", { text }));
    if (!basis.length && !look.length) return null;
    const title = [look.length ? texts.look : "", basis.length ? texts.basis : ""]
      .filter(Boolean)
      .join(" - ");
    return make(
      "details",
      {},
      make("summary", { text: title }),
      look.length ? make("ul", { class: "look" }, ...look) : null,
      basis.length ? make("ul", { class: "basis" }, ...basis) : null,
    );
  }

  // --- what is typed ---

  /** @param {{soon?: boolean}} [options] */
  edited(options) {
    this.warn();
    this.visit.edited(this.item.id, this.typed(), options);
  }

  /** @returns {Typed} */
  typed() {
    return { values: this.control.values(), note: this.note.value, cause: this.cause.value };
  }

  /**
   * Show an answer. The field that has the focus stays as it is: somebody is typing there.
   * @param {Typed} typed
   */
  set({ values, note, cause }) {
    this.control.set(values);
    if (this.note !== document.activeElement) this.note.value = note;
    this.cause.value = cause;
  }

  clear() {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    focused?.blur?.();
    this.set({ values: {}, note: this.note.value, cause: "" });
    this.edited({ soon: true });
  }

  focus() {
    (this.control.first() ?? this.element).focus({ preventScroll: true });
  }

  /** Warn of what looks like personal data, while it is typed and after it is kept. Nothing is held back. */
  warn() {
    const { visit, item } = this;
    const state = visit.items.states.get(item.id);
    const answer = item.kind === "text" ? (this.control.values().first ?? "") : "";
    const names = (state?.pieces ?? []).map(({ name }) => name);
    const kinds = visit.personal.find([this.note.value, answer, ...names]);
    setText(this.personal, visit.personal.warning([...new Set([...kinds, ...(state?.personal ?? [])])]));
    this.personal.hidden = !this.personal.textContent;
  }

  // --- how the item stands ---

  showUnfinished() {
    this.saved.textContent = this.texts.unfinished;
    this.saved.className = "saved draft";
  }

  /** @param {string} text */
  showTrouble(text) {
    this.trouble.textContent = text;
    this.trouble.hidden = !text;
    this.control.setInvalid(Boolean(text));
  }

  /** Show how the item stands now; what is typed and not read yet stays. */
  update() {
    const { visit, item, texts } = this;
    const { id } = item;
    const standing = visit.items.standing(id);
    const draft = visit.drafts.get(id);
    const trouble = visit.troubles.get(id);
    const isWaiting = visit.outbox.waits(id);
    // a conflict is not shown while a later answer is on its way, which may settle it
    const conflict = isWaiting ? undefined : visit.outbox.conflicts.get(id);
    this.set(draft ?? { ...standing, values: standing.kind === "none" ? {} : valuesOf(item, standing.raw) });
    if (trouble !== undefined) this.showTrouble(trouble);
    else if (!draft) this.showTrouble("");
    this.control.disable();
    this.noteLabel.textContent = this.control.isExcused() ? texts.reason : texts.remark;
    this.updateJudgement(standing, !draft && !isWaiting);
    this.updateFold();
    const isFarDay = item.kind === "date" && isFar(standing.raw, visit.definition.period);
    setText(this.doubt, isFarDay ? texts.far_day : "");
    this.doubt.hidden = !isFarDay;
    this.evidence.update();
    this.warn();
    this.conflict.update(conflict);
    this.clearButton.hidden = standing.kind === "none";
    this.undoButton.hidden = !visit.earlier.has(id);
    this.updateSaved(standing, draft, conflict !== undefined, isWaiting);
    this.updateClaim();
  }

  /**
   * Whether the item is recorded.
   * @param {Standing} standing
   * @param {Draft | undefined} draft
   * @param {boolean} isConflict
   * @param {boolean} isWaiting
   */
  updateSaved(standing, draft, isConflict, isWaiting) {
    const { texts, saved } = this;
    const isKept = this.visit.link.isKept?.() !== false;
    saved.className = `saved ${isConflict || isWaiting ? "waiting" : draft || !isKept ? "draft" : "done"}`;
    if (isConflict) saved.textContent = texts.conflict;
    else if (isWaiting) saved.textContent = texts.unsaved;
    else if (draft) saved.textContent = texts.unfinished;
    else if (standing.kind === "none" && !standing.note) saved.textContent = "";
    else saved.textContent = isKept ? texts.saved : texts.not_kept;
  }

  /** What the unit claimed, and what the last inspection found. */
  updateClaim() {
    const { texts } = this;
    const state = this.visit.items.states.get(this.item.id);
    const note = state?.claim_note ? ` - ${state.claim_note}` : "";
    this.claim.textContent = state?.claim ? `${texts.claim}: ${state.claim}${note}` : texts.no_claim;
    this.before.textContent = state?.before ? `${texts.previous}: ${state.before}` : "";
    this.before.hidden = !state?.before;
  }

  /**
   * The rule's judgement, while it is of what is on the screen.
   * @param {Standing} standing
   * @param {boolean} isCurrent
   */
  updateJudgement(standing, isCurrent) {
    const { visit, item, texts } = this;
    const isAnswered = standing.kind !== "none";
    const judgement = isCurrent && isAnswered ? visit.items.states.get(item.id)?.judgement : undefined;
    const known = judgement?.outcome === "unanswered" ? undefined : judgement;
    this.badge.className = `badge ${known ? known.outcome : "open"}`;
    const points = known?.points ? fill(texts.points, { points: known.points, maximum: item.points }) : "";
    this.badge.textContent = known ? [known.label, points].filter(Boolean).join(" · ") : "";
    this.badge.hidden = !known;
    this.reason.textContent = known?.reason ?? "";
    this.reason.hidden = !this.reason.textContent;
    const isShort = known && ["fail", "partial"].includes(known.outcome);
    // where points come later, the cause is always there: a field that appears moves all that follows
    this.causeField.hidden = !(isShort || this.cause.value || visit.link.judgesLater);
  }

  /** An item that is not asked is folded, with the reason. */
  updateFold() {
    const { visit, item, texts } = this;
    const isFolded = visit.items.asked(item.id) === "no";
    this.element.classList.toggle("is-folded", isFolded);
    for (const part of [this.control.element, this.more, this.claim]) part.hidden = isFolded;
    this.whyFolded.hidden = !isFolded;
    const why = item.exempt || visit.items.states.get(item.id)?.why || "";
    this.whyFolded.textContent = isFolded ? `${texts.folds}. ${why}` : "";
  }
}
