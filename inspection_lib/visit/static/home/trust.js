// @ts-check
// A machine that is not known here wrote the record: the question before it is trusted.

/** @import { UnknownMachine } from "./server.js" */

import { button, make } from "../elements.js";
import { fill } from "../texts.js";
import { field, openPanel } from "./panel.js";
import { call, data } from "./server.js";
import { WorkPlace } from "./work.js";

/**
 * Buttons for machines that are not known.
 * @param {UnknownMachine[]} machines
 * @param {() => void} ontrusted
 */
export function trustButtons(machines, ontrusted) {
  return machines.map((machine) => {
    const text = machine.name ? fill(data.texts.trust_named, { name: machine.name }) : data.texts.trust;
    return button(text, () => openTrust(machine, ontrusted));
  });
}

/**
 * Open the panel that asks. The digits are typed: this page does not show them.
 * @param {UnknownMachine} machine
 * @param {() => void} ontrusted
 */
function openTrust({ key, name }, ontrusted) {
  const { texts } = data;
  const work = new WorkPlace();
  const said = make("input", { type: "text", autocomplete: "off", spellcheck: "false" });
  const called = make("input", { type: "text", autocomplete: "off", value: name });
  const trust = async () => {
    try {
      await call("trust", { key, name: called.value, said: said.value });
      dialog.close();
      ontrusted();
    } catch (error) {
      work.fail(error);
    }
  };
  const dialog = openPanel(texts.trust, [
    make("p", { text: texts.trust_what }),
    make("p", { text: texts.trust_how }),
    field(texts.trust_said, said),
    field(texts.trust_name, called),
    make("div", { class: "row" }, button(texts.trust_now, trust, { class: "main" })),
    work.element,
  ]);
}
