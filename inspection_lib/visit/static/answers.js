// @ts-check
// From the texts in an item's control to a raw answer, and back. `answers.parse_answer` in Python decides
// what an answer is; this must take what that takes, so that nobody is told in the office that the visit's
// figures are none.

/** @import { ControlValues, Item } from "./types" */

import { rowsOf } from "./cases.js";
import { lengthOf, nfc } from "./texts.js";

/** Letters of a text: as many as a message may hold. */
export const LONGEST = 20000;

/** Digits of a number: the most that Python takes. */
const MOST_DIGITS = 15;
const WHOLE = /^(\d+|[1-9]\d{0,2}(?:[. \u00a0]\d{3})+|[1-9]\d{0,2}(?:,\d{3})+)$/;
const NUMBER = /^(\d+|\d+,\d+|\d+\.\d+|[1-9]\d{0,2}(?:\.\d{3})+,\d+)$/;
/** "1.234" and "1,234" are a thousand to some and one and a bit to others: the inspector is asked. */
const AMBIGUOUS = /^[1-9]\d{0,2}[.,]\d{3}$/;

/**
 * What a control's texts amount to. `bad` has the key of the text that says why, and what stands in it.
 * @typedef {{state: "none" | "partial"}
 *   | {state: "bad", trouble: string, values?: Record<string, unknown>}
 *   | {state: "ready", raw: string}} Reading
 */

/** @type {Reading} */
const NONE = { state: "none" };

/**
 * @param {string} raw
 * @returns {Reading}
 */
const ready = (raw) => ({ state: "ready", raw });

/**
 * @param {string} trouble
 * @param {Record<string, unknown>} [values]
 * @returns {Reading}
 */
const bad = (trouble, values) => ({ state: "bad", trouble, ...(values && { values }) });

/** @param {string} text */
const fits = (text) => text.replace(/\D/g, "").length <= MOST_DIGITS;

/** @param {string} text */
const whole = (text) => (WHOLE.test(text.trim()) && fits(text) ? text.replace(/\D/g, "") : null);

/** Day, month and year, in this order. With hyphens a year has four digits: 15-05-17 may be 2015-05-17. */
const DAYS = [
  /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/,
  /^(\d{1,2})[/.](\d{1,2})[/.](\d{2})$/,
  /^(\d{2})(\d{2})((?:19|20)\d{2})$/, // other years: 20170515 is not the 20th of a month in the year 515
];
/** Two digits below it are a year from 2000 on, the others of the twentieth century. */
const PIVOT = 70;

/**
 * A day as it is written here, as an ISO day: 15/5/2017, 15/5/17, 15052017, always the day first, or
 * 2017-05-15. Null when there is no such day. `answers.parse_day` in Python has the same rules.
 * @param {string} text
 */
export function isoDay(text) {
  const written = text.trim().replace(/^(\d{4})-(\d{1,2})-(\d{1,2})$/, "$3-$2-$1");
  const found = DAYS.map((form) => form.exec(written)).find(Boolean);
  if (!found) return null;
  const [day, month, short] = found.slice(1).map(Number);
  const year = found[3].length === 4 ? short : short + (short < PIVOT ? 2000 : 1900);
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCDate() !== day || date.getUTCMonth() !== month - 1 || date.getUTCFullYear() !== year)
    return null;
  return date.toISOString().slice(0, 10);
}

/**
 * The day of a moment where the browser is, as an ISO day.
 * @param {Date} moment
 */
export const isoDayOf = (moment) =>
  [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()]
    .map((number) => String(number).padStart(2, "0"))
    .join("-");

/**
 * Whether an ISO day is so far from the inspected years that its year is probably a typing error, as
 * `answers.is_far` in Python says.
 * @param {string} raw any other answer is not far
 * @param {[from: number, to: number]} period
 */
export function isFar(raw, [from, to]) {
  const year = Number(/^(\d{4})-\d\d-\d\d$/.exec(raw)?.[1] ?? from);
  return year < from - 2 || year > to + 1;
}

/**
 * An ISO day as people here write it. Any other text stays.
 * @param {string} raw
 */
export const shownDay = (raw) => raw.replace(/^(\d{4})-0?(\d+)-0?(\d+)$/, "$3/$2/$1");

/**
 * What a control's texts amount to.
 * @param {Item} item
 * @param {ControlValues} values
 * @returns {Reading}
 */
