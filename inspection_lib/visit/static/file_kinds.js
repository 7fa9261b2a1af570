// @ts-check
// Which files the record takes. `check_kind` in Python decides; this says it before a file is sent.

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

const SOUND_BRANDS = ["M4A ", "mp41", "mp42", "isom", "iso2", "iso4", "iso5", "iso6"];
const SOUND_ENDINGS = ["webm", "weba", "ogg", "oga", "opus", "m4a"];
const DOCUMENT_ENDINGS = ["pdf", ...ZIPPED, "doc", "xls", "ppt", "txt", "csv"];

/** @param {string} name */
function endingOf(name) {
  const shown = name.trim().replace(/[ .]+$/, "");
  return /\.([^.]+)$/.exec(shown)?.[1].toLowerCase() ?? "";
}

/**
 * What the form can do with a file that the record took: show it, play it, or neither.
 * @param {string} name
 * @returns {"picture" | "sound" | "document"}
 */
export function kindOf(name) {
  const ending = endingOf(name);
  if (SOUND_ENDINGS.includes(ending)) return "sound";
  return DOCUMENT_ENDINGS.includes(ending) ? "document" : "picture";
}

/**
 * Whether the beginning of a file is that of sound, as the ending of its name says, and not of a film.
 * @param {string} ending
 * @param {string} letters
 */
function isSound(ending, letters) {
  if (["webm", "weba"].includes(ending))
    return (
      letters.startsWith("\x1a\x45\xdf\xa3") &&
      letters.slice(0, 64).includes("webm") &&
      !letters.includes("V_")
    );
  if (["ogg", "oga", "opus"].includes(ending))
    return (
      letters.startsWith("OggS") && ["OpusHead", "\x01vorbis"].some((name) => letters.startsWith(name, 28))
    );
  const isMp4 = letters.slice(4, 8) === "ftyp" && SOUND_BRANDS.includes(letters.slice(8, 12));
  return ending === "m4a" && isMp4 && !/hdlr[^]{8}vide/.test(letters);
}

/**
 * Whether a file is of a kind that the record takes: a picture, sound, or a file whose ending fits its first
 * bytes.
 * @param {File} file
 */
export async function isTaken(file) {
  const ending = endingOf(file.name);
  const start = new Uint8Array(await file.slice(0, 4096).arrayBuffer());
  const letters = String.fromCharCode(...start);
  if (isPicture(letters.slice(0, 12)) || isSound(ending, letters)) return true;
  if (["txt", "csv"].includes(ending)) return !start.includes(0);
  return KINDS.some(
    ([bytes, endings]) => endings.includes(ending) && bytes.every((byte, at) => start[at] === byte),
  );
}
