// @ts-check
// The card of one item: question, claim, control and how the item stands are seen at once. Remark, evidence
// and the rest are folded away (`part.js`); what lies hidden in them is told.

/** @import { Draft, Item, Standing, Typed } from "./types" */
/** @import { Visit } from "./visit.js" */

import { isFar, needsReason, readControl, valuesOf } from "./answers.js";
import { Conflict } from "./conflict.js";
import { Control } from "./control.js";
import { button, make, setText } from "./elements.js";
import { Evidence } from "./evidence.js";
import { answer, asClaimed } from "./group.js";
import { drawHelp } from "./help.js";
import { ItemHistory } from "./history.js";
import { tellHoldings } from "./holdings.js";
import { Part } from "./part.js";
import { Remark } from "./remark.js";
import { isSelfScore } from "./store.js";
import { fill } from "./texts.js";

/** One item on the page. An item may have several cards; they show the same draft. */
export class Card {
  /**
   * @param {Visit} visit
   * @param {Item} item
   * @param {"h1"} heading the tag of the question
   * @param {() => void} onfocusin
   * @param {string} [place] tells the cards of one item apart
   */
  constructor(visit, item, heading, onfocusin, place = "") {
    this.visit = visit;
    this.item = item;
    this.texts = visit.texts;
    const { texts } = this;
    const name = `${visit.tab}-${place}${item.id}`; // two forms on one page have no element of the same name
    this.badge = make("span", { class: "badge", hidden: true });
    this.reason = make("p", { class: "reason", hidden: true });
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
    this.agree = button(texts.agree, () => this.agreeWithClaim(), { class: "agree", hidden: true });
    const redraw = () => visit.view.showItem(item.id);
    this.evidence = new Evidence(visit, item, name, redraw, () => this.parts.evidence.show(true));
    this.conflict = new Conflict(visit, item);
    this.history = new ItemHistory(visit, item);
    this.remark = new Remark(visit, item, name, { onsoon, ontyped, onleft });
    this.note = this.remark.note;
    this.undoButton = button(texts.undo, () => visit.undo(item.id), { class: "undo", hidden: true });
    this.clearButton = button(texts.clear, () => this.clear(), { hidden: true });
    this.holds = make("span", { class: "holds unseen", id: `${name}-holds` });
    this.parts = {
      remark: new Part(texts.remark, `${name}-remark`, [this.remark.element]),
      evidence: new Part(texts.files, `${name}-files`, [this.evidence.element]),
      more: new Part(texts.more, `${name}-more`, this.drawMore(), () => this.updateReason()),
    };
    this.element = this.draw(name, heading, onfocusin);
  }

  drawMore() {
    const { button: historyButton, element: history } = this.history;
    const acts = make("div", { class: "acts" }, this.clearButton, historyButton);
    return [drawHelp(this.item, this.texts), acts, history];
  }

