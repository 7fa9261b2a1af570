// Strokes and recordings that are not evidence yet: they outlive their tab, and leave when they are recorded.

import assert from "node:assert/strict";
import { test } from "node:test";

import { soundOf, Unkept } from "../../../inspection_lib/visit/static/unkept.js";
import { aDisk, aState, aVisit, keysOn, NAMES, settled } from "./visits.js";

const LINE = { shape: "line", points: [[1, 2]] };
const PHOTO = "a".repeat(64);
const closed =
  (...tabs) =>
  (tab) =>
    tabs.includes(tab);

/** A recording of some parts, one letter each, in a tab that ends in the middle of it. */
async function aHalfRecording(store, name = "Ghi âm.webm", parts = "abcdefghijkl") {
  const unkept = new Unkept(store, NAMES.one);
  const spoken = unkept.begin("yn", name);
  for (const part of parts) await unkept.addPart(spoken, new Blob([part], { type: "audio/webm" }));
  return unkept;
}

test("a recording that was cut off is whole, in the order of its parts, in the next tab", async () => {
  const store = aDisk();
  await aHalfRecording(store);
  const { visit } = await aVisit(store, { tab: NAMES.two });
  const [spoken] = visit.unkept.spokenOn("yn");
  assert.equal(await soundOf(spoken).text(), "abcdefghijkl");
  assert.equal(soundOf(spoken).type, "audio/webm");
  assert.equal(spoken.isRunning, false);
  assert.deepEqual(visit.unfinished(), ["yn"]);
  assert.equal((await keysOn(store, "files")).length, 1); // under the name of the new tab alone
  await visit.unkept.drop(spoken);
  assert.deepEqual(await keysOn(store, "files"), []);
  assert.deepEqual(visit.unfinished(), []);
});

test("a tab that is open keeps its recording, and another one names its item", async () => {
  const store = aDisk();
  const owner = await aHalfRecording(store);
  const other = new Unkept(store, NAMES.two);
  await other.takeOver(closed(NAMES.three));
  assert.deepEqual(other.items(), []);
  assert.deepEqual([...new Set((await other.held()).map(String))], [`${NAMES.one},yn`]);
  assert.deepEqual(await owner.held(), []);
});

test("what two takeovers left of one recording is one recording, the longer one", async () => {
  const store = aDisk();
  await aHalfRecording(store);
  store.full.add("files"); // the disk is full: nothing can be taken over
  const second = new Unkept(store, NAMES.two);
  await second.takeOver(closed(NAMES.one));
  assert.equal(second.spokenOn("yn")[0].isKept, false);
  assert.equal((await keysOn(store, "files")).length, 12); // it still lies where it lay
  store.full.clear();
  const third = new Unkept(store, NAMES.three);
  await third.takeOver(closed(NAMES.one, NAMES.two));
  assert.equal(third.spokenOn("yn").length, 1);
  assert.equal(await soundOf(third.spokenOn("yn")[0]).text(), "abcdefghijkl");
});

test("a recording that became evidence before its page was closed is not asked about again", async () => {
  const store = aDisk();
  await aHalfRecording(store);
  await aHalfRecording(store, "Khác.webm");
  const states = [aState("yn", [], { pieces: [{ name: "Ghi âm.webm", reference: "r" }] })];
  const { visit } = await aVisit(store, { tab: NAMES.two, states });
  await settled();
  assert.deepEqual(
    visit.unkept.spokenOn("yn").map(({ name }) => name),
    ["Khác.webm"],
  );
});

test("a part that comes after the recording was thrown away leaves nothing on the disk", async () => {
  const store = aDisk();
  const unkept = new Unkept(store, NAMES.one);
  const spoken = unkept.begin("yn", "x.webm");
  await unkept.addPart(spoken, new Blob(["a"]));
  const late = unkept.addPart(spoken, new Blob(["b"]));
  await Promise.all([late, unkept.drop(spoken)]);
  assert.deepEqual(await keysOn(store, "files"), []);
});

test("strokes on a photo are there again after the page was closed, until they are a drawing", async () => {
  const store = aDisk();
  await new Unkept(store, NAMES.one).keepStrokes("yn", PHOTO, [LINE]);
  const { visit } = await aVisit(store, { tab: NAMES.two });
  assert.deepEqual(visit.unkept.strokes("yn", PHOTO), [LINE]);
  assert.deepEqual(visit.unfinished(), ["yn"]);
  assert.equal(visit.losesWhenClosed(), false);
  await visit.unkept.keepStrokes("yn", PHOTO, []);
  assert.deepEqual(await keysOn(store, "files"), []);
});

test("the page asks before it closes while strokes found no room on the disk", async () => {
  const store = aDisk();
  const { visit } = await aVisit(store);
  store.full.add("files");
  assert.equal(await visit.unkept.keepStrokes("yn", PHOTO, [LINE]), false);
  assert.equal(visit.losesWhenClosed(), true);
});
