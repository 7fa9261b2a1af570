// @ts-check
// Messages that the record has not confirmed: answers, files, pieces of evidence, the end of the visit.
//
// The order is the promise of this module. Connections lose messages, so a message is sent again until it is
// confirmed. If two answers to one item were on their way together, the older one could be lost, be sent
// again and be recorded after the newer one: the older answer would stand. So of each item only the oldest
// message is sent; the next one waits until that one is recorded or refused. Items do not wait for each
// other.
//
// The order must survive a reload. The browser's store returns messages in the order of their keys, in which
// "tab:10" comes before "tab:9", so they are sorted by the time at which they were given, and by the counter
// as a number where two have the same time. Times never go back, not even when the tablet's clock is set
// back.
//
// A refused answer is of two kinds. One that the record cannot take ends its way here and becomes a draft
// again. One that came too late, since somebody else had answered meanwhile, is a conflict: it stays, and is
// not sent, until a person chooses between the two. A later answer from here takes its place.

/** @import { BrowserStore, Content, EntryMessage, FactMessage, FileMessage, Head } from "./types" */
/** @import { Message, Wire } from "./types" */
/** @import { Connection } from "./link.js" */

import { SEND_AGAIN } from "./link.js";

/** Bytes of a file in one message: a notebook's connection carries at most 10 MiB. */
const PART = 512 * 1024;

/** @param {Message} message */
const tabOf = (message) => message.client.split(":")[0];

/** @param {Pick<Message, "client">} message */
const countOf = (message) => Number(message.client.split(":")[1]);

/**
 * @param {Pick<Message, "client" | "at">} one
 * @param {Pick<Message, "client" | "at">} other
 */
function byTime(one, other) {
  if (one.at !== other.at) return one.at < other.at ? -1 : 1;
  return countOf(one) - countOf(other);
}

/**
 * @param {Message | undefined} message
 * @returns {message is EntryMessage}
 */
export const isEntry = (message) => message?.type === "entry";

/**
 * @param {Message | undefined} message
 * @returns {message is FactMessage}
 */
export const isFactMessage = (message) => message?.type === "fact";

/** @param {Message} message whether it was made of something typed */
const isTyped = (message) => isEntry(message) || isFactMessage(message);

/** Responses that a message names as seen, at most: the record takes no more. */
const MOST_SEEN = 50;

/**
 * What was seen, and what came from here since; the same list when that is nothing new. Of many the newest
 * are kept: an older one was replaced by them.
 * @template {string[] | undefined} T
 * @param {T} seen
 * @param {string[]} digests
 * @returns {T | string[]}
 */
export function withSeen(seen, digests) {
  const more = digests.filter((digest) => seen && !seen.includes(digest));
  return seen && more.length ? [...seen, ...more].slice(-MOST_SEEN) : seen;
}

/** Keeps messages until they are recorded, and sends them in order. */
export class Outbox {
  /**
   * @param {BrowserStore} store
   * @param {Connection} connection
   * @param {string} tab the name under which this form keeps and sends
   */
  constructor(store, connection, tab) {
    this.store = store;
    this.connection = connection;
    this.tab = tab;
    /**
     * What waits, oldest first, by client. A conflict is among them.
     * @type {Map<string, Message>}
     */
    this.waiting = new Map();
    /**
     * Of each item, the entry that was refused because somebody else had answered.
     * @type {Map<string | undefined, EntryMessage>}
     */
    this.conflicts = new Map();
    /**
     * When each message from here was given, by client: of this form, and of those that it took over from.
     * @type {Map<string, string>}
     */
    this.own = new Map();
    /** The time of the newest message, as an ISO time. No later message gets an earlier one. */
    this.lastAt = "";
    this.counter = 0;
  }

  /**
   * Take over what closed tabs did not get recorded.
   * @param {(tab: string) => boolean} isClosed
   */
  async takeOver(isClosed) {
    const all = [...(await this.store.all("outbox")).values()];
    const left = all.filter((each) => !this.own.has(each.client) && isClosed(tabOf(each)));
    for (const message of left) {
      this.own.set(message.client, message.at);
      this.notBefore(message.at);
    }
    const ordered = [...this.waiting.values(), ...left].sort(byTime);
    this.waiting = new Map(ordered.map((message) => [message.client, message]));
  }

  /**
   * No message from now on gets a time before this one.
   * @param {string} time
   */
  notBefore(time) {
    if (time > this.lastAt) this.lastAt = time;
  }

  /**
   * Put a message in, on the disk too, and send it. Gives whether it reached the disk; when the disk is full
   * it is sent all the same, and whatever it replaces must stay on the disk.
   *
   * What was typed is sent while it is being written: the record has it the sooner. If the page ends before
   * it is on the disk here, the draft from which it was made says the same as the record, and changes nothing.
   * @param {Content} content
   * @param {string} actor
   */
  async put(content, actor) {
    this.notBefore(new Date().toISOString());
    const client = `${this.tab}:${++this.counter}`;
    /** @type {Message} */
    const message = { ...content, client, actor, at: this.lastAt };
    this.waiting.set(client, message);
    this.own.set(client, message.at);
    const writing = this.store.tryPut("outbox", client, message);
    if (isTyped(message)) this.send(message);
    const isKept = await writing;
    if (!isTyped(message) && this.waiting.has(client)) this.send(message);
    return isKept;
  }

