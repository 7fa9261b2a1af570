// @ts-check
// The talk with the other side: greet it, ask from time to time whether something has changed, take in what
// it replies.

/** @import { Draft, EntryMessage, FactMessage, Message, Refused, Reply, Saved, States } from "./types" */
/** @import { Visit } from "./visit.js" */

import { valuesOf } from "./answers.js";
import { isEntry, isFactMessage } from "./outbox.js";

/** Ms between two looks at what has to be asked or sent again. */
const TICK = 1000;

/** Carries a visit's messages to the other side, and the replies back. */
export class Conversation {
  /** @param {Visit} visit */
  constructor(visit) {
    this.visit = visit;
  }

  start() {
    const { link, connection } = this.visit;
    link.listen((reply) => this.receive(reply));
    connection.ask("hello");
    this.clock = setInterval(() => this.tick(), TICK);
  }

  stop() {
    clearInterval(this.clock);
    this.visit.close();
  }

  tick() {
    const { connection, outbox, isOpened, view } = this.visit;
    connection.askWhenDue(isOpened, outbox.isSending());
    outbox.sendAgain();
    view.showStatus();
  }

  /** @param {Reply} reply */
  receive(reply) {
    this.visit.connection.replied();
    switch (reply.type) {
      case "saved":
        return this.receiveSaved(reply);
      case "refused":
        return this.receiveRefused(reply);
      case "states":
        return this.receiveStates(reply);
      case "minutes":
        this.visit.minutes = reply.files;
        return this.visit.view.showLeaving();
      case "content":
        return this.visit.contents.receive(reply);
      case "history":
        return this.visit.view.showHistory(reply.item, reply.rows);
    }
  }

  /** @param {Saved} reply */
  receiveSaved({ client, part }) {
    this.visit.storeTrouble = "";
    const message = this.visit.outbox.waiting.get(client);
    if (!message) return;
    if (part !== null && part !== undefined) {
      if (message.type === "file") this.visit.outbox.sendPart(message, part + 1);
      return;
    }
    if (isEntry(message) || isFactMessage(message)) this.visit.troubles.delete(message.item);
    this.visit.outbox.recorded(message);
    if (!this.visit.store.lasting && message.item) this.sweep(message.item);
    this.goOn(message);
  }

  /** @param {Refused} reply */
  receiveRefused({ client, why, text, remedy }) {
    const message = this.visit.outbox.waiting.get(client);
    if (why === "store") {
      this.visit.storeTrouble = `${text} ${remedy}`;
      if (message) message.sentAt = Date.now(); // the record is busy: not again at once
      this.showMessage(message);
    } else if (message) {
      if (why === "conflict" && isEntry(message)) this.visit.outbox.keepConflict(message);
      else this.giveBack(message, `${text} ${remedy}`);
      this.goOn(message);
    } else this.visit.view.showStatus();
  }

  /**
   * A message that the record cannot take leaves the outbox. Nothing typed is lost: the newest entry of an
   * item becomes a draft again, unless something else is being typed there.
   * @param {Message} message
   * @param {string} trouble
   */
  giveBack(message, trouble) {
    const isTyped = isEntry(message) || isFactMessage(message);
    const isLatest = isTyped && this.visit.outbox.isNewest(message) && !this.visit.drafts.has(message.item);
    this.visit.outbox.forget(
      message,
      isLatest ? this.visit.drafts.keep(message.item, this.draftOf(message)) : true,
    );
    if (message.type === "file") this.visit.files.refuse(message.item, message.name, trouble);
    else this.visit.troubles.set(message.item, trouble);
  }

  /**
   * @param {EntryMessage | FactMessage} message
   * @returns {Draft}
   */
  draftOf(message) {
    if (isFactMessage(message)) {
      const { item, value, seen } = message;
      const first = this.visit.facts.inWords(item, value);
      return { values: { first }, note: "", cause: "", seen, at: Date.now() };
    }
    const { item, kind, raw, note, cause, seen } = message;
    const isAnswer = kind === "answered" || kind === "decided";
    const values = isAnswer ? valuesOf(this.visit.items.get(item), raw) : {};
    return { values, note, cause, seen, at: Date.now() };
  }

  /**
   * The next message of the item can go.
   * @param {Message} message
   */
  goOn(message) {
    this.visit.outbox.sendNext(message.item);
    this.showMessage(message);
  }

  /** @param {Message | undefined} message */
  showMessage(message) {
    if (message?.item) this.visit.view.showItem(message.item);
    this.visit.view.showStatus();
  }

  /**
   * Delete what a full disk left behind of an item, once all of it is recorded.
   * @param {string} item
   */
  async sweep(item) {
    if (this.visit.drafts.has(item) || this.visit.outbox.waits(item) || this.visit.outbox.conflicts.has(item))
      return;
    await this.visit.drafts.drop(item);
    await this.visit.outbox.sweep(item);
  }

  /** @param {States} reply */
  receiveStates(reply) {
    const { items, submitted } = reply;
    this.visit.facts.receive(reply);
    for (const state of items) {
      this.visit.items.states.set(state.id, state);
      const own = state.heads.filter((head) => this.visit.items.isOwn(head));
      this.visit.drafts.addSeen(
        state.id,
        own.map((head) => head.digest),
      );
      this.visit.outbox.addSeen(state.id, own);
      // undo takes back nobody else's answer
      if (own.length < state.heads.length) this.visit.earlier.delete(state.id);
    }
    this.visit.submitted = submitted;
    if (this.visit.isOpened) {
      for (const state of items) this.visit.view.showItem(state.id);
      for (const fact of reply.facts ?? []) this.visit.view.showItem(fact.item);
    } else this.opened();
    this.visit.view.showStatus();
    this.visit.view.showProgress();
  }

  /** The first states are here: show them, and send what was left behind. */
  opened() {
    if (this.visit.link.kind === "offline") this.dropRecorded();
    void this.visit.unkept.dropRecorded((item) => this.visit.items.evidenceNames(item));
    this.visit.isOpened = true;
    this.visit.view.showOpened();
    this.visit.outbox.sendAll();
    for (const item of this.visit.items.ids) this.visit.view.showItem(item);
    for (const item of this.visit.drafts.items()) this.visit.commit(item);
  }

  /** In the one-file form: a draft no newer than an answer in the record was made into that answer. */
  dropRecorded() {
    for (const state of this.visit.items.states.values())
      for (const { when } of state.heads.filter((head) => !head.digest)) {
        this.visit.outbox.notBefore(when);
        const draft = this.visit.drafts.get(state.id);
        if (draft && draft.at <= Date.parse(when)) this.visit.drafts.drop(state.id);
      }
    this.visit.facts.dropRecorded();
  }
}
