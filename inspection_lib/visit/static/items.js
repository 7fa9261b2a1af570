// @ts-check
// How each item stands: what the record says of it, and what it would say if all that waits were recorded.
// The form shows the second, so that a choice shows at once and items that depend on it fold at once.

/** @import { Definition, Head, Item, ItemState, Standing } from "./types" */
/** @import { Outbox } from "./outbox.js" */

import { isoDayOf } from "./answers.js";
import { isEntry } from "./outbox.js";

/** Letters of a question where it stands in a list. */
const SHORT = 60;

/** The items of a checklist in their order, with the record's states. */
export class Items {
  /**
   * @param {Definition} definition
   * @param {Outbox} outbox
   */
  constructor(definition, outbox) {
    this.outbox = outbox;
    /** @type {Map<string, Item>} */
    this.byId = new Map();
    /**
     * The area of each item.
     * @type {Map<string, string>}
     */
    this.areaOf = new Map();
    for (const area of definition.areas)
      for (const item of area.criteria.flatMap((criterion) => criterion.items)) {
        this.byId.set(item.id, item);
        this.areaOf.set(item.id, area.id);
      }
    this.ids = [...this.byId.keys()];
    /**
     * What the record says, of the items that it has sent.
     * @type {Map<string, ItemState>}
     */
    this.states = new Map();
  }

  /**
   * @param {string} id
   * @returns {Item}
   */
  get(id) {
    const item = this.byId.get(id);
    if (!item) throw new Error(`no such item: ${id}`);
    return item;
  }

  /**
   * The responses that stand in the record. More than one: they contradict each other.
   * @param {string} id
   * @returns {Head[]}
   */
  heads(id) {
    return this.states.get(id)?.heads ?? [];
  }

  /**
   * Whether a response came from here: whoever sits at the form has seen it.
   * @param {Head} head
   */
  isOwn(head) {
    return this.outbox.own.has(head.client);
  }

  /**
   * What would stand if everything that waits were recorded.
   * @param {string} id
   * @returns {Standing}
   */
  standing(id) {
    const head = this.heads(id)[0];
    const note = this.states.get(id)?.note ?? "";
    let now = { kind: head?.kind ?? "none", raw: head?.raw ?? "", note, cause: head?.cause ?? "" };
    for (const message of this.outbox.pending(id).filter(isEntry)) {
      const { kind, raw, note, cause } = message;
      now = kind === "remarked" ? { ...now, note } : { kind, raw, note, cause };
    }
    if (now.kind === "withdrawn") now = { ...now, kind: "none", raw: "" };
    if (now.kind === "decided") now.kind = "answered";
    return now;
  }

  /**
   * Digests of the responses that whoever looks at an item sees. While an answer waits, its author has not
   * seen more than when it was given.
   * @param {string} id
   */
  seen(id) {
    let seen = this.heads(id).map((head) => head.digest);
    for (const entry of this.outbox.pending(id).filter(isEntry)) seen = entry.seen ?? seen;
    return seen;
  }

  /**
   * Whether an item is asked, by the answers on the screen. Python decides the same for the record.
   * @param {string} id
   * @returns {"yes" | "no" | "unknown"}
   */
  asked(id) {
    const { exempt, applies } = this.get(id);
    if (exempt) return "no";
    if (!applies) return "yes";
    const [deciding, answers] = applies;
    const before = this.asked(deciding);
    if (before !== "yes") return before;
    const { kind, raw } = this.standing(deciding);
    if (kind === "none") return "unknown";
    return answers.includes(raw) ? "yes" : "no";
  }

  /**
   * Whether an item still has to be answered.
   * @param {string} id
   */
  isOpen(id) {
    return this.asked(id) !== "no" && this.standing(id).kind === "none";
  }

  /**
   * Whether the item is recorded as not applicable, without the reason that it asks for.
   * @param {string} id
   */
  lacksReason(id) {
    return Boolean(this.states.get(id)?.lacks_reason) && this.standing(id).raw === "n/a";
  }

  /**
   * Whether an answer lacks evidence, as the report says it: what a unit named counts too, and what earned
   * no points needs none.
   * @param {string} id
   */
  needsEvidence(id) {
    if (!this.get(id).evidence_required || this.asked(id) === "no") return false;
    const { kind, raw } = this.standing(id);
    if (kind === "none" || raw === "n/a") return false;
    const state = this.states.get(id);
    if (state?.claim_evidence?.length || state?.judgement.outcome === "fail") return false;
    const hasRecorded = state?.pieces.length || this.heads(id)[0]?.evidence.length;
    return !hasRecorded && this.attaching(id).length === 0;
  }

  /**
   * Files and pieces of evidence of an item that wait.
   * @param {string} id
   */
  attaching(id) {
    const waiting = [];
    for (const message of this.outbox.waiting.values()) {
      if (message.item !== id) continue;
      if (message.type === "file" || (message.type === "piece" && message.kind === "attached"))
        waiting.push(message);
    }
    return waiting;
  }

  /**
   * Whether an item fails, wholly or in part, by the rule's judgement of what is recorded.
   * @param {string} id
   */
  fails(id) {
    const outcome = this.asked(id) === "no" ? "" : this.states.get(id)?.judgement.outcome;
    return this.standing(id).kind !== "none" && ["fail", "partial", "error"].includes(outcome ?? "");
  }

  /** @param {string} id */
  isContradicted(id) {
    return Boolean(this.states.get(id)?.contradiction) || this.outbox.conflicts.has(id);
  }

  /**
   * Whether something of an item was recorded today, or waits to be.
   * @param {string} id
   */
  isChangedToday(id) {
    return this.outbox.waits(id) || this.states.get(id)?.changed === isoDayOf(new Date());
  }

  /** Items with open findings of the last inspection that are asked now. */
  found() {
    return this.ids.filter((id) => this.asked(id) !== "no" && this.states.get(id)?.findings?.length);
  }

  /**
   * Items in words, for a list in a sentence: the code and the question, a long one cut off.
   * @param {Iterable<string>} ids
   */
  inWords(ids) {
    const named = [...new Set(ids)].map((id) => {
      const question = [...(this.byId.get(id)?.question ?? "")];
      const text =
        question.length > SHORT ? `${question.slice(0, SHORT).join("").trim()}…` : question.join("");
      return `${id} ${text}`.trim();
    });
    return named.join("; ");
  }

  /**
   * The names of an item's evidence, also of what waits.
   * @param {string} id
   */
  evidenceNames(id) {
    const waiting = this.attaching(id).map((message) => (message.type === "file" ? message.name : ""));
    return [...(this.states.get(id)?.pieces ?? []).map(({ name }) => name), ...waiting];
  }

  /**
   * How far some items are: how many are asked and answered, and how many lack evidence.
   * @param {string[]} ids
   */
  progress(ids) {
    const asked = ids.filter((id) => this.asked(id) === "yes");
    return {
      all: asked.length,
      done: asked.filter((id) => this.standing(id).kind !== "none").length,
      evidence: asked.filter((id) => this.needsEvidence(id)).length,
      depending: ids.filter((id) => this.asked(id) === "unknown").length,
    };
  }
}
