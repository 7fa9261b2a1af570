// @ts-check
// Several items answered with one press. Each item goes its own way, from a draft into the outbox, and is an
// event of its own. Items that have an answer, or of which something is typed or disputed, are left alone.

/** @import { Item, Standing } from "./types" */
/** @import { Visit } from "./visit.js" */

import { needsReason, readControl, valuesOf } from "./answers.js";

/**
 * The answer that a group gives an item, as raw text; empty when it gives none.
 * @typedef {(visit: Visit, item: Item) => string} Choice
 */

/** @type {Choice} */
export const asClaimed = (visit, { id }) => visit.items.states.get(id)?.claim_raw ?? "";

/** @type {Choice} */
export const allYes = (_visit, { kind }) => (kind === "yes_no" ? "yes" : "");

/**
 * Whether an item can be answered in a group: it is asked and open, and the answer needs nothing more.
 * @param {Visit} visit
 * @param {string} id
 * @param {Choice} choice
 */
export function takes(visit, id, choice) {
  const { items, outbox, drafts, elsewhere } = visit;
  const item = items.get(id);
  const raw = choice(visit, item);
  if (!raw || items.asked(id) !== "yes" || items.standing(id).kind !== "none") return false;
  const isTaken = drafts.has(id) || outbox.conflicts.has(id) || elsewhere.has(id);
  if (isTaken || items.states.get(id)?.contradiction) return false;
  return isWhole(item, raw, items.standing(id).note);
}

/**
 * Whether an answer can be recorded as it is. One that needs a reason cannot, unless there is one.
 * @param {Item} item
 * @param {string} raw
 * @param {string} note
 */
function isWhole(item, raw, note) {
  return readControl(item, valuesOf(item, raw)).state === "ready" && (note !== "" || !needsReason(item, raw));
}

/**
 * Answer one item. The remark that it has stays.
 * @param {Visit} visit
 * @param {string} id
 * @param {Choice} choice
 */
export function answer(visit, id, choice) {
  const item = visit.items.get(id);
  const { note, cause } = visit.drafts.get(id) ?? visit.items.standing(id);
  visit.edited(id, { values: valuesOf(item, choice(visit, item)), note, cause });
  visit.commit(id);
}

/** Items that were answered together, and the way back. */
export class Group {
  /** @param {Visit} visit */
  constructor(visit) {
    this.visit = visit;
    /**
     * What each item was given.
     * @type {Map<string, Standing>}
     */
    this.given = new Map();
  }

  /**
   * Answer the items that can be. An answer may open an item that follows: it is answered too. Gives how many
   * were answered, and how many that are asked were left as they were.
   * @param {string[]} ids in the order of the form
   * @param {Choice} choice
   */
  answer(ids, choice) {
    const { visit } = this;
    this.given.clear();
    for (const id of ids) {
      if (!takes(visit, id, choice)) continue;
      answer(visit, id, choice);
      this.given.set(id, visit.items.standing(id));
    }
    const asked = ids.filter((id) => visit.items.asked(id) === "yes").length;
    return { done: this.given.size, left: asked - this.given.size };
  }

  /** Take back every answer of the group that still stands; gives how many. Later ones are left alone. */
  undo() {
    const { visit } = this;
    let count = 0;
    for (const [id, given] of [...this.given].reverse()) {
      const isChanged = JSON.stringify(visit.items.standing(id)) !== JSON.stringify(given);
      if (isChanged || visit.drafts.has(id) || !visit.earlier.has(id)) continue;
      visit.undo(id);
      count += 1;
    }
    this.given.clear();
    return count;
  }
}
