import assert from "node:assert/strict";
import test from "node:test";
import { NAMES, aDisk, aHead, aState, aVisit, keysOn, settled, until } from "./visits.js";

const [SEEN, LATER] = ["a".repeat(64), "b".repeat(64)];
const keyOf = (item, tab = NAMES.one) => `${tab}/${item}`;
const isOn = (disk, table, count) => async () => (await keysOn(disk, table)).length === count;

test("a draft leaves the disk only when its answer stands there", async () => {
  const disk = aDisk();
  const { visit, type } = await aVisit(disk);
  type("yn", { first: "yes" });
  await until(isOn(disk, "drafts", 1));
  disk.slow.add("outbox");
  visit.commit("yn");
  await settled();
  assert.deepEqual(await keysOn(disk, "drafts"), [keyOf("yn")]);
  assert.deepEqual(await keysOn(disk, "outbox"), []);
  disk.free();
  await until(isOn(disk, "drafts", 0));
  assert.equal((await keysOn(disk, "outbox")).length, 1);
});

test("a full disk keeps the last copy, and a reload makes the answer of it", async () => {
  const disk = aDisk();
  const { visit, type } = await aVisit(disk);
  type("yn", { first: "yes" });
  await until(isOn(disk, "drafts", 1));
  disk.full.add("outbox");
  visit.commit("yn");
  await settled();
  assert.deepEqual(
    await keysOn(disk, "drafts"),
    [keyOf("yn")],
    "the answer found no room: the draft is all there is",
  );
  const { outbox } = await aVisit(disk, { tab: NAMES.two });
  assert.deepEqual(
    [...outbox.waiting.values()].map(({ raw }) => raw),
    ["yes"],
  );
});

test("what a full disk left behind goes when the answer is recorded", async () => {
  const disk = aDisk();
  const { visit, type, outbox, saved } = await aVisit(disk);
  type("yn", { first: "yes" });
  await until(isOn(disk, "drafts", 1));
  disk.full.add("outbox");
  visit.commit("yn");
  await settled();
  saved([...outbox.waiting.keys()][0]);
  await until(isOn(disk, "drafts", 0));
});

test("what is typed while the answer is on its way to the disk stays", async () => {
  const disk = aDisk();
  const { visit, type, drafts } = await aVisit(disk);
  type("deep", { first: "one" });
  await until(isOn(disk, "drafts", 1));
  disk.slow.add("outbox");
  visit.commit("deep");
  type("deep", { first: "one two" });
  disk.free();
  await until(isOn(disk, "outbox", 1));
  await settled();
  assert.equal(drafts.get("deep").values.first, "one two");
  assert.equal((await disk.all("drafts")).get(keyOf("deep")).values.first, "one two");
});

test("fast typing leaves the newest on the disk", async () => {
  const disk = aDisk();
  const { type } = await aVisit(disk);
  for (const text of ["a", "ab", "abc"]) type("deep", { first: text });
  await until(isOn(disk, "drafts", 1));
  await until(async () => (await disk.all("drafts")).get(keyOf("deep")).values.first === "abc");
});

test("a draft remembers what was on the screen when it was begun", async () => {
  const { visit, type, states, sent } = await aVisit(aDisk(), {
    states: [aState("yn", [aHead(SEEN, "yes")])],
  });
  type("yn", { first: "yes" }, "a remark");
  states([aState("yn", [aHead(LATER, "no")])]);
  type("yn", { first: "yes" }, "a longer remark");
  visit.commit("yn");
  await until(() => sent.length === 1);
  assert.deepEqual(sent[0].seen, [SEEN], "the record can tell that the other answer was not seen");
});

test("so does one that a closed tab left behind", async () => {
  const disk = aDisk();
  const before = await aVisit(disk, { states: [aState("yn", [aHead(SEEN, "yes")])] });
  before.type("yn", { first: "yes" }, "a remark");
  await until(isOn(disk, "drafts", 1));
  const after = await aVisit(disk, { tab: NAMES.two, states: [aState("yn", [aHead(LATER, "no")])] });
  await until(() => after.sent.length === 1);
  assert.deepEqual(after.sent[0].seen, [SEEN]);
});

