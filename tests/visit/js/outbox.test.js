import assert from "node:assert/strict";
import test from "node:test";
import { withSeen } from "../../../inspection_lib/visit/static/outbox.js";
import { NAMES, aDisk, aHead, aState, aVisit, keysOn, settled, until } from "./visits.js";

const clients = (outbox) => [...outbox.waiting.keys()];
const rawsOf = (sent) => sent.filter((wire) => wire.type === "entry").map((wire) => wire.raw);

test("after a reload everything waits in the order in which it was given", async () => {
  const disk = aDisk();
  const before = await aVisit(disk);
  for (let number = 0; number < 12; number += 1) before.answer("yn", number % 2 ? "no" : "yes");
  await until(async () => (await keysOn(disk, "outbox")).length === 12);
  const given = clients(before.outbox);
  assert.notDeepEqual(await keysOn(disk, "outbox"), given, "the disk has an order of its own");
  const after = await aVisit(disk, { tab: NAMES.two });
  assert.deepEqual(clients(after.outbox), given);
  assert.equal(after.visit.items.standing("yn").raw, "no");
});

test("an older answer never overtakes a newer one: of an item only the oldest is on its way", async () => {
  const { outbox, sent, answer, saved } = await aVisit(aDisk());
  answer("yn", "yes");
  answer("yn", "no");
  await settled();
  assert.deepEqual(rawsOf(sent), ["yes"]);
  for (const message of outbox.waiting.values()) message.sentAt = 0;
  outbox.sendAgain();
  assert.deepEqual(rawsOf(sent), ["yes", "yes"], "what is sent again is the same one");
  const [first, second] = clients(outbox);
  saved(first);
  assert.deepEqual(rawsOf(sent), ["yes", "yes", "no"]);
  saved(second);
  assert.equal(outbox.waiting.size, 0);
});

test("what was left behind is sent in its order too", async () => {
  const disk = aDisk();
  const before = await aVisit(disk);
  before.answer("yn", "yes");
  before.answer("yn", "no");
  await until(async () => (await keysOn(disk, "outbox")).length === 2);
  const { sent, outbox, saved } = await aVisit(disk, { tab: NAMES.two });
  assert.deepEqual(rawsOf(sent), ["yes"]);
  saved(clients(outbox)[0]);
  assert.deepEqual(rawsOf(sent), ["yes", "no"]);
});

test("items do not wait for each other", async () => {
  const { sent, answer } = await aVisit(aDisk());
  answer("yn", "yes");
  answer("deep", "as seen");
  await settled();
  assert.deepEqual(rawsOf(sent), ["yes", "as seen"]);
});

test("times never go back, whatever the clock does", async () => {
  const { outbox, answer, type, drafts } = await aVisit(aDisk());
  outbox.notBefore("2999-01-01T00:00:00.000Z");
  answer("yn", "yes");
  const [message] = outbox.waiting.values();
  assert.equal(message.at, "2999-01-01T00:00:00.001Z", "no older than its draft, which is newer than all");
  type("yn", { first: "no" });
  assert.ok(
    drafts.get("yn").at > Date.parse(message.at),
    "what is typed now is newer than all that was sent",
  );
});

test("what the record has confirmed leaves the disk", async () => {
  const disk = aDisk();
  const { outbox, answer, saved } = await aVisit(disk);
  answer("yn", "yes");
  await until(async () => (await keysOn(disk, "outbox")).length === 1);
  saved(clients(outbox)[0]);
  await until(async () => (await keysOn(disk, "outbox")).length === 0);
});

test("a full disk is told, and the answer is sent all the same", async () => {
  const disk = aDisk();
  disk.full.add("outbox");
  const { visit, sent } = await aVisit(disk);
  const content = {
    type: "entry",
    kind: "answered",
    item: "yn",
    raw: "yes",
    note: "",
    cause: "",
    evidence: [],
  };
  assert.equal(await visit.put(content), false);
  assert.deepEqual(rawsOf(sent), ["yes"]);
  assert.equal(disk.lasting, false);
});

test("a message leaves the disk only when what takes its place is there", async () => {
  const disk = aDisk();
  const { outbox, answer } = await aVisit(disk);
  answer("yn", "yes");
  await until(async () => (await keysOn(disk, "outbox")).length === 1);
  const [message] = outbox.waiting.values();
  assert.equal(await outbox.forget(message, Promise.resolve(false)), false);
  assert.equal(outbox.waiting.size, 0);
  assert.deepEqual(await keysOn(disk, "outbox"), [message.client]);
  assert.equal(await outbox.forget(message, Promise.resolve(true)), true);
  assert.deepEqual(await keysOn(disk, "outbox"), []);
});

