// @ts-check
// A visit: what is entered, from the keystroke to the outbox. Nothing of the page is known here; a `View` is
// told what has changed.
//
// The way of a value: a keystroke makes a draft. The draft is read after a rest of 1.5 s, on leaving the
// field, or at once after a click. If it is an answer, it becomes a message in the outbox, and the draft is
// deleted. The record confirms the message and sends the item's new state (`conversation.js`), and the
// message is deleted. Each step keeps the earlier copy until the later one is on a disk.

/** @import { BrowserStore, Content, Definition, EntryMessage, Head, Link } from "./types" */
/** @import { Standing, Typed, View } from "./types" */

import { needsReason, readControl, readText } from "./answers.js";
import { Contents } from "./contents.js";
import { Drafts } from "./drafts.js";
import { Facts, isFact } from "./facts.js";
import { Files } from "./files.js";
import { Items } from "./items.js";
import { Connection } from "./link.js";
import { NO_VIEW } from "./no_view.js";
import { Outbox } from "./outbox.js";
import { PersonalData } from "./personal.js";
import { Sounds } from "./sounds.js";
import { openStore, storeName } from "./store.js";
import { closedTabs, holdTab, oneByOne, randomName } from "./tabs.js";
import { fill, nfc } from "./texts.js";
import { Unkept } from "./unkept.js";

/** Ms of rest before what is typed is read. */
const REST = 1500;

/** @type {(one: Standing, other: Standing) => boolean} */
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/**
 * Open a visit with all that closed tabs left behind.
 * @param {Definition} definition
 * @param {Link} link
 */
export async function openVisit(definition, link) {
  const store = await openStore(storeName(definition, link.kind));
  const tab = randomName();
  const release = await holdTab(tab, link.owner);
  const visit = new Visit(definition, link, store, tab, release);
  await oneByOne(async () => void (await visit.takeOver()));
  return visit;
}

/** The visit of one unit, as entered in one tab. */
export class Visit {
  /**
   * @param {Definition} definition
   * @param {Link} link
   * @param {BrowserStore} store
   * @param {string} tab
   * @param {() => void} release called when the visit is closed
   */
  constructor(definition, link, store, tab, release) {
    this.definition = definition;
    this.texts = definition.texts;
    this.personal = new PersonalData(definition);
    this.link = link;
    this.store = store;
    this.tab = tab;
    this.release = release;
    this.connection = new Connection(link);
    this.outbox = new Outbox(store, this.connection, tab);
    this.drafts = new Drafts(store, tab);
    this.items = new Items(definition, this.outbox);
    this.unkept = new Unkept(store, tab);
    this.contents = new Contents(link, () => this.isTakingIn());
    this.facts = new Facts(definition, this.items, this.outbox, this.drafts, (content) => this.put(content));
    this.facts.onchange = (name, trouble) => (this.view.showTrouble(name, trouble), this.view.showItem(name));
    this.files = new Files(definition, (content) => this.put(content));
    this.sounds = new Sounds(definition, this.unkept);
    this.files.onchange = this.sounds.onchange = (item) => (this.view.showItem(item), this.view.showStatus());
    this.actor = definition.actor;
    /**
     * Of each item, why its last entry was refused.
     * @type {Map<string | undefined, string>}
     */
    this.troubles = new Map();
    /**
     * What is on its way into the outbox.
     * @type {Set<Promise<unknown>>}
     */
    this.putting = new Set();
    /**
     * Of each item, what stood before the last change from here.
     * @type {Map<string, Standing>}
     */
    this.earlier = new Map();
    /**
     * Of each item, the timer after which what is typed is read.
     * @type {Map<string, ReturnType<typeof setTimeout>>}
     */
    this.rests = new Map();
    /** An input method (Telex, VNI) is in the middle of a letter: nothing is read now. */
    this.isComposing = false;
    /** The record has sent its states. */
    this.isOpened = false;
    /**
     * Items of which other tabs hold something that is not recorded.
     * @type {Set<string>}
     */
    this.elsewhere = new Set();
    /** When the visit was submitted, in words; empty when it was not. */
    this.submitted = "";
    /** Why the record cannot be written at the moment. */
    this.storeTrouble = "";
    /**
     * Files of the minutes; null before they are written.
     * @type {string[] | null}
     */
    this.minutes = null;
    /** @type {View} */
    this.view = NO_VIEW;
  }

