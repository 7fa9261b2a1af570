// @ts-check
// Warn of what looks like personal data, before it is kept. `answers.personal` in Python has the same rules:
// the patterns come from there with the form.

/** @import { Definition } from "./types" */

import { fill } from "./texts.js";

/**
 * A text in small letters without marks, as the patterns expect it. Full-width digits are digits.
 * @param {string} text
 */
export function fold(text) {
  const bare = text.normalize("NFKD").replace(/[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]/g, "");
  return bare.replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
}

/** Finds what looks like personal data in texts. */
export class PersonalData {
  /** @param {Pick<Definition, "personal" | "texts">} definition */
  constructor({ personal, texts }) {
    this.texts = texts;
    this.alike = new RegExp(personal.alike.map((pattern) => `(?:${pattern})`).join("|"), "g");
    /** @type {[kind: string, pattern: RegExp][]} */
    this.patterns = personal.patterns.map(([kind, pattern]) => [kind, new RegExp(pattern)]);
  }

  /**
   * The kinds of personal data that some texts seem to hold, each text by itself.
   * @param {string[]} texts
   * @returns {string[]}
   */
  find(texts) {
    const plain = texts.filter(Boolean).map((text) => fold(text).replace(this.alike, " ; "));
    const found = this.patterns.filter(([, pattern]) => plain.some((text) => pattern.test(text)));
    return [...new Set(found.map(([kind]) => kind))];
  }

  /**
   * The warning for some kinds: which kinds, and never what was written. Empty without any.
   * @param {string[]} kinds
   */
  warning(kinds) {
    const labels = kinds.map((kind) => this.texts[kind] ?? kind);
    return labels.length ? fill(this.texts.personal, { kinds: labels.join(", ") }) : "";
  }
}
