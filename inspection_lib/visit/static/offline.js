// @ts-check
// The form as one file, as the bundle built/offline.js: the other side is a record in this browser, and a
// package takes it to a laptop.

/** @import { BrowserRecord } from "./browser_record.js" */
/** @import { Form } from "./form.js" */
/** @import { BrowserStore, Definition, FileMessage, FormSecret, ItemState } from "./types" */
/** @import { Link, RecordEntry, Reply, States, Wire } from "./types" */
/** @import { Visit } from "./visit.js" */
/** @import { Member } from "./zip.js" */

import { lineOf, openRecord } from "./browser_record.js";
import { hmacOf } from "./digests.js";
import { button, make } from "./elements.js";
import { factName, nameOf, namesInWords } from "./facts.js";
import { mountForm } from "./form.js";
import { openStore } from "./store.js";
import { fill } from "./texts.js";
import { member, utf8, zip } from "./zip.js";

/** Ms before "open in another tab" is shown: a reload needs a moment to give up its lock. */
const TELL_AFTER = 300;
/** Ms for which the browser may read a package that is being downloaded. */
const DOWNLOAD = 60_000;

/**
 * @param {HTMLElement} root
 * @param {Definition} definition
 * @param {States} states
 * @param {FormSecret} form
 */
async function openOffline(root, definition, states, form) {
  const { campaign, unit, digest, texts } = definition;
  const name = `inspection/${campaign}/${unit}/${digest.slice(0, 16)}/record`;
  const alone = await onlyTab(name, root, texts);
  const store = await openStore(name);
  const office = new Office(definition, form, store, await openRecord(store, states));
  office.packed = Number((await store.all("facts")).get("packed") ?? 0);
  office.askToKeep();
  await mountForm(root, definition, office.link(root, alone), (form) => office.furnish(form));
}

/**
 * One tab at a time: two would not see each other's answers. The second waits until the first is closed.
 * Gives whether this one is alone for certain.
 * @param {string} name
 * @param {HTMLElement} root
 * @param {Record<string, string>} texts
 */
async function onlyTab(name, root, texts) {
  if (!navigator.locks) return false;
  const notice = make("p", { class: "other-tab", role: "alert", text: texts.other_tab });
  const timer = setTimeout(() => root.replaceChildren(notice), TELL_AFTER);
  /** @type {boolean} */
  const alone = await new Promise((decide) => {
    const hold = () => (decide(true), new Promise(() => {}));
    navigator.locks.request(name, hold).catch(() => decide(false));
  });
  clearTimeout(timer);
  return alone;
}

/** Takes the place of Python: replies to messages, and saves the package. */
class Office {
  /**
   * @param {Definition} definition
   * @param {FormSecret} form
   * @param {BrowserStore} store
   * @param {BrowserRecord} record
   */
  constructor(definition, form, store, record) {
    this.definition = definition;
    this.form = form;
    this.texts = definition.texts;
    this.store = store;
    this.record = record;
    /** What the status says of the last package; empty when something was recorded since. */
    this.saved = "";
    /** How many entries the last package holds. */
    this.packed = 0;
    /** The browser promises to delete nothing by itself. A private window never promises. */
    this.isPromised = false;
    /** Says that the browser may delete by itself what it stores, as long as it promises nothing. */
    this.unpromised = make("p", { class: "sub", text: this.texts.not_promised, hidden: !store.lasting });
    /** @type {(reply: Reply) => void} */
    this.reply = () => {};
  }

  /**
   * @param {HTMLElement} root
   * @param {boolean} alone
   * @returns {Link}
   */
  link(root, alone) {
    return {
      kind: "offline",
      alone,
      owner: root,
      judgesLater: true,
      mayDate: (item, piece) => this.record.mayDate(item, piece),
      content: (sha256) => this.store.get("files", sha256),
      heading: 1,
      listen: (callback) => (this.reply = callback),
      send: (wire, _buffers, message) => void this.receive(wire, message),
      savedText: () => this.saved || this.keptText(),
      isKept: () => this.store.lasting || this.isPacked(),
      losesWhenClosed: () => !this.isPacked() && !(this.store.lasting && this.isPromised),
    };
  }

