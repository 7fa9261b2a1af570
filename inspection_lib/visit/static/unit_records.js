// @ts-check
// A file of several units: its data, and how the record of each unit stands in this browser.
//
// Each unit has stores of its own (`storeName`), with a name, a secret and entries of its own. Here they are
// only read. What is shown comes from the records themselves, so it is right after whatever ended the page.

/** @import { Outbox } from "./outbox.js" */
/** @import { Office } from "./tablet_office.js" */
/** @import { Definition, FormSecret, RecordEntry, States } from "./types" */
/** @import { Member } from "./zip.js" */

import { BrowserRecord } from "./browser_record.js";
import { Items } from "./items.js";
import { packageOf } from "./packing.js";
import { openStore, storeName } from "./store.js";

/**
 * What a file has of one unit.
 * @typedef {{definition: Definition, states: States, form: FormSecret}} UnitData
 */

/**
 * A form that is open, and what ends it.
 * @typedef {{office: Office, end: () => void}} Opened
 */

/** @typedef {{code: string, name: string, digest: string}} Unit */

/**
 * The data of a file of several units.
 * @typedef {object} Several
 * @property {string} campaign
 * @property {string} campaign_title
 * @property {boolean} demonstration
 * @property {string} language
 * @property {Record<string, string>} texts
 * @property {Unit[]} units
 * @property {(unit: Unit) => UnitData} read the data of a unit, put together anew each time
 */

/**
 * How a unit's record stands here.
 * @typedef {object} Summary
 * @property {number} done items that are answered
 * @property {number} all items that are asked
 * @property {number} entries
 * @property {number} packed entries that the last package held
 * @property {boolean} unfinished something is typed and not recorded
 */

/** Nothing waits in a record that no form has open. */
const NOTHING_WAITS = /** @type {Outbox} */ (
  /** @type {unknown} */ ({ pending: () => [], waits: () => false, waiting: new Map(), conflicts: new Map() })
);

/**
 * @param {{several: Omit<Several, "read">, shared: unknown[]}} data
 * @returns {Several}
 */
export function readSeveral({ several, shared }) {
  const { texts, units } = several;
  return { ...several, read: (unit) => read(units.indexOf(unit), shared, texts) };
}

/**
 * The other half of `_Shared` in Python: numbers stand for values that several units have in common.
 * @param {number} number
 * @param {any[]} shared
 * @param {Record<string, string>} more texts of the list
 * @returns {UnitData}
 */
function read(number, shared, more) {
  const { definition, states, form } = JSON.parse(
    document.getElementById(`unit-${number}`)?.textContent ?? "",
  );
  const { texts, causes, personal, areas } = definition;
  const parts = {
    texts: { ...more, ...shared[texts] },
    causes: shared[causes],
    personal: shared[personal],
    areas: areas.map((/** @type {number} */ area) => shared[area]),
  };
  return { definition: { ...definition, ...parts }, states, form };
}

/**
 * How a unit's record stands. A store that this browser does not have is not made.
 * @param {UnitData} data
 * @param {Set<string> | null} here the stores that there are; null where nobody knows
 * @returns {Promise<Summary>}
 */
export async function summaryOf({ definition, states }, here) {
  const { entries, packed } = await withStore(
    definition,
    "record",
    here,
    async (store) => ({
      entries: sorted(await store.all("entries")),
      packed: Number((await store.all("facts")).get("packed") ?? 0),
    }),
    { entries: [], packed: 0 },
  );
  const unfinished = await withStore(
    definition,
    "offline",
    here,
    async (store) => {
      return (
        (await store.all("drafts")).size +
          (await store.all("outbox")).size +
          (await store.all("files")).size >
        0
      );
    },
    false,
  );
  const items = new Items(definition, NOTHING_WAITS);
  const record = new BrowserRecord(
    /** @type {any} */ (null),
    states,
    "",
    "",
    definition.source ?? "inspector",
  );
  record.entries = entries;
  for (const state of record.states()) items.states.set(state.id, state);
  const { done, all } = items.progress(items.ids);
  return { done, all, entries: entries.length, packed, unfinished };
}

/**
 * The package of a unit, as far as it is recorded, and how many entries it has; null where there is nothing.
 * The record is read from the disk now: another tab may have added to it.
 * @param {UnitData} data
 * @param {Set<string> | null} here
 * @returns {Promise<{members: Member[], count: number} | null>}
 */
export function packed({ definition, states, form }, here) {
  return withStore(
    definition,
    "record",
    here,
    async (store) => {
      const facts = await store.all("facts");
      const [device, secret] = [facts.get("device") ?? "", facts.get("secret") ?? ""];
      const record = new BrowserRecord(store, states, device, secret, definition.source ?? "inspector");
      const entries = await record.kept();
      if (!entries.length) return null;
      const members = await packageOf({ definition, form, store, record }, definition.actor, entries);
      return { members, count: entries.length };
    },
    null,
  );
}

/**
 * Note that a package with so many entries of a unit was saved.
 * @param {UnitData} data
 * @param {number} count
 */
export async function notePacked({ definition }, count) {
  const note = (/** @type {import("./types").BrowserStore} */ store) =>
    store.tryPut("facts", "packed", String(count));
  await withStore(definition, "record", null, note, false);
}

/**
 * Do something with a store of a unit and close it again.
 * @template T
 * @param {Definition} definition
 * @param {"record" | "offline"} kind
 * @param {Set<string> | null} here
 * @param {(store: import("./types").BrowserStore) => Promise<T>} work
 * @param {T} otherwise where there is no such store
 * @returns {Promise<T>}
 */
async function withStore(definition, kind, here, work, otherwise) {
  const name = storeName(definition, kind);
  if (here && !here.has(name)) return otherwise;
  const store = await openStore(name);
  try {
    return await work(store);
  } finally {
    store.close();
  }
}

/** @param {Map<string, RecordEntry & { order: number }>} rows */
function sorted(rows) {
  return [...rows.values()].sort((one, other) => one.order - other.order);
}
