// @ts-check
// Files on their way into a visit as evidence, and those that are refused before they are sent.

/** @import { Definition } from "./types" */

import { isTaken } from "./file_kinds.js";
import { fill, nfc } from "./texts.js";

/** Takes files that somebody chose, and remembers the refused ones. */
export class Files {
  /**
   * @param {Definition} definition
   * @param {(item: string, name: string, content: Blob) => unknown} put sends a file on
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
    /** @type {(item: string) => void} */
    this.onchange = () => {};
  }

  /**
   * Take files. Their bytes are copied at once: the card that they lie on may be taken out.
   * @param {string} item
   * @param {File[]} files
   */
  async add(item, files) {
    for (const file of files) {
      const trouble = await this.troubleOf(file).catch(() => this.texts.unreadable_file);
      const bytes = trouble ? null : await file.arrayBuffer().catch(() => null);
      if (!bytes) this.refuse(item, file.name, trouble || this.texts.unreadable_file);
      else this.put(item, nfc(file.name), new Blob([bytes]));
      this.onchange(item);
    }
  }

  /** @param {File} file */
  async troubleOf(file) {
    if (!file.size) return this.texts.empty_file;
    if (file.size > this.mostBytes)
      return fill(this.texts.too_large, { size: Math.floor(this.mostBytes / 2 ** 20) });
    return (await isTaken(file)) ? "" : this.texts.wrong_kind;
  }

  /**
   * @param {string} item
   * @param {string} name
   * @param {string} why
   */
  refuse(item, name, why) {
    this.refused.set(item, new Map(this.refused.get(item)).set(name, why));
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
}