export function readControl(item, values) {
  if (values.excused) return ready("n/a");
  const first = (values.first ?? "").trim();
  const second = (values.second ?? "").trim();
  switch (item.kind) {
    case "yes_no":
    case "level":
      return first ? ready(first) : NONE;
    case "ratio":
    case "count":
      return readPair(first, second, item.kind === "ratio");
    case "occurrences": {
      if (!first) return NONE;
      const count = whole(first);
      return count === null ? bad("bad_whole") : ready(count);
    }
    case "date": {
      if (values.undone) return ready("not_done");
      if (!first) return NONE;
      const day = isoDay(first);
      return day ? ready(day) : bad("bad_day");
    }
    case "number":
      return first ? readFigure(first, item) : NONE;
    case "points":
      return first ? readPoints(first, item) : NONE;
    case "cases":
      return readCases(nfc(first), item);
    default:
      return first ? readText(nfc(values.first ?? "")) : NONE;
  }
}

/**
 * @param {string} first
 * @param {string} second
 * @param {boolean} isShare the first is a part of the second
 * @returns {Reading}
 */
function readPair(first, second, isShare) {
  if (!first && !second) return NONE;
  const [one, other] = [whole(first), whole(second)];
  if ((first && one === null) || (second && other === null)) return bad("bad_whole");
  if (one === null || other === null) return { state: "partial" };
  if (isShare && BigInt(one) > BigInt(other)) return bad("bad_ratio");
  return ready(`${one}/${other}`);
}

/**
 * @param {string} text
 * @returns {Reading}
 */
function readNumber(text) {
  if (AMBIGUOUS.test(text)) {
    const [whole, rest] = text.split(/[.,]/);
    return bad("two_ways", { text, whole: whole + rest, fraction: `${whole},${rest}0` });
  }
  if (!NUMBER.test(text) || !fits(text)) return bad("bad_number");
  return ready(text.includes(",") ? text.replace(/\./g, "").replace(",", ".") : text);
}

/** A minus as people type it: a hyphen, the sign, a dash. */
const SIGNED = /^[-\u2212\u2013] ?(?=\d)/;
const AMOUNT = /^([-\u2212\u2013]? ?\d(?:[\d.,\u00a0 ]*\d)?)\s*(\D*)$/;
/** Units of money as powers of ten of one đồng: those of items, and those that people write. */
const ZEROS_OF = { dong: 0, thousand: 3, million: 6, billion: 9 };
/** @type {Record<string, number>} */
const ZEROS_OF_WORD = { "": 0, nghin: 3, ngan: 3, trieu: 6, tr: 6, ty: 9, ti: 9 };

/** @param {string} text */
const folded = (text) =>
  text.trim().toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/\p{M}/gu, "").replace(/\.+$/, "");

/**
 * A number that may lie below 0, or an amount of money with its unit: "-3,5", "1,25 tỷ".
 * @param {string} text
 * @param {Item} item
 * @returns {Reading}
 */
function readFigure(text, item) {
  const found = item.money ? AMOUNT.exec(text) : [text, text, ""];
  const word = folded(found?.[2] ?? "");
  const zeros = ZEROS_OF_WORD[word.replace(/\s*(?:dong|vnd|d)$/, "")];
  if (!found || zeros === undefined) return bad("bad_amount");
  const sign = item.negative && SIGNED.test(found[1]) ? "-" : "";
  const figure = sign ? found[1].replace(SIGNED, "") : found[1];
  const isWhole = item.money === "dong" && !(word && zeros);
  const count = isWhole || !AMBIGUOUS.test(figure) ? whole(figure) : null;
  const reading = count === null ? readNumber(figure) : ready(count);
  if (reading.state === "bad" && reading.trouble === "two_ways")
    return bad("two_ways", around(reading.values ?? {}, sign, found[2]));
  if (reading.state !== "ready") return bad(item.money ? "bad_amount" : "bad_number");
  if (!item.money) return ready(/[1-9]/.test(reading.raw) ? sign + reading.raw : reading.raw);
  const amount = shifted(reading.raw, (word ? zeros : ZEROS_OF[item.money]) - ZEROS_OF[item.money]);
  const parts = shifted(amount, ZEROS_OF[item.money]);
  if (/\.\d*[1-9]/.test(parts) || parts.replace(/\..*$/, "").length > MOST_DIGITS) return bad("bad_amount");
  return ready(/[1-9]/.test(amount) ? sign + amount : amount);
}

