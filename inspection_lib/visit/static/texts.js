// @ts-check
// Small work on texts.

/**
 * Put values into a text that names them in braces.
 * @param {string} text
 * @param {Record<string, unknown>} values
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/**
 * The one way in which texts are recorded: a Vietnamese letter with its marks is one character.
 * @param {string} text
 */
export const nfc = (text) => text.normalize("NFC");

/**
 * Letters of a text, as Python counts them.
 * @param {string} text
 */
export const lengthOf = (text) => [...text].length;

/**
 * A text without marks and capitals, so that a search for "ho so" finds "Hồ sơ".
 * @param {string} text
 */
export function unmarked(text) {
  const bare = text.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  return bare.replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
}

/** Now, for the name of a file: 2017-05-24 09.30.15. */
export function momentInName() {
  const now = new Date();
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
  return `${day} ${[now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join(".")}`;
}
