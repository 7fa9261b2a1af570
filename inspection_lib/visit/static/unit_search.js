// @ts-check
// Units found by words of their names or by code, without marks and capitals.

import { unmarked } from "./texts.js";

/**
 * The units with all the words in name, code or the name of the unit above.
 * @template {{code: string, name: string, above?: string}} T
 * @param {T[]} units
 * @param {string} typed
 */
export function unitsWith(units, typed) {
  const words = unmarked(typed.trim()).split(/\s+/).filter(Boolean);
  if (!words.length) return units;
  return units.filter(({ code, name, above = "" }) => {
    const text = unmarked(`${code} ${name} ${above}`);
    return words.every((word) => text.includes(word));
  });
}
