import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { readControl } from "../../../inspection_lib/visit/static/answers.js";
import { rowsOf, textOf, typedOf, withDrawn } from "../../../inspection_lib/visit/static/cases.js";

const TEXTS = JSON.parse(readFileSync(new URL("../../data/cases.json", import.meta.url), "utf-8"));

for (const [reduce, pairs] of Object.entries(TEXTS))
  for (const [raw, expected] of pairs)
    test(`cases, ${reduce}: ${raw}`, () => {
      const reading = readControl({ kind: "cases", reduce }, { first: raw });
      assert.equal(reading.state === "ready" ? reading.raw : null, expected);
    });

test("a row without a result waits, and is kept as it is typed", () => {
  const item = { kind: "cases", reduce: "share" };
  assert.equal(readControl(item, { first: "340: D01=yes; D02=" }).state, "partial");
  assert.equal(readControl(item, { first: "340: " }).state, "partial");
  assert.equal(readControl(item, { first: "" }).state, "none");
  assert.equal(textOf(rowsOf("340: D01=yes; D02=")), "340: D01=yes; D02=");
});

test("what is wrong with rows is said", () => {
  const trouble = (first) => readControl({ kind: "cases", reduce: "share" }, { first }).trouble;
  assert.equal(trouble("5: A=yes; A=no"), "case_twice");
  assert.equal(trouble("1: A=yes; B=no"), "too_few_in_all");
  assert.equal(trouble("x: A=yes"), "bad_whole");
});

test("drawn rows stand there from the start, and count once they have a result", () => {
  const item = { drawn: ["D01", "D02"], drawn_of: 340 };
  const empty = withDrawn({ population: "", rows: [] }, item);
  assert.deepEqual(empty, {
    population: "340",
    rows: [
      { name: "D01", result: "" },
      { name: "D02", result: "" },
    ],
  });
  assert.equal(textOf(typedOf(empty, item)), "");
  const half = withDrawn(rowsOf("cases 2/340: D02=no; X=yes"), item);
  assert.deepEqual(
    half.rows.map(({ name }) => name),
    ["D01", "D02", "X"],
  );
  assert.equal(textOf(typedOf(half, item)), "340: D02=no; X=yes");
  assert.equal(textOf(typedOf(withDrawn(rowsOf("5: A=yes"), {}), {})), "5: A=yes");
});