test("an answer that came too late waits for a choice, and a later one takes its place", async () => {
  const disk = aDisk();
  const { outbox, sent, answer, refused, states, saved, visit } = await aVisit(disk);
  answer("yn", "yes");
  await settled();
  const [late] = clients(outbox);
  states([aState("yn", [aHead("a".repeat(64), "no")])]);
  refused(late, "conflict");
  assert.equal(visit.items.standing("yn").raw, "no", "theirs stands until somebody chooses");
  outbox.waiting.get(late).sentAt = 0;
  outbox.sendAgain();
  assert.deepEqual(rawsOf(sent), ["yes"], "a conflict is not sent again");
  answer("yn", "yes");
  await settled();
  assert.deepEqual(sent.at(-1).seen, ["a".repeat(64)]);
  saved(sent.at(-1).client);
  assert.equal(outbox.conflicts.size, 0);
  await until(async () => (await keysOn(disk, "outbox")).length === 0);
});

test("answers of a closed tab and of this one are those of one person: no conflict", async () => {
  const disk = aDisk();
  const before = await aVisit(disk);
  before.answer("yn", "yes");
  await until(async () => (await keysOn(disk, "outbox")).length === 1);
  const here = await aVisit(disk, { tab: NAMES.two });
  here.answer("yn", "no");
  await until(async () => (await keysOn(disk, "outbox")).length === 2);
  const [older, newer] = clients(here.outbox);
  here.states([aState("yn", [aHead("a".repeat(64), "yes", older)])]);
  here.saved(older);
  assert.deepEqual(rawsOf(here.sent), ["yes", "no"]);
  assert.deepEqual(here.sent.at(-1).seen, ["a".repeat(64)], "the record would call it a conflict otherwise");
  await until(async () => (await keysOn(disk, "outbox")).length === 1);
  const [[client, kept]] = await disk.all("outbox");
  assert.equal(client, newer);
  assert.deepEqual(kept.seen, ["a".repeat(64)], "the next tab that takes it over needs it");
});

test("an older answer that waits has not seen a later one, and is not recorded over it", async () => {
  const disk = aDisk();
  const before = await aVisit(disk);
  before.answer("yn", "yes");
  before.answer("yn", "no");
  await until(async () => (await keysOn(disk, "outbox")).length === 2);
  const here = await aVisit(disk, { tab: NAMES.two });
  const [older, newer] = clients(here.outbox);
  here.states([aState("yn", [aHead("a".repeat(64), "no", newer)])]);
  assert.deepEqual(here.outbox.waiting.get(older).seen, []);
});

test("what others answered meanwhile is not seen by what waits", async () => {
  const { outbox, answer, states } = await aVisit(aDisk());
  answer("yn", "yes");
  await settled();
  states([aState("yn", [aHead("a".repeat(64), "no")])]);
  assert.deepEqual(outbox.waiting.get(clients(outbox)[0]).seen, []);
});

test("a message names no more responses as seen than the record takes", () => {
  const many = Array.from({ length: 60 }, (_, number) => String(number));
  assert.deepEqual(withSeen([], many), many.slice(10));
  assert.equal(withSeen(many, ["3"]), many);
  assert.equal(withSeen(undefined, many), undefined);
});

test("choosing one's own answer gives it anew, by somebody who has seen the other", async () => {
  const { outbox, sent, answer, refused, states, visit } = await aVisit(aDisk());
  answer("yn", "yes");
  await settled();
  states([aState("yn", [aHead("a".repeat(64), "no")])]);
  refused(clients(outbox)[0], "conflict");
  visit.keepMine("yn");
  await settled();
  assert.deepEqual(rawsOf(sent), ["yes", "yes"]);
  assert.deepEqual(sent.at(-1).seen, ["a".repeat(64)]);
  assert.equal(outbox.waiting.size, 1);
});

test("a file goes in parts, each after the one before is confirmed, and holds up its item", async () => {
  const { outbox, sent, visit, answer, saved } = await aVisit(aDisk());
  const blob = new Blob([new Uint8Array(512 * 1024 + 1)]);
  visit.put({ type: "file", item: "yn", name: "a.pdf", blob });
  answer("yn", "yes");
  await until(() => sent.length === 1);
  await settled();
  const [client] = clients(outbox);
  assert.deepEqual(
    sent.map(({ type, part, parts }) => [type, part, parts]),
    [["file", 0, 2]],
  );
  saved(client, 0);
  await until(() => sent.length === 2);
  assert.equal(sent[1].part, 1);
  saved(client);
  assert.deepEqual(rawsOf(sent), ["yes"]);
});

test("a record that cannot be written keeps everything waiting", async () => {
  const { outbox, answer, refused, visit } = await aVisit(aDisk());
  answer("yn", "yes");
  await settled();
  refused(clients(outbox)[0], "store");
  assert.equal(outbox.waiting.size, 1);
  assert.notEqual(visit.storeTrouble, "");
});
