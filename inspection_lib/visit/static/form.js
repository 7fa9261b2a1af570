// The site-visit form. One module, no library: in a notebook it talks to Python through the widget's model; in the
// one-file form it talks to a record in the browser. It never writes markup from data: text goes in as text.
//
// A value is saved when the other side says so. Until then it stands in the outbox (IndexedDB) and is sent again.

const SEND_AGAIN = 4000; // ms without a word before everything unsaved is sent again
const LOST_AFTER = 3500; // ms without an answer before the form says that there is no connection
const ASK_EVERY = 6000; // ms between two questions whether something changed
const PAUSE = 1500; // ms of rest before what is typed is sent
const LONGEST = 20000; // letters of a text: as many as a message may hold
const MOST_DIGITS = 15; // digits of a number: as many as Python takes
const PART = 512 * 1024; // bytes of a file in one message: a notebook's connection carries at most 10 MiB

// --- small things -------------------------------------------------------------------------------------------------------

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "text") element.textContent = value;
    else if (name in element && typeof value === "boolean") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
const nfc = (text) => text.normalize("NFC");
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export function randomName() {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// --- what is kept in the browser -----------------------------------------------------------------------------------------

const STORES = ["outbox", "drafts", "entries", "files", "facts"];

export async function openKeep(name) {
  if (!globalThis.indexedDB) return forgetful();
  try {
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open(name, 2);
      request.onupgradeneeded = () => {
        const known = request.result.objectStoreNames;
        STORES.filter((store) => !known.contains(store)).forEach((store) => request.result.createObjectStore(store));
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    return {
      lasting: true,
      put: (store, key, value) => write(database, store, (kept) => kept.put(value, key)),
      drop: (store, key) => write(database, store, (kept) => kept.delete(key)),
      all: (store) => readAll(database, store),
      append: (store, key, value) => write(database, store, (kept) => (kept.count().onsuccess = (event) => kept.add({ ...value, order: event.target.result }, key))),
    };
  } catch {
    return forgetful();
  }
}

function write(database, store, change) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, "readwrite", { durability: "strict" });
    change(transaction.objectStore(store));
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

function readAll(database, store) {
  return new Promise((resolve, reject) => {
    const found = new Map();
    const request = database.transaction(store).objectStore(store).openCursor();
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return resolve(found);
      found.set(cursor.key, cursor.value);
      cursor.continue();
    };
    request.onerror = () => reject(request.error);
  });
}

function forgetful() {
  const kept = Object.fromEntries(STORES.map((store) => [store, new Map()]));
  return {
    lasting: false,
    put: async (store, key, value) => void kept[store].set(key, value),
    drop: async (store, key) => void kept[store].delete(key),
    all: async (store) => new Map(kept[store]),
    append: async (store, key, value) => void kept[store].set(key, { ...value, order: kept[store].size }),
  };
}

// --- answers -------------------------------------------------------------------------------------------------------------

const WHOLE = /^(\d+|[1-9]\d{0,2}(?:[. \u00a0]\d{3})+|[1-9]\d{0,2}(?:,\d{3})+)$/;
const NUMBER = /^(\d+|\d+,\d+|\d+\.\d+|[1-9]\d{0,2}(?:\.\d{3})+,\d+)$/;
const AMBIGUOUS = /^[1-9]\d{0,2}[.,]\d{3}$/;

const fits = (text) => text.replace(/\D/g, "").length <= MOST_DIGITS;
const whole = (text) => (WHOLE.test(text.trim()) && fits(text) ? text.replace(/\D/g, "") : null);

