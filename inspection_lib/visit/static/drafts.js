// @ts-check
// What is typed and not an answer yet.
//
// A draft is on the disk from the first keystroke, so that a closed page loses nothing. Each draft remembers
// which responses were on the screen when the typing began (`seen`). If somebody else answers meanwhile, that
// answer is not among them, and the record refuses to overwrite it. A draft that is taken up again after a
// reload keeps its old `seen` for the same reason: in between, anything can have been answered.
//
// A draft leaves the disk only when what was made of it stands there: a message in the outbox, or, when the
// disk is full, the answer in the record. Two things can happen while it waits for that. Somebody types
// again: then the new draft has the same key, and must not be deleted in place of the old one (`turns`). Or
// the draft came from a closed tab and found no room under this tab's name: then it still lies under the
// other tab's key, and that key goes with it (`leftKeys`).

/** @import { BrowserStore, Draft } from "./types" */

import { withSeen } from "./outbox.js";

/** Letters of a tab's name. */
const TAB = 16;

/** The drafts of all items. */
export class Drafts {
  /**
   * @param {BrowserStore} store
   * @param {string} tab
   */
  constructor(store, tab) {
    this.store = store;
    this.tab = tab;
    /** @type {Map<string, Draft>} */
    this.byItem = new Map();
    /**
     * Of each item, the write that is going on; gives whether its draft reached the disk.
     * @type {Map<string, Promise<boolean>>}
     */
    this.writes = new Map();
    /**
     * Of each item, the latest attempt to let its draft go.
     * @type {Map<string, object>}
     */
    this.turns = new Map();
    /**
     * Of each item, keys of closed tabs under which its draft still lies.
     * @type {Map<string, string[]>}
     */
    this.leftKeys = new Map();
  }

  /** @param {string} item */
  get(item) {
    return this.byItem.get(item);
  }

  /** @param {string} item */
  has(item) {
    return this.byItem.has(item);
  }

  items() {
    return [...this.byItem.keys()];
  }

  /**
   * Whether what lies on the disk under a key is of this tab, or was taken over by it.
   * @param {string} key
   */
  isOwnKey(key) {
    const [tab, item] = [key.slice(0, TAB), key.slice(TAB + 1)];
    return tab === this.tab || (this.leftKeys.get(item) ?? []).includes(key);
  }

  /**
   * Keep a draft. One write of an item at a time, always of the newest: fast typing does not queue up behind
   * the disk. Gives whether it reached the disk.
   * @param {string} item
   * @param {Draft} draft
   * @returns {Promise<boolean>}
   */
  keep(item, draft) {
    this.byItem.set(item, draft);
    const write = this.writes.get(item) ?? this.write(item);
    this.writes.set(item, write);
    return write;
  }

  /** @param {string} item */
  async write(item) {
    let isKept = true;
    let written = null;
    for (let draft = this.get(item); isKept && draft && draft !== written; draft = this.get(item)) {
      isKept = await this.store.tryPut("drafts", `${this.tab}/${item}`, draft);
      written = draft;
    }
    this.writes.delete(item);
    return isKept;
  }

  /**
   * Let a draft go: at once from here, and from the disk when what takes its place is there.
   * @param {string} item
   * @param {boolean | Promise<boolean>} replaced
   */
  async drop(item, replaced = true) {
    this.byItem.delete(item);
    const turn = {};
    this.turns.set(item, turn);
    if (!(await replaced) || this.turns.get(item) !== turn || this.has(item)) return;
    const keys = [`${this.tab}/${item}`, ...(this.leftKeys.get(item) ?? [])];
    this.leftKeys.delete(item);
    for (const key of keys) await this.store.drop("drafts", key);
  }

  /**
   * Responses that came from here are seen, also by what is being typed.
   * @param {string} item
   * @param {string[]} digests
   */
  addSeen(item, digests) {
    const draft = this.get(item);
    if (!draft) return;
    const seen = withSeen(draft.seen, digests);
    if (seen !== draft.seen) this.keep(item, { ...draft, seen });
  }

  /**
   * Take over the drafts of closed tabs, of each item the newest one. A draft that is no newer than the
   * item's answer in the outbox was made into that answer. It is deleted, and would otherwise overwrite a
   * later one. Of items that are being typed here, the drafts of closed tabs stay where they are. Gives the
   * items of the drafts that were taken over.
   * @param {(tab: string) => boolean} isClosed
   * @param {(item: string) => number | undefined} answeredAt ms; when the answer in the outbox was given
   */
  async takeOver(isClosed, answeredAt) {
    const typed = new Set(this.items());
    /** @type {[key: string, item: string][]} */
    const left = [];
    for (const [key, draft] of await this.store.all("drafts")) {
      const [tab, item] = [key.slice(0, TAB), key.slice(TAB + 1)];
      if (tab === this.tab || !isClosed(tab) || typed.has(item)) continue;
      const isStale = (answeredAt(item) ?? -Infinity) >= draft.at;
      const known = this.get(item);
      if (!isStale && (!known || known.at < draft.at)) this.byItem.set(item, draft);
      left.push([key, item]);
    }
    /** @type {Map<string, boolean>} */
    const kept = new Map();
    const taken = this.items().filter((item) => !typed.has(item));
    for (const item of taken) kept.set(item, await this.keep(item, /** @type {Draft} */ (this.get(item))));
    for (const [key, item] of left)
      if (kept.get(item) ?? true) await this.store.drop("drafts", key);
      else this.leftKeys.set(item, [...(this.leftKeys.get(item) ?? []), key]);
    return taken;
  }
}