  /** Ask the browser to keep what it stores. Nobody waits for that: Firefox asks the person first. */
  async askToKeep() {
    this.isPromised = (await navigator.storage?.persist?.().catch(() => false)) ?? false;
    if (this.isPromised) this.unpromised.hidden = true;
  }

  /** Whether all that is recorded is in a package too. */
  isPacked() {
    return this.packed === this.record.entries.length;
  }

  /** Where the entries are. */
  keptText() {
    const { length } = this.record.entries;
    const values = { count: length, more: length - this.packed };
    if (!this.store.lasting) return fill(this.texts.package_only_here, values);
    return fill(this.isPacked() ? this.texts.package_kept : this.texts.package_some_kept, values);
  }

  /**
   * Reply to a message of the form.
   * @param {Wire} wire
   * @param {FileMessage | undefined} message
   */
  async receive(wire, message) {
    if (wire.type === "history")
      return this.reply({ type: "history", item: wire.item, rows: this.history(wire.item) });
    if (wire.type === "hello") return this.replyStates(this.record.states(), true);
    if (wire.type === "ping") return this.replyStates([], false);
    try {
      const changed = await this.record.record(wire, message);
      if (changed) this.saved = "";
      this.replyStates(changed ?? [], false);
      this.reply({ type: "saved", client: wire.client, part: null });
    } catch (error) {
      const text = String(error);
      this.reply({ type: "refused", client: wire.client, why: "store", text, remedy: "", items: [] });
    }
  }

  /**
   * @param {ItemState[]} items
   * @param {boolean} whole
   */
  replyStates(items, whole) {
    const { head, ends } = this.record.written;
    const facts = this.record.facts((names) => {
      const changes = names.map((name) => nameOf(name, this.texts)).join(", ");
      return fill(this.texts.record_changed, { changes });
    });
    this.reply({ type: "states", items, whole, submitted: "", facts, head, ends });
  }

  /** @param {string} item */
  history(item) {
    const machine = this.record.device;
    return this.record.entriesOf(item).map((entry) => {
      const { actor: who, kind: what, note = "" } = entry;
      const when = new Date(entry.answered_at).toLocaleString(this.definition.language);
      const becomes = entry.raw ?? entry.name ?? entry.number ?? entry.reference ?? "";
      return { who, machine, when, what, source: "", was: "", becomes, note };
    });
  }

  /**
   * Add the button for the package, and the line that says where the answers are.
   * @param {Form} form
   */
  furnish(form) {
    const onFailure = (/** @type {unknown} */ error) => {
      this.saved = `${this.texts.package_failed} ${error}`;
      form.showStatus();
    };
    const save = () => this.savePackage(form).catch(onFailure);
    form.tools.append(button(this.texts.save_package, save, { class: "main package" }));
    form.leaving.last.append(button(this.texts.save_package, save, { class: "main" }));
    form.body.prepend(make("p", { class: "sub", text: this.texts.offline }), this.unpromised);
  }

  /**
   * Save everything that this browser recorded as one file, and name what is not in it.
   * @param {Form} form
   */
  async savePackage(form) {
    const { visit } = form;
    const { campaign, unit } = this.definition;
    await this.takeAll(visit);
    const entries = await this.record.kept();
    const archive = await this.archive(visit.actor, entries);
    const file = `${campaign}.${unit}.${new Date().toISOString().slice(0, 16).replace(/\D/g, "")}.zip`;
    download(form.root, archive, file);
    this.packed = entries.length;
    await this.store.tryPut("facts", "packed", String(this.packed));
    this.saved = [fill(this.texts.package_saved, { file }), ...this.notIn(entries, visit)].join(" ");
    for (const item of visit.items.ids) visit.view.showItem(item);
    visit.view.showStatus();
  }

