import assert from "node:assert/strict";
import test from "node:test";
import { openRecord } from "../../../inspection_lib/visit/static/browser_record.js";
import { sha256Of } from "../../../inspection_lib/visit/static/digests.js";
import { nameOf } from "../../../inspection_lib/visit/static/facts.js";
import { packed } from "../../../inspection_lib/visit/static/signing.js";
import { factStates } from "../../../inspection_lib/visit/static/tablet_facts.js";
import { utf8 } from "../../../inspection_lib/visit/static/zip.js";
import { DEFINITION, NAMES, aDisk, aState, aVisit, keysOn, settled, until } from "./visits.js";

const aFact = (item, value, more = {}) => ({
  item,
  value,
  digests: ["a".repeat(64)],
  others: [],
  actor: "role",
  when: "",
  client: "other:1",
  remark: "",
  personal: [],
  ...more,
});
const valuesOf = (sent) => sent.filter((wire) => wire.type === "fact").map((wire) => wire.value);

test("a moment is read as people write it, and shown so again", async () => {
  const { visit } = await aVisit(aDisk());
  for (const text of ["24/5/2017 8:05", "24/05/2017, 08:05", "24/5/17 8h05", "24/5/2017 8 giờ 05"])
    assert.deepEqual(visit.facts.read("#begun", text), { value: "2017-05-24T08:05" }, text);
  for (const text of ["24/5/2017", "31/2/2017 08:05", "24/5/2017 25:00", "sáng nay"])
    assert.deepEqual(visit.facts.read("#ended", text), { trouble: "bad_moment" }, text);
  assert.deepEqual(visit.facts.read("yn#agreed_by", "1/8/2017"), { value: "2017-08-01" });
  assert.equal(visit.facts.inWords("#begun", "2017-05-24T08:05"), "24/05/2017 08:05");
  assert.match(visit.facts.now(), /^\d\d\/\d\d\/\d{4} \d\d:\d\d$/);
});

test("a fact goes from the draft into the outbox, and leaves both when it is recorded", async () => {
  const disk = aDisk();
  const { visit, sent, note, saved, states } = await aVisit(disk);
  note("#begun", "24/5/2017 8:05");
  await until(async () => (await keysOn(disk, "drafts")).length === 0);
  const [wire] = sent.filter((each) => each.type === "fact");
  assert.deepEqual([wire.item, wire.value, wire.actor], ["#begun", "2017-05-24T08:05", "role"]);
  assert.ok(wire.answered_at);
  states([], { facts: [aFact("#begun", "2017-05-24T08:05")], head: "h", ends: { m: 2 } });
  saved(wire.client);
  await until(async () => (await keysOn(disk, "outbox")).length === 0);
  assert.equal(visit.facts.shown("#begun"), "24/05/2017 08:05");
  assert.deepEqual([visit.facts.head, visit.facts.ends], ["h", { m: 2 }]);
  note("#begun", "24/5/2017 08:05");
  await settled();
  assert.equal(valuesOf(sent).length, 1, "the same again is not sent");
});

test("what is no moment stays a draft, and is named", async () => {
  const disk = aDisk();
  const { visit, sent, shown, note } = await aVisit(disk);
  note("#begun", "sáng nay");
  await settled();
  assert.equal(shown.get("#begun"), "bad_moment");
  assert.deepEqual(visit.unfinished(), ["#begun"]);
  assert.equal(nameOf("yn#explained", DEFINITION.texts), "yn explained");
  assert.deepEqual(valuesOf(sent), []);
  const again = await aVisit(disk, { tab: NAMES.two });
  assert.equal(again.visit.facts.shown("#begun"), "sáng nay");
});

test("a kill at any moment loses no fact and sends none twice under two names", async () => {
  const disk = aDisk();
  const before = await aVisit(disk);
  before.note("yn#explained", "Do thiếu người");
  before.note("yn#explained", "Đã bổ sung người");
  before.visit.edited("#place", { values: { first: "Trụ sở" }, note: "", cause: "" });
  await until(async () => (await keysOn(disk, "outbox")).length === 2);
  await until(async () => (await keysOn(disk, "drafts")).length === 1);
  const after = await aVisit(disk, { tab: NAMES.two });
  await settled();
  const facts = after.sent.filter((wire) => wire.type === "fact");
  assert.deepEqual(facts.map((wire) => wire.value).sort(), ["Do thiếu người", "Trụ sở"]);
  after.saved(facts.find((wire) => wire.item === "yn#explained").client);
  const values = valuesOf(after.sent);
  assert.equal(values.at(-1), "Đã bổ sung người", "the later text of one fact comes after the earlier one");
  assert.equal(new Set(after.sent.map((wire) => wire.client)).size, after.sent.length);
});

