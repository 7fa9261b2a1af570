import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { PersonalData } from "../../../inspection_lib/visit/static/personal.js";

// tests/answers/test_personal.py reads the same file, and compares its patterns with those in the code
const path = new URL("../../data/personal.json", import.meta.url);
const { patterns, alike, warned, quiet } = JSON.parse(readFileSync(path, "utf-8"));
const texts = { personal: "Looks like: {kinds}", phone: "phone number" };
const personal = new PersonalData({ personal: { patterns, alike }, texts });

test("what looks like personal data is found, as in Python", () => {
  for (const [text, kind] of warned) assert.ok(personal.find([text]).includes(kind), `${kind}: ${text}`);
});

test("numbers of documents, days, sums, counts and dossiers are not taken for personal data", () => {
  for (const text of quiet) assert.deepEqual(personal.find([text]), [], text);
});

test("each text is looked at by itself, and a kind is named once", () => {
  assert.deepEqual(personal.find(["CCCD: 0191840", "00123"]), []);
  assert.deepEqual(personal.find(["0912345678", "0912 345 678"]), ["phone"]);
});

test("the warning names the kind and not the value", () => {
  assert.equal(personal.warning(personal.find(["gọi 0912345678"])), "Looks like: phone number");
  assert.equal(personal.warning([]), "");
});