  /**
   * Send a message, unless an older one of its item must be recorded first.
   * @param {Message} message
   */
  send(message) {
    if (!this.isNext(message)) return;
    if (message.type === "file") return void this.sendPart(message, 0);
    message.sentAt = Date.now();
    const { at, sentAt, ...content } = message;
    /** @type {Wire} */
    const wire = content;
    if (isTyped(message)) wire.answered_at = at;
    this.connection.send(wire);
  }

  /**
   * Whether no older message of the same item waits. A conflict holds up nothing.
   * @param {Message} message
   */
  isNext(message) {
    for (const other of this.waiting.values()) {
      if (other === message) return true;
      if (other.item === message.item && !this.isConflict(other)) return false;
    }
    return true;
  }

  /**
   * Send one part of a file, counted from 0. The next one follows when this one is confirmed.
   * @param {FileMessage} message
   * @param {number} part
   */
  async sendPart(message, part) {
    message.sentAt = Date.now();
    const { type, client, item, name, blob, actor, drawn_on } = message;
    const parts = Math.max(1, Math.ceil(blob.size / PART));
    if (part >= parts) return;
    const bytes = await blob.slice(part * PART, (part + 1) * PART).arrayBuffer();
    const wire = { type, client, item, name, part, parts, actor, ...(drawn_on && { drawn_on }) };
    this.connection.send(wire, [bytes], message);
  }

  sendAll() {
    for (const message of this.waiting.values()) this.send(message);
  }

  /** Send again what was sent a while ago and got no reply. */
  sendAgain() {
    const now = Date.now();
    for (const message of this.waiting.values())
      if (!this.isConflict(message) && now - (message.sentAt ?? 0) > SEND_AGAIN) this.send(message);
  }

  /**
   * Send the oldest message of an item.
   * @param {string | undefined} item
   */
  sendNext(item) {
    const next = this.pending(item)[0];
    if (next) this.send(next);
  }

  /**
   * What of an item is on its way, oldest first. A conflict is not.
   * @param {string | undefined} item
   */
  pending(item) {
    return [...this.waiting.values()].filter((message) => message.item === item && !this.isConflict(message));
  }

  /** @param {string} item */
  waits(item) {
    return this.pending(item).length > 0;
  }

  /**
   * When the newest entry of an item that waits was given, in ms; undefined when none waits.
   * @param {string} item
   */
  answeredAt(item) {
    const newest = [...this.waiting.values()].findLast(
      (message) => isTyped(message) && message.item === item,
    );
    return newest && Date.parse(newest.at);
  }

  /**
   * Responses that came from here are seen, also by later answers that wait: one that was given after a
   * reload may wait for one that was given before it, under the name of a closed tab. An earlier answer that
   * still waits has not seen them: it must not be recorded over a later one.
   * @param {string} item
   * @param {Head[]} heads
   */
  addSeen(item, heads) {
    for (const message of this.pending(item).filter(isEntry)) {
      const isBefore = (/** @type {Head} */ { client }) =>
        client !== message.client && byTime({ client, at: this.own.get(client) ?? "" }, message) <= 0;
      const before = heads.filter(isBefore);
      const seen = withSeen(
        message.seen,
        before.map((head) => head.digest),
      );
      if (seen === message.seen) continue;
      message.seen = seen;
      this.store.tryPut("outbox", message.client, message);
    }
  }

  /** Whether something waits that is no conflict. */
  isSending() {
    return this.waiting.size > this.conflicts.size;
  }

  /** @param {Message} message */
  isConflict(message) {
    return isEntry(message) && this.conflicts.get(message.item)?.client === message.client;
  }

  /**
   * Whether no newer entry of the same item waits.
   * @param {EntryMessage | FactMessage} entry
   */
  isNewest(entry) {
    const all = [...this.waiting.values()];
    const later = all.slice(all.indexOf(entry) + 1);
    return !later.some((other) => isTyped(other) && other.item === entry.item);
  }

  /**
   * The record has a message. An answer that was given after a conflict settles that conflict.
   * @param {Message} message
   */
  recorded(message) {
    const conflict = this.conflicts.get(message.item);
    const isReplaced = conflict && conflict !== message && isEntry(message) && message.kind !== "remarked";
    if (isReplaced || conflict === message) this.conflicts.delete(message.item);
    this.forget(message, isReplaced ? this.forget(conflict) : true);
  }

  /**
   * Somebody else had answered. An older conflict of the item gives way to this one.
   * @param {EntryMessage} entry
   */
  keepConflict(entry) {
    const older = this.conflicts.get(entry.item);
    if (older && older.client !== entry.client) this.forget(older);
    this.conflicts.set(entry.item, entry);
  }

  /**
   * Let a message go: at once from what waits, and from the disk when whatever replaces it is there. Gives
   * whether it was.
   * @param {Message} message
   * @param {boolean | Promise<boolean>} replaced
   */
  async forget(message, replaced = true) {
    this.waiting.delete(message.client);
    if (!(await replaced)) return false;
    await this.store.drop("outbox", message.client);
    return true;
  }

  /**
   * Delete from the disk what a full disk had to leave there, of an item that is recorded whole.
   * @param {string} item
   */
  async sweep(item) {
    const kept = await this.store.all("outbox").catch(() => new Map());
    for (const [client, message] of kept)
      if (message.item === item && this.own.has(client) && !this.waiting.has(client))
        await this.forget(message);
  }
}
