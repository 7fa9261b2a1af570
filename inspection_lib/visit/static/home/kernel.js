// @ts-check
// The way to a form in a kernel: the comm of its widget, over the server's websocket.
//
// Only messages of the form travel here; the server passes no others. A connection that is lost is opened
// again; what was sent meanwhile is lost, and the form's outbox sends it again.

/** @import { Link, Reply } from "../types" */

/** The protocol of the websocket: a table of offsets, the channel, four parts in JSON, buffers. */
const PROTOCOL = "v1.kernel.websocket.jupyter.org";
/** Ms until a lost connection is opened again, at first and at most. */
const AGAIN = 200;
const AGAIN_AT_MOST = 4000;

/** @param {number} bytes */
function randomHex(bytes) {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

/**
 * A message as it travels.
 * @param {string} channel
 * @param {object[]} parts header, header of the parent, metadata, content
 * @param {ArrayBuffer[]} buffers
 */
export function packed(channel, parts, buffers) {
  const encoder = new TextEncoder();
  const pieces = [
    encoder.encode(channel),
    ...parts.map((part) => encoder.encode(JSON.stringify(part))),
    ...buffers.map((buffer) => new Uint8Array(buffer)),
  ];
  const start = 8 * (2 + pieces.length);
  const size = pieces.reduce((sum, { length }) => sum + length, start);
  const bytes = new Uint8Array(size);
  const table = new DataView(bytes.buffer);
  table.setBigUint64(0, BigInt(pieces.length + 1), true);
  let at = start;
  pieces.forEach((piece, place) => {
    table.setBigUint64(8 * (place + 1), BigInt(at), true);
    bytes.set(piece, at);
    at += piece.length;
  });
  table.setBigUint64(8 * (pieces.length + 1), BigInt(at), true);
  return bytes;
}

/**
 * A message that came: its channel, its header and its content.
 * @param {ArrayBuffer} message
 */
export function unpacked(message) {
  const table = new DataView(message);
  const count = Number(table.getBigUint64(0, true));
  const offsets = Array.from({ length: count }, (_, place) =>
    Number(table.getBigUint64(8 * (place + 1), true)),
  );
  const decoder = new TextDecoder();
  const text = (/** @type {number} */ place) =>
    decoder.decode(new Uint8Array(message, offsets[place], offsets[place + 1] - offsets[place]));
  return { channel: text(0), header: JSON.parse(text(1)), content: JSON.parse(text(4)) };
}

/** The connection to one comm in one kernel. */
export class KernelComm {
  /**
   * @param {string} kernel
   * @param {string} comm
   */
  constructor(kernel, comm) {
    this.kernel = kernel;
    this.comm = comm;
    this.session = randomHex(16);
    /** @type {(reply: Reply) => void} */
    this.onreply = () => {};
    /** When the oldest message was sent that no reply came after; 0 when there is none. */
    this.unansweredSince = 0;
    this.wait = AGAIN;
    this.isClosed = false;
    /**
     * What is sent before the connection stands.
     * @type {Uint8Array<ArrayBuffer>[]}
     */
    this.early = [];
    this.connect();
  }

  connect() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const way = `/api/kernels/${encodeURIComponent(this.kernel)}/channels?session_id=${this.session}`;
    const socket = new WebSocket(`${scheme}://${location.host}${way}`, [PROTOCOL]);
    this.early = [];
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      this.wait = AGAIN;
      for (const message of this.early.splice(0)) socket.send(message);
    };
    socket.onmessage = ({ data }) => this.receive(data);
    socket.onclose = () => {
      if (this.isClosed) return;
      setTimeout(() => !this.isClosed && this.connect(), this.wait);
      this.wait = Math.min(AGAIN_AT_MOST, this.wait * 2);
    };
    this.socket = socket;
  }

  /** @param {ArrayBuffer | string} message */
  receive(message) {
    if (typeof message === "string") return;
    const { channel, header, content } = unpacked(message);
    if (channel !== "iopub" || header.msg_type !== "comm_msg" || content.comm_id !== this.comm) return;
    if (content.data.method !== "custom") return;
    this.unansweredSince = 0;
    this.onreply(content.data.content);
  }

  /**
   * Send the widget a message. Where there is no connection it is lost.
   * @param {object} content
   * @param {ArrayBuffer[]} [buffers]
   */
  send(content, buffers = []) {
    this.unansweredSince ||= Date.now();
    const header = {
      msg_id: randomHex(16),
      session: this.session,
      username: "",
      date: new Date().toISOString(),
      msg_type: "comm_msg",
      version: "5.3",
    };
    const said = { comm_id: this.comm, data: { method: "custom", content } };
    const message = packed("shell", [header, {}, {}, said], buffers);
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(message);
    else if (this.socket?.readyState === WebSocket.CONNECTING && this.early.length < 8)
      this.early.push(message);
  }

  /** Ms for which a reply has been awaited. */
  silence() {
    return this.unansweredSince ? Date.now() - this.unansweredSince : 0;
  }

  close() {
    this.isClosed = true;
    this.socket?.close();
  }
}

/**
 * The link of a form that a comm carries.
 * @param {KernelComm} comm
 * @param {(file: string) => string} addressOf
 * @returns {Link}
 */
export function commLink(comm, addressOf) {
  return {
    kind: "notebook", // what was entered in JupyterLab and not sent is taken over here, and back
    owner: comm,
    heading: 1,
    address: addressOf,
    listen: (callback) => (comm.onreply = callback),
    send: (content, buffers) => comm.send(content, buffers),
    close: () => (comm.onreply = () => {}),
  };
}
