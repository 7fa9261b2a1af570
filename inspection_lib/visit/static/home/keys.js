// @ts-check
// The keys of this machine: what people see of them, and the one that signs what is handed in.

import { button, make } from "../elements.js";
import { fill } from "../texts.js";
import { field, openPanel } from "./panel.js";
import { call, data } from "./server.js";
import { WorkPlace } from "./work.js";

/**
 * @typedef {object} Needs
 * @property {boolean} has_key
 * @property {boolean} asks the passphrase has to be typed
 * @property {boolean} may_be_open a key needs no passphrase here
 */
/**
 * @typedef {object} Keys
 * @property {string} machine
 * @property {string} machine_digits
 * @property {string} machine_words
 * @property {string} role
 * @property {string} digits
 * @property {string} words
 * @property {string} code
 */

/** What is asked before something is signed: nothing, the passphrase of the day, or a new key. */
export class Signing {
  /**
   * @param {WorkPlace} work where a refusal is shown
   * @param {HTMLElement} needed what needs a key, and is shown when there is one
   */
  constructor(work, needed) {
    this.work = work;
    this.needed = needed;
    this.passphrase = make("input", { type: "password", autocomplete: "off" });
    this.element = make("div", { class: "signing" });
  }

  /** Ask the server what is needed, and draw it. */
  async look() {
    try {
      this.draw(await call("signing"));
    } catch (error) {
      this.work.fail(error);
    }
  }

  /** @param {Needs} needs */
  draw(needs) {
    const { texts } = data;
    this.passphrase.value = "";
    this.needed.hidden = !needs.has_key;
    if (needs.has_key) {
      this.element.replaceChildren(...(needs.asks ? [field(texts.passphrase, this.passphrase)] : []));
      return;
    }
    const role = make("input", { type: "text", autocomplete: "off", value: data.actor });
    const passphrase = make("input", { type: "password", autocomplete: "new-password" });
    const again = make("input", { type: "password", autocomplete: "new-password" });
    const create = async () => {
      if (this.work.isBusy) return;
      const wanted = { role: role.value, passphrase: passphrase.value, again: again.value };
      if (await this.work.during(call("new_key", wanted))) await this.look();
    };
    this.element.replaceChildren(
      make("p", { text: texts.no_key }),
      field(texts.key_role, role),
      field(needs.may_be_open ? texts.no_passphrase : texts.new_passphrase, passphrase),
      field(texts.passphrase_again, again),
      make("div", { class: "row" }, button(texts.make_key, create, { class: "main" })),
    );
  }
}

/** Open the panel that shows the keys. No passphrase is asked. */
export async function openKeys() {
  const { texts } = data;
  const work = new WorkPlace();
  const list = make("dl", { class: "keys-shown" });
  openPanel(texts.my_keys, [list, work.element]);
  /** @type {Keys | null} */
  const keys = await work.during(call("keys"));
  if (!keys) return;
  /** @type {[name: string, value: string, use?: string][]} */
  const rows = [[texts.machine_name, keys.machine || texts.no_name]];
  if (keys.code) rows.push([texts.office_code, keys.code, texts.office_code_use]);
  rows.push([texts.key_of_machine, `${keys.machine_digits} - ${keys.machine_words}`, texts.key_use]);
  if (keys.digits)
    rows.push([fill(texts.key_of_inspector, { role: keys.role }), `${keys.digits} - ${keys.words}`]);
  for (const [name, value, use] of rows) {
    list.append(make("dt", { text: name }), make("dd", { text: value }));
    if (use) list.append(make("dd", { class: "quiet", text: use }));
  }
}
