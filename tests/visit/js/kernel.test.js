// The way to a form in a kernel: messages as bytes, a connection that is lost and opened again.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { commLink, KernelComm, packed, unpacked } from "../../../inspection_lib/visit/static/home/kernel.js";

/** The sockets that were opened, the last one at the end. */
let sockets = [];

class FakeSocket {
  static CONNECTING = 0;
  static OPEN = 1;

  constructor(address, protocols) {
    Object.assign(this, { address, protocols, readyState: FakeSocket.CONNECTING, sent: [] });
    sockets.push(this);
  }

  open() {
    this.readyState = FakeSocket.OPEN;
    this.onopen();
  }

  send(message) {
    this.sent.push(unpacked(message.buffer));
  }

  close() {
    this.readyState = 3;
    this.onclose();
  }
}

/** A message of the kernel about a comm. */
function fromKernel(comm, content, channel = "iopub") {
  const said = { comm_id: comm, data: { method: "custom", content } };
  return packed(channel, [{ msg_type: "comm_msg" }, {}, {}, said], []).buffer;
}

beforeEach(() => {
  sockets = [];
  Object.assign(globalThis, { WebSocket: FakeSocket, location: { protocol: "http:", host: "here:1" } });
});

test("a message comes out as it went in, with its buffers", () => {
  const bytes = packed(
    "shell",
    [{ msg_type: "comm_msg" }, {}, {}, { text: "Hồ sơ" }],
    [new Uint8Array([1, 2]).buffer],
  );
  const { channel, header, content } = unpacked(bytes.buffer);
  assert.deepEqual([channel, header.msg_type, content.text], ["shell", "comm_msg", "Hồ sơ"]);
  assert.deepEqual([...bytes.slice(-2)], [1, 2]);
});

test("what is sent before the connection stands goes out when it does", () => {
  const comm = new KernelComm("k", "c");
  comm.send({ type: "hello" });
  sockets[0].open();
  comm.send({ type: "ping" });
  assert.match(sockets[0].address, /^ws:\/\/here:1\/api\/kernels\/k\/channels\?session_id=/);
  assert.deepEqual(
    sockets[0].sent.map(({ content }) => [content.comm_id, content.data.content.type]),
    [
      ["c", "hello"],
      ["c", "ping"],
    ],
  );
  comm.close();
});

test("replies of the form are heard, and nothing else", () => {
  const comm = new KernelComm("k", "c");
  const heard = [];
  const link = commLink(comm, (file) => file);
  link.listen((reply) => heard.push(reply.type));
  sockets[0].open();
  link.send({ type: "ping", client: "" });
  comm.unansweredSince = Date.now() - 5000;
  assert.ok(comm.silence() >= 5000);
  for (const message of [
    fromKernel("other", { type: "states" }),
    fromKernel("c", { type: "states" }, "shell"),
    packed("iopub", [{ msg_type: "status" }, {}, {}, {}], []).buffer,
    "text",
  ])
    sockets[0].onmessage({ data: message });
  assert.deepEqual(heard, []);
  sockets[0].onmessage({ data: fromKernel("c", { type: "saved" }) });
  assert.deepEqual(heard, ["saved"]);
  assert.equal(comm.silence(), 0);
  link.close();
  sockets[0].onmessage({ data: fromKernel("c", { type: "saved" }) });
  assert.deepEqual(heard, ["saved"]);
  comm.close();
});

test("a lost connection is opened again, each time a little later; a closed one is not", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const comm = new KernelComm("k", "c");
  sockets[0].close();
  context.mock.timers.tick(199);
  assert.equal(sockets.length, 1);
  context.mock.timers.tick(1);
  assert.equal(sockets.length, 2);
  sockets[1].close();
  context.mock.timers.tick(399);
  assert.equal(sockets.length, 2);
  context.mock.timers.tick(1);
  assert.equal(sockets.length, 3);
  comm.close();
  context.mock.timers.tick(60_000);
  assert.equal(sockets.length, 3);
});
