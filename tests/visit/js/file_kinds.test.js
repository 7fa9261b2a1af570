// @ts-check
// Which files the form takes, before it sends them. `tests/record/test_file_kinds.py` asks Python the same.
import assert from "node:assert/strict";
import test from "node:test";
import { isTaken } from "../../../inspection_lib/visit/static/file_kinds.js";

/** @param {string} name @param {string} letters */
const file = (name, letters) =>
  /** @type {File} */ (
    Object.assign(new Blob([Uint8Array.from(letters, (letter) => letter.charCodeAt(0))]), { name })
  );
const JPEG = "\xff\xd8\xff\xe0 demo";
const HEIC = "\0\0\0\x1cftypheic\0\0\0\0mif1";

test("a picture is known by its content, whatever its ending", async () => {
  for (const name of ["anh.jpg", "anh.jfif", "ANH.JPE", "anh", "anh.heic"])
    assert.ok(await isTaken(file(name, JPEG)), name);
  for (const name of ["IMG_1.HEIC", "IMG_1.hif", "IMG_1.jpg"])
    assert.ok(await isTaken(file(name, HEIC)), name);
  assert.ok(await isTaken(file("anh.jpg", "RIFF\x10\0\0\0WEBP")));
});

test("other files must be what their names say", async () => {
  assert.ok(await isTaken(file("plan.pdf", "%PDF-1.7")));
  for (const [name, content] of [
    ["anh.jpg", "MZ a program"],
    ["anh.jpg", "%PDF-1.7"],
    ["film.heic", "\0\0\0\x18ftypmp42"],
  ])
    assert.ok(!(await isTaken(file(name, content))), name);
});
