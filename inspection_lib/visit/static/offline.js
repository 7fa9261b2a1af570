// @ts-check
// The form as one file, as the bundle built/offline.js: the other side is a record in this browser, and a
// package takes it to a laptop. A file of several units begins with their list.

/** @import { Link } from "./types" */
/** @import { Opened, UnitData } from "./unit_records.js" */

import { button, make } from "./elements.js";
import { mountForm } from "./form.js";
import { openRecord } from "./browser_record.js";
import { openStore, storeName } from "./store.js";
import { Office } from "./tablet_office.js";
import { UnitList } from "./unit_list.js";
import { readSeveral } from "./unit_records.js";

/** Ms before "open in another tab" is shown: a reload needs a moment to give up its lock. */
const TELL_AFTER = 300;

/**
 * Open the form of one unit.
 * @param {HTMLElement} root
 * @param {UnitData} data
 * @param {(() => unknown) | undefined} [goBack] to the list of units, if there is one
 * @param {AbortSignal} [signal] ends the wait for another tab
 * @returns {Promise<Opened | null>} null where the wait was ended
 */
async function openOffline(root, { definition, states, form: secret }, goBack, signal) {
  const name = storeName(definition, "record");
  const { texts } = definition;
  const back = goBack ? make("p", {}, button(texts.to_units, goBack, { class: "to-units" })) : null;
  const notice = [make("p", { class: "other-tab", role: "alert", text: texts.other_tab }), back];
  const lock = await onlyTab(name, root, notice, signal);
  if (!lock) return null;
  const store = await openStore(name);
  const record = await openRecord(store, states, definition.source);
  const office = new Office(definition, secret, store, record);
  office.packed = Number((await store.all("facts")).get("packed") ?? 0);
  void office.askToKeep();
  office.goBack = goBack;
  /** @type {Link} */
  const link = office.link(root, lock.alone);
  const end = await mountForm(root, definition, link, (form) => office.furnish(form));
  return { office, end: () => (end(), lock.release()) };
}

/**
 * One tab at a time: two would not see each other's answers. The second waits until the first is closed.
 * Gives whether this one is alone for certain, and what gives the lock back; null when the wait was ended.
 * @param {string} name
 * @param {HTMLElement} root
 * @param {(Node | null)[]} notice shown while another tab has the form
 * @param {AbortSignal} [signal]
 * @returns {Promise<{alone: boolean, release: () => void} | null>}
 */
async function onlyTab(name, root, notice, signal) {
  const nothing = () => {};
  if (!navigator.locks) return { alone: false, release: nothing };
  const shown = notice.filter((part) => part !== null);
  const timer = setTimeout(() => root.replaceChildren(...shown), TELL_AFTER);
  /** @type {() => void} */
  let release = nothing;
  /** @type {Promise<void>} */
  const released = new Promise((resolve) => (release = resolve));
  /** @type {boolean} */
  const alone = await new Promise((decide) => {
    const hold = () => (decide(true), released);
    navigator.locks.request(name, { signal }, hold).catch(() => decide(false));
  });
  clearTimeout(timer);
  return signal?.aborted ? (release(), null) : { alone, release };
}

const data = JSON.parse(document.getElementById("form-data")?.textContent ?? "");
const root = document.getElementById("form");
if (root && data.several) await new UnitList(root, readSeveral(data), openOffline).start();
else if (root) await openOffline(root, data);