test("while an answer waits, nothing more counts as seen than when it was given", async () => {
  const { visit, type, answer, states, outbox } = await aVisit(aDisk(), {
    states: [aState("yn", [aHead(SEEN, "yes")])],
  });
  answer("yn", "no");
  states([aState("yn", [aHead(LATER, "yes")])]);
  type("yn", { first: "no" }, "a remark");
  visit.commit("yn");
  assert.deepEqual(
    [...outbox.waiting.values()].map(({ seen }) => seen),
    [[SEEN], [SEEN]],
  );
  await settled();
});

test("one's own answer counts as seen", async () => {
  const { visit, type, answer, outbox, saved, states, sent } = await aVisit(aDisk());
  answer("yn", "yes");
  await until(() => sent.length === 1);
  const [client] = outbox.waiting.keys();
  type("yn", { first: "yes" }, "a remark");
  states([aState("yn", [aHead(SEEN, "yes", client)])]);
  saved(client);
  visit.commit("yn");
  await until(() => sent.length === 2);
  assert.deepEqual(sent[1].seen, [SEEN]);
});

test("a draft whose answer waits is not made into an answer a second time", async () => {
  const disk = aDisk();
  const before = await aVisit(disk);
  before.type("yn", { first: "yes" });
  await until(isOn(disk, "drafts", 1));
  const [[key, draft]] = await disk.all("drafts");
  before.visit.commit("yn");
  await until(isOn(disk, "drafts", 0));
  before.answer("yn", "no");
  await until(isOn(disk, "outbox", 2));
  await until(isOn(disk, "drafts", 0));
  await disk.put("drafts", key, draft); // as if the tab had been closed before it could delete it
  const { outbox } = await aVisit(disk, { tab: NAMES.two });
  assert.deepEqual(
    [...outbox.waiting.values()].map(({ raw }) => raw),
    ["yes", "no"],
  );
  await until(isOn(disk, "drafts", 0));
});

test("what belongs to a tab that is open stays there", async () => {
  const disk = aDisk();
  const other = await aVisit(disk, { tab: NAMES.two });
  other.type("share", { first: "2" });
  other.answer("yn", "yes");
  await until(isOn(disk, "outbox", 1));
  await until(isOn(disk, "drafts", 1));
  const { drafts, outbox } = await aVisit(aDisk());
  drafts.store = outbox.store = disk;
  const isClosed = (tab) => tab !== NAMES.two;
  await outbox.takeOver(isClosed);
  await drafts.takeOver(isClosed, () => undefined);
  assert.equal(outbox.waiting.size, 0);
  assert.deepEqual(drafts.items(), []);
  assert.deepEqual(await keysOn(disk, "drafts"), [keyOf("share", NAMES.two)]);
});

test("of two closed tabs the newer draft is taken up, and both keys go", async () => {
  const disk = aDisk();
  const draft = (first, at) => ({ values: { first, second: "" }, note: "", cause: "", at, seen: [] });
  await disk.put("drafts", keyOf("share", NAMES.two), draft("2", 2));
  await disk.put("drafts", keyOf("share", NAMES.three), draft("1", 1));
  const { drafts } = await aVisit(disk);
  assert.equal(drafts.get("share").values.first, "2");
  assert.deepEqual(await keysOn(disk, "drafts"), [keyOf("share")]);
});

test("a closed tab's draft that finds no room keeps its old key until its answer has room", async () => {
  const disk = aDisk();
  const half = { values: { first: "2", second: "" }, note: "", cause: "", at: 2, seen: [] };
  await disk.put("drafts", keyOf("share", NAMES.two), half);
  disk.full.add("drafts");
  const { visit, type } = await aVisit(disk);
  assert.deepEqual(await keysOn(disk, "drafts"), [keyOf("share", NAMES.two)]);
  type("share", { first: "2", second: "3" });
  visit.commit("share");
  await until(isOn(disk, "drafts", 0));
  assert.equal((await keysOn(disk, "outbox")).length, 1);
});