  /**
   * @param {string} name
   * @param {"h1"} heading
   * @param {() => void} onfocusin
   */
  draw(name, heading, onfocusin) {
    const { id, question } = this.item;
    const parts = Object.values(this.parts);
    for (const part of parts) {
      part.button.setAttribute("aria-describedby", this.holds.id);
      part.button.addEventListener("click", () => this.updateHolds());
    }
    const code = make("span", { class: "code", text: id });
    const title = make(heading, { class: "question", id: `${name}-question` }, code, ` ${question}`);
    const openers = [this.evidence.camera, ...parts.map((part) => part.button)];
    this.acts = make("div", { class: "acts" }, this.holds, this.saved, this.undoButton, ...openers);
    this.row = make("div", { class: "row" }, this.control.element, this.agree, this.acts);
    this.more = make("div", { class: "more" }, ...parts.map((part) => part.panel));
    return make(
      "article",
      { "data-item": id, "aria-labelledby": `${name}-question`, tabindex: "-1", onfocusin },
      title,
      this.whyFolded,
      make("div", { class: "facts" }, this.badge, this.claim, this.before),
      this.row,
      this.conflict.element,
      this.trouble,
      this.doubt,
      this.personal,
      this.reason,
      this.more,
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
    return { values: this.control.values(), ...this.remark.values() };
  }

  /**
   * Show an answer. The field that has the focus stays as it is: somebody is typing there.
   * @param {Typed} typed
   */
  set({ values, note, cause }) {
    this.control.set(values);
    this.remark.set(note, cause);
  }

  clear() {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    focused?.blur?.();
    this.set({ values: {}, note: this.note.value, cause: "" });
    this.edited({ soon: true });
  }

  /** Record what the unit claims as one's own answer: the same value, and the event of whoever presses. */
  agreeWithClaim() {
    answer(this.visit, this.item.id, asClaimed);
    this.element.focus({ preventScroll: true }); // the button goes; a field would bring up a keyboard
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

  /** Something is typed, here or in another card of the item. */
  showUnfinished() {
    const draft = this.visit.drafts.get(this.item.id);
    if (draft && !this.element.contains(document.activeElement)) this.set(draft);
    this.saved.textContent = this.texts.unfinished;
    this.saved.className = "saved draft";
  }

  /** @param {string} text */
  showTrouble(text) {
    this.trouble.textContent = text;
    this.trouble.hidden = !text;
    this.control.setInvalid(Boolean(text));
    this.openWhatIsNeeded();
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
    this.remark.label.textContent = this.control.isExcused() ? texts.reason : texts.remark;
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
    this.updateClaim(standing);
    this.openWhatIsNeeded();
    this.updateHolds();
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

  /**
   * What the unit claimed, and what the last inspection found.
   * @param {Standing} standing
   */
  updateClaim(standing) {
    const { texts, item, visit } = this;
    const state = visit.items.states.get(item.id);
    const named = state?.claim_evidence?.length
      ? fill(texts.claim_evidence, { documents: state.claim_evidence.join("; ") })
      : "";
    const note = [state?.claim_note, named].map((part) => (part ? ` - ${part}` : "")).join("");
    this.claim.hidden ||= isSelfScore(visit.definition); // here the answer itself is the claim
    setText(this.claim, state?.claim ? `${texts.claim}: ${state.claim}${note}` : texts.no_claim);
    setText(this.before, state?.before ? `${texts.previous}: ${state.before}` : "");
    this.before.hidden = !state?.before;
    this.agree.hidden = !asClaimed(visit, item) || standing.kind !== "none";
  }

  /**
   * The rule's judgement, while it is of what is on the screen.
   * @param {Standing} standing
   * @param {boolean} isCurrent
   */
  updateJudgement(standing, isCurrent) {
    const { visit, item } = this;
    const isAnswered = standing.kind !== "none";
    const judgement = isCurrent && isAnswered ? visit.items.states.get(item.id)?.judgement : undefined;
    const known = judgement?.outcome === "unanswered" ? undefined : judgement;
    this.badge.className = `badge ${known ? known.outcome : "open"}`;
    const points =
      known?.points && item.points !== "0"
        ? fill(item.least ? this.texts.outside_badge : this.texts.points, {
            points: known.points,
            maximum: item.points,
          })
        : "";
    this.badge.textContent = known ? [known.label, points].filter(Boolean).join(" · ") : "";
    this.badge.hidden = !known;
    this.reason.textContent = known?.reason ?? "";
    this.updateReason();
    const isShort = known && ["fail", "partial"].includes(known.outcome);
    // where points come later, the cause is always there: a field that appears moves all that follows
    this.remark.showCause(Boolean(isShort || visit.link.judgesLater) && !isSelfScore(visit.definition));
  }

  /** Why an item passes is told with the rest; why it does not, at once. */
  updateReason() {
    const isPassed = this.badge.classList.contains("pass");
    this.reason.hidden = !this.reason.textContent || (isPassed && !this.parts.more.isOpen);
  }

  /** Open the parts in which something is missing, wrong, or written and not recorded. */
  openWhatIsNeeded() {
    const { visit, item } = this;
    const { remark, evidence } = this.parts;
    const draft = visit.drafts.get(item.id);
    const reading = draft ? readControl(item, draft.values) : { state: "none" };
    const lacksReason = "raw" in reading && needsReason(item, reading.raw) && !draft?.note.trim();
    const isWritten = draft !== undefined && draft.note !== visit.items.standing(item.id).note;
    remark.openFor(lacksReason ? "needed" : isWritten ? "written" : "");
    const isRefused = Boolean(visit.files.refused.get(item.id)?.size);
    const isUnkept = visit.unkept.items().includes(item.id); // drawn or spoken, and nobody has decided
    const isMissing = visit.items.needsEvidence(item.id);
    evidence.openFor(isRefused ? "refused" : isUnkept ? "unkept" : isMissing ? "missing" : "");
  }

  /** Say what lies in the parts that are closed. */
  updateHolds() {
    setText(this.holds, tellHoldings(this.visit, this.item.id, this.parts));
  }

  /** An item that is not asked is folded, with the reason. */
  updateFold() {
    const { visit, item, texts } = this;
    const isFolded = visit.items.asked(item.id) === "no";
    this.element.classList.toggle("is-folded", isFolded);
    for (const part of [this.row, this.more, this.claim]) if (part) part.hidden = isFolded;
    this.whyFolded.hidden = !isFolded;
    const why = item.exempt || visit.items.states.get(item.id)?.why || "";
    this.whyFolded.textContent = isFolded ? `${texts.folds}. ${why}` : "";
  }
}
