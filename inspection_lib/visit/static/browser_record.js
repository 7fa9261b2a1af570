// @ts-check
// The record of a visit where there is no Python: entries in this browser, in the order in which they came. A
// laptop makes events of them when it merges the package.

/** @import { BrowserStore, FileMessage, Head, ItemState, Piece, RecordEntry, Wire } from "./types" */

import { sha256Of } from "./digests.js";
import { randomName } from "./tabs.js";

const ANSWERING = ["answered", "withdrawn", "decided"];

/** The reference of a file: as `Attachment.reference` in Python writes it. */
const referenceOf = (/** @type {RecordEntry} */ { name, sha256 }) =>
  `${name} (sha256:${sha256?.slice(0, 12)})`;

/**
 * Open the record that this browser keeps. Its name is the name of a chain and is kept beside the entries:
 * whoever loses them begins another chain, under another name.
 * @param {BrowserStore} store
 * @param {ItemState[]} states the items when the form was written
 */
export async function openRecord(store, states) {
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
  const record = new BrowserRecord(store, states, device, secret);
  record.entries = await record.kept();
  return record;
}

/** Entries over the states that the form was written with. */
export class BrowserRecord {
  /**
   * @param {BrowserStore} store
   * @param {ItemState[]} states
   * @param {string} device
   * @param {string} secret
   */
  constructor(store, states, device, secret) {
    this.store = store;
    this.base = states;
    this.device = device;
    this.secret = secret;
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
   * How an item stands: how it stood when the form was written, and what was entered here since.
   * @param {ItemState} base
   * @returns {ItemState}
   */
  stateOf(base) {
    const state = { ...base, pieces: [...base.pieces] };
    for (const entry of this.entriesOf(base.id)) {
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
   * @returns {Promise<ItemState[]>}
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
    if (this.entries.some((entry) => entry.client === wire.client)) return [];
    const base = this.base.find((state) => state.id === wire.item);
    if (!base) throw new Error(`no such item: ${wire.item}`);
    const entry = {
      item: wire.item,
      source: "inspector",
      client: wire.client,
      actor: wire.actor,
      answered_at: wire.answered_at ?? new Date().toISOString(),
      ...(await this.whatIsSaid(wire, message, base)),
    };
    await this.store.append(entry.client, entry);
    this.entries.push(entry);
    return [this.stateOf(base)];
  }

  /**
   * What an entry says, by the kind of the message. The bytes of a file are kept first.
   * @param {Wire} wire
   * @param {FileMessage | undefined} message
   * @param {ItemState} base
   */
  async whatIsSaid(wire, message, base) {
    if (wire.type === "entry") {
      const { kind, raw, note, evidence, cause } = wire;
      return { kind, raw, note, evidence, cause, seen: base.heads.map((head) => head.digest) };
    }
    if (message) {
      const bytes = await message.blob.arrayBuffer();
      const sha256 = await sha256Of(bytes);
      // a copy of the bytes: the card that the file was chosen from may be taken out
      await this.store.put("files", sha256, new Blob([bytes]));
      return { kind: "attached", name: wire.name, sha256, size: message.blob.size };
    }
    if (wire.kind === "detached") return { kind: "detached", reference: wire.reference };
    const { made = "", valid_from = "", valid_to = "" } = wire;
    const file = this.fileOf(wire.item, wire.reference);
    const piece = file
      ? { name: file.name, sha256: file.sha256, size: file.size }
      : { number: wire.reference };
    return { kind: "attached", ...piece, made, valid_from, valid_to };
  }
}

/**
 * @param {RecordEntry} entry
 * @returns {Piece}
 */
function pieceOf(entry) {
  const { made = "", valid_from = "", valid_to = "" } = entry;
  const reference = entry.sha256 ? referenceOf(entry) : (entry.number ?? "");
  const name = entry.name || entry.number || "";
  return { reference, name, thumbnail: "", remarks: [], made, valid_from, valid_to };
}