/**
 * The readings of a number that can be read in two ways, with its sign and its unit.
 * @param {Record<string, unknown>} values
 * @param {string} sign
 * @param {string} unit
 */
const around = (values, sign, unit) =>
  Object.fromEntries(Object.entries(values).map(([name, text]) => [name, `${sign}${text} ${unit}`.trim()]));

/**
 * A number with its point moved to the right, or to the left below 0. Figures of money are too long for
 * floating point.
 * @param {string} raw
 * @param {number} places
 */
function shifted(raw, places) {
  const [whole, rest = ""] = raw.split(".");
  const left = "0".repeat(Math.max(0, -places)) + whole;
  const right = rest + "0".repeat(Math.max(0, places));
  const digits = left + right;
  const at = left.length + places;
  const [high, low] = [digits.slice(0, at).replace(/^0+(?=\d)/, ""), digits.slice(at)];
  const fraction = low.replace(/0+$/, "");
  if (!fraction) return high;
  // 1.234 could be read as a thousand
  return `${high}.${fraction}${AMBIGUOUS.test(`${high}.${fraction}`) ? "0" : ""}`;
}

/**
 * @param {string} text
 * @param {Item} item
 * @returns {Reading}
 */
function readPoints(text, item) {
  const reading = item.negative ? readFigure(text, item) : readNumber(text);
  if (reading.state !== "ready") return reading;
  const points = Number(reading.raw);
  const [least, most] = [item.least || "0", item.most].map((number) => number.replace(".", ","));
  if (points > Number(item.most)) return bad("too_many_points", { most });
  if (points < Number(item.least || 0)) return bad("too_few_points", { least });
  const steps = item.step ? points / Number(item.step) : 0;
  if (Math.abs(steps - Math.round(steps)) > 1e-9)
    return bad("bad_step", { step: item.step.replace(".", ",") });
  return reading;
}

/**
 * @param {string} text rows as they are typed
 * @param {Item} item
 * @returns {Reading}
 */
function readCases(text, item) {
  const { population, rows } = rowsOf(text);
  const isShare = item.reduce === "share";
  const all = population ? whole(population) : "";
  if (all === null) return bad("bad_whole");
  if (!rows.length) return population ? { state: "partial" } : NONE;
  if (rows.some(({ name, result }) => !name || !result)) return { state: "partial" };
  const names = rows.map(({ name }) => name);
  const twice = names.find((name, place) => names.indexOf(name) < place);
  if (twice) return bad("case_twice", { name: twice });
  const readings = rows.map(({ result }) => (isShare ? ready(result) : readNumber(result)));
  const wrong = readings.find(({ state }) => state !== "ready");
  if (wrong) return wrong;
  if (all && Number(all) < rows.length) return bad("too_few_in_all", { count: rows.length });
  const written = readings.map((reading, place) => `${names[place]}=${"raw" in reading ? reading.raw : ""}`);
  return readText(`cases ${rows.length}${all && `/${all}`}: ${written.join("; ")}`);
}

/**
 * Whether an answer needs a reason in its remark: N/A, points below the maximum, any points outside of it.
 * As `answers.answer_problem` in Python says.
 * @param {Item} item
 * @param {string} raw
 */
export const needsReason = (item, raw) =>
  raw === "n/a" ||
  (item.kind === "points" &&
    raw !== "" &&
    (item.least ? Number(raw) !== 0 : Number(raw) < Number(item.most)));

/**
 * A longer text is refused whole: nobody would see that its end was cut off.
 * @param {string} text
 * @returns {Reading}
 */
export function readText(text) {
  const count = lengthOf(text);
  return count > LONGEST ? bad("too_long", { count, most: LONGEST }) : ready(text);
}

/**
 * The texts that a control shows for a raw answer.
 * @param {Item} item
 * @param {string} raw
 * @returns {ControlValues}
 */
export function valuesOf(item, raw) {
  if (raw === "n/a") return { excused: true };
  switch (item.kind) {
    case "ratio":
    case "count": {
      const [first, second] = raw.split("/");
      return { first, second };
    }
    case "date":
      return raw === "not_done" ? { undone: true } : { first: shownDay(raw) };
    case "number":
    case "points":
      return { first: raw.replace(".", ",") };
    default:
      return { first: raw };
  }
}
