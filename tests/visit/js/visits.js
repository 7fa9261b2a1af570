// What the tests share: a disk that outlives its tab, a link that keeps what is sent, and a visit over both.

import { Conversation } from "../../../inspection_lib/visit/static/conversation.js";
import { memoryStore } from "../../../inspection_lib/visit/static/store.js";
import { Visit } from "../../../inspection_lib/visit/static/visit.js";

/**
 * The store's own memory, used as a disk: like IndexedDB it keeps copies and returns rows in the order of
 * their keys. Tables in `full` take nothing more; writes to `slow` tables wait for `free`.
 */
export function aDisk() {
  const store = memoryStore();
  const { put, all } = store;
  store.lasting = true;
  store.full = new Set();
  store.slow = new Set();
  let go;
  const freed = new Promise((resolve) => (go = resolve));
  store.free = () => go();
  store.put = async (table, key, value) => {
    const copy = structuredClone(value);
    if (store.slow.has(table)) await freed;
    if (store.full.has(table)) throw new DOMException("full", "QuotaExceededError");
    return put(table, key, copy);
  };
  store.all = async (table) =>
    new Map([...(await all(table))].sort(([one], [other]) => (one < other ? -1 : 1)));
  return store;
}

const item = (id, kind, more = {}) => ({
  id,
  kind,
  question: id,
  points: "1",
  look: [],
  basis: [],
  labels: {},
  levels: [],
  evidence_required: false,
  applies: null,
  exempt: "",
  takes_na: true,
  remarks: [],
  ...more,
});

export const DEFINITION = {
  campaign: "demo",
  unit: "060",
  digest: "d".repeat(64),
  actor: "role",
  most_bytes: 100,
  personal: { patterns: [], alike: [] },
  period: [2017, 2017],
  causes: [],
  time_zone: "Asia/Ho_Chi_Minh",
  place: "unit",
  signers: [["signed_unit", "head"]],
  texts: {
    bad_whole: "bad_whole",
    reason_needed: "reason_needed",
    too_long: "{count} {most}",
    wrong_kind: "wrong_kind",
    empty_file: "empty_file",
    bad_moment: "bad_moment",
    bad_day: "bad_day",
    fact_begun: "Begun",
    fact_explained: "Explained",
  },
  areas: [
    {
      id: "A",
      title: "A",
      criteria: [
        {
          id: "A1",
          title: "A1",
          items: [
            item("yn", "yes_no"),
            item("deep", "text", { applies: ["yn", ["yes"]] }),
            item("share", "ratio", { evidence_required: true }),
          ],
        },
      ],
    },
  ],
};

/** Responses that stand, as the record sends them. */
export const aHead = (digest, raw, client = "other:1") => ({
  digest,
  kind: "answered",
  raw,
  text: raw,
  note: "",
  evidence: [],
  cause: "",
  actor: "",
  machine: "",
  when: "",
  client,
});

export const aState = (id, heads, more = {}) => ({
  id,
  heads,
  note: "",
  claim_raw: "",
  findings: [],
  changed: "",
  pieces: [],
  contradiction: false,
  judgement: { outcome: "unanswered", label: "", reason: "", points: "" },
  ...more,
});

/** Names of tabs. */
export const NAMES = { one: "1".repeat(16), two: "2".repeat(16), three: "3".repeat(16) };

/** A visit in a tab; `sent` is what went over its link, `shown` the troubles that its view was told. */
export async function aVisit(store, { tab = NAMES.one, states = [] } = {}) {
  const sent = [];
  const shown = new Map();
  const link = { kind: "notebook", owner: {}, listen() {}, send: (wire) => sent.push(wire) };
  const visit = new Visit(DEFINITION, link, store, tab, () => {});
  visit.view = { ...visit.view, showTrouble: (id, text) => shown.set(id, text) };
  await visit.takeOver();
  const conversation = new Conversation(visit);
  const receive = (reply) => conversation.receive(reply);
  const take = (items, more = {}) => receive({ type: "states", items, whole: false, submitted: "", ...more });
  take(states);
  return {
    visit,
    outbox: visit.outbox,
    drafts: visit.drafts,
    sent,
    shown,
    receive,
    states: take,
    saved: (client, part = null) => receive({ type: "saved", client, part }),
    refused: (client, why) => receive({ type: "refused", client, why, text: "no", remedy: "", items: [] }),
    note(name, first) {
      visit.edited(name, { values: { first }, note: "", cause: "" });
      visit.commit(name);
    },
    type: (id, values, note = "") => visit.edited(id, { values, note, cause: "" }),
    answer(id, raw) {
      visit.edited(id, { values: { first: raw }, note: "", cause: "" });
      visit.commit(id);
    },
  };
}

/** Wait until something is so; the deadline only ends a test that would wait forever. */
export async function until(isSo) {
  const deadline = Date.now() + 20_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`never so: ${isSo}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Let everything go on that can go on by itself. */
export async function settled() {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

export const keysOn = async (store, table) => [...(await store.all(table)).keys()];
