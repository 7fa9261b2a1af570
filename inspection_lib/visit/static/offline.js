// The other side of the form where there is no Python: a record in this browser, and a package of it.

const OWN_KINDS = ["answered", "withdrawn", "decided"];

async function openOffline(root, definition, states) {
  const texts = definition.texts;
  const name = `inspection/${definition.campaign}/${definition.unit}/${definition.digest.slice(0, 16)}/record`;
  const alone = await onlyTab(name, root, texts);
  const keep = await openKeep(name);
  const kept = async () => [...(await keep.all("entries")).values()].sort((one, other) => one.order - other.order);
  const entries = await kept();
  const device = await ownName(keep);
  let listener = null;
  let saved = "";
  let turn = Promise.resolve();

  const itemsOf = (id) => entries.filter((entry) => entry.item === id);

  function stateOf(base) {
    const own = itemsOf(base.id);
    const state = { ...base, heads: base.heads, pieces: [...base.pieces] };
    for (const entry of own) {
      if (OWN_KINDS.includes(entry.kind)) {
        state.heads = [{ digest: "", kind: entry.kind, raw: entry.raw, text: entry.raw, note: entry.note, evidence: entry.evidence, cause: entry.cause, actor: entry.actor, machine: device, when: entry.answered_at, client: entry.client }];
        state.contradiction = false;
        state.judgement = { outcome: "unanswered", label: "", reason: "", points: "" };
      }
      if (entry.note !== undefined) state.note = entry.note;
      if (entry.kind === "attached") {
        const reference = entry.sha256 ? `${entry.name} (sha256:${entry.sha256.slice(0, 12)})` : entry.number;
        const { made = "", valid_from = "", valid_to = "" } = entry;
        const piece = { reference, name: entry.name || entry.number, thumbnail: "", remarks: [], made, valid_from, valid_to };
        state.pieces = [...state.pieces.filter((other) => other.reference !== reference), piece];
      }
      if (entry.kind === "detached") state.pieces = state.pieces.filter((piece) => piece.reference !== entry.reference);
    }
    return state;
  }

  /** The entry with which a file was attached here. */
  const fileOf = (item, reference) =>
    itemsOf(item).findLast((entry) => entry.kind === "attached" && entry.sha256 && `${entry.name} (sha256:${entry.sha256.slice(0, 12)})` === reference);

  async function record(content, said) {
    if (entries.some((entry) => entry.client === content.client)) return [];
    const base = states.find((state) => state.id === content.item);
    const entry = { item: content.item, source: "inspector", client: content.client, actor: content.actor, answered_at: content.answered_at ?? new Date().toISOString() };
    if (content.type === "entry") {
      const { kind, raw, note, evidence, cause } = content;
      Object.assign(entry, { kind, raw, note, evidence, cause, seen: base.heads.map((head) => head.digest) });
    } else if (content.type === "file") {
      const bytes = await said.blob.arrayBuffer();
      const sha256 = hex(await crypto.subtle.digest("SHA-256", bytes));
      await keep.put("files", sha256, new Blob([bytes])); // its bytes: the card it was chosen from may be taken out
      Object.assign(entry, { kind: "attached", name: content.name, sha256, size: said.blob.size });
    } else if (content.kind === "attached") {
      const { made = "", valid_from = "", valid_to = "" } = content;
      const file = fileOf(content.item, content.reference);
      const piece = file ? { name: file.name, sha256: file.sha256, size: file.size } : { number: content.reference };
      Object.assign(entry, { kind: "attached", ...piece, made, valid_from, valid_to });
    }
    else Object.assign(entry, { kind: "detached", reference: content.reference });
    await keep.append("entries", entry.client, entry);
    entries.push(entry);
    saved = "";
    return [stateOf(base)];
  }

  async function answer(content, said) {
    if (content.type === "history") {
      const rows = itemsOf(content.item).map((entry) => ({ who: entry.actor, machine: device, when: new Date(entry.answered_at).toLocaleString(definition.language), what: entry.kind, source: "", was: "", becomes: entry.raw ?? entry.name ?? entry.number ?? entry.reference ?? "", note: entry.note ?? "" }));
      return listener({ type: "history", item: content.item, rows });
    }
    if (content.type === "hello") return listener({ type: "states", items: states.map(stateOf), whole: true, submitted: "" });
    if (content.type === "ping") return listener({ type: "states", items: [], whole: false, submitted: "" });
    try {
      const work = () => record(content, said); // one after the other: the same entry may come again before it is kept
      turn = turn.then(work, work);
      const changed = await turn;
      listener({ type: "states", items: changed, whole: false, submitted: "" });
      listener({ type: "saved", client: content.client, part: null });
    } catch (error) {
      listener({ type: "refused", client: content.client, why: "store", text: String(error), remedy: "", items: [] });
    }
  }

  async function savePackage(form) {
    const { campaign, unit, checklist, digest } = definition;
    const manifest = { format: "inspection-form", version: 1, campaign, unit, checklist, digest, device, actor: form.actor, made_at: new Date().toISOString() };
    const all = await kept(); // also what another tab kept, where the browser lets two be open
    const lines = all.map(({ order, ...entry }) => `${JSON.stringify(entry)}\n`).join("");
    const members = [["manifest.json", utf8(JSON.stringify(manifest))], ["entries.jsonl", utf8(lines)]];
    const named = new Set(all.map((entry) => entry.sha256).filter(Boolean));
    const blobs = await keep.all("files");
    for (const sha256 of named) members.push([`files/${sha256}`, new Uint8Array(await blobs.get(sha256).arrayBuffer())]);
    const file = `${campaign}.${unit}.${new Date().toISOString().slice(0, 16).replace(/\D/g, "")}.zip`;
    const address = URL.createObjectURL(new Blob(zip(members), { type: "application/zip" }));
    const download = make("a", { href: address, download: file });
    root.append(download);
    download.click();
    download.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    const missing = [...new Set([...form.unfinished(), ...[...form.outbox.values()].map((said) => said.item)])];
    saved = fill(texts.package_saved, { file }) + (missing.length ? ` ${fill(texts.not_in_package, { items: missing.join(", ") })}` : "");
    form.showStatus();
  }

  const link = {
    kind: "offline",
    alone,
    owner: root,
    judgesLater: true,
    mayDate: (item, piece) => itemsOf(item).some((entry) => entry.number === piece.reference) || Boolean(fileOf(item, piece.reference)),
    heading: 1,
    listen: (callback) => (listener = callback),
    send: (content, _buffers, said) => void answer(content, said),
    savedText: () => saved || fill(texts.package_kept, { count: entries.length }),
    extra: (form) => {
      const button = make("button", { type: "button", class: "main package", text: texts.save_package, onclick: () => savePackage(form).catch((error) => ((saved = `${texts.package_failed} ${error}`), form.showStatus())) });
      root.querySelector(".tools").append(button);
      root.querySelector(".masthead .foot").before(make("p", { class: "sub", text: texts.offline }));
    },
  };
  await navigator.storage?.persist?.().catch(() => false);
  return mountForm(root, definition, link);
}