test("a full disk is told; the fact is sent, and its draft stays until it is recorded", async () => {
  const disk = aDisk();
  const { visit, sent, note, saved, states } = await aVisit(disk);
  visit.edited("#place", { values: { first: "Trụ sở" }, note: "", cause: "" });
  await until(async () => (await keysOn(disk, "drafts")).length === 1);
  disk.full.add("outbox");
  note("#place", "Trụ sở");
  await settled();
  assert.equal(disk.lasting, false);
  assert.deepEqual(valuesOf(sent), ["Trụ sở"]);
  assert.equal((await keysOn(disk, "drafts")).length, 1);
  states([], { facts: [aFact("#place", "Trụ sở")] });
  saved(sent.find((wire) => wire.type === "fact").client);
  await until(async () => (await keysOn(disk, "drafts")).length === 0);
});

test("a drawn signature is a draft until somebody says that it is whole, and outlives its tab", async () => {
  const disk = aDisk();
  const { visit, sent } = await aVisit(disk);
  const drawn = JSON.stringify({ office: "head", strokes: [[1, 2, 3, 4]] });
  visit.edited("#signed_unit", { values: { first: drawn }, note: "", cause: "" });
  await until(async () => (await keysOn(disk, "drafts")).length === 1);
  await visit.putAll();
  const after = await aVisit(disk, { tab: NAMES.two });
  await settled();
  assert.deepEqual([...valuesOf(sent), ...valuesOf(after.sent)], []);
  assert.equal(after.drafts.get("#signed_unit").values.first, drawn);
  assert.deepEqual(after.visit.unfinished(), ["#signed_unit"]);
});

test("a fact that the record refuses becomes a draft again, with the reason", async () => {
  const { visit, sent, drafts, note, refused } = await aVisit(aDisk());
  note("#begun", "24/5/2017 8:05");
  await settled();
  refused(sent.find((wire) => wire.type === "fact").client, "invalid");
  assert.equal(drafts.get("#begun").values.first, "24/05/2017 08:05");
  assert.match(visit.troubles.get("#begun"), /no/);
});

test("findings are what lost points, what was noted and what was added", async () => {
  const lost = { judgement: { outcome: "fail", label: "", reason: "", points: "" } };
  const { visit, states } = await aVisit(aDisk(), { states: [aState("yn", []), aState("share", [], lost)] });
  assert.deepEqual(visit.facts.findings(false), ["share"]);
  states([], { facts: [aFact("yn#explained", "Do thiếu người")] });
  assert.deepEqual(visit.facts.findings(false), ["yn", "share"]);
  visit.facts.added.add("deep");
  assert.deepEqual(visit.facts.findings(false), ["yn", "deep", "share"]);
});

test("strokes are whole numbers in the box, and a very long drawing is thinned", () => {
  const line = (points) => ({ shape: "line", points });
  const lines = [[[1.4, -3]], [[2000, 500], [5, 6]]].map(line); // prettier-ignore
  assert.deepEqual(packed(lines), [[1, 0], [1000, 400, 5, 6]]); // prettier-ignore
  const long = packed([line(Array.from({ length: 9000 }, (_, at) => [at % 1000, at % 400]))]);
  assert.ok(JSON.stringify(long).length < 17_000);
  assert.deepEqual(long[0].slice(-2), [8999 % 1000, 8999 % 400], "the last point stays");
});

