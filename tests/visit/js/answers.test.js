import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import {
  isFar,
  isoDay,
  needsReason,
  readControl,
  shownDay,
  valuesOf,
} from "../../../inspection_lib/visit/static/answers.js";

const ready = (raw) => ({ state: "ready", raw });
const bad = (trouble, values) => ({ state: "bad", trouble, ...(values && { values }) });
const NONE = { state: "none" };
const PARTIAL = { state: "partial" };

const inShort = (value) => JSON.stringify(value).slice(0, 80);

const READ = [
  ["yes_no", { first: "yes" }, ready("yes")],
  ["yes_no", {}, NONE],
  ["level", { first: "b" }, ready("b")],
  ["ratio", { first: "12", second: "1.210" }, ready("12/1210")],
  ["ratio", { first: "1 200", second: "1,300" }, ready("1200/1300")],
  ["ratio", { first: "9", second: "10" }, ready("9/10")],
  ["ratio", { first: "7", second: "" }, PARTIAL],
  ["ratio", { first: "", second: "7" }, PARTIAL],
  ["ratio", { first: "7", second: "6" }, bad("bad_ratio")],
  ["ratio", { first: "7", second: "6,5" }, bad("bad_whole")],
  ["ratio", { first: "", second: "x" }, bad("bad_whole")],
  ["ratio", { first: "9007199254740993", second: "1" }, bad("bad_whole")],
  [
    "ratio",
    { first: "999999999999998", second: "999999999999999" },
    ready("999999999999998/999999999999999"),
  ],
  ["ratio", { first: "0", second: "0" }, ready("0/0")],
  ["count", { first: "9", second: "8" }, ready("9/8")],
  ["occurrences", { first: " 3 " }, ready("3")],
  ["occurrences", { first: "-3" }, bad("bad_whole")],
  ["occurrences", { first: "" }, NONE],
  ["date", { first: "5/1/2017" }, ready("2017-01-05")],
  ["date", { first: "29/02/2017" }, bad("bad_day")],
  ["date", { undone: true, first: "5/1/2017" }, ready("not_done")],
  ["date", {}, NONE],
  ["number", { first: "42,5" }, ready("42.5")],
  ["number", { first: "1.234,5" }, ready("1234.5")],
  ["number", { first: "1.646" }, bad("two_ways", { text: "1.646", whole: "1646", fraction: "1,6460" })],
  ["number", { first: "1,646" }, bad("two_ways", { text: "1,646", whole: "1646", fraction: "1,6460" })],
  ["number", { first: "1646" }, ready("1646")],
  ["number", { first: "1,6460" }, ready("1.6460")],
  ["number", { first: "12345" }, ready("12345")],
  ["number", { first: "4e2" }, bad("bad_number")],
  ["text", { first: "Ho\u0302\u0300 so\u031b" }, ready("Hồ sơ")],
  ["text", { first: "   " }, NONE],
  ["text", { first: "😀".repeat(20000) }, ready("😀".repeat(20000))],
  ["text", { first: "x".repeat(20001) }, bad("too_long", { count: 20001, most: 20000 })],
  ["number", { excused: true, first: "x" }, ready("n/a")],
];

for (const [kind, values, reading] of READ)
  test(`${kind} ${inShort(values)} is ${inShort(reading)}`, () => {
    assert.deepEqual(readControl({ kind }, values), reading);
  });

test("what a control shows for an answer is read as the same answer", () => {
  const answers = {
    yes_no: ["yes", "n/a"],
    level: ["b"],
    ratio: ["12/1210", "0/0"],
    count: ["9/8"],
    occurrences: ["3"],
    date: ["2017-01-05", "2017-12-31", "not_done", "n/a"],
    number: ["42.5", "1234.5", "12345"],
    text: ["Hồ sơ"],
  };
  for (const [kind, raws] of Object.entries(answers))
    for (const raw of raws) assert.deepEqual(readControl({ kind }, valuesOf({ kind }, raw)), ready(raw));
});

