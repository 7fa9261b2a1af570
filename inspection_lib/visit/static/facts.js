// @ts-check
// Facts of the visit: begin, end, place, those present, position, what the unit explained, what was agreed,
// signatures. Each has a name: the item, "" for the whole visit, "#" and its field.
//
// A fact goes the way of an answer: draft, outbox, record. What other machines noted and nobody here saw is
// not replaced: the record keeps both.

/** @import { Definition, Draft, FactContent, FactState, Item, Standing, States } from "./types" */
/** @import { Drafts } from "./drafts.js" */
/** @import { Items } from "./items.js" */
/** @import { Outbox } from "./outbox.js" */

import { isoDay } from "./answers.js";
import { isFactMessage } from "./outbox.js";
import { fill, lengthOf, nfc } from "./texts.js";

/** Letters of a text, as many as a message may hold. */
const LONGEST = 20_000;
const MOMENTS = ["begun", "ended"];
const MOMENT = /^(\d{1,2}\/\d{1,2}\/\d{2,4})[ ,]+(\d{1,2})\s*(?:[:hg.]|giờ)\s*(\d{2})$/i;
/** Facts of an item, in the order of the form. */
export const OF_ITEM = ["explained", "agreed", "agreed_by"];

/** @param {string} name whether it is that of a fact, and not of an item */
export const isFact = (name) => name.includes("#");

/** @type {(item: string, field: string) => string} */
export const factName = (item, field) => `${item}#${field}`;

/** @param {string} name */
export function partsOf(name) {
  const [item, field] = name.split("#");
  return { item, field };
}

/** @param {string} name */
export const isSignature = (name) => partsOf(name).field.startsWith("signed_");

/**
 * What people call a fact, or an item, in a list.
 * @param {string} name
 * @param {Record<string, string>} texts
 */
export function nameOf(name, texts) {
  if (!isFact(name)) return name;
  const { item, field } = partsOf(name);
  const label = texts[`fact_${field}`] ?? field;
  return item ? `${item} ${label.toLowerCase()}` : label;
}

/**
 * Items and facts in a list, as people call them; what has no name is the end of the visit.
 * @param {Iterable<string | undefined>} names
 * @param {{items: Items, texts: Record<string, string>}} visit
 */
export function namesInWords(names, { items, texts }) {
  return items.inWords([...names].map((name) => (name ? nameOf(name, texts) : texts.end)));
}

/**
 * What was typed of a fact: its value for the record, or why there is none.
 * @typedef {{value: string, trouble?: undefined} | {value?: undefined, trouble: string}} Reading
 */

/** The facts of one visit. */
export class Facts {
  /**
   * @param {Definition} definition
   * @param {Items} items
   * @param {Outbox} outbox
   * @param {Drafts} drafts
   * @param {(content: FactContent) => Promise<boolean>} put puts a message into the outbox
   */
  constructor(definition, items, outbox, drafts, put) {
    this.definition = definition;
    this.texts = definition.texts;
    this.items = items;
    this.outbox = outbox;
    this.drafts = drafts;
    this.put = put;
    /**
     * Called when a fact was read: its name, and why it could not be.
     * @type {(name: string, trouble: string) => void}
     */
    this.onchange = () => {};
    /**
     * What the record says, by name.
     * @type {Map<string, FactState>}
     */
    this.states = new Map();
    /** The state of the record that is on the screen: a signature is bound to it. */
    this.head = "";
    /** @type {Record<string, number>} */
    this.ends = {};
    /**
     * Items that somebody added to the findings by hand.
     * @type {Set<string>}
     */
    this.added = new Set();
  }

  /** @param {States} reply */
  receive({ facts, head, ends }) {
    for (const state of facts ?? []) this.states.set(state.item, state);
    this.head = head ?? this.head;
    this.ends = ends ?? this.ends;
  }

  /**
   * The value that would stand if everything that waits were recorded.
   * @param {string} name
   */
  value(name) {
    const waiting = this.outbox.pending(name).findLast(isFactMessage);
    return waiting?.value ?? this.states.get(name)?.value ?? "";
  }