/** One tab at a time: two would not see each other's answers. The second one waits until the first is closed. Gives whether it is alone. */
async function onlyTab(name, root, texts) {
  if (!navigator.locks) return false;
  const told = setTimeout(() => root.replaceChildren(make("p", { class: "other-tab", role: "alert", text: texts.other_tab })), 300);
  const alone = await new Promise((go) => navigator.locks.request(name, () => (go(true), new Promise(() => {}))).catch(() => go(false)));
  clearTimeout(told);
  return alone;
}

/** The name of this record's chain. It is kept beside the entries: whoever loses them begins another chain. */
async function ownName(keep) {
  const known = (await keep.all("facts")).get("device");
  if (known) return known;
  const name = randomName();
  await keep.put("facts", "device", name);
  return name;
}

const utf8 = (text) => new TextEncoder().encode(text);
const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

// --- a zip archive whose members are stored as they are (PKWARE's APPNOTE 6.3, without compression) -------------------------

const CRC = Uint32Array.from({ length: 256 }, (_, value) => {
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = CRC[(sum ^ byte) & 0xff] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

function fields(...pairs) {
  const view = new DataView(new ArrayBuffer(pairs.reduce((sum, [size]) => sum + size, 0)));
  let at = 0;
  for (const [size, value] of pairs) {
    if (size === 4) view.setUint32(at, value, true);
    else view.setUint16(at, value, true);
    at += size;
  }
  return new Uint8Array(view.buffer);
}

function zip(members) {
  const parts = [];
  const directory = [];
  let at = 0;
  for (const [name, bytes] of members) {
    const label = utf8(name);
    const common = [[2, 20], [2, 0x800], [2, 0], [2, 0], [2, 0x21], [4, crc32(bytes)], [4, bytes.length], [4, bytes.length], [2, label.length], [2, 0]];
    parts.push(fields([4, 0x04034b50], ...common), label, bytes);
    directory.push(fields([4, 0x02014b50], [2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]), label);
    at += 30 + label.length + bytes.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  return [...parts, ...directory, fields([4, 0x06054b50], [2, 0], [2, 0], [2, members.length], [2, members.length], [4, size], [4, at], [2, 0])];
}

const embedded = JSON.parse(document.getElementById("form-data").textContent);
await openOffline(document.getElementById("form"), embedded.definition, embedded.states);
