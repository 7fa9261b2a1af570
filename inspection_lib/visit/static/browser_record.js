// @ts-check
// The record of a visit where there is no Python: entries in this browser, in the order in which they came. A
// laptop makes events of them when it merges the package.

/** @import { BrowserStore, FileMessage, Head, ItemState, Piece, RecordEntry } from "./types" */
/** @import { States, Wire } from "./types" */

import { isoDayOf } from "./answers.js";
import { sha256Of } from "./digests.js";
import { isFact, isSignature, partsOf } from "./facts.js";
import { randomName } from "./tabs.js";
import { factStates } from "./tablet_facts.js";
import { utf8 } from "./zip.js";

const ANSWERING = ["answered", "withdrawn", "decided"];

/** The reference of a file: as `Attachment.reference` in Python writes it. */
const referenceOf = (/** @type {RecordEntry} */ { name, sha256 }) =>
  `${name} (sha256:${sha256?.slice(0, 12)})`;

/**
 * An entry as the package has it.
 * @param {RecordEntry} entry
 */
export const lineOf = (entry) => `${JSON.stringify(entry)}\n`;

/**
 * Open the record that this browser keeps. Its name is the name of a chain and is kept beside the entries:
 * whoever loses them begins another chain, under another name.
 * @param {BrowserStore} store
 * @param {States} states items and facts when the form was written
 * @param {string} [source] whose answers it takes
 */
export async function openRecord(store, states, source = "inspector") {
  const facts = await store.all("facts");
  let device = facts.get("device");
  let secret = facts.get("secret") ?? "";
  if (!device) {
    // From the secret the laptops compute the salts of the texts (record/texts.py). A record that a form of
    // an earlier version began never gets one: two of its packages would make two different chains.
    device = randomName();
    secret = randomName() + randomName();
    await store.put("facts", "secret", secret);
    await store.put("facts", "device", device);
  }
  const record = new BrowserRecord(store, states, device, secret, source);
  record.entries = await record.kept();
  return record;
}

/** Entries over the states that the form was written with. */
export class BrowserRecord {
  /**
   * @param {BrowserStore} store
   * @param {States} states
   * @param {string} device
   * @param {string} secret
   * @param {string} source
   */
  constructor(store, states, device, secret, source) {
    this.store = store;
    this.base = states.items;
    this.written = states;
    this.device = device;
    this.secret = secret;
    this.source = source;
    /** @type {RecordEntry[]} */
    this.entries = [];
    /** @type {Promise<unknown>} */
    this.turn = Promise.resolve();
  }

  /**
   * What is on the disk, in order; also what another tab added, where the browser lets two be open.
   * @returns {Promise<RecordEntry[]>}
   */
  async kept() {
    const rows = [...(await this.store.all("entries")).values()].sort(
      (one, other) => one.order - other.order,
    );
    return rows.map(({ order, ...entry }) => entry);
  }

  /** @param {string} item */
  entriesOf(item) {
    return this.entries.filter((entry) => entry.item === item);
  }

  states() {
    return this.base.map((state) => this.stateOf(state));
  }

  /**
   * The facts of the visit: as they were when the form was written, and as noted here since.
   * @param {(names: string[]) => string} tell says of a signature what was entered after it
   */
  facts(tell) {
    return factStates(this.written.facts ?? [], this.entries, tell);
  }

  /**
   * How an item stands: how it stood when the form was written, and what was entered here since.
   * @param {ItemState} base
   * @returns {ItemState}
   */
  stateOf(base) {
    const state = { ...base, pieces: [...base.pieces] };
    for (const entry of this.entriesOf(base.id)) {
      state.changed = isoDayOf(new Date(entry.answered_at));
      if (ANSWERING.includes(entry.kind)) {
        state.heads = [this.headOf(entry)];
        state.contradiction = false;
        state.lacks_reason = false;
        state.judgement = { outcome: "unanswered", label: "", reason: "", points: "" };
      }
      if (entry.note !== undefined) state.note = entry.note;
      if (entry.kind === "attached") {
        const piece = pieceOf(entry);
        state.pieces = [...state.pieces.filter((other) => other.reference !== piece.reference), piece];
      }
      if (entry.kind === "detached")
        state.pieces = state.pieces.filter((piece) => piece.reference !== entry.reference);
    }
    return state;
  }

  /**
   * @param {RecordEntry} entry
   * @returns {Head}
   */
  headOf(entry) {
    const { kind, raw = "", note = "", evidence = [], cause = "", actor, answered_at, client } = entry;
    const machine = this.device;
    return {
      digest: "",
      kind,
      raw,
      text: raw,
      note,
      evidence,
      cause,
      actor,
      machine,
      when: answered_at,
      client,
    };
  }

