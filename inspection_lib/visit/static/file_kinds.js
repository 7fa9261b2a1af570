// @ts-check
// Which files the record takes. `evidence.kind_of` in Python decides; this says it before a file is sent.

const ZIPPED = ["docx", "xlsx", "pptx", "odt", "ods", "zip"];
/** @type {[start: number[], endings: string[]][]} */
const KINDS = [
  [[0x25, 0x50, 0x44, 0x46, 0x2d], ["pdf"]],
  [[0x50, 0x4b, 3, 4], ZIPPED],
  [
    [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    ["doc", "xls", "ppt"],
  ],
];

const HEIF_BRANDS = ["heic", "heix", "hevc", "hevx", "heim", "heis", "hevm", "hevs", "mif1", "msf1"];

/**
 * Whether the first bytes of a file are those of a picture. Its name says nothing: Windows and chat programs
 * save a JPEG as `.jfif` or `.jpe`.
 * @param {string} letters
 */
function isPicture(letters) {
  return (
    letters.startsWith("\xff\xd8\xff") ||
    letters.startsWith("\x89PNG\r\n\x1a\n") ||
    (letters.startsWith("RIFF") && letters.slice(8) === "WEBP") ||
    (letters.slice(4, 8) === "ftyp" && HEIF_BRANDS.includes(letters.slice(8)))
  );
}

/**
 * Whether a file is of a kind that the record takes: a picture, or a file whose ending fits its first bytes.
 * @param {File} file
 */
export async function isTaken(file) {
  const name = file.name.trim().replace(/[ .]+$/, "");
  const ending = /\.([^.]+)$/.exec(name)?.[1].toLowerCase() ?? "";
  const start = new Uint8Array(await file.slice(0, 4096).arrayBuffer());
  const letters = String.fromCharCode(...start.slice(0, 12));
  if (isPicture(letters)) return true;
  if (["txt", "csv"].includes(ending)) return !start.includes(0);
  return KINDS.some(
    ([bytes, endings]) => endings.includes(ending) && bytes.every((byte, at) => start[at] === byte),
  );
}
