// @ts-check
// What files of evidence show and sound like: small pictures, enlarged ones, recordings.
//
// A photo of a tablet has twelve million points, 48 MB in memory, and a visit has sixty of them. So pictures
// are made one at a time, out of the file itself, and only the small ones are kept.

/** @import { Link, Piece, Reply } from "./types" */

import { kindOf } from "./file_kinds.js";
import { SEND_AGAIN } from "./link.js";

/** Points across a small picture: 64 on the card, on screens with up to four points for one. */
const SMALL = 240;
/** Ms between two looks whether the disk is free. */
const REST = 200;
/** How often a part is asked for before it is given up. */
const TIMES = 4;

/** Whether the form shows a piece, plays it, or neither. */
export const kindOfPiece = (/** @type {Piece} */ { sha256, media_type, name }) => {
  if (!sha256) return "document";
  if (!media_type) return kindOf(name);
  return media_type.startsWith("image/") ? "picture" : media_type.startsWith("audio/") ? "sound" : "document";
};

/** Fetches and shrinks what the files of one visit show. */
export class Contents {
  /**
   * @param {Link} link
   * @param {() => boolean} isBusy something is on its way to the disk: pictures have time
   */
  constructor(link, isBusy) {
    this.link = link;
    this.isBusy = isBusy;
    /**
     * Addresses of small pictures, by the piece; empty where there is none.
     * @type {Map<string, Promise<string>>}
     */
    this.small = new Map();
    /**
     * What waits for a reply, by the file.
     * @type {Map<string, (reply: Reply & {type: "content"}) => void>}
     */
    this.asked = new Map();
    /** @type {Promise<unknown>} */
    this.turn = Promise.resolve();
  }

  /**
   * The address of a small picture, made once; empty where the browser cannot draw the file.
   * @param {string} key
   * @param {() => Promise<Blob | null>} load
   * @param {() => boolean} isWanted whether it is still to be shown when its turn comes
   */
  thumbnail(key, load, isWanted) {
    const known = this.small.get(key);
    if (known) return known;
    const work = async () => {
      while (this.isBusy() && isWanted()) await new Promise((resolve) => setTimeout(resolve, REST));
      const blob = isWanted() ? await load() : null;
      if (!blob) this.small.delete(key);
      return blob ? URL.createObjectURL(await shrunk(blob, SMALL)) : "";
    };
    const made = this.turn.then(work).catch(() => "");
    this.turn = made;
    this.small.set(key, made);
    return made;
  }

  /**
   * A file as it is shown or played; of a photo in the record of a notebook a smaller copy. Null where it is
   * not to be had: it is not on this device, or the other side does not reply.
   * @param {Piece} piece
   * @returns {Promise<Blob | null>}
   */
  async content({ sha256 }) {
    if (this.link.content) return (await this.link.content(sha256)) ?? null;
    const parts = [];
    for (let part = 0, count = 1; part < count; part += 1) {
      const reply = await this.ask(sha256, part);
      if (!reply?.parts) return null;
      count = reply.parts;
      parts.push(bytesOf(reply.bytes));
      if (part === count - 1) return new Blob(parts, { type: reply.media_type });
    }
    return null;
  }

  /**
   * Ask for one part; again when nothing comes: a busy server drops messages.
   * @param {string} sha256
   * @param {number} part
   */
  async ask(sha256, part) {
    for (let time = 0; time < TIMES; time += 1) {
      /** @type {Promise<(Reply & {type: "content"}) | null>} */
      const replied = new Promise((resolve) => {
        const timer = setTimeout(() => resolve(null), SEND_AGAIN);
        this.asked.set(`${sha256} ${part}`, (reply) => (clearTimeout(timer), resolve(reply)));
      });
      this.link.send({ type: "content", client: "", sha256, part });
      const reply = await replied;
      this.asked.delete(`${sha256} ${part}`);
      if (reply) return reply;
    }
    return null;
  }

  /** @param {Reply & {type: "content"}} reply */
  receive(reply) {
    this.asked.get(`${reply.sha256} ${reply.part}`)?.(reply);
  }
}

/** @param {string} base64 */
const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/**
 * A picture as a JPEG, turned upright, so many points across. Throws where the browser cannot draw it.
 * @param {Blob} blob
 * @param {number} width
 */
async function shrunk(blob, width) {
  const bitmap = await createImageBitmap(blob, { resizeWidth: width, resizeQuality: "medium" });
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return jpegOf(canvas, 0.8);
}

/**
 * What a canvas shows, as a JPEG. Throws where the browser has no memory for it.
 * @param {HTMLCanvasElement} canvas
 * @param {number} quality from 0 to 1
 * @returns {Promise<Blob>}
 */
export function jpegOf(canvas, quality) {
  return new Promise((resolve, reject) => {
    const take = (/** @type {Blob | null} */ blob) =>
      blob ? resolve(blob) : reject(new Error("no picture"));
    canvas.toBlob(take, "image/jpeg", quality);
  });
}
