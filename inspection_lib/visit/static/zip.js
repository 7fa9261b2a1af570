// @ts-check
// A zip archive whose members are stored as they are: PKWARE's APPNOTE 6.3, without compression. Photos do
// not get smaller by compressing them again, and the rest is small.

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const VERSION = 20;
/** Bit 11: names are UTF-8. */
const UTF8 = 0x800;
/** The first day that the format knows, 1 January 1980. The manifest has the real one. */
const DAY = 0x21;

const CRC = Uint32Array.from({ length: 256 }, (_, value) => {
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** @param {Uint8Array} bytes */
function crc32(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = CRC[(sum ^ byte) & 0xff] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

/**
 * Numbers one behind the other, little-endian.
 * @param {[size: 2 | 4, value: number][]} numbers
 */
function fields(...numbers) {
  const view = new DataView(new ArrayBuffer(numbers.reduce((sum, [size]) => sum + size, 0)));
  let at = 0;
  for (const [size, value] of numbers) {
    if (size === 4) view.setUint32(at, value, true);
    else view.setUint16(at, value, true);
    at += size;
  }
  return new Uint8Array(view.buffer);
}

/** @param {string} text */
export const utf8 = (text) => new TextEncoder().encode(text);

/**
 * An archive, as parts for a Blob.
 * @param {[name: string, bytes: Uint8Array<ArrayBuffer>][]} members
 */
export function zip(members) {
  const parts = [];
  const directory = [];
  let at = 0;
  for (const [name, bytes] of members) {
    const label = utf8(name);
    // version, flags, method, time, day, sum, two sizes, two lengths
    /** @type {[size: 2 | 4, value: number][]} */
    const common = [
      [2, VERSION],
      [2, UTF8],
      [2, 0],
      [2, 0],
      [2, DAY],
      [4, crc32(bytes)],
      [4, bytes.length],
      [4, bytes.length],
      [2, label.length],
      [2, 0],
    ];
    parts.push(fields([4, LOCAL_HEADER], ...common), label, bytes);
    const rest = fields(
      [4, CENTRAL_HEADER],
      [2, VERSION],
      ...common,
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, at],
    );
    directory.push(rest, label);
    at += 30 + label.length + bytes.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const count = members.length;
  const end = fields(
    [4, END_OF_DIRECTORY],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, size],
    [4, at],
    [2, 0],
  );
  return [...parts, ...directory, end];
}
