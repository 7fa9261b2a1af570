// @ts-check
// The facts of a visit where there is no Python: how they stand by the entries in this browser.

/** @import { FactState, RecordEntry } from "./types" */

import { factName, isSignature } from "./facts.js";

/**
 * The facts as they were when the form was written, and as noted here since.
 * @param {FactState[]} written
 * @param {RecordEntry[]} entries
 * @param {(names: string[]) => string} tell says of a signature what was entered after it
 */
export function factStates(written, entries, tell) {
  const remarkAfter = (/** @type {number} */ number) => {
    const later = entries.slice(number + 1).filter((entry) => !isSigned(entry));
    const names = new Set(later.map(({ item, field }) => (field ? factName(item, field) : item)));
    return names.size ? tell([...names]) : "";
  };
  const states = new Map(written.map((fact) => [fact.item, fact]));
  for (const fact of written)
    if (isSignature(fact.item) && fact.value && !fact.remark)
      states.set(fact.item, { ...fact, remark: remarkAfter(-1) });
  for (const [number, entry] of entries.entries()) {
    if (entry.kind !== "noted") continue;
    const item = factName(entry.item, entry.field ?? "");
    const { note: value = "", actor, client, answered_at: when } = entry;
    const remark = value && isSigned(entry) ? remarkAfter(number) : "";
    states.set(item, { item, value, digests: [], others: [], actor, when, client, remark, personal: [] });
  }
  return [...states.values()];
}

/**
 * Signatures change nothing of what was signed.
 * @param {RecordEntry} entry
 */
const isSigned = ({ kind, field = "" }) => kind === "noted" && field.startsWith("signed_");
