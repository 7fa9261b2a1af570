// @ts-check
// The other side of a form where there is no Python: it replies to messages out of the record in this
// browser, and saves the package.

/** @import { BrowserRecord } from "./browser_record.js" */
/** @import { Form } from "./form.js" */
/** @import { BrowserStore, Definition, FileMessage, FormSecret, ItemState } from "./types" */
/** @import { Link, RecordEntry, Reply, Wire } from "./types" */
/** @import { Visit } from "./visit.js" */

import { button, make, setText } from "./elements.js";
import { factName, nameOf, namesInWords } from "./facts.js";
import { download, momentNow, packageOf } from "./packing.js";
import { isPromised, isSelfScore } from "./store.js";
import { fill } from "./texts.js";
import { zip } from "./zip.js";

/** Takes the place of Python: replies to messages, and saves the package. */
export class Office {
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
    /**
     * Goes back to the list of units; undefined where there is one unit.
     * @type {(() => unknown) | undefined}
     */
    this.goBack = undefined;
    /** @type {Visit | undefined} */
    this.visit = undefined;
    /** Why the form is not left. */
    this.stays = make("p", { class: "banner stays", role: "alert", hidden: true });
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

  /** Ask the browser to keep what it stores. Nobody waits for that. */
  async askToKeep() {
    this.isPromised = await isPromised();
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
      this.say("");
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
    this.visit = form.visit;
    const onFailure = (/** @type {unknown} */ error) => {
      this.saved = `${this.texts.package_failed} ${error}`;
      form.showStatus();
    };
    const save = () => this.savePackage(form).catch(onFailure);
    form.tools.append(button(this.texts.save_package, save, { class: "main package" }));
    form.leaving.last.append(button(this.texts.save_package, save, { class: "main" }));
    form.body.prepend(make("p", { class: "sub", text: this.texts.offline }), this.unpromised);
    form.status.banner.after(this.stays);
    if (this.goBack) form.tools.prepend(button(this.texts.to_units, this.goBack, { class: "to-units" }));
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
    const members = await packageOf(this, visit.actor, entries);
    const archive = new Blob(zip(members), { type: "application/zip" });
    const file = `${campaign}.${unit}.${isSelfScore(this.definition) ? "tu-cham." : ""}${momentNow()}.zip`;
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
   * Say why the form is not left, until something is recorded.
   * @param {string} text
   */
  say(text) {
    setText(this.stays, text);
    this.stays.hidden = !text;
  }

  /**
   * Record what can be recorded before the form is left. Gives what would be lost with it, in words: what is
   * on no disk. A record that lives in the page outlives the form.
   */
  async lostByLeaving() {
    const { visit } = this;
    if (!visit) return "";
    await visit.sounds.stop(); // what was spoken so far is on the disk
    await this.takeAll(visit);
    const { store, outbox, drafts, unkept } = visit;
    if (store.lasting || store.inMemory) return "";
    const waiting = [...outbox.waiting.values()].map((message) => message.item);
    return namesInWords(new Set([...waiting, ...drafts.items(), ...unkept.items()]), visit);
  }
}
