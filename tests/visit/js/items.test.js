import assert from "node:assert/strict";
import test from "node:test";
import { aDisk, aHead, aState, aVisit, settled } from "./visits.js";

test("an item folds and opens with the answer on the screen, before it is recorded", async () => {
  const { visit, answer } = await aVisit(aDisk());
  assert.equal(visit.items.asked("deep"), "unknown");
  assert.equal(visit.items.progress(["deep"]).depending, 1);
  answer("yn", "no");
  assert.equal(visit.items.asked("deep"), "no");
  answer("yn", "yes");
  assert.equal(visit.items.asked("deep"), "yes");
});

test("evidence is missing until a piece is on its way", async () => {
  const { visit } = await aVisit(aDisk(), { states: [aState("share", [aHead("a".repeat(64), "1/2")])] });
  assert.equal(visit.items.needsEvidence("share"), true);
  visit.put({ type: "piece", kind: "attached", item: "share", reference: "12/KH-UBND" });
  assert.equal(visit.items.needsEvidence("share"), false);
  await settled();
});

test("what the unit named is evidence, and what earned no points needs none", async () => {
  const answered = aState("share", [aHead("a".repeat(64), "1/2")]);
  const { visit, states } = await aVisit(aDisk(), { states: [answered] });
  states([{ ...answered, claim_evidence: ["12/KH-UBND"] }]);
  assert.equal(visit.items.needsEvidence("share"), false);
  states([{ ...answered, judgement: { ...answered.judgement, outcome: "fail" } }]);
  assert.equal(visit.items.needsEvidence("share"), false);
  states([answered]);
  assert.equal(visit.items.needsEvidence("share"), true);
});

test("an item that is not applicable, or not answered, lacks no evidence", async () => {
  const { visit, states } = await aVisit(aDisk());
  assert.equal(visit.items.needsEvidence("share"), false);
  states([aState("share", [aHead("a".repeat(64), "n/a")])]);
  assert.equal(visit.items.needsEvidence("share"), false);
});

test("not applicable lacks its reason while the record says so", async () => {
  const { visit, answer, states } = await aVisit(aDisk());
  states([{ ...aState("yn", [aHead("a".repeat(64), "n/a")]), lacks_reason: true }]);
  assert.equal(visit.items.lacksReason("yn"), true);
  assert.equal(visit.items.lacksReason("share"), false);
  answer("yn", "yes");
  assert.equal(visit.items.lacksReason("yn"), false);
});

test("undo takes back one's own answer, and nobody else's", async () => {
  const { visit, answer, states, outbox } = await aVisit(aDisk());
  answer("yn", "yes");
  visit.undo("yn");
  assert.equal(visit.items.standing("yn").kind, "none");
  await settled();
  states([aState("yn", [aHead("a".repeat(64), "no")])]);
  const count = outbox.waiting.size;
  visit.undo("yn");
  assert.equal(outbox.waiting.size, count);
});

test("an item names itself by its code and its question, a long one cut off", async () => {
  const { visit } = await aVisit(aDisk());
  visit.items.get("yn").question = "ả".repeat(80);
  assert.equal(visit.items.inWords(["yn", "share", "yn"]), `yn ${"ả".repeat(60)}…; share share`);
});

test("what fails, contradicts and was changed today is known", async () => {
  const outcome = (name) => ({ outcome: name, label: "", reason: "", points: "" });
  const failing = aState("yn", [aHead("a".repeat(64), "no")], { judgement: outcome("fail") });
  const { visit, states, answer } = await aVisit(aDisk(), { states: [failing] });
  const { items } = visit;
  assert.deepEqual(
    [items.fails("yn"), items.fails("share"), items.isChangedToday("yn")],
    [true, false, false],
  );
  const now = new Date();
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((one) => `${one}`.padStart(2, "0"));
  states([{ ...failing, changed: day.join("-"), contradiction: true }]);
  assert.deepEqual([items.isChangedToday("yn"), items.isContradicted("yn")], [true, true]);
  answer("deep", "as seen");
  assert.equal(items.isChangedToday("deep"), true);
});
