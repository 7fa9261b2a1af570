// @ts-check
// What was drawn or spoken and is not evidence yet: strokes on a photo, and recordings until somebody has
// decided to keep them.
//
// Both are on the disk from the first moment, like drafts. A recording comes in parts of a second, and each
// part is written by itself: a tablet that dies in the middle of a sentence keeps all but the last second.
// They lie in the table `files` of the visit's own store, under the name of the tab, and leave it when they
// have become a message in the outbox or are thrown away. A form that opens takes over those of closed tabs.

/** @import { BrowserStore, Spoken, Stroke } from "./types" */

/** Digits of a part's number in its key: keys are in the order of the parts. */
const DIGITS = 6;

/**
 * @typedef {"strokes" | "spoken"} Kind
 * @typedef {[tab: string, kind: Kind, item: string, name: string, part: string]} Key
 */

/** Strokes and recordings of one tab. */
export class Unkept {
  /**
   * @param {BrowserStore} store
   * @param {string} tab
   */
  constructor(store, tab) {
    this.store = store;
    this.tab = tab;
    /**
     * Strokes on photos, by the key under which they lie.
     * @type {Map<string, {item: string, photo: string, strokes: Stroke[]}>}
     */
    this.drawings = new Map();
    /**
     * Recordings, the older ones first, by the key of their first part.
     * @type {Map<string, Spoken>}
     */
    this.spoken = new Map();
  }

  /**
   * @param {Kind} kind
   * @param {string} item
   * @param {string} name
   * @param {number} part
   */
  key(kind, item, name, part) {
    return JSON.stringify([this.tab, kind, item, name, String(part).padStart(DIGITS, "0")]);
  }

  /** Items of which something is drawn or spoken and not kept. */
  items() {
    return [...new Set([...this.drawings.values(), ...this.spoken.values()].map(({ item }) => item))];
  }

  // --- strokes ---

  /**
   * The strokes on a photo that are not kept yet.
   * @param {string} item
   * @param {string} photo
   */
  strokes(item, photo) {
    return this.drawings.get(this.key("strokes", item, photo, 0))?.strokes ?? [];
  }

  /**
   * Remember the strokes on a photo; none: forget them. Gives whether it reached the disk.
   * @param {string} item
   * @param {string} photo
   * @param {Stroke[]} strokes
   */
  async keepStrokes(item, photo, strokes) {
    const key = this.key("strokes", item, photo, 0);
    if (!strokes.length) {
      this.drawings.delete(key);
      await this.store.drop("files", key);
      return true;
    }
    this.drawings.set(key, { item, photo, strokes: structuredClone(strokes) });
    return this.store.tryPut("files", key, new Blob([JSON.stringify(strokes)]));
  }

  // --- recordings ---

  /**
   * The recordings of an item that are not kept yet, also one that is going on.
   * @param {string} item
   */
  spokenOn(item) {
    return [...this.spoken.values()].filter((each) => each.item === item);
  }

  /**
   * Begin a recording.
   * @param {string} item
   * @param {string} name of the file that it becomes
   */
  begin(item, name) {
    /** @type {Spoken} */
    const spoken = { item, name, parts: [], seconds: 0, isRunning: true, isKept: true };
    this.spoken.set(this.key("spoken", item, name, 0), spoken);
    return spoken;
  }

  /**
   * Add a part to a recording, on the disk too.
   * @param {Spoken} spoken
   * @param {Blob} part
   */
  async addPart(spoken, part) {
    const number = spoken.parts.push(part) - 1;
    const key = this.key("spoken", spoken.item, spoken.name, number);
    const isKept = await this.store.tryPut("files", key, part);
    spoken.isKept &&= isKept;
    if (!this.spoken.has(this.key("spoken", spoken.item, spoken.name, 0)))
      await this.store.drop("files", key);
  }

  /**
   * Let a recording go: it is in the outbox, or was thrown away. From the disk only when what replaces it is
   * there.
   * @param {Spoken} spoken
   * @param {boolean} [isReplaced]
   */
  async drop({ item, name, parts }, isReplaced = true) {
    this.spoken.delete(this.key("spoken", item, name, 0));
    if (!isReplaced) return;
    for (const part of parts.keys()) await this.store.drop("files", this.key("spoken", item, name, part));
  }

  /**
   * Let recordings go that became evidence just before their page was closed.
   * @param {(item: string) => string[]} evidence the names of an item's evidence, also of what waits
   */
  async dropRecorded(evidence) {
    for (const spoken of [...this.spoken.values()])
      if (evidence(spoken.item).includes(spoken.name)) await this.drop(spoken);
  }

  // --- other tabs ---

  /**
   * What other tabs hold, as tab and item.
   * @returns {Promise<[tab: string, item: string][]>}
   */
  async held() {
    const keys = [...(await this.store.all("files")).keys()].map(
      (key) => /** @type {Key} */ (JSON.parse(key)),
    );
    return keys.filter(([tab]) => tab !== this.tab).map(([tab, , item]) => [tab, item]);
  }

  /**
   * Take over what closed tabs left, under this tab's name. Each thing is deleted there when it lies here.
   * @param {(tab: string) => boolean} isClosed
   */
  async takeOver(isClosed) {
    /** @type {Map<string, {key: Key, keys: string[], parts: Blob[]}>} */
    const left = new Map();
    for (const [text, blob] of [...(await this.store.all("files"))].sort(([one], [other]) =>
      one < other ? -1 : 1,
    )) {
      const key = /** @type {Key} */ (JSON.parse(text));
      if (key[0] === this.tab || !isClosed(key[0])) continue;
      const whole = JSON.stringify(key.slice(0, -1));
      const known = left.get(whole) ?? { key, keys: [], parts: [] };
      left.set(whole, known);
      known.keys.push(text);
      known.parts.push(blob);
    }
    for (const { key, keys, parts } of left.values())
      if (await this.takeOne(key, parts)) for (const each of keys) await this.store.drop("files", each);
  }

  /**
   * Gives whether it lies under this tab's name now.
   * @param {Key} key
   * @param {Blob[]} parts
   */
  async takeOne([, kind, item, name], parts) {
    if (kind === "strokes") {
      const isNewer = this.strokes(item, name).length > 0;
      return isNewer || this.keepStrokes(item, name, JSON.parse(await parts[0].text()));
    }
    const whole = new Blob(parts, { type: parts[0].type });
    const known = this.spoken.get(this.key("spoken", item, name, 0));
    if (known) return sizeOf(known) >= whole.size;
    const spoken = this.begin(item, name);
    spoken.isRunning = false;
    await this.addPart(spoken, whole);
    return spoken.isKept;
  }
}

/**
 * A recording as one file.
 * @param {Spoken} spoken
 */
export const soundOf = ({ parts }) => new Blob(parts, { type: parts[0]?.type ?? "" });

/**
 * Bytes of a recording.
 * @param {Spoken} spoken
 */
export const sizeOf = ({ parts }) => parts.reduce((sum, part) => sum + part.size, 0);
