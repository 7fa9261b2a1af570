import assert from "node:assert/strict";
import test from "node:test";
import { Group, allYes, answer, asClaimed, takes } from "../../../inspection_lib/visit/static/group.js";
import { aDisk, aHead, aState, aVisit, keysOn, settled } from "./visits.js";

const ALL = ["yn", "deep", "share"];
const claims = (raws) => ALL.map((id) => aState(id, [], { claim_raw: raws[id] ?? "" }));
const entries = (sent) => sent.filter((wire) => wire.type === "entry");

test("each item of a group is an event of its own; what an answer opens is answered too", async () => {
  const states = claims({ yn: "yes", deep: "as seen", share: "1/2" });
  const { visit, sent } = await aVisit(aDisk(), { states });
  assert.deepEqual(new Group(visit).answer(ALL, asClaimed), { done: 3, left: 0 });
  await settled();
  const said = entries(sent).map(({ item, kind, raw, actor }) => [item, kind, raw, actor]);
  assert.deepEqual(said, [
    ["yn", "answered", "yes", "role"],
    ["deep", "answered", "as seen", "role"],
    ["share", "answered", "1/2", "role"],
  ]);
  assert.equal(new Set(entries(sent).map((wire) => wire.client)).size, 3);
});

test("a second press, or a press after some were answered, changes nothing that stands", async () => {
  const {
    visit,
    sent,
    states,
    answer: give,
  } = await aVisit(aDisk(), {
    states: claims({ yn: "yes", share: "1/2" }),
  });
  give("yn", "no");
  const group = new Group(visit);
  assert.deepEqual(group.answer(ALL, asClaimed), { done: 1, left: 1 });
  assert.deepEqual(group.answer(ALL, asClaimed), { done: 0, left: 2 });
  await settled();
  assert.deepEqual(
    entries(sent).map((wire) => wire.raw),
    ["no", "1/2"],
  );
  states([
    aState("yn", [aHead("a".repeat(64), "no"), aHead("b".repeat(64), "yes")], { contradiction: true }),
  ]);
  assert.equal(takes(visit, "yn", asClaimed), false);
});

test("what is being typed, and what needs a reason, is left alone", async () => {
  const { visit, type, drafts } = await aVisit(aDisk(), { states: claims({ yn: "n/a", share: "1/2" }) });
  type("share", { first: "7" });
  assert.deepEqual(new Group(visit).answer(ALL, asClaimed), { done: 0, left: 2 });
  assert.deepEqual(drafts.get("share").values, { first: "7" });
  answer(visit, "yn", asClaimed); // pressed for this item alone: it is asked why
  assert.equal(drafts.has("yn"), true);
  assert.equal(visit.items.standing("yn").kind, "none");
});

test("one undo takes back the whole group, but not what was answered since", async () => {
  const { visit, answer: give } = await aVisit(aDisk(), { states: claims({ yn: "yes", share: "1/2" }) });
  const group = new Group(visit);
  group.answer(ALL, asClaimed);
  give("yn", "no");
  assert.equal(group.undo(), 1);
  assert.equal(visit.items.standing("share").kind, "none");
  assert.equal(visit.items.standing("yn").raw, "no");
  assert.equal(group.undo(), 0, "there is nothing left to take back");
  await settled();
});

test("all yes answers yes/no items alone, and keeps a remark that was there before", async () => {
  const states = [aState("yn", [], { note: "seen" }), aState("share", [])];
  const { visit, sent } = await aVisit(aDisk(), { states });
  assert.deepEqual(new Group(visit).answer(ALL, allYes), { done: 1, left: 2 });
  await settled();
  assert.deepEqual(
    entries(sent).map(({ raw, note }) => [raw, note]),
    [["yes", "seen"]],
  );
});

test("a group that no line carried is there after the page was opened again", async () => {
  const disk = aDisk();
  const first = await aVisit(disk, { states: claims({ yn: "yes", share: "1/2" }) });
  new Group(first.visit).answer(ALL, asClaimed);
  await settled();
  assert.equal((await keysOn(disk, "outbox")).length, 2);
  const again = await aVisit(disk, { tab: "2".repeat(16), states: claims({ yn: "yes", share: "1/2" }) });
  assert.equal(again.visit.items.standing("yn").raw, "yes");
  assert.deepEqual(new Group(again.visit).answer(ALL, asClaimed), { done: 0, left: 3 });
});