  /** Take over what closed tabs left; gives the items of which something was typed there. */
  async takeOver() {
    const isClosed = await closedTabs(this.link.owner, this.link.alone ?? false);
    await this.outbox.takeOver(isClosed);
    await this.unkept.takeOver(isClosed);
    return this.drafts.takeOver(isClosed, (item) => this.outbox.answeredAt(item));
  }

  close() {
    this.release();
    this.link.close?.();
  }

  /**
   * Put a message into the outbox; gives whether it reached the disk.
   * @param {Content} content
   */
  async put(content) {
    const isKept = await this.during(this.outbox.put(content, this.actor));
    this.view.showStatus();
    return isKept;
  }

  /**
   * @template T
   * @param {Promise<T>} work what is known to be on its way into the outbox until it is done
   */
  async during(work) {
    this.putting.add(work);
    return work.finally(() => this.putting.delete(work));
  }

  /** Read all that is typed, without waiting after the last keystroke, until the outbox has it. */
  async putAll() {
    for (const item of [...this.rests.keys()]) this.commit(item);
    while (this.putting.size) await Promise.allSettled(this.putting);
  }

  /** Whether something is on its way to this device's disk, which has no time for anything else. */
  isTakingIn() {
    const isRecording = this.link.kind === "offline" && this.outbox.isSending() && !this.storeTrouble;
    return this.putting.size > 0 || isRecording;
  }

  /** Whether something typed is not read yet. */
  isTyping() {
    return this.rests.size > 0;
  }

  /** Items with something typed that is no answer yet: it is kept in the browser and is not in the record. */
  unfinished() {
    const typed = this.drafts.items().filter((item) => !this.rests.has(item) && !this.outbox.waits(item));
    return [...new Set([...typed, ...this.unkept.items()])];
  }

  /** Whether closing the page now loses something: the browser keeps nothing, and the record has not all. */
  losesWhenClosed() {
    const isWaiting =
      this.outbox.waiting.size > 0 || this.drafts.items().length > 0 || this.unkept.items().length > 0;
    return (
      this.putting.size > 0 || (!this.store.lasting && isWaiting) || this.link.losesWhenClosed?.() === true
    );
  }

  /**
   * Something was typed or chosen. `soon`: read it at once, as nothing follows.
   * @param {string} item
   * @param {Typed} typed
   * @param {{soon?: boolean}} [options]
   */
  edited(item, typed, { soon = false } = {}) {
    const now = isFact(item) ? this.facts.seen(item) : this.items.seen(item);
    const seen = this.drafts.get(item)?.seen ?? now; // what stood when the typing began
    const at = Math.max(Date.now(), (Date.parse(this.outbox.lastAt) || 0) + 1); // after all that was sent
    this.drafts.keep(item, { ...typed, at, seen });
    clearTimeout(this.rests.get(item));
    this.view.showEdited(item);
    const read = () => {
      if (this.isComposing) this.rests.set(item, setTimeout(read, REST));
      else this.commit(item);
    };
    this.rests.set(item, setTimeout(read, soon ? 0 : REST));
  }

