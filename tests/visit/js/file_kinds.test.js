// @ts-check
// Which files the form takes, before it sends them. `tests/record/test_file_kinds.py` asks Python the same.
import assert from "node:assert/strict";
import test from "node:test";
import { isTaken, kindOf } from "../../../inspection_lib/visit/static/file_kinds.js";

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

const WEBM = "\x1a\x45\xdf\xa3 webm A_OPUS";
const OGG = `OggS${"\0".repeat(24)}OpusHead`;
const M4A = "\0\0\0\x1cftypM4A ";

test("sound must be what its ending says, and no film", async () => {
  for (const [name, content] of [
    ["Ghi âm.webm", WEBM],
    ["a.weba", WEBM],
    ["a.ogg", OGG],
    ["A.OPUS", OGG],
    ["a.oga", `OggS${"\0".repeat(24)}\x01vorbis`],
    ["a.m4a", M4A],
    ["a.m4a", "\0\0\0\x1cftypisom"],
  ])
    assert.ok(await isTaken(file(name, content)), name);
  for (const [name, content] of [
    ["film.webm", `${WEBM} V_VP8`],
    ["a.ogg", WEBM],
    ["a.webm", OGG],
    ["film.mp4", M4A],
    ["film.m4a", `${M4A}hdlr\0\0\0\0\0\0\0\0vide`],
    ["film.ogg", `OggS${"\0".repeat(24)}\x80theora`],
    ["a.m4a", "\0\0\0\x1cftypqt  "],
  ])
    assert.ok(!(await isTaken(file(name, content))), name);
});

test("what is shown, played or neither is told by the name of a file that was taken", () => {
  const names = ["anh.jpg", "anh", "IMG_1.HEIC", "Ghi âm.webm", "a.M4A", "plan.pdf", "số.csv "];
  assert.deepEqual(names.map(kindOf), [
    ...["picture", "picture", "picture"],
    ...["sound", "sound"],
    ...["document", "document"],
  ]);
});
