// @ts-check
// Calls of the server that this page came from. Nothing else is ever asked.

/**
 * A machine whose key is not known here.
 * @typedef {object} UnknownMachine
 * @property {string} key
 * @property {string} name what it calls itself; "" where nobody knows
 */

/**
 * What the server wrote into the page.
 * @typedef {object} PageData
 * @property {Record<string, string>} texts
 * @property {string} xsrf
 * @property {string} actor
 * @property {string} language
 * @property {Campaign[]} [campaigns]
 * @property {string[]} [faults]
 * @property {string} [chosen]
 * @property {string} [campaign]
 * @property {string} [unit]
 * @property {string} [unit_name]
 * @property {boolean} [only_open] whether the form has what is open alone
 */

/**
 * @typedef {object} Campaign
 * @property {string} id
 * @property {string} title
 * @property {boolean} demonstration
 * @property {string} from
 * @property {string} to
 */

/** Bytes of a file that travel in one request. */
const PART = 4 * 2 ** 20;

/** @type {PageData} */
export const data = JSON.parse(document.getElementById("data")?.textContent ?? "{}");

/** What a call was answered with instead of values: a sentence for people. */
export class Refusal extends Error {
  /**
   * @param {string} text
   * @param {UnknownMachine[]} [unknown] machines that wrote and are not known here
   */
  constructor(text, unknown = []) {
    super(text);
    this.unknown = unknown;
  }
}

/**
 * @param {string} address
 * @param {BodyInit} body
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 */
async function post(address, body, signal) {
  let reply;
  try {
    const headers = { "X-XSRFToken": data.xsrf };
    reply = await fetch(address, { method: "POST", body, headers, credentials: "same-origin", signal });
  } catch {
    throw new Refusal(data.texts.unreachable);
  }
  if (!reply.ok) throw new Refusal(data.texts.unreachable);
  const found = await reply.json();
  if (found.error) throw new Refusal(found.error, found.unknown);
  return found;
}

/**
 * Call the server. Throws a Refusal.
 * @param {string} name
 * @param {object} [content]
 * @param {number} [within] ms after which it is refused
 */
export function call(name, content = {}, within) {
  return post(`/call/${name}`, JSON.stringify(content), within ? AbortSignal.timeout(within) : undefined);
}

/**
 * Send a file in parts; gives the name of the upload.
 * @param {File} file
 * @param {(percent: number) => void} onpercent
 * @returns {Promise<string>}
 */
export async function sendFile(file, onpercent) {
  let upload = "";
  for (let offset = 0; offset < file.size || !upload; offset += PART) {
    const about = new URLSearchParams({ upload, name: file.name, offset: String(offset) });
    const found = await post(`/upload?${about}`, file.slice(offset, offset + PART));
    upload = found.upload;
    onpercent(Math.min(100, Math.round((100 * (offset + PART)) / Math.max(1, file.size))));
  }
  return upload;
}

/**
 * The address of a file of the workbench.
 * @param {string} file
 */
export const addressOf = (file) => `/files/${file.split("/").map(encodeURIComponent).join("/")}`;