  /**
   * Read a draft; what is an answer goes into the outbox, anything else stays a draft with a word why.
   * @param {string} item
   */
  commit(item) {
    clearTimeout(this.rests.get(item));
    this.rests.delete(item);
    queueMicrotask(() => this.view.showStatus());
    const draft = this.drafts.get(item);
    if (!draft || !this.isOpened) return;
    this.outbox.notBefore(new Date(draft.at).toISOString()); // else its draft would look newer after a kill
    if (isFact(item)) return this.facts.commit(item, draft);
    const note = nfc(draft.note.trim());
    const noteRead = readText(note);
    const reading = noteRead.state === "bad" ? noteRead : readControl(this.items.get(item), draft.values);
    const raw = reading.state === "ready" ? reading.raw : "";
    const asked = this.items.get(item);
    const lacksReason = needsReason(asked, raw) && !note;
    const needed = raw === "n/a" ? this.texts.reason_needed : this.texts.points_reason;
    const trouble = reading.state === "bad" ? fill(this.texts[reading.trouble], reading.values ?? {}) : "";
    this.view.showTrouble(item, lacksReason ? needed : trouble);
    if (reading.state === "bad" || reading.state === "partial" || lacksReason)
      return this.view.showItem(item);
    const isNone = reading.state === "none";
    const wanted = { kind: isNone ? "none" : "answered", raw, note, cause: isNone ? "" : draft.cause };
    this.drafts.drop(item, this.record(item, wanted, draft.seen));
    this.view.showItem(item);
    this.view.showProgress();
    for (const other of this.items.ids)
      if (other !== item && this.items.get(other).applies) this.view.showItem(other);
    if (this.elsewhere.has(item)) this.store.onothers(); // a closed tab's draft can be taken over now
  }

  /**
   * Record what is wanted, if anything changes. Gives whether it is safe to delete the draft: its message
   * reached the disk, or the same already stands and nothing of it waits on a full disk.
   * @param {string} item
   * @param {Standing} wanted
   * @param {string[] | undefined} seen
   */
  record(item, wanted, seen) {
    const standing = this.items.standing(item);
    if (same(wanted, standing)) return this.store.lasting || !this.outbox.waits(item);
    return this.change(item, standing, wanted, seen);
  }

  /**
   * @param {string} item
   * @param {Standing} standing
   * @param {Standing} wanted
   * @param {string[] | undefined} [seen]
   */
  change(item, standing, wanted, seen = this.items.seen(item)) {
    this.earlier.set(item, standing);
    const { raw, note, cause } = wanted;
    if (wanted.kind === "answered") {
      const evidence = this.items.heads(item)[0]?.evidence ?? [];
      return this.put({ type: "entry", kind: "answered", item, raw, note, cause, evidence, seen });
    }
    const kind = standing.kind === "none" ? "remarked" : "withdrawn";
    return this.put({ type: "entry", kind, item, raw: "", note, cause: "", evidence: [], seen });
  }

  /** @param {string} item */
  undo(item) {
    const before = this.earlier.get(item);
    if (!before) return;
    this.drafts.drop(item, this.change(item, this.items.standing(item), before));
    this.view.showItem(item);
    this.view.showProgress();
  }

  /**
   * Decide for one of two responses that contradict each other.
   * @param {string} item
   * @param {Head} head
   */
  decide(item, { raw, note, cause, evidence }) {
    const seen = this.items.heads(item).map((other) => other.digest);
    this.put({ type: "entry", kind: "decided", item, raw, note, cause, evidence, seen });
  }

  /**
   * Settle a conflict with one's own answer: it is given anew, by somebody who has seen the other one.
   * @param {string} item
   */
  keepMine(item) {
    const conflict = this.outbox.conflicts.get(item);
    if (!conflict) return;
    const { kind, raw, note, cause, evidence } = conflict;
    const seen = this.items.heads(item).map((head) => head.digest);
    this.settle(item, conflict, this.put({ type: "entry", kind, item, raw, note, cause, evidence, seen }));
  }

  /**
   * Settle a conflict with the answer that stands: one's own is given up.
   * @param {string} item
   */
  keepTheirs(item) {
    const conflict = this.outbox.conflicts.get(item);
    if (conflict) this.settle(item, conflict, true);
  }

  /**
   * @param {string} item
   * @param {EntryMessage} conflict
   * @param {boolean | Promise<boolean>} replaced
   */
  settle(item, conflict, replaced) {
    this.outbox.forget(conflict, replaced);
    this.outbox.conflicts.delete(item);
    this.drafts.drop(item, replaced);
    this.view.showItem(item);
    this.view.showStatus();
  }

  /**
   * Add files as evidence; gives whether all were taken and reached the disk.
   * @param {string} item
   * @param {File[]} files
   * @param {string} [drawnOn] the SHA-256 of the photo on which they were drawn
   */
  addFiles(item, files, drawnOn) {
    return this.during(this.files.add(item, files, drawnOn));
  }
}