function isoDay(text) {
  const found = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim());
  if (!found) return null;
  const [day, month, year] = found.slice(1).map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCDate() !== day || date.getUTCMonth() !== month - 1 || date.getUTCFullYear() !== year) return null;
  return `${found[3]}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

const shownDay = (raw) => raw.replace(/^(\d{4})-0?(\d+)-0?(\d+)$/, "$3/$2/$1");

/** What the control's texts amount to: {state: none | partial | bad | ready, raw, trouble}. */
export function readControl(item, values) {
  const none = { state: "none" };
  const ready = (raw) => ({ state: "ready", raw });
  const bad = (trouble) => ({ state: "bad", trouble });
  if (values.excused) return ready("n/a");
  const first = (values.first ?? "").trim();
  const second = (values.second ?? "").trim();
  switch (item.kind) {
    case "yes_no":
    case "level":
      return first ? ready(first) : none;
    case "ratio":
    case "count": {
      if (!first && !second) return none;
      if ((first && whole(first) === null) || (second && whole(second) === null)) return bad("bad_whole");
      if (!first || !second) return { state: "partial" };
      if (item.kind === "ratio" && BigInt(whole(first)) > BigInt(whole(second))) return bad("bad_ratio");
      return ready(`${whole(first)}/${whole(second)}`);
    }
    case "occurrences":
      if (!first) return none;
      return whole(first) === null ? bad("bad_whole") : ready(whole(first));
    case "date":
      if (values.undone) return ready("not_done");
      if (!first) return none;
      return isoDay(first) ? ready(isoDay(first)) : bad("bad_day");
    case "number":
      if (!first) return none;
      return NUMBER.test(first) && fits(first) && !AMBIGUOUS.test(first) ? ready(first.includes(",") ? first.replace(/\./g, "").replace(",", ".") : first) : bad("bad_number");
    default:
      return first ? ready(nfc(values.first)) : none;
  }
}

/** The control's texts for a raw answer: the other way round. */
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
      return { first: raw.replace(".", ",") };
    default:
      return { first: raw };
  }
}

// --- files ---------------------------------------------------------------------------------------------------------------

const ZIPPED = ["docx", "xlsx", "pptx", "odt", "ods", "zip"];
const KINDS = [
  [[0xff, 0xd8, 0xff], ["jpg", "jpeg"]],
  [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], ["png"]],
  [[0x25, 0x50, 0x44, 0x46, 0x2d], ["pdf"]],
  [[0x50, 0x4b, 3, 4], ZIPPED],
  [[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], ["doc", "xls", "ppt"]],
];

/** Whether a file is of a kind that the record takes, by its ending and its first bytes: as `evidence.kind_of` says. */
async function isTaken(file) {
  const ending = /\.([^.]+)$/.exec(file.name.trim().replace(/[ .]+$/, ""))?.[1].toLowerCase() ?? "";
  const start = new Uint8Array(await file.slice(0, 4096).arrayBuffer());
  const letters = String.fromCharCode(...start.slice(0, 12));
  if (ending === "webp") return letters.startsWith("RIFF") && letters.slice(8) === "WEBP";
  if (["heic", "heif"].includes(ending)) return ["ftypheic", "ftypheix", "ftypmif1"].includes(letters.slice(4));
  if (["txt", "csv"].includes(ending)) return !start.includes(0);
  return KINDS.some(([bytes, endings]) => endings.includes(ending) && bytes.every((byte, at) => start[at] === byte));
}

// --- the form ------------------------------------------------------------------------------------------------------------

const LIVE = Symbol.for("inspection-form-tabs");

export async function mountForm(root, definition, link) {
  const form = new Form(root, definition, link);
  await form.open();
  return form;
}

class Form {
  constructor(root, definition, link) {
    Object.assign(this, { root, definition, link });
    this.texts = definition.texts;
    this.tab = randomName();
    this.counter = 0;
    this.items = new Map();
    this.areaOf = new Map();
    for (const area of definition.areas)
      for (const criterion of area.criteria)
        for (const item of criterion.items) {
          this.items.set(item.id, item);
          this.areaOf.set(item.id, area.id);
        }
    this.states = new Map();
    this.outbox = new Map(); // client -> message
    this.conflicts = new Map(); // item -> message that was refused because somebody else answered
    this.troubles = new Map(); // item -> why its last entry was refused
    this.earlier = new Map(); // item -> what stood before, for undo
    this.own = new Set(); // clients of all that this tab sends, also for tabs that it took over from
    this.lastAt = "";
    this.writing = new Map(); // item -> whether its draft came to the browser's disk, as a promise
    this.turns = new Map(); // item -> the last time its draft was to go
    this.unmoved = new Map(); // item -> keys of drafts of other tabs that found no room under this tab's name
    this.cards = new Map();
    this.timers = new Map();
    this.actor = definition.actor;
    this.askedAt = 0;
    this.stopped = false;
  }

  async open() {
    const { definition } = this;
    this.keep = await openKeep(`inspection/${definition.campaign}/${definition.unit}/${definition.digest.slice(0, 16)}/${this.link.kind}`);
    await this.hold();
    await oneByOne(() => this.takeOver());
    this.draw();
    this.link.listen((reply) => this.hear(reply));
    this.ask("hello");
    this.clock = setInterval(() => this.tick(), 1000);
  }

  /** Take over what tabs that are no longer open left unsaved. */
  async takeOver() {
    const alive = this.link.alone ? new Set() : await aliveTabs();
    const isLeft = (tab) => !alive.has(tab) || (globalThis[LIVE]?.has(tab) && globalThis[LIVE].get(tab) !== this.link.owner);
    const left = [...(await this.keep.all("outbox")).values()].filter((said) => isLeft(said.client.split(":")[0]));
    const count = (said) => Number(said.client.split(":")[1]);
    left.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : count(one) - count(other)));
    for (const said of left) this.outbox.set(said.client, said);
    const answered = new Map();
    for (const said of left) {
      this.own.add(said.client);
      this.lastAt = said.at > this.lastAt ? said.at : this.lastAt;
      if (said.type === "entry") answered.set(said.item, Date.parse(said.at));
    }
    this.drafts = new Map();
    const old = [];
    for (const [key, draft] of await this.keep.all("drafts")) {
      const [tab, item] = [key.slice(0, 16), key.slice(17)];
      if (!isLeft(tab)) continue;
      const known = this.drafts.get(item);
      const isStale = answered.get(item) >= draft.at; // what was made of it waits in the outbox
      if (!isStale && (!known || known.at < draft.at)) this.drafts.set(item, draft);
      old.push([key, item]);
    }
    const kept = new Map();
    for (const [item, draft] of this.drafts) kept.set(item, await this.keepDraft(item, draft));
    for (const [key, item] of old)
      if (kept.get(item) ?? true) await this.keep.drop("drafts", key).catch(() => {}); // it stands under this tab's name
      else this.unmoved.set(item, [...(this.unmoved.get(item) ?? []), key]);
  }

  /** Say for as long as this tab is open that it is. */
  async hold() {
    (globalThis[LIVE] ??= new Map()).set(this.tab, this.link.owner);
    if (!navigator.locks) return;
    await new Promise((go) => {
      const held = () => (go(), this.stopped || new Promise((release) => (this.release = release)));
      navigator.locks.request(`inspection-tab-${this.tab}`, held).catch(go);
    });
  }

  stop() {
    this.stopped = true;
    clearInterval(this.clock);
    this.release?.();
    globalThis[LIVE]?.delete(this.tab);
    this.link.close?.();
  }

  // -- talking ------------------------------------------------------------------------------------------------------------

  ask(type) {
    if (!this.askedAt) this.askedAt = Date.now();
    this.lastAsked = Date.now();
    this.link.send({ type, client: "" });
  }

  tick() {
    const now = Date.now();
    const waiting = this.outbox.size > this.conflicts.size;
    if (!this.opened && now - this.lastAsked > 2000) this.ask("hello");
    else if (now - this.lastAsked > (waiting || this.isLost() ? SEND_AGAIN : ASK_EVERY)) this.ask("ping");
    for (const said of this.outbox.values()) if (!this.isConflict(said) && now - (said.sentAt ?? 0) > SEND_AGAIN) this.send(said);
    this.showStatus();
  }

  isLost() {
    return this.askedAt > 0 && Date.now() - this.askedAt > LOST_AFTER;
  }

  isConflict(said) {
    return said.type === "entry" && this.conflicts.get(said.item)?.client === said.client;
  }

  hear(reply) {
    this.askedAt = 0;
    switch (reply.type) {
      case "saved":
        return this.hearSaved(reply);
      case "refused":
        return this.hearRefused(reply);
      case "states":
        return this.hearStates(reply);
      case "minutes":
        this.minutes = reply.files;
        return this.showEnd();
      case "history":
        return this.cards.get(reply.item)?.showHistory(reply.rows);
    }
  }

  hearSaved({ client, part }) {
    this.storeTrouble = "";
    const said = this.outbox.get(client);
    if (!said) return;
    if (part !== null && part !== undefined) return this.sendPart(said, part + 1);
    this.troubles.delete(said.item);
    const refused = this.conflicts.get(said.item);
    const isReplaced = refused && refused !== said && this.isAnswer(said); // by an answer after it
    if (isReplaced || refused === said) this.conflicts.delete(said.item);
    this.forget(said, isReplaced ? this.forget(refused) : true);
    if (!this.keep.lasting) this.sweep(said.item);
    this.sendNext(said.item);
    this.cards.get(said.item)?.update();
    this.showStatus();
  }

  /** What a full disk left behind of an item goes when all of it is recorded. */
  async sweep(item) {
    if (this.drafts.has(item) || this.waits(item) || this.conflicts.has(item)) return;
    await this.dropDraft(item);
    for (const [client, said] of await this.keep.all("outbox").catch(() => [])) if (said.item === item && this.own.has(client) && !this.outbox.has(client)) await this.forget(said);
  }

  isAnswer(said) {
    return said.type === "entry" && said.kind !== "remarked";
  }

  /** What of an item waited for what was sent before it. */
  sendNext(item) {
    for (const said of this.outbox.values()) if (said.item === item && !this.isConflict(said)) return this.send(said);
  }

  hearRefused({ client, why, text, remedy }) {
    const said = this.outbox.get(client);
    if (why === "store") {
      this.storeTrouble = `${text} ${remedy}`;
      if (said) said.sentAt = Date.now();
    } else if (said && why === "conflict") {
      const older = this.conflicts.get(said.item);
      if (older && older.client !== client) this.forget(older);
      this.conflicts.set(said.item, said);
    } else if (said) {
      const all = [...this.outbox.values()];
      const newest = said.type === "entry" && !all.slice(all.indexOf(said) + 1).some((other) => other.type === "entry" && other.item === said.item);
      this.forget(said, newest && !this.drafts.has(said.item) ? this.keepDraft(said.item, this.draftOf(said)) : true); // nothing typed is lost
      this.troubles.set(said.item, `${text} ${remedy}`);
    }
    if (said && why !== "store") this.sendNext(said.item);
    if (said) this.cards.get(said.item)?.update();
    this.showStatus();
  }

  draftOf({ item, kind, raw, note, cause, seen }) {
    const values = kind === "answered" || kind === "decided" ? valuesOf(this.items.get(item), raw) : {};
    return { values, note, cause, seen, at: Date.now() };
  }

  /** Whether a response came from here: what this tab sent was seen by whoever sits before it. */
  isOwn(head) {
    return this.own.has(head.client);
  }

  /** Out of the outbox, and out of the one on the disk when what takes its place is there. */
  async forget(said, kept = true) {
    this.outbox.delete(said.client);
    if (!(await kept)) return false;
    await this.keep.drop("outbox", said.client).catch(() => {});
    return true;
  }

  hearStates({ items, submitted }) {
    for (const state of items) {
      this.states.set(state.id, state);
      const own = state.heads.filter((head) => this.isOwn(head)).map((head) => head.digest);
      const draft = this.drafts.get(state.id);
      const more = own.filter((digest) => draft?.seen && !draft.seen.includes(digest));
      if (more.length) this.keepDraft(state.id, { ...draft, seen: [...draft.seen, ...more] });
      if (state.heads.some((head) => !this.isOwn(head))) this.earlier.delete(state.id); // undo takes back nobody else's answer
    }
    this.submitted = submitted;
    if (!this.opened && this.link.kind === "offline") this.dropRecorded();
    if (!this.opened) {
      this.opened = true;
      this.root.dataset.ready = "true";
      if (this.link.kind === "notebook" && document.activeElement === document.body) this.root.scrollIntoView({ block: "start" });
      for (const said of this.outbox.values()) this.send(said);
      for (const card of this.cards.values()) card.update();
      for (const item of this.drafts.keys()) this.commit(item);
    } else for (const state of items) this.cards.get(state.id)?.update();
    this.showStatus();
    this.showSteps();
  }

  /** In the one-file form: a draft that is no newer than what was answered here (it has no digest yet) was made into that. */
  dropRecorded() {
    for (const state of this.states.values())
      for (const { when } of state.heads.filter((head) => !head.digest)) {
        this.lastAt = when > this.lastAt ? when : this.lastAt;
        if (this.drafts.get(state.id)?.at <= Date.parse(when)) this.dropDraft(state.id);
      }
  }

  /** Put an entry into the outbox, on the disk too, and send it; gives whether it came to the disk. */
  async put(message) {
    const now = new Date().toISOString();
    this.lastAt = now > this.lastAt ? now : this.lastAt; // a clock that is set back changes no order
    const said = { ...message, client: `${this.tab}:${++this.counter}`, actor: this.actor, at: this.lastAt };
    this.outbox.set(said.client, said);
    this.own.add(said.client);
    try {
      await this.keep.put("outbox", said.client, said);
      return true;
    } catch {
      this.keep.lasting = false; // the browser's disk is full: say so, and send all the same; what it would replace stays there
      return false;
    } finally {
      if (this.outbox.has(said.client)) this.send(said);
      this.showStatus();
    }
  }

  /** Whether nothing older of the same item waits: an answer that was lost on the way must not come in after a newer one. */
  isNext(said) {
    for (const other of this.outbox.values()) {
      if (other === said) return true;
      if (other.item === said.item && !this.isConflict(other)) return false;
    }
    return true;
  }

  send(said) {
    if (!this.isNext(said)) return;
    if (said.type === "file") return this.sendPart(said, 0);
    said.sentAt = Date.now();
    if (!this.askedAt) this.askedAt = Date.now();
    const { at, sentAt, ...content } = said;
    if (said.type === "entry") content.answered_at = at;
    if (said.type === "submit") delete content.item;
    this.link.send(content);
  }

  async sendPart(said, part) {
    said.sentAt = Date.now();
    const { type, client, item, name, blob, actor } = said;
    const parts = Math.max(1, Math.ceil(blob.size / PART));
    if (part >= parts) return;
    const bytes = await blob.slice(part * PART, (part + 1) * PART).arrayBuffer();
    if (!this.askedAt) this.askedAt = Date.now();
    this.link.send({ type, client, item, name, part, parts, actor }, [bytes], said);
  }

  // -- what is answered ---------------------------------------------------------------------------------------------------

  heads(item) {
    return this.states.get(item)?.heads ?? [];
  }

  /** What would stand if everything that waits were saved: {kind, raw, note, cause}. */
  stands(item) {
    let found = this.heads(item)[0];
    const remark = this.states.get(item)?.note ?? "";
    let now = { kind: found ? found.kind : "none", raw: found?.raw ?? "", note: remark, cause: found?.cause ?? "" };
    for (const said of this.outbox.values())
      if (said.type === "entry" && said.item === item && !this.isConflict(said))
        now = said.kind === "remarked" ? { ...now, note: said.note } : { kind: said.kind, raw: said.raw, note: said.note, cause: said.cause };
    if (now.kind === "withdrawn") now = { ...now, kind: "none", raw: "" };
    if (now.kind === "decided") now.kind = "answered";
    return now;
  }

  waits(item) {
    return [...this.outbox.values()].some((said) => said.item === item && !this.isConflict(said));
  }

  /** yes, no or unknown: by the answers as they stand on the screen, so that items fold at once. */
  asked(item) {
    const { exempt, applies } = this.items.get(item);
    if (exempt) return "no";
    if (!applies) return "yes";
    const [steering, keys] = applies;
    const before = this.asked(steering);
    if (before !== "yes") return before;
    const { kind, raw } = this.stands(steering);
    if (kind === "none") return "unknown";
    return keys.includes(raw) ? "yes" : "no";
  }

  isAnswered(item) {
    return this.asked(item) === "no" || this.stands(item).kind !== "none";
  }

  needsEvidence(item) {
    if (!this.items.get(item).evidence_required || this.asked(item) === "no") return false;
    const stands = this.stands(item);
    if (stands.kind === "none" || stands.raw === "n/a") return false;
    const waiting = [...this.outbox.values()].some((said) => said.item === item && (said.type === "file" || (said.type === "piece" && said.kind === "attached")));
    const state = this.states.get(item);
    return !waiting && !(state?.pieces.length || this.heads(item)[0]?.evidence.length);
  }

  edited(item, { soon = false } = {}) {
    const card = this.cards.get(item);
    this.root.dataset.saved = "false";
    const seen = this.drafts.get(item)?.seen ?? this.seenAt(item); // what stood when the typing began
    const at = Math.max(Date.now(), (Date.parse(this.lastAt) || 0) + 1); // after all that was sent, whatever the clock says
    this.keepDraft(item, { values: card.values(), note: card.note(), cause: card.cause(), at, seen });
    clearTimeout(this.timers.get(item));
    card.unfinished();
    const rest = () => (this.composing ? this.timers.set(item, setTimeout(rest, PAUSE)) : this.commit(item));
    this.timers.set(item, setTimeout(rest, soon ? 0 : PAUSE));
  }

  /** What whoever looks at an item sees: while an answer waits, what stood when that was given. */
  seenAt(item) {
    let seen = this.heads(item).map((head) => head.digest);
    for (const said of this.outbox.values()) if (said.type === "entry" && said.item === item && !this.isConflict(said)) seen = said.seen ?? seen;
    return seen;
  }

  /** One write at a time, always of the newest: fast typing does not queue up behind the disk. Gives whether it came there. */
  keepDraft(item, draft) {
    this.drafts.set(item, draft);
    if (!this.writing.has(item)) this.writing.set(item, this.writeDraft(item));
    return this.writing.get(item);
  }

  async writeDraft(item) {
    try {
      for (let kept = null; this.drafts.has(item) && kept !== this.drafts.get(item); ) {
        kept = this.drafts.get(item);
        await this.keep.put("drafts", `${this.tab}/${item}`, kept);
      }
      return true;
    } catch {
      this.keep.lasting = false;
      return false;
    } finally {
      this.writing.delete(item);
    }
  }

  /** The one on the disk goes when what takes its place is there, unless somebody has begun to type again. */
  async dropDraft(item, kept = true) {
    this.drafts.delete(item);
    const turn = {};
    this.turns.set(item, turn);
    if (!(await kept) || this.turns.get(item) !== turn || this.drafts.has(item)) return;
    const keys = [`${this.tab}/${item}`, ...(this.unmoved.get(item) ?? [])];
    this.unmoved.delete(item);
    for (const key of keys) await this.keep.drop("drafts", key).catch(() => {});
  }

  commit(item) {
    clearTimeout(this.timers.get(item));
    this.timers.delete(item);
    queueMicrotask(() => this.showStatus());
    const draft = this.drafts.get(item);
    const card = this.cards.get(item);
    if (!draft || !this.opened) return;
    const stands = this.stands(item);
    const read = readControl(this.items.get(item), draft.values);
    const note = nfc(draft.note.trim());
    card?.trouble(read.state === "bad" ? this.texts[read.trouble] : read.raw === "n/a" && !note ? this.texts.reason_needed : "");
    if (read.state === "bad" || read.state === "partial" || (read.raw === "n/a" && !note)) return card?.update();
    const wanted = { kind: read.state === "none" ? "none" : "answered", raw: read.raw ?? "", note, cause: read.state === "none" ? "" : draft.cause };
    this.dropDraft(item, same(wanted, stands) ? this.keep.lasting || !this.waits(item) : this.change(item, stands, wanted, draft.seen));
    card?.update();
    this.showSteps();
    for (const [other, rest] of this.cards) if (other !== item && this.items.get(other).applies) rest.update();
  }

  change(item, stands, wanted, before) {
    this.earlier.set(item, stands);
    const seen = before ?? this.seenAt(item);
    const { raw, note, cause } = wanted;
    const evidence = this.heads(item)[0]?.evidence ?? [];
    if (wanted.kind === "answered") return this.put({ type: "entry", kind: "answered", item, raw, note, cause, evidence, seen });
    if (stands.kind === "none") return this.put({ type: "entry", kind: "remarked", item, raw: "", note, cause: "", evidence: [], seen });
    return this.put({ type: "entry", kind: "withdrawn", item, raw: "", note, cause: "", evidence: [], seen });
  }

  undo(item) {
    const before = this.earlier.get(item);
    if (!before) return;
    this.dropDraft(item, this.change(item, this.stands(item), before));
    this.cards.get(item)?.update();
    this.showSteps();
  }

  decide(item, head) {
    const seen = this.heads(item).map((other) => other.digest);
    this.put({ type: "entry", kind: "decided", item, raw: head.raw, note: head.note, cause: head.cause, evidence: head.evidence, seen });
  }

  keepMine(item) {
    const { raw, note, cause, kind, evidence } = this.conflicts.get(item);
    const seen = this.heads(item).map((head) => head.digest);
    this.keepTheirs(item, this.put({ type: "entry", kind, item, raw, note, cause, evidence, seen }));
  }

  keepTheirs(item, kept = true) {
    this.forget(this.conflicts.get(item), kept);
    this.conflicts.delete(item);
    this.dropDraft(item, kept);
    this.cards.get(item)?.update();
    this.showStatus();
  }

  async addFiles(item, files) {
    for (const file of files) {
      try {
        const trouble = await this.troubleOf(file);
        if (trouble) this.troubles.set(item, `${file.name}: ${trouble}`);
        else this.put({ type: "file", item, name: nfc(file.name), blob: new Blob([await file.arrayBuffer()]) }); // its bytes: it may be moved
      } catch {
        this.troubles.set(item, `${file.name}: ${this.texts.unreadable_file}`);
      }
    }
    this.cards.get(item)?.update();
  }

  async troubleOf(file) {
    const limit = this.definition.most_bytes;
    if (!file.size) return this.texts.empty_file;
    if (file.size > limit) return fill(this.texts.too_large, { size: Math.floor(limit / 2 ** 20) });
    return (await isTaken(file)) ? "" : this.texts.wrong_kind;
  }

  // -- drawing ------------------------------------------------------------------------------------------------------------

  draw() {
    const { texts, definition } = this;
    this.root.classList.add("inspection-form");
    this.root.setAttribute("lang", definition.language);
    this.root.dataset.lmSuppressShortcuts = "true"; // else JupyterLab deletes the cell on "d d"
    for (const kind of ["keydown", "keyup", "keypress"]) this.root.addEventListener(kind, (event) => event.stopPropagation());
    this.root.addEventListener("keydown", (event) => !event.isComposing && this.onKey(event));
    this.root.addEventListener("compositionstart", () => (this.composing = true));
    this.root.addEventListener("compositionend", () => (this.composing = false));
    this.status = make("p", { class: "status", role: "status" });
    this.banner = make("div", { class: "banner", role: "alert", hidden: true });
    this.total = make("p", { class: "total" });
    this.search = make("input", { type: "search", placeholder: texts.search, "aria-label": texts.search, oninput: () => this.find() });
    this.found = make("ul", { class: "found", hidden: true });
    const next = make("button", { type: "button", class: "main", text: texts.next_open, onclick: () => this.goNext() });
    const who = make("input", { class: "actor", maxlength: "200", value: this.actor, oninput: (event) => (this.actor = event.target.value.trim()) });
    this.steps = make("ul");
    this.body = make("div", { class: "body" });
    this.endButton = make("button", { type: "button", text: texts.end, "aria-expanded": "false", hidden: Boolean(this.link.judgesLater), onclick: () => this.toggleEnd() });
    this.end = make("section", { class: "end", "aria-label": texts.before_leaving, hidden: true });
    const frame = make(
      "div",
      { class: "frame" },
      make(
        this.link.heading ? "header" : "div", // a page has one masthead, and in a notebook it is not this one
        { class: "masthead" },
        definition.demonstration ? make("p", { class: "demo", text: texts.demonstration }) : null,
        make("div", { class: "head" }, make(this.heading(0), { class: "unit", text: definition.unit_name }), make("p", { class: "sub", text: definition.campaign_title })),
        make("div", { class: "tools" }, this.total, next, make("div", { class: "seek" }, this.search, this.found), this.endButton),
        make("div", { class: "foot" }, this.status, make("label", { class: "who" }, make("span", { text: texts.actor }), who)),
        this.banner,
        this.end,
        make("p", { class: "keys", text: texts.keys }),
      ),
      make("nav", { "aria-label": texts.steps }, this.steps),
      this.body,
    );
    this.root.replaceChildren(frame);
    this.drawSteps();
    this.link.extra?.(this);
    this.goTo(definition.areas[0].id);
  }

  /** A notebook has its own first heading, a page of its own has not. */
  heading(depth) {
    return `h${(this.link.heading ?? 2) + depth}`;
  }

  drawSteps() {
    this.stepOf = new Map();
    for (const area of this.definition.areas) {
      const count = make("span", { class: "count" });
      const bar = make("progress", { max: "1", value: "0", "aria-hidden": "true" });
      const button = make("button", { type: "button", class: "step", onclick: () => this.goTo(area.id, { focus: true }) }, make("span", { text: area.title }), count, bar);
      this.stepOf.set(area.id, { button, count, bar });
      this.steps.append(make("li", {}, button));
    }
  }

  progress(items) {
    const asked = items.filter((item) => this.asked(item.id) !== "no" && this.asked(item.id) !== "unknown");
    return {
      all: asked.length,
      done: asked.filter((item) => this.stands(item.id).kind !== "none").length,
      evidence: asked.filter((item) => this.needsEvidence(item.id)).length,
    };
  }

  said(progress) {
    const { texts } = this;
    const parts = [fill(texts.progress, progress)];
    if (progress.evidence) parts.push(fill(texts.need_evidence, { count: progress.evidence }));
    return parts.join(", ");
  }

  showSteps() {
    const all = [];
    for (const area of this.definition.areas) {
      const items = area.criteria.flatMap((criterion) => criterion.items);
      all.push(...items);
      const progress = this.progress(items);
      const { count, bar } = this.stepOf.get(area.id);
      count.textContent = this.said(progress);
      bar.max = Math.max(1, progress.all);
      bar.value = progress.all ? progress.done : 1;
    }
    const progress = this.progress(all);
    this.total.textContent = progress.done === progress.all && !progress.evidence ? `${this.said(progress)} - ${this.texts.all_answered}` : this.said(progress);
  }

  showStatus() {
    const { texts } = this;
    const waiting = [...new Set([...this.outbox.values()].map((said) => said.item ?? texts.end))];
    const unfinished = this.unfinished();
    const parts = [];
    if (waiting.length) parts.push(fill(texts.some_unsaved, { count: this.outbox.size, items: waiting.join(", ") }));
    if (unfinished.length) parts.push(fill(texts.some_unfinished, { items: unfinished.join(", ") }));
    if (this.opened && (!parts.length || (this.link.savedText && !waiting.length))) parts.unshift(this.link.savedText?.(this) ?? texts.all_saved);
    const said = parts.join(" - ");
    if (this.status.textContent !== said) this.status.textContent = said;
    this.status.classList.toggle("waiting", waiting.length > 0 || unfinished.length > 0);
    this.root.dataset.saved = String(!waiting.length && !this.timers.size);
    const lines = [];
    if (this.isLost()) lines.push(texts.lost, texts.lost_remedy);
    if (this.storeTrouble) lines.push(texts.store_trouble, this.storeTrouble);
    if (!this.keep.lasting) lines.push(texts.browser_trouble);
    const shown = lines.join("\n");
    if (this.banner.textContent !== shown) this.banner.textContent = shown;
    this.banner.hidden = !shown;
    const open = `${this.outbox.size} ${unfinished}`;
    if (this.end.dataset.waiting !== open) {
      this.end.dataset.waiting = open;
      this.showEnd();
    }
  }

  /** The items with something typed that is no answer yet: it is kept here, and is not in the record. */
  unfinished() {
    return [...this.drafts.keys()].filter((item) => !this.timers.has(item) && !this.waits(item));
  }

  toggleEnd() {
    this.end.hidden = !this.end.hidden;
    this.endButton.setAttribute("aria-expanded", String(!this.end.hidden));
    this.showEnd();
  }

  /** What is still open before leaving, with a way to each, and the way to close the record. */
  showEnd() {
    if (this.end.hidden) return;
    const { texts } = this;
    const ids = [...this.items.keys()];
    const lists = [
      [texts.still_unfinished, this.unfinished()],
      [texts.still_contradiction, ids.filter((id) => this.states.get(id)?.contradiction || this.conflicts.has(id))],
      [texts.still_open, ids.filter((id) => this.asked(id) !== "no" && !this.isAnswered(id))],
      [texts.still_evidence, ids.filter((id) => this.needsEvidence(id))],
    ].filter(([, found]) => found.length);
    const rows = lists.map(([title, found]) =>
      make("div", { class: "open" }, make("strong", { text: `${title}:` }), ...found.map((id) => make("button", { type: "button", class: "small", text: id, onclick: () => this.goToItem(id) }))),
    );
    if (!rows.length) rows.push(make("p", { text: texts.nothing_open }));
    if (this.submitted) rows.push(make("p", { class: "done", text: fill(texts.submitted, { when: this.submitted }) }));
    const submit = make("button", { type: "button", class: "main", text: lists.length ? texts.submit_anyway : texts.submit, onclick: () => this.submit() });
    submit.disabled = this.outbox.size > 0;
    rows.push(make("p", {}, submit, this.outbox.size ? ` ${texts.save_first}` : ""));
    if (this.minutes) {
      const links = this.minutes.map((file) => make("a", { href: this.link.address?.(file) ?? file, target: "_blank", rel: "noopener", text: file }));
      rows.push(make("p", {}, texts.minutes), make("ul", {}, ...links.map((link) => make("li", {}, link))));
    }
    this.end.replaceChildren(...rows);
  }

  submit() {
    this.put({ type: "submit" });
    this.showEnd();
  }

  goTo(area, { focus = false } = {}) {
    this.area = area;
    for (const [id, { button }] of this.stepOf) {
      if (id === area) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    }
    for (const section of this.body.children) section.hidden = section.dataset.area !== area;
    if (![...this.body.children].some((section) => section.dataset.area === area)) this.drawArea(area);
    this.body.scrollTop = 0;
    if (focus) this.body.querySelector("section:not([hidden]) .area")?.focus();
  }

  drawArea(id) {
    const area = this.definition.areas.find((one) => one.id === id);
    const section = make("section", { "data-area": id }, make(this.heading(1), { class: "area", text: area.title, tabindex: "-1" }));
    for (const criterion of area.criteria) {
      section.append(make(this.heading(2), { class: "criterion", text: criterion.title }));
      for (const item of criterion.items) {
        const card = new Card(this, item);
        this.cards.set(item.id, card);
        section.append(card.element);
        card.update();
      }
    }
    this.body.append(section);
  }

  goToItem(id) {
    this.goTo(this.areaOf.get(id));
    const card = this.cards.get(id);
    card.element.scrollIntoView({ block: "center" });
    card.focus();
  }

  goNext() {
    const ids = [...this.items.keys()];
    const here = document.activeElement?.closest?.("[data-item]")?.dataset.item ?? this.lastItem;
    const start = ids.indexOf(here) + 1;
    const open = [...ids.slice(start), ...ids.slice(0, start)].find((id) => this.asked(id) !== "no" && !this.isAnswered(id));
    const needs = open ?? ids.find((id) => this.needsEvidence(id));
    if (needs) this.goToItem(needs);
  }

  goBy(step) {
    const ids = [...this.items.keys()].filter((id) => this.asked(id) !== "no");
    const here = document.activeElement?.closest?.("[data-item]")?.dataset.item ?? this.lastItem;
    const next = ids[Math.min(ids.length - 1, Math.max(0, ids.indexOf(here) + step))];
    if (next) this.goToItem(next);
  }

  find() {
    const words = fold(this.search.value.trim()).split(/\s+/).filter(Boolean);
    this.found.replaceChildren();
    const hits = words.length ? [...this.items.values()].filter((item) => words.every((word) => fold(`${item.id} ${item.question}`).includes(word))) : [];
    for (const item of hits.slice(0, 12)) {
      const go = () => {
        this.found.hidden = true;
        this.search.value = "";
        this.goToItem(item.id);
      };
      this.found.append(make("li", {}, make("button", { type: "button", text: `${item.id} ${item.question}`, onclick: go })));
    }
    if (words.length) this.found.prepend(make("li", { class: "hits", text: fill(this.texts.found, { count: hits.length }) }));
    this.found.hidden = !words.length;
  }

  onKey(event) {
    const typing = event.target.matches("input:not([type=radio]):not([type=checkbox]), textarea, select");
    if (event.altKey && event.key.toLowerCase() === "n") this.goNext();
    else if (event.altKey && event.key === "ArrowDown") this.goBy(1);
    else if (event.altKey && event.key === "ArrowUp") this.goBy(-1);
    else if (!typing && event.key === "/") this.search.focus();
    else if (event.key === "Escape" && !this.found.hidden) this.found.hidden = true;
    else if (!typing && /^[1-9]$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const choice = event.target.closest("[data-item]")?.querySelectorAll(".control input[type=radio]")[Number(event.key) - 1];
      if (!choice || choice.disabled) return;
      choice.click();
      choice.focus();
    } else return;
    event.preventDefault();
  }
}

/** Never in two tabs at once, where the browser can see to that. */
async function oneByOne(work) {
  let begun = null;
  try {
    await navigator.locks.request("inspection-take-over", { signal: AbortSignal.timeout(LOST_AFTER) }, () => (begun = work()));
  } catch {
    // no such locks, or the other tab hangs: what both send is taken once
  }
  await (begun ?? work());
}

async function aliveTabs() {
  try {
    const { held } = await navigator.locks.query();
    return new Set(held.map((lock) => lock.name).filter((name) => name.startsWith("inspection-tab-")).map((name) => name.slice(15)));
  } catch {
    return new Set();
  }
}

// --- one item ------------------------------------------------------------------------------------------------------------

class Card {
  constructor(form, item) {
    Object.assign(this, { form, item });
    this.name = `${form.tab}-${item.id}`;
    this.inputs = {};
    this.draw();
  }

  draw() {
    const { form, item, name } = this;
    const { texts } = form;
    this.badge = make("span", { class: "badge" });
    this.reasonText = make("p", { class: "reason" });
    this.savedText = make("span", { class: "saved" });
    this.claimText = make("p", { class: "claim" });
    this.beforeText = make("p", { class: "before", hidden: true });
    this.troubleText = make("p", { class: "trouble", role: "alert", hidden: true, id: `${name}-trouble` });
    this.whyFolded = make("p", { class: "folded", hidden: true });
    this.conflict = make("div", { class: "conflict", role: "group", hidden: true });
    this.history = make("div", { class: "history", hidden: true });
    this.pieces = make("ul", { class: "pieces" });
    this.evidenceNote = make("p", { class: "needed", text: texts.evidence_needed, hidden: true });
    this.control = this.drawControl();
    this.noteInput = make("textarea", { rows: "2", maxlength: String(LONGEST), id: `${name}-note`, oninput: () => this.typed(), onchange: () => form.commit(item.id) });
    this.noteLabel = make("label", { for: `${name}-note`, text: texts.remark });
    this.causeInput = make(
      "select",
      { id: `${name}-cause`, onchange: () => form.edited(item.id, { soon: true }) },
      make("option", { value: "", text: texts.no_cause }),
      ...form.definition.causes.map(([key, label]) => make("option", { value: key, text: label })),
    );
    this.causeField = make("p", { class: "field cause", hidden: true }, make("label", { for: `${name}-cause`, text: texts.cause }), this.causeInput);
    this.undoButton = make("button", { type: "button", text: texts.undo, hidden: true, onclick: () => form.undo(item.id) });
    this.clearButton = make("button", { type: "button", text: texts.clear, hidden: true, onclick: () => this.clear() });
    const historyButton = make("button", { type: "button", text: texts.history, "aria-expanded": "false", onclick: () => this.toggleHistory() });
    this.historyButton = historyButton;
    this.more = make(
      "div",
      { class: "more" },
      make("div", { class: "field" }, this.noteLabel, this.noteInput),
      this.causeField,
      this.drawEvidence(),
      make("div", { class: "acts" }, this.clearButton, this.undoButton, historyButton, this.savedText),
      this.history,
    );
    this.element = make(
      "article",
      { "data-item": item.id, "aria-labelledby": `${name}-question`, onfocusin: () => (form.lastItem = item.id) },
      make("div", { class: "top" }, make(form.heading(3), { class: "question", id: `${name}-question` }, make("span", { class: "code", text: item.id }), ` ${item.question}`), this.badge),
      this.whyFolded,
      this.drawHelp(),
      this.claimText,
      this.beforeText,
      this.conflict,
      this.control,
      this.troubleText,
      this.reasonText,
      this.more,
    );
  }

  drawHelp() {
    const { item } = this;
    const { texts } = this.form;
    const basis = item.basis.map(({ text, verified }) => make("li", {}, text, verified ? null : make("span", { class: "unverified", text: ` (${texts.to_be_verified})` })));
    const look = item.look.map((text) => make("li", { text }));
    if (!basis.length && !look.length) return null;
    const title = [look.length ? texts.look : "", basis.length ? texts.basis : ""].filter(Boolean).join(" - ");
    return make(
      "details",
      {},
      make("summary", { text: title }),
      look.length ? make("ul", { class: "look" }, ...look) : null,
      basis.length ? make("ul", { class: "basis" }, ...basis) : null,
    );
  }

  drawControl() {
    const { item, name } = this;
    const { texts } = this.form;
    const soon = () => this.form.edited(item.id, { soon: true });
    const field = (key, label, more = {}) => {
      const input = make("input", { type: "text", id: `${name}-${key}`, autocomplete: "off", "aria-describedby": `${name}-trouble`, oninput: () => this.typed(), onchange: () => this.form.commit(item.id), ...more });
      this.inputs[key] = input;
      return make("label", { class: "value" }, make("span", { text: label }), input);
    };
    const choices = (pairs) =>
      pairs.map(([key, label], number) => {
        const input = make("input", { type: "radio", name, value: key, onchange: soon });
        return make("label", { class: "choice" }, input, make("span", {}, make("kbd", { text: String(number + 1), "aria-hidden": "true" }), label));
      });
    const box = (key, label) => {
      this.inputs[key] = make("input", { type: "checkbox", onchange: soon });
      return make("label", { class: "choice quiet" }, this.inputs[key], make("span", { text: label }));
    };
    const fields = [];
    switch (item.kind) {
      case "yes_no":
        fields.push(...choices([["yes", texts.yes], ["no", texts.no]]));
        break;
      case "level":
        fields.push(...choices(item.levels));
        break;
      case "ratio":
      case "count": {
        const [first, second] = item.kind === "ratio" ? ["numerator", "denominator"] : ["done", "target"];
        const label = (key) => item.labels[key] ?? item.labels[key === "done" ? "numerator" : key === "target" ? "denominator" : key] ?? texts[key];
        fields.push(field("first", label(first), { inputmode: "numeric" }), make("span", { class: "of", text: "/" }), field("second", label(second), { inputmode: "numeric" }));
        break;
      }
      case "occurrences":
        fields.push(field("first", item.labels.value ?? texts.cases, { inputmode: "numeric" }));
        break;
      case "date":
        fields.push(field("first", texts.day, { inputmode: "numeric", placeholder: "dd/mm/yyyy" }), box("undone", texts.not_done));
        break;
      case "number":
        fields.push(field("first", item.labels.unit ?? item.labels.value ?? "", { inputmode: "decimal" }));
        break;
      default: {
        const input = make("textarea", { rows: "3", maxlength: String(LONGEST), oninput: () => this.typed(), onchange: () => this.form.commit(item.id), "aria-labelledby": `${name}-question` });
        this.inputs.first = input;
        fields.push(input);
      }
    }
    fields.push(box("excused", texts.not_applicable));
    return make("fieldset", { class: `control ${item.kind}` }, make("legend", { class: "unseen", text: `${item.id} ${item.question}` }), ...fields);
  }

  drawEvidence() {
    const { form, item, name } = this;
    const { texts } = form;
    const add = (event) => {
      form.addFiles(item.id, [...event.target.files]);
      event.target.value = "";
    };
    const picker = make("input", { type: "file", multiple: true, class: "unseen", id: `${name}-files`, accept: "image/*,.pdf,.doc,.docx,.xls,.xlsx,.odt,.ods,.txt,.csv", onchange: add });
    const number = make("input", { type: "text", id: `${name}-number`, maxlength: "1000", autocomplete: "off" });
    const addNumber = () => {
      if (!number.value.trim()) return number.focus();
      form.put({ type: "piece", kind: "attached", item: item.id, reference: nfc(number.value.trim()) });
      number.value = "";
      this.update();
    };
    number.addEventListener("keydown", (event) => event.key === "Enter" && !event.isComposing && addNumber());
    return make(
      "div",
      { class: "evidence", role: "group", "aria-label": texts.evidence },
      this.evidenceNote,
      this.pieces,
      make("div", { class: "adds" }, picker, make("label", { class: "button", for: `${name}-files`, text: texts.add_files }), make("label", { class: "number" }, make("span", { text: texts.document_number }), number), make("button", { type: "button", text: texts.add_number, onclick: addNumber })),
    );
  }

  typed() {
    this.form.edited(this.item.id);
  }

  values() {
    const radio = this.control.querySelector("input[type=radio]:checked");
    return {
      first: this.inputs.first ? this.inputs.first.value : (radio?.value ?? ""),
      second: this.inputs.second?.value ?? "",
      undone: this.inputs.undone?.checked ?? false,
      excused: this.inputs.excused.checked,
    };
  }

  note() {
    return this.noteInput.value;
  }

  cause() {
    return this.causeInput.value;
  }

  set({ values, note, cause }) {
    for (const radio of this.control.querySelectorAll("input[type=radio]")) radio.checked = radio.value === values.first;
    for (const key of ["first", "second"]) if (this.inputs[key] && this.inputs[key] !== document.activeElement) this.inputs[key].value = values[key] ?? "";
    if (this.inputs.undone) this.inputs.undone.checked = Boolean(values.undone);
    this.inputs.excused.checked = Boolean(values.excused);
    if (this.noteInput !== document.activeElement) this.noteInput.value = note;
    this.causeInput.value = cause;
  }

  clear() {
    document.activeElement?.blur?.();
    this.set({ values: {}, note: this.note(), cause: "" });
    this.form.edited(this.item.id, { soon: true });
  }

  focus() {
    (this.control.querySelector("input:checked, input:not([type=radio]), textarea, input") ?? this.element).focus();
  }

  unfinished() {
    this.savedText.textContent = this.form.texts.unfinished;
    this.savedText.className = "saved draft";
  }

  trouble(text) {
    this.troubleText.textContent = text;
    this.troubleText.hidden = !text;
    for (const key of ["first", "second"]) this.inputs[key]?.setAttribute("aria-invalid", String(Boolean(text)));
  }

  update() {
    const { form, item } = this;
    const { texts } = form;
    const stands = form.stands(item.id);
    const draft = form.drafts.get(item.id);
    const conflict = form.waits(item.id) ? undefined : form.conflicts.get(item.id); // not while a later answer is on its way
    if (draft) this.set(draft);
    else this.set({ values: stands.kind === "none" ? {} : valuesOf(item, stands.raw), note: stands.note, cause: stands.cause });
    if (form.troubles.has(item.id)) this.trouble(form.troubles.get(item.id));
    else if (!draft) this.trouble("");
    const excused = this.inputs.excused.checked;
    for (const input of this.control.querySelectorAll("input, textarea")) if (input !== this.inputs.excused) input.disabled = excused || (input === this.inputs.first && Boolean(this.inputs.undone?.checked));
    this.noteLabel.textContent = excused ? texts.reason : texts.remark;
    this.updateJudgement(stands, draft);
    this.updateFold();
    this.updateEvidence();
    this.updateConflict(conflict);
    this.clearButton.hidden = stands.kind === "none";
    this.undoButton.hidden = !form.earlier.has(item.id);
    this.savedText.textContent = conflict ? texts.conflict : form.waits(item.id) ? texts.unsaved : draft ? texts.unfinished : stands.kind !== "none" || stands.note ? texts.saved : "";
    this.savedText.className = `saved ${conflict || form.waits(item.id) ? "waiting" : draft ? "draft" : "done"}`;
    const state = form.states.get(item.id);
    this.claimText.textContent = state?.claim ? `${texts.claim}: ${state.claim}${state.claim_note ? ` - ${state.claim_note}` : ""}` : texts.no_claim;
    this.beforeText.textContent = state?.before ? `${texts.previous}: ${state.before}` : "";
    this.beforeText.hidden = !state?.before;
  }

  updateJudgement(stands, draft) {
    const { form, item } = this;
    const judgement = form.states.get(item.id)?.judgement;
    const known = judgement && !draft && !form.waits(item.id) && stands.kind !== "none" && judgement.outcome !== "unanswered";
    this.badge.className = `badge ${known ? judgement.outcome : "open"}`;
    const points = known && judgement.points ? fill(form.texts.points, { points: judgement.points, maximum: item.points }) : "";
    this.badge.textContent = known ? [judgement.label, points].filter(Boolean).join(" · ") : "";
    this.badge.hidden = !known;
    this.reasonText.textContent = known ? judgement.reason : form.link.judgesLater && stands.kind !== "none" ? form.texts.judged_later : "";
    this.reasonText.hidden = !this.reasonText.textContent;
    const failed = known && ["fail", "partial"].includes(judgement.outcome);
    this.causeField.hidden = !(failed || this.causeInput.value || (form.link.judgesLater && stands.kind !== "none"));
  }

  updateFold() {
    const { form, item } = this;
    const asked = form.asked(item.id);
    const folded = asked === "no";
    this.element.classList.toggle("is-folded", folded);
    for (const part of [this.control, this.more, this.claimText]) part.hidden = folded;
    this.whyFolded.hidden = !folded;
    this.whyFolded.textContent = folded ? `${form.texts.folds}. ${item.exempt || form.states.get(item.id)?.why || ""}` : "";
  }

  updateEvidence() {
    const { form, item } = this;
    const { texts } = form;
    this.evidenceNote.hidden = !form.needsEvidence(item.id);
    const rows = [];
    for (const reference of form.heads(item.id)[0]?.evidence ?? []) rows.push(make("li", {}, make("span", { text: reference })));
    for (const piece of form.states.get(item.id)?.pieces ?? []) {
      const takeBack = () => {
        form.put({ type: "piece", kind: "detached", item: item.id, reference: piece.reference });
        this.update();
      };
      rows.push(
        make(
          "li",
          {},
          piece.thumbnail ? make("img", { src: piece.thumbnail, alt: piece.name }) : null,
          make("span", {}, piece.name, this.daysOf(piece), ...piece.remarks.map((text) => make("small", { text }))),
          form.link.mayDate?.(item.id, piece) === false ? null : this.drawDays(piece),
          make("button", { type: "button", class: "small", text: texts.take_back, "aria-label": `${texts.take_back}: ${piece.name}`, onclick: takeBack }),
        ),
      );
    }
    for (const said of form.outbox.values())
      if (said.item === item.id && (said.type === "file" || (said.type === "piece" && said.kind === "attached")))
        rows.push(make("li", { class: "waiting" }, make("span", { text: `${said.name ?? said.reference} - ${texts.saving}` })));
    this.pieces.replaceChildren(...rows);
    this.pieces.hidden = !rows.length;
  }

  daysOf({ made, valid_from, valid_to }) {
    const { texts } = this.form;
    const period = valid_from || valid_to ? `${texts.valid_for} ${shownDay(valid_from || "...")} - ${shownDay(valid_to || "...")}` : "";
    const said = [made ? `${texts.made_on} ${shownDay(made)}` : "", period].filter(Boolean).join("; ");
    return said ? make("small", { text: said }) : null;
  }

  /** When a piece was made and what it speaks for: three fields behind a button, open until they are recorded. */
  drawDays(piece) {
    const { form, item } = this;
    const { texts } = form;
    const open = this.dated === piece.reference;
    const toggle = () => {
      this.dated = open ? "" : piece.reference;
      this.update();
    };
    const button = make("button", { type: "button", class: "small", text: texts.days, "aria-expanded": String(open), "aria-label": `${texts.days}: ${piece.name}`, onclick: toggle });
    if (!open) return button;
    if (this.daysForm?.dataset.piece === piece.reference) return this.daysForm; // what is being typed stays
    const names = [["made", texts.made_on], ["valid_from", texts.valid_from], ["valid_to", texts.valid_to]];
    const inputs = names.map(([name]) => make("input", { type: "text", placeholder: "dd/mm/yyyy", inputmode: "numeric", autocomplete: "off", value: piece[name] ? shownDay(piece[name]) : "" }));
    const trouble = make("small", { class: "trouble", role: "alert" });
    const keep = () => {
      const days = inputs.map((input) => (input.value.trim() ? isoDay(input.value) : ""));
      if (days.includes(null)) return (trouble.textContent = texts.bad_day);
      if (days[1] && days[2] && days[1] > days[2]) return (trouble.textContent = texts.bad_period);
      this.dated = "";
      this.daysForm = null;
      form.put({ type: "piece", kind: "attached", item: item.id, reference: piece.reference, made: days[0], valid_from: days[1], valid_to: days[2] });
      this.update();
    };
    const labels = names.map(([, text], at) => make("label", {}, make("span", { text }), inputs[at]));
    this.daysForm = make("div", { class: "days" }, ...labels, make("button", { type: "button", text: texts.keep_days, onclick: keep }), button, trouble);
    this.daysForm.dataset.piece = piece.reference;
    return this.daysForm;
  }

  updateConflict(mine) {
    const { form, item } = this;
    const { texts } = form;
    const state = form.states.get(item.id);
    const contradiction = state?.contradiction;
    this.conflict.hidden = !mine && !contradiction;
    if (this.conflict.hidden) return this.conflict.replaceChildren();
    const line = (title, text, button) => make("div", { class: "side" }, make("strong", { text: title }), make("span", { text }), button);
    const about = (head) => [head.text || texts.clear, head.note, head.actor, head.when].filter(Boolean).join(" - ");
    const rows = [make("p", { class: "title", text: mine ? texts.conflict : texts.contradiction })];
    if (mine) {
      for (const head of state?.heads ?? []) rows.push(line(texts.theirs, about(head), make("button", { type: "button", text: texts.keep_theirs, onclick: () => form.keepTheirs(item.id) })));
      const shown = mine.kind === "withdrawn" ? texts.clear : this.words(mine.raw);
      rows.push(line(texts.mine, [shown, mine.note].filter(Boolean).join(" - "), make("button", { type: "button", text: texts.keep_mine, onclick: () => form.keepMine(item.id) })));
    } else
      for (const head of state.heads)
        rows.push(line(texts.theirs, about(head), head.kind === "withdrawn" ? null : make("button", { type: "button", text: texts.decide_for, onclick: () => form.decide(item.id, head) })));
    this.conflict.setAttribute("aria-label", rows[0].textContent);
    this.conflict.replaceChildren(...rows);
  }

  words(raw) {
    const { item, form } = this;
    if (raw === "n/a") return form.texts.not_applicable;
    if (raw === "not_done") return form.texts.not_done;
    if (item.kind === "yes_no") return form.texts[raw];
    if (item.kind === "level") return Object.fromEntries(item.levels)[raw] ?? raw;
    const { first, second } = valuesOf(item, raw);
    return second === undefined ? first : `${first}/${second}`;
  }

  toggleHistory() {
    const open = this.history.hidden;
    this.historyButton.setAttribute("aria-expanded", String(open));
    this.history.hidden = !open;
    if (open) this.form.link.send({ type: "history", item: this.item.id, client: "" });
  }

  showHistory(rows) {
    const { texts } = this.form;
    const headings = [texts.when, texts.who, texts.what, texts.was, texts.becomes].map((text) => make("th", { scope: "col", text }));
    const lines = rows.map((row) =>
      make("tr", {}, make("td", { text: row.when }), make("td", { text: `${row.who} (${row.machine})` }), make("td", { text: `${row.source}: ${row.what}` }), make("td", { text: row.was }), make("td", { text: [row.becomes, row.note].filter(Boolean).join(" - ") })),
    );
    this.history.replaceChildren(make("table", {}, make("caption", { class: "unseen", text: texts.history }), make("thead", {}, make("tr", {}, ...headings)), make("tbody", {}, ...lines)));
    this.history.setAttribute("tabindex", "0");
    this.history.setAttribute("role", "region");
    this.history.setAttribute("aria-label", texts.history);
  }
}

// --- in a notebook -------------------------------------------------------------------------------------------------------

function notebookLink(model) {
  let listener = null;
  const hear = (reply) => listener?.(reply);
  model.on("msg:custom", hear);
  return {
    kind: "notebook",
    owner: model,
    address: (file) => `${document.baseURI.replace(/\/(lab|doc)\/.*$/, "")}/files/${file.split("/").map(encodeURIComponent).join("/")}`,
    listen: (callback) => (listener = callback),
    send: (content, buffers) => {
      try {
        model.send(content, undefined, buffers);
      } catch {
        // a dead connection: the outbox keeps it, and the clock says so
      }
    },
    close: () => model.off("msg:custom", hear),
  };
}

async function render({ model, el }) {
  const root = document.createElement("div");
  el.append(root);
  const form = await mountForm(root, JSON.parse(model.get("definition")), notebookLink(model));
  return () => form.stop();
}

export default { render };