test("on a tablet a signature names the lines of all entries before it", async () => {
  const record = await openRecord(aDisk(), {
    items: [aState("yn", [])],
    facts: [],
    head: "h",
    ends: { m: 1 },
  });
  const wire = (count, more) => ({
    client: `t:${count}`,
    actor: "role",
    answered_at: "2017-05-24T08:00:00Z",
    ...more,
  });
  const fact = (count, item, value) => wire(count, { type: "fact", item, value });
  await record.record(wire(1, { type: "entry", item: "yn", kind: "answered", raw: "no", note: "" }));
  await record.record(fact(2, "#begun", "2017-05-24T08:05"));
  const lines = (await record.kept()).map((entry) => `${JSON.stringify(entry)}\n`).join("");
  await record.record(fact(3, "#signed_unit", JSON.stringify({ office: "head", head: "h", ends: { m: 1 } })));
  const signed = record.entries.at(-1);
  assert.deepEqual([signed.kind, signed.field, signed.source], ["noted", "signed_unit", "visit"]);
  const { entries, digest } = JSON.parse(signed.note);
  assert.deepEqual([entries, digest], [2, await sha256Of(utf8(lines))]);
  assert.equal(await record.record(fact(3, "#signed_unit", "again")), null, "the same message counts once");
});

test("on a tablet what was entered after a signature is named; other signatures are not", () => {
  const noted = (field, note) => ({
    item: "",
    source: "visit",
    kind: "noted",
    field,
    note,
    answered_at: "",
    client: "",
  });
  const entries = [noted("signed_unit", "{}"), noted("signed_head", "{}")];
  const tell = (names) => names.join();
  assert.deepEqual(factStates([], entries, tell).map((fact) => fact.remark), ["", ""]); // prettier-ignore
  entries.push({ item: "yn", kind: "answered" }, noted("ended", "2017-05-24T11:00"));
  const [unit] = factStates([aFact("#signed_secretary", "{}")], entries, tell);
  assert.equal(unit.remark, "yn,#ended", "one that was there when the form was written too");
});

/** Random numbers from 0 to 1 that are the same in every run. */
function chanceFrom(seed) {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

test("200 random kills, full disks and lost messages lose no fact and record none twice", async () => {
  const [disk, chance, recorded, typed] = [aDisk(), chanceFrom(2017), new Map(), new Map()];
  const names = ["#begun", "#place", "yn#explained", "share#agreed"];
  let [here, kills, count] = [await aVisit(disk, { tab: "0".repeat(16) }), 0, 0];
  const latest = () => new Map([...recorded.values()].map(({ item, value }) => [item, value]));
  const deliver = (share) => {
    for (const wire of here.sent.splice(0)) {
      if (wire.type !== "fact" || chance() > share) continue; // lost on the way: it is sent again
      const isNew = !recorded.has(wire.client) && latest().get(wire.item) !== wire.value; // as the recorder
      if (isNew) recorded.set(wire.client, wire);
      here.states([], { facts: [...latest()].map(([item, value]) => aFact(item, value)) });
      if (chance() < share) here.saved(wire.client);
    }
  };
  const sendAgain = () => {
    for (const message of here.outbox.waiting.values()) message.sentAt = 0;
    here.outbox.sendAgain();
  };
  while (kills < 200) {
    const name = names[Math.floor(chance() * names.length)];
    const text =
      name === "#begun" ? `24/5/2017 8:${String(count++ % 60).padStart(2, "0")}` : `text ${count++}`;
    if (chance() < 0.2) disk.full.add("outbox");
    here.visit.edited(name, { values: { first: text }, note: "", cause: "" });
    typed.set(name, here.visit.facts.read(name, text).value);
    if (chance() < 0.8) here.visit.commit(name);
    await settled();
    deliver(0.7);
    sendAgain();
    await settled();
    if (chance() > 0.5) continue;
    disk.full.clear();
    kills += 1;
    for (const rest of here.visit.rests.values()) clearTimeout(rest); // what is killed reads nothing any more
    here = await aVisit(disk, { tab: String(kills).padStart(16, "0") });
    await settled();
  }
  while (here.outbox.waiting.size || here.drafts.items().length) {
    deliver(1);
    sendAgain();
    await settled();
  }
  deliver(1);
  assert.deepEqual(new Map([...latest()].sort()), new Map([...typed].sort()));
  const texts = [...recorded.values()].map(({ item, value }) => `${item} ${value}`);
  const repeated = texts.filter((text, at) => texts.indexOf(text) !== at && !text.startsWith("#begun"));
  assert.deepEqual(repeated, [], "no text comes back after a later one");
  assert.deepEqual(await keysOn(disk, "drafts"), []);
});
