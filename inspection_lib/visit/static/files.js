// @ts-check
// Files on their way into a visit as evidence, and what became of each until somebody has read it.

/** @import { Definition, FileContent } from "./types" */

import { isTaken } from "./file_kinds.js";
import { fill, nfc } from "./texts.js";

/** Files that are read and not on the disk yet, at most. */
const AT_ONCE = 3;

/** Takes files that somebody chose, and remembers the refused ones. */
export class Files {
  /**
   * @param {Definition} definition
   * @param {(content: FileContent) => Promise<boolean>} put sends it on; gives whether it reached the disk
   */
  constructor(definition, put) {
    this.texts = definition.texts;
    this.mostBytes = definition.most_bytes;
    this.put = put;
    /**
     * Of each item, the names of refused files with the reason. They stay until somebody has read them, also
     * when another file of the item is saved.
     * @type {Map<string, Map<string, string>>}
     */
    this.refused = new Map();
    /**
     * Of each item, the names of files that were taken where several were chosen at once, with whether each
     * reached the disk. They stay until somebody has read them.
     * @type {Map<string, [name: string, isKept: boolean][]>}
     */
    this.taken = new Map();
    /** @type {(item: string) => void} */
    this.onchange = () => {};
  }

  /**
   * Take files in their order. Only a few at a time are read before the disk has them, so that all photos of
   * a visit are never in memory together. Gives whether all were taken and reached the disk.
   * @param {string} item
   * @param {File[]} files
   * @param {string} [drawn_on] the SHA-256 of the photo on which they were drawn
   */
  async add(item, files, drawn_on = "") {
    /** @type {(boolean | Promise<boolean>)[]} */
    const kept = [];
    /** @type {string[]} */
    const names = [];
    for (const file of files) {
      await kept[kept.length - AT_ONCE];
      const blob = await this.read(item, file);
      const name = nfc(file.name);
      if (blob) names.push(name);
      if (blob) kept.push(this.put({ type: "file", item, name, blob, drawn_on }));
      this.onchange(item);
    }
    const areKept = await Promise.all(kept);
    this.tell(item, names, areKept, files.length);
    return names.length === files.length && areKept.every(Boolean);
  }

  /**
   * The bytes of a file: a copy, as the card that it lies on may be taken out. Null if the file is refused.
   * @param {string} item
   * @param {File} file
   */
  async read(item, file) {
    const trouble = await this.troubleOf(file).catch(() => this.texts.unreadable_file);
    const bytes = trouble ? null : await file.arrayBuffer().catch(() => null);
    if (bytes) return new Blob([bytes]);
    this.refuse(item, file.name, trouble || this.texts.unreadable_file);
    return null;
  }

  /** @param {File} file */
  async troubleOf(file) {
    if (!file.size) return this.texts.empty_file;
    if (file.size > this.mostBytes)
      return fill(this.texts.too_large, { size: Math.floor(this.mostBytes / 2 ** 20) });
    return (await isTaken(file)) ? "" : this.texts.wrong_kind;
  }

  /**
   * Say which files were taken where several were chosen: of a single one that is on the disk its row among
   * the evidence says enough. Said once, at the end: a screen reader reads the whole list.
   * @param {string} item
   * @param {string[]} names
   * @param {boolean[]} areKept
   * @param {number} count of the files that were chosen
   */
  tell(item, names, areKept, count) {
    const refused = this.refused.get(item);
    /** @type {[name: string, isKept: boolean][]} */
    const lines = names.map((name, at) => [name, areKept[at]]);
    const told = lines.filter(([name, isKept]) => (count > 1 || !isKept) && !refused?.has(name));
    if (told.length) this.taken.set(item, [...(this.taken.get(item) ?? []), ...told]);
    this.onchange(item);
  }

  /**
   * @param {string} item
   * @param {string} name
   * @param {string} why
   */
  refuse(item, name, why) {
    this.refused.set(item, new Map(this.refused.get(item)).set(name, why));
    const taken = this.taken.get(item)?.filter(([other]) => other !== name);
    if (taken) this.taken.set(item, taken);
  }

  /**
   * Somebody has read why a file was refused.
   * @param {string} item
   * @param {string} name
   */
  forget(item, name) {
    const names = this.refused.get(item);
    names?.delete(name);
    if (!names?.size) this.refused.delete(item);
    this.onchange(item);
  }

  /**
   * Somebody has read which files were taken.
   * @param {string} item
   */
  forgetTaken(item) {
    this.taken.delete(item);
    this.onchange(item);
  }
}