  /**
   * The entry with which a file was attached here.
   * @param {string} item
   * @param {string} reference
   */
  fileOf(item, reference) {
    return this.entriesOf(item).findLast(
      (entry) => entry.kind === "attached" && entry.sha256 && referenceOf(entry) === reference,
    );
  }

  /**
   * Whether days can be written to a piece: to one that was attached here.
   * @param {string} item
   * @param {Piece} piece
   */
  mayDate(item, { reference }) {
    const isNumber = this.entriesOf(item).some((entry) => entry.number === reference);
    return isNumber || this.fileOf(item, reference) !== undefined;
  }

  /**
   * Record a message; gives the states that it changed. One after the other: a slow disk makes the form send
   * the same message again before the first one is kept, and it must count once.
   * @param {Wire} wire
   * @param {FileMessage | undefined} message
   * @returns {Promise<ItemState[] | null>} null when it was recorded before
   */
  record(wire, message) {
    const work = () => this.add(wire, message);
    const done = this.turn.then(work, work);
    this.turn = done;
    return done;
  }

  /**
   * @param {Wire} wire
   * @param {FileMessage | undefined} message
   */
  async add(wire, message) {
    if (this.entries.some((entry) => entry.client === wire.client)) return null;
    if (isFact(wire.item) && this.source === "inspector") return this.addFact(wire);
    const base = this.base.find((state) => state.id === wire.item);
    if (!base) throw new Error(`no such item: ${wire.item}`);
    const entry = {
      item: wire.item,
      source: this.source,
      client: wire.client,
      actor: wire.actor,
      answered_at: wire.answered_at ?? new Date().toISOString(),
      ...(await this.whatIsSaid(wire, message, base)),
    };
    await this.append(entry);
    return [this.stateOf(base)];
  }

  /** @param {RecordEntry} entry */
  async append(entry) {
    await this.store.append(entry.client, entry);
    this.entries.push(entry);
  }

  /**
   * Note a fact of the visit. A signature gets the digest of the lines of all entries before it, as the
   * package will have them.
   * @param {Wire} wire
   */
  async addFact({ item: name, value, client, actor, answered_at }) {
    const { item, field } = partsOf(name);
    let note = value;
    if (value && isSignature(name)) {
      const lines = (await this.kept()).map((entry) => lineOf(entry));
      const digest = await sha256Of(utf8(lines.join("")));
      note = JSON.stringify({ ...JSON.parse(value), entries: lines.length, digest });
    }
    const seen = this.written.facts?.find((fact) => fact.item === name)?.digests ?? [];
    const about = { item, source: "visit", client, actor, answered_at };
    await this.append({ ...about, kind: "noted", field, note, seen });
    return [];
  }

  /**
   * What an entry says, by the kind of the message. The bytes of a file are kept first.
   * @param {Wire} wire
   * @param {FileMessage | undefined} message
   * @param {ItemState} base
   */
  async whatIsSaid(wire, message, base) {
    if (wire.type === "entry") {
      const { raw, note, evidence, cause } = wire;
      // decisions are the office's: a unit that chooses between two answers of its own gives one anew
      const kind = wire.kind === "decided" && this.source === "self" ? "answered" : wire.kind;
      return { kind, raw, note, evidence, cause, seen: base.heads.map((head) => head.digest) };
    }
    if (message) {
      const { blob } = message; // of bytes that were copied: see `files.js`
      const sha256 = await sha256Of(await blob.arrayBuffer());
      await this.store.put("files", sha256, blob);
      const { name, drawn_on } = wire;
      return { kind: "attached", name, sha256, size: blob.size, ...(drawn_on && { drawn_on }) };
    }
    if (wire.kind === "detached") return { kind: "detached", reference: wire.reference };
    const { made = "", valid_from = "", valid_to = "" } = wire;
    const file = this.fileOf(wire.item, wire.reference);
    const piece = file
      ? {
          name: file.name,
          sha256: file.sha256,
          size: file.size,
          ...(file.drawn_on && { drawn_on: file.drawn_on }),
        }
      : { number: wire.reference };
    return { kind: "attached", ...piece, made, valid_from, valid_to };
  }
}

/**
 * @param {RecordEntry} entry
 * @returns {Piece}
 */
function pieceOf(entry) {
  const { made = "", valid_from = "", valid_to = "", sha256 = "", drawn_on = "" } = entry;
  const reference = entry.sha256 ? referenceOf(entry) : (entry.number ?? "");
  const name = entry.name || entry.number || "";
  const own = { thumbnail: "", remarks: [], sha256, media_type: "", drawn_on };
  return { reference, name, ...own, made, valid_from, valid_to };
}