  /**
   * Record what is typed and what waits, as far as it can be recorded.
   * @param {Visit} visit
   */
  async takeAll(visit) {
    await visit.putAll();
    const { outbox } = visit;
    for (let before = Infinity; outbox.waiting.size && outbox.waiting.size < before;) {
      before = outbox.waiting.size;
      await this.record.turn.catch(() => {}); // a refusal is told elsewhere
      await new Promise((resolve) => setTimeout(resolve)); // its reply lets the next one of the item go
    }
  }

  /**
   * What is not in a package with these entries: items that are not in it at all, items of which it has an
   * earlier answer only, and files that were refused.
   * @param {RecordEntry[]} entries
   * @param {Visit} visit
   */
  notIn(entries, visit) {
    const { texts } = this;
    const packed = new Set(entries.map((entry) => entry.client));
    const waiting = [...visit.outbox.waiting.values()].filter((message) => !packed.has(message.client));
    const lacking = new Set([...visit.unfinished(), ...waiting.map((message) => message.item ?? "")]);
    const named = new Set(entries.map(({ item, field }) => (field ? factName(item, field) : item)));
    const isIn = (/** @type {string} */ item) => named.has(item);
    const refused = [...visit.files.refused].flatMap(([item, names]) =>
      [...names.keys()].map((name) => `${name} (${visit.items.inWords([item])})`),
    );
    const inWords = (/** @type {string[]} */ names) => namesInWords(names, visit);
    /** @type {[text: string, items: string][]} */
    const lists = [
      [texts.not_in_package, inWords([...lacking].filter((item) => !isIn(item)))],
      [texts.older_in_package, inWords([...lacking].filter(isIn))],
      [texts.files_not_in_package, refused.join("; ")],
    ];
    return lists.filter(([, items]) => items).map(([text, items]) => fill(text, { items }));
  }

  /**
   * The package: a manifest, the entries, one a line, the files that they name, and an HMAC over all of
   * these, by which the machine that wrote the form recognises it (`package_hmac` in Python).
   * @param {string} actor
   * @param {RecordEntry[]} entries
   */
  async archive(actor, entries) {
    const { campaign, unit, checklist, digest } = this.definition;
    const { device, secret } = this.record;
    const about = { campaign, unit, checklist, digest, device, actor, made_at: new Date().toISOString() };
    const own = { ...(secret && { secret }), form: this.form.id };
    const manifest = { format: "inspection-form", version: 2, ...about, ...own };
    const lines = entries.map((entry) => lineOf(entry)).join("");
    const members = [
      await member("manifest.json", new Blob([JSON.stringify(manifest)])),
      await member("entries.jsonl", new Blob([lines])),
    ];
    // one file after the other: all photos of a visit together fill the memory of a tablet
    for (const sha256 of new Set(entries.map((entry) => entry.sha256))) {
      if (!sha256) continue;
      const blob = await this.store.get("files", sha256);
      if (!blob) throw new Error(`files/${sha256}`);
      members.push(await member(`files/${sha256}`, blob));
    }
    members.push(await member("package.hmac", new Blob([await this.hmac(members)])));
    return new Blob(zip(members), { type: "application/zip" });
  }

  /** @param {Member[]} members */
  async hmac(members) {
    const sorted = [...members].sort(({ name: one }, { name: other }) => (one < other ? -1 : 1));
    const lines = sorted.map(({ name, sha256 }) => `${sha256} ${name}\n`);
    return hmacOf(this.form.secret, utf8(lines.join("")));
  }
}

/**
 * @param {HTMLElement} root
 * @param {Blob} content
 * @param {string} name
 */
function download(root, content, name) {
  const address = URL.createObjectURL(content);
  const link = make("a", { href: address, download: name });
  root.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), DOWNLOAD);
}

const data = JSON.parse(document.getElementById("form-data")?.textContent ?? "");
const root = document.getElementById("form");
if (root) await openOffline(root, data.definition, data.states, data.form);
