// @ts-check
// Which files the record takes. `evidence.kind_of` in Python decides; this says it before a file is sent.

const ZIPPED = ["docx", "xlsx", "pptx", "odt", "ods", "zip"];
/** @type {[start: number[], endings: string[]][]} */
const KINDS = [
  [
    [0xff, 0xd8, 0xff],
    ["jpg", "jpeg"],
  ],
  [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], ["png"]],
  [[0x25, 0x50, 0x44, 0x46, 0x2d], ["pdf"]],
  [[0x50, 0x4b, 3, 4], ZIPPED],
  [
    [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    ["doc", "xls", "ppt"],
  ],
];

/**
 * Whether a file is of a kind that the record takes, by its ending and its first bytes.
 * @param {File} file
 */
export async function isTaken(file) {
  const name = file.name.trim().replace(/[ .]+$/, "");
  const ending = /\.([^.]+)$/.exec(name)?.[1].toLowerCase() ?? "";
  const start = new Uint8Array(await file.slice(0, 4096).arrayBuffer());
  const letters = String.fromCharCode(...start.slice(0, 12));
  if (ending === "webp") return letters.startsWith("RIFF") && letters.slice(8) === "WEBP";
  if (["heic", "heif"].includes(ending))
    return ["ftypheic", "ftypheix", "ftypmif1"].includes(letters.slice(4));
  if (["txt", "csv"].includes(ending)) return !start.includes(0);
  return KINDS.some(
    ([bytes, endings]) => endings.includes(ending) && bytes.every((byte, at) => start[at] === byte),
  );
}
