// @ts-check
// The link to the other side: the kernel of a notebook, or the record in the browser (`offline.js`).
//
// Nothing tells a page that a kernel has died: what is sent to it just vanishes. So the form asks every few
// seconds whether something has changed, and takes an answer that does not come for a lost connection.

/** @import { FileMessage, Link, Wire } from "./types" */

/** Ms without a reply before everything that waits is sent again. */
export const SEND_AGAIN = 4000;
/** Ms without a reply before the form says that there is no connection. */
const LOST_AFTER = 3500;
/** Ms between two questions whether something has changed. */
const ASK_EVERY = 6000;
/** Ms between two greetings, until the first reply comes. */
const GREET_EVERY = 2000;

/** Sends over a link and knows for how long no reply has come. */
export class Connection {
  /** @param {Link} link */
  constructor(link) {
    this.link = link;
    /** When the oldest message was sent that no reply came after; 0 when there is none. */
    this.unansweredSince = 0;
    this.askedAt = 0;
  }

  /** @param {"hello" | "ping"} type */
  ask(type) {
    this.askedAt = Date.now();
    this.send({ type, client: "" });
  }

  /**
   * Ask again when it is time: greet until the first reply, then ask for changes.
   * @param {boolean} isOpened
   * @param {boolean} isWaiting something waits to be recorded
   */
  askWhenDue(isOpened, isWaiting) {
    const rest = Date.now() - this.askedAt;
    if (!isOpened && rest > GREET_EVERY) this.ask("hello");
    else if (rest > (isWaiting || this.isLost() ? SEND_AGAIN : ASK_EVERY)) this.ask("ping");
  }

  /**
   * @param {Wire} wire
   * @param {ArrayBuffer[]} [buffers]
   * @param {FileMessage} [message]
   */
  send(wire, buffers, message) {
    if (!this.unansweredSince) this.unansweredSince = Date.now();
    this.link.send(wire, buffers, message);
  }

  /** A reply came. */
  replied() {
    this.unansweredSince = 0;
  }

  isLost() {
    return this.unansweredSince > 0 && Date.now() - this.unansweredSince > LOST_AFTER;
  }
}

/**
 * A widget's side in the page, as anywidget hands it over.
 * @typedef {object} Model
 * @property {(name: string) => string} get
 * @property {(event: string, callback: (content: any) => void) => void} on
 * @property {(event: string, callback: (content: any) => void) => void} off
 * @property {(content: object, callbacks?: undefined, buffers?: ArrayBuffer[]) => void} send
 */

/**
 * The link of a form in a notebook.
 * @param {Model} model
 * @returns {Link}
 */
export function kernelLink(model) {
  /** @type {((reply: any) => void) | null} */
  let listener = null;
  const receive = (/** @type {any} */ reply) => listener?.(reply);
  model.on("msg:custom", receive);
  return {
    kind: "notebook",
    owner: model,
    address: (file) => {
      const server = document.baseURI.replace(/\/(lab|doc)\/.*$/, "");
      return `${server}/files/${file.split("/").map(encodeURIComponent).join("/")}`;
    },
    listen: (callback) => (listener = callback),
    send: (content, buffers) => {
      try {
        model.send(content, undefined, buffers);
      } catch {
        // a dead connection: the outbox keeps the message, and the clock notices
      }
    },
    close: () => model.off("msg:custom", receive),
  };
}
