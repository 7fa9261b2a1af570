// Files that somebody chose: what became of each, and what a drawing says of its photo.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BrowserRecord } from "../../../inspection_lib/visit/static/browser_record.js";
import { aDisk, aState, aVisit, keysOn, settled, until } from "./visits.js";

const PHOTO = "a".repeat(64);
const aFile = (name, text) => new File([text], name);
const jpeg = (name) => new File([Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)], name);

test("of several files each has its line until it was read; a single one needs none", async () => {
  const { visit } = await aVisit(aDisk());
  assert.equal(await visit.addFiles("yn", [jpeg("one.jpg")]), true);
  assert.equal(visit.files.taken.size, 0);
  assert.equal(
    await visit.addFiles("yn", [jpeg("image.jpg"), aFile("x.exe", "MZ"), jpeg("image.jpg")]),
    false,
  );
  assert.deepEqual(visit.files.taken.get("yn"), [
    ["image.jpg", true],
    ["image.jpg", true],
  ]);
  assert.deepEqual([...visit.files.refused.get("yn")], [["x.exe", "wrong_kind"]]);
  visit.files.forgetTaken("yn");
  assert.equal(visit.files.taken.size, 0);
  assert.equal(visit.files.refused.size, 1);
});

test("a file that the record refuses later is not called taken any more", async () => {
  const { visit, refused, outbox } = await aVisit(aDisk());
  await visit.addFiles("yn", [jpeg("a.jpg"), jpeg("b.jpg")]);
  refused([...outbox.waiting.keys()][0], "invalid");
  assert.deepEqual(visit.files.taken.get("yn"), [["b.jpg", true]]);
  assert.deepEqual([...visit.files.refused.get("yn").keys()], ["a.jpg"]);
});

test("a photo without room on the disk is sent and told, and the page asks before closing", async () => {
  const store = aDisk();
  store.full.add("outbox");
  const { visit, outbox } = await aVisit(store);
  assert.equal(await visit.addFiles("yn", [jpeg("a.jpg")]), false);
  assert.deepEqual(visit.files.taken.get("yn"), [["a.jpg", false]]);
  assert.equal(outbox.waiting.size, 1);
  assert.equal(visit.losesWhenClosed(), true);
});

test("of many photos only three are read before the disk has the first one", async () => {
  const store = aDisk();
  store.slow.add("outbox");
  const { visit } = await aVisit(store);
  let reads = 0;
  const photos = [1, 2, 3, 4, 5].map((number) => {
    const photo = jpeg(`${number}.jpg`);
    const read = photo.arrayBuffer.bind(photo);
    photo.arrayBuffer = () => ((reads += 1), read());
    return photo;
  });
  const added = visit.addFiles("yn", photos);
  await settled();
  assert.equal(reads, 3);
  store.free();
  assert.equal(await added, true);
  assert.equal(reads, 5);
});

test("a drawing names its photo on its way and in a tablet's record, also after it got days", async () => {
  const store = aDisk();
  const { visit, sent } = await aVisit(store);
  await visit.addFiles("yn", [jpeg("a - hình vẽ.jpg")], PHOTO);
  const isFile = (message) => message.type === "file";
  await until(() => sent.some(isFile));
  const wire = sent.find(isFile);
  assert.equal(wire.drawn_on, PHOTO);
  const record = new BrowserRecord(aDisk(), { items: [aState("yn", [])] }, "d".repeat(16), "");
  const [state] = await record.record(wire, [...visit.outbox.waiting.values()][0]);
  const [piece] = state.pieces;
  assert.equal(piece.drawn_on, PHOTO);
  const days = { type: "piece", kind: "attached", item: "yn", client: "t:9", reference: piece.reference };
  const [dated] = await record.record({ ...days, made: "2017-05-05" }, undefined);
  assert.deepEqual(
    dated.pieces.map(({ made, drawn_on, sha256 }) => [made, drawn_on, sha256]),
    [["2017-05-05", PHOTO, piece.sha256]],
  );
  assert.deepEqual(await keysOn(record.store, "files"), [piece.sha256]);
});