const { days } = JSON.parse(readFileSync(new URL("../../data/days.json", import.meta.url), "utf8"));

for (const [text, day] of days)
  test(`"${text}" is ${day ?? "no day"}`, () => assert.equal(isoDay(text), day));

test("a day far from the inspected years is told from the others", () => {
  const far = ["2014-12-31", "2019-01-01", "2037-05-15", "1970-01-01"];
  const near = ["2015-01-01", "2018-12-31", "2017-05-15", "not_done", "n/a", ""];
  for (const day of far) assert.ok(isFar(day, [2017, 2017]), day);
  for (const day of near) assert.ok(!isFar(day, [2017, 2017]), day);
});

test("a day is shown as people here write it, and read back", () => {
  assert.equal(shownDay("2017-01-05"), "5/1/2017");
  assert.equal(isoDay(shownDay("2017-01-05")), "2017-01-05");
  assert.equal(shownDay("..."), "...");
});

const { figures } = JSON.parse(readFileSync(new URL("../../data/figures.json", import.meta.url), "utf8"));

for (const [text, settings, raw] of figures)
  test(`"${text}" of ${inShort(settings)} is ${raw ?? "refused"}`, () => {
    const item = { kind: "number", negative: false, money: "", ...settings };
    const reading = readControl(item, { first: text });
    if (raw === null) assert.equal(reading.state, "bad");
    else {
      assert.deepEqual(reading, ready(raw));
      assert.deepEqual(readControl(item, valuesOf(item, raw)), ready(raw));
    }
  });

test("both readings of a figure keep its sign and its unit", () => {
  const item = { kind: "number", negative: true, money: "billion" };
  const values = { text: "-1.234 tỷ", whole: "-1234 tỷ", fraction: "-1,2340 tỷ" };
  assert.deepEqual(readControl(item, { first: "-1.234 tỷ" }), bad("two_ways", values));
});

const POINTS = { kind: "points", most: "1.5", step: "0.25" };

for (const [text, expected] of [
  ["1,25", ready("1.25")],
  ["0", ready("0")],
  ["1,5", ready("1.5")],
  ["1,75", bad("too_many_points", { most: "1,5" })],
  ["0,3", bad("bad_step", { step: "0,25" })],
  ["-1", bad("bad_number")],
  ["", NONE],
])
  test(`points: ${text}`, () => assert.deepEqual(readControl(POINTS, { first: text }), expected));

const OUTSIDE = { kind: "points", least: "-1.5", most: "2", step: "", negative: true };
for (const [text, expected] of [
  ["-0,5", ready("-0.5")],
  ["\u22121,5", ready("-1.5")],
  ["2", ready("2")],
  ["-2", bad("too_few_points", { least: "-1,5" })],
  ["2,5", bad("too_many_points", { most: "2" })],
  ["-x", bad("bad_number")],
])
  test(`points outside the maximum: ${text}`, () =>
    assert.deepEqual(readControl(OUTSIDE, { first: text }), expected));

test("points outside the maximum need a reason unless they are 0", () =>
  assert.deepEqual(
    ["-1", "0", "2", "n/a"].map((raw) => needsReason(OUTSIDE, raw)),
    [true, false, true, true],
  ));

test("points without a step may be any fraction", () =>
  assert.deepEqual(readControl({ ...POINTS, step: "" }, { first: "0,3" }), ready("0.3")));

test("points below the most and N/A need a reason", () => {
  assert.deepEqual(
    ["1.25", "1.5", "", "n/a"].map((raw) => needsReason(POINTS, raw)),
    [true, false, false, true],
  );
  assert.equal(needsReason({ kind: "number", most: "", step: "" }, "1"), false);
  assert.deepEqual(valuesOf(POINTS, "1.25"), { first: "1,25" });
});