  /**
   * What the field of a fact shows: what is typed, else what stands, as people write it.
   * @param {string} name
   */
  shown(name) {
    return this.drafts.get(name)?.values.first ?? this.inWords(name, this.value(name));
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  inWords(name, value) {
    const { field } = partsOf(name);
    const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?/.exec(value) ?? [];
    if (!year || ![...MOMENTS, "agreed_by"].includes(field)) return value;
    return `${day}/${month}/${year}${time ? ` ${time}` : ""}`;
  }

  /**
   * Read what was typed.
   * @param {string} name
   * @param {string} typed
   * @returns {Reading}
   */
  read(name, typed) {
    const { field } = partsOf(name);
    const text = nfc(typed.trim());
    const count = lengthOf(text);
    if (count > LONGEST) return { trouble: fill(this.texts.too_long, { count, most: LONGEST }) };
    if (!text) return { value: "" };
    if (field === "agreed_by") {
      const day = isoDay(text);
      return day ? { value: day } : { trouble: this.texts.bad_day };
    }
    return MOMENTS.includes(field) ? this.readMoment(text) : { value: text };
  }

  /**
   * @param {string} text
   * @returns {Reading}
   */
  readMoment(text) {
    const [, dayText = "", hour = "", minute = ""] = MOMENT.exec(text) ?? [];
    const day = isoDay(dayText);
    const isTime = Number(hour) < 24 && Number(minute) < 60 && hour !== "";
    return day && isTime
      ? { value: `${day}T${hour.padStart(2, "0")}:${minute}` }
      : { trouble: this.texts.bad_moment };
  }

  /** This moment in the office's time, as people write it. */
  now() {
    const timeZone = this.definition.time_zone;
    const written = new Date().toLocaleString("sv-SE", { timeZone });
    return this.inWords("#begun", written.replace(" ", "T"));
  }

  /**
   * Digests of the events of a fact that whoever looks at the form sees.
   * @param {string} name
   */
  seen(name) {
    return this.states.get(name)?.digests ?? [];
  }

  /**
   * Items that the page before leaving lists as findings: those that lost points, those of which something is
   * noted already, and those that somebody added.
   * @param {boolean} judgesLater nothing is judged here: answers that look like a defect are taken
   */
  findings(judgesLater) {
    return this.items.ids.filter((id) => {
      const outcome = this.items.states.get(id)?.judgement.outcome ?? "";
      const isLost = ["fail", "partial", "error"].includes(outcome) && this.items.asked(id) !== "no";
      const isNoted = OF_ITEM.some((field) => this.shown(factName(id, field)));
      const looksLost = judgesLater && looksLikeDefect(this.items.get(id), this.items.standing(id));
      return isLost || looksLost || isNoted || this.added.has(id);
    });
  }

  /**
   * Read a draft. A signature stays one until somebody says that it is whole.
   * @param {string} name
   * @param {Draft} draft
   */
  commit(name, draft) {
    if (isSignature(name)) return;
    const { value, trouble } = this.read(name, draft.values.first ?? "");
    if (value !== undefined) this.drafts.drop(name, this.note(name, value, draft.seen));
    this.onchange(name, trouble ?? "");
  }

  /**
   * Note a fact, if it changes. Gives whether its draft can go: its message reached the disk, or it stands
   * already and nothing of it waits on a full disk.
   * @param {string} name
   * @param {string} value empty to take the fact back
   * @param {string[]} [seen]
   */
  note(name, value, seen = this.seen(name)) {
    if (value === this.value(name)) return this.drafts.store.lasting || !this.outbox.waits(name);
    return this.put({ type: "fact", item: name, value, seen });
  }

  /** Whether the visit ends before it begins, as far as both are known. */
  endsBefore() {
    const [begun, ended] = [this.value("#begun"), this.value("#ended")];
    return Boolean(begun && ended && ended < begun);
  }

  /** In the one-file form: a draft that is no newer than its recorded fact was made into that fact. */
  dropRecorded() {
    for (const [name, state] of this.states) {
      if (state.digests.length) continue; // of another machine: recorded before the form was written
      this.outbox.notBefore(state.when);
      const draft = this.drafts.get(name);
      if (draft && draft.at <= Date.parse(state.when)) this.drafts.drop(name);
    }
  }
}

/**
 * Whether an answer looks as if it lost points. The laptop judges by the rules; this only fills a list.
 * @param {Item} item
 * @param {Standing} standing
 */
function looksLikeDefect({ kind, levels, most }, { kind: given, raw }) {
  if (given === "none" || raw === "n/a") return false;
  if (kind === "yes_no") return raw === "no";
  if (kind === "level") return raw !== levels[0]?.[0];
  if (kind === "points") return Number(raw) < Number(most);
  return kind === "date" && raw === "not_done";
}
