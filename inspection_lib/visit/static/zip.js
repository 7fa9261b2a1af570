// @ts-check
// A zip archive whose members are stored as they are: PKWARE's APPNOTE 6.3, without compression. Photos do
// not get smaller by compressing them again, and the rest is small.

import { sha256Of } from "./digests.js";

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const VERSION = 20;
/** Bit 11: names are UTF-8. */
const UTF8 = 0x800;
/** The first day that the format knows, 1 January 1980. The manifest has the real one. */
const DAY = 0x21;

/**
 * Eight tables, to take eight bytes in one step ("slicing by 8"): the photos of a visit are 200 MB. The first
 * one has the remainder of each byte, each later one that of the byte with one more zero byte behind it.
 * @type {Uint32Array[]}
 */
const CRC = [
  Uint32Array.from({ length: 256 }, (_, value) => {
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    return value;
  }),
];
for (let table = 1; table < 8; table += 1)
  CRC.push(CRC[table - 1].map((value) => CRC[0][value & 0xff] ^ (value >>> 8)));

/** @param {Uint8Array} bytes */
export function crc32(bytes) {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = CRC;
  const whole = bytes.length - (bytes.length % 8);
  let sum = 0xffffffff;
  let at = 0;
  for (; at < whole; at += 8) {
    sum ^= bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
    sum =
      t7[sum & 0xff] ^
      t6[(sum >>> 8) & 0xff] ^
      t5[(sum >>> 16) & 0xff] ^
      t4[sum >>> 24] ^
      t3[bytes[at + 4]] ^
      t2[bytes[at + 5]] ^
      t1[bytes[at + 6]] ^
      t0[bytes[at + 7]];
  }
  for (; at < bytes.length; at += 1) sum = t0[(sum ^ bytes[at]) & 0xff] ^ (sum >>> 8);
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
 * A file in an archive. Its content stays where the browser has it; only its sum and digest are worked out.
 * @typedef {{name: string, content: Blob, sum: number, sha256: string}} Member
 */

/**
 * Read a file once, for the archive that it goes into.
 * @param {string} name
 * @param {Blob} content
 * @returns {Promise<Member>}
 */
export async function member(name, content) {
  const bytes = await content.arrayBuffer();
  return { name, content, sum: crc32(new Uint8Array(bytes)), sha256: await sha256Of(bytes) };
}

/**
 * An archive, as parts for a Blob.
 * @param {Member[]} members
 */
export function zip(members) {
  /** @type {BlobPart[]} */
  const parts = [];
  const directory = [];
  let at = 0;
  for (const { name, content, sum } of members) {
    const label = utf8(name);
    // version, flags, method, time, day, sum, two sizes, two lengths
    /** @type {[size: 2 | 4, value: number][]} */
    const common = [
      [2, VERSION],
      [2, UTF8],
      [2, 0],
      [2, 0],
      [2, DAY],
      [4, sum],
      [4, content.size],
      [4, content.size],
      [2, label.length],
      [2, 0],
    ];
    parts.push(fields([4, LOCAL_HEADER], ...common), label, content);
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
    at += 30 + label.length + content.size;
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
