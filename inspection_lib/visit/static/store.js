// @ts-check
// What the browser keeps on its disk, in IndexedDB.
//
// A kernel can die, a page can be closed and a battery can run empty between a keystroke and the moment at
// which the answer stands in the record. Until the record confirms an answer, the only copy is here. So each
// thing is written before it is needed and deleted only after whatever replaces it has reached a disk:
//
// - `drafts`: what is typed and not an answer yet. Replaced by a message in the outbox.
// - `outbox`: messages that the record has not confirmed. Replaced by the record.
// - `entries`, `files`, `facts`: the record itself, in the one-file form only; `facts` holds its name.
// - `files` of a visit's own store: strokes and recordings that are not evidence yet (`unkept.js`).
//
// Every write asks for `durability: "strict"`: it counts as done when the disk has it, not when the browser
// has taken note of it. Where there is no IndexedDB (some tablets refuse it to files), memory takes its place
// and `lasting` is false; the form then warns that nothing is kept.
//
// A tab tells the others when it has changed `drafts`, `outbox` or `files`, so that they know what it holds
// (`neighbours.js`).

/** @import { BrowserStore, Definition, Tables } from "./types" */

const VERSION = 2;
/**
 * Stores without a disk, by their names. They live as long as the page, also when the form of their unit is
 * left and opened again.
 * @type {Map<string, BrowserStore>}
 */
const IN_MEMORY = new Map();
/** @type {(keyof Tables)[]} */
const TABLES = ["outbox", "drafts", "entries", "files", "facts"];

/**
 * Whether the unit itself answers in a form.
 * @param {Definition} definition
 */
export const isSelfScore = ({ source }) => source === "self";

/**
 * The name of a store: a unit's own answers never lie in one store with those of its inspectors, nor what a
 * form with a part of the items holds with that of a whole one, which knows other items.
 * @param {Definition} definition
 * @param {string} kind
 */
export function storeName(definition, kind) {
  const { campaign, unit, digest, only_open } = definition;
  const own = isSelfScore(definition) ? "self-" : only_open ? "open-" : "";
  return `inspection/${campaign}/${unit}/${digest.slice(0, 16)}/${own}${kind}`;
}

/** Whether the browser promises to delete nothing by itself. Firefox asks the person: it may take long. */
export async function isPromised() {
  return (await navigator.storage?.persist?.().catch(() => false)) ?? false;
}

/**
 * The names of the stores that this browser has; null where it does not say.
 * @returns {Promise<Set<string> | null>}
 */
export async function storesHere() {
  try {
    const found = await indexedDB.databases();
    return new Set([...found.map(({ name }) => name ?? ""), ...IN_MEMORY.keys()]);
  } catch {
    return null;
  }
}

/**
 * Open the store of a form.
 * @param {string} name
 * @returns {Promise<BrowserStore>}
 */
export async function openStore(name) {
  const known = IN_MEMORY.get(name);
  if (known) return known;
  try {
    return diskStore(await openDatabase(name), openChannel(name));
  } catch {
    const store = memoryStore();
    IN_MEMORY.set(name, store);
    return store;
  }
}

/**
 * @param {string} name
 * @returns {Promise<IDBDatabase>}
 */
function openDatabase(name) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, VERSION);
    request.onupgradeneeded = () => {
      const present = request.result.objectStoreNames;
      for (const table of TABLES) if (!present.contains(table)) request.result.createObjectStore(table);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * The way to the other tabs; null where the browser has none.
 * @param {string} name
 */
function openChannel(name) {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}

/**
 * @param {IDBDatabase} database
 * @param {BroadcastChannel | null} channel
 * @returns {BrowserStore}
 */
function diskStore(database, channel) {
  if (channel) channel.onmessage = () => store.onothers();
  const tell = (/** @type {keyof Tables} */ table) => {
    if (table === "drafts" || table === "outbox" || table === "files") channel?.postMessage(table);
  };
  /** @type {BrowserStore} */
  const store = {
    lasting: true,
    inMemory: false,
    onothers() {},
    close: () => (channel?.close(), database.close()),
    put: async (table, key, value) => {
      await write(database, table, (rows) => rows.put(value, key));
      tell(table);
    },
    tryPut: (table, key, value) => tryPut(store, table, key, value),
    drop: async (table, key) => {
      await write(database, table, (rows) => rows.delete(key)).catch(() => {});
      tell(table);
    },
    get: (table, key) => readOne(database, table, key),
    all: (table) => readAll(database, table),
    append: (key, entry) =>
      write(database, "entries", (rows) => {
        const count = rows.count();
        count.onsuccess = () => rows.add({ ...entry, order: count.result }, key);
      }),
  };
  return store;
}

/**
 * @template {keyof Tables} T
 * @param {BrowserStore} store
 * @param {T} table
 * @param {string} key
 * @param {Tables[T]} value
 */
async function tryPut(store, table, key, value) {
  try {
    await store.put(table, key, value);
    return true;
  } catch {
    store.lasting = false;
    return false;
  }
}

/**
 * @param {IDBDatabase} database
 * @param {keyof Tables} table
 * @param {(rows: IDBObjectStore) => void} change
 * @returns {Promise<void>}
 */
function write(database, table, change) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(table, "readwrite", { durability: "strict" });
    change(transaction.objectStore(table));
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

/**
 * @param {IDBDatabase} database
 * @param {keyof Tables} table
 * @param {string} key
 * @returns {Promise<any>}
 */
function readOne(database, table, key) {
  return new Promise((resolve, reject) => {
    const request = database.transaction(table).objectStore(table).get(key);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * @param {IDBDatabase} database
 * @param {keyof Tables} table
 * @returns {Promise<Map<string, any>>}
 */
function readAll(database, table) {
  return new Promise((resolve, reject) => {
    const found = new Map();
    const request = database.transaction(table).objectStore(table).openCursor();
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return resolve(found);
      found.set(cursor.key, cursor.value);
      cursor.continue();
    };
    request.onerror = () => reject(request.error);
  });
}

/**
 * A store that lives as long as its page.
 * @returns {BrowserStore}
 */
export function memoryStore() {
  /** @type {Record<keyof Tables, Map<string, any>>} */
  const rows = {
    outbox: new Map(),
    drafts: new Map(),
    entries: new Map(),
    files: new Map(),
    facts: new Map(),
  };
  /** @type {BrowserStore} */
  const store = {
    lasting: false,
    inMemory: true,
    onothers() {},
    close() {},
    put: async (table, key, value) => void rows[table].set(key, value),
    tryPut: (table, key, value) => tryPut(store, table, key, value),
    drop: async (table, key) => void rows[table].delete(key),
    get: async (table, key) => rows[table].get(key),
    all: async (table) => new Map(rows[table]),
    append: async (key, entry) => void rows.entries.set(key, { ...entry, order: rows.entries.size }),
  };
  return store;
}