test("an answer that the record cannot take is a draft again", async () => {
  const disk = aDisk();
  const { outbox, drafts, answer, refused, visit } = await aVisit(disk);
  answer("share", "x");
  assert.equal(outbox.waiting.size, 0);
  visit.edited("share", { values: { first: "2", second: "3" }, note: "seen", cause: "" });
  visit.commit("share");
  await until(isOn(disk, "outbox", 1));
  refused([...outbox.waiting.keys()][0], "invalid");
  assert.deepEqual(drafts.get("share").values, { first: "2", second: "3" });
  assert.equal(drafts.get("share").note, "seen");
  assert.ok(visit.troubles.has("share"));
  await until(isOn(disk, "outbox", 0));
  assert.deepEqual(await keysOn(disk, "drafts"), [keyOf("share")]);
});

test("a refused answer does not come back over a newer one", async () => {
  const { outbox, drafts, answer, refused, visit } = await aVisit(aDisk());
  answer("yn", "yes");
  answer("yn", "no");
  await settled();
  refused([...outbox.waiting.keys()][0], "invalid");
  assert.equal(drafts.has("yn"), false);
  assert.equal(visit.items.standing("yn").raw, "no");
});

test("what is no answer stays a draft, and is said", async () => {
  const { visit, type, outbox, shown } = await aVisit(aDisk());
  type("share", { first: "7", second: "6,5" });
  visit.commit("share");
  assert.equal(shown.get("share"), "bad_whole");
  type("share", { excused: true });
  visit.commit("share");
  assert.equal(shown.get("share"), "reason_needed");
  assert.deepEqual(visit.unfinished(), ["share"]);
  assert.equal(outbox.waiting.size, 0);
});

test("what a tab leaves that ends while this one runs is taken over in its order", async () => {
  const disk = aDisk();
  const left = await aVisit(disk, { tab: NAMES.two });
  left.answer("yn", "yes");
  left.type("deep", { first: "begun" });
  await until(isOn(disk, "drafts", 1));
  const { visit, outbox, drafts } = await aVisit(aDisk());
  visit.store.all = disk.all; // the other tab wrote after this one had opened
  const items = await visit.takeOver();
  assert.deepEqual(items, ["deep"]);
  assert.equal(drafts.get("deep").values.first, "begun");
  assert.deepEqual(
    [...outbox.waiting.values()].map(({ item, raw }) => [item, raw]),
    [["yn", "yes"]],
  );
  assert.deepEqual(await visit.takeOver(), [], "taking over twice takes nothing twice");
  assert.equal(outbox.waiting.size, 1);
});

test("what is being typed here is not replaced by what another tab left", async () => {
  const disk = aDisk();
  const left = await aVisit(disk, { tab: NAMES.two });
  left.type("deep", { first: "theirs" });
  await until(isOn(disk, "drafts", 1));
  const here = await aVisit(aDisk());
  here.type("deep", { first: "mine" });
  here.visit.store.all = disk.all;
  assert.deepEqual(await here.visit.takeOver(), []);
  assert.equal(here.drafts.get("deep").values.first, "mine");
  assert.deepEqual(await keysOn(disk, "drafts"), [keyOf("deep", NAMES.two)]);
});

test("a remark over the limit is refused whole, and one at the limit is recorded", async () => {
  const { visit, type, shown, outbox } = await aVisit(aDisk());
  type("yn", { first: "yes" }, "ă".repeat(20_001));
  visit.commit("yn");
  assert.equal(shown.get("yn"), "20001 20000");
  assert.equal(visit.drafts.get("yn").note.length, 20_001);
  assert.equal(outbox.waiting.size, 0);
  type("yn", { first: "yes" }, "ă".repeat(20_000));
  visit.commit("yn");
  assert.equal([...outbox.waiting.values()][0].note.length, 20_000);
});

test("a refused file stays named when a good one is saved, until somebody has read it", async () => {
  const { visit, saved, outbox } = await aVisit(aDisk());
  const good = new File(["%PDF-1.7 demo"], "good.pdf");
  await visit.addFiles("yn", [new File(["MZ"], "odd.exe"), new File([""], "empty.pdf"), good]);
  await visit.putAll();
  saved([...outbox.waiting.keys()][0]);
  assert.equal(outbox.waiting.size, 0);
  assert.deepEqual([...visit.files.refused.get("yn").keys()], ["odd.exe", "empty.pdf"]);
  visit.files.forget("yn", "odd.exe");
  visit.files.forget("yn", "empty.pdf");
  assert.equal(visit.files.refused.size, 0);
});
