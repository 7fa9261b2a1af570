import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { readControl } from "../../../inspection_lib/visit/static/answers.js";
import { rowsOf, textOf } from "../../../inspection_lib/visit/static/cases.js";

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
