// @ts-check
// Bundles for a stick, and files from one.

import { button, make } from "../elements.js";
import { field, openPanel } from "./panel.js";
import { Signing } from "./keys.js";
import { call, data, sendFile } from "./server.js";
import { fill } from "../texts.js";
import { WorkPlace } from "./work.js";

/**
 * @typedef {object} Places
 * @property {{folder: string, name: string, stick: boolean}[]} places
 * @property {{path: string, title: string, about: string}[]} files
 */

/**
 * Open the panel that packs units.
 * @param {string} campaign
 * @param {{code: string, name: string}[]} units those that can be packed
 * @param {string[]} chosen codes of those that are ticked at first
 */
export async function openBundle(campaign, units, chosen) {
  const { texts } = data;
  const work = new WorkPlace();
  const boxes = units.map(({ code, name }) => {
    const box = make("input", { type: "checkbox", value: code, checked: chosen.includes(code) });
    return { box, row: make("label", { class: "choice" }, box, make("span", { text: `${code} ${name}` })) };
  });
  const folder = make("select", {});
  const packing = make("div", { class: "row", hidden: true });
  const signing = new Signing(work, packing);
  const pack = async () => {
    const content = {
      campaign,
      units: boxes.filter(({ box }) => box.checked).map(({ box }) => box.value),
      folder: folder.value,
      passphrase: signing.passphrase.value,
    };
    const task = await work.run("bundle", content);
    await signing.look();
    if (task && !task.failed && task.files.length)
      work.lines.append(
        make("li", { text: texts.bundle_next }),
        make(
          "li",
          {},
          make("a", { class: "button", href: `/made/${task.id}`, text: texts.save_copy, download: true }),
        ),
      );
  };
  packing.append(button(texts.make, pack, { class: "main" }));
  openPanel(texts.make_bundle, [
    make(
      "fieldset",
      { class: "units-to-pack" },
      make("legend", { text: texts.bundle_units }),
      ...boxes.map(({ row }) => row),
    ),
    field(texts.bundle_folder, folder),
    signing.element,
    packing,
    work.element,
  ]);
  await signing.look();
  try {
    /** @type {Places} */
    const found = await call("places");
    folder.replaceChildren(
      ...found.places.map(({ folder, name, stick }) =>
        make("option", { value: folder, text: `${stick ? texts.stick : texts.own_folder}: ${name}` }),
      ),
    );
  } catch (error) {
    work.fail(error);
  }
}

/**
 * Open the panel that takes in a file.
 * @param {() => void} onclose
 */
export async function openTakeIn(onclose) {
  const { texts } = data;
  const work = new WorkPlace();
  const list = make("ul", { class: "files" });
  const say = make("p", { class: "quiet", text: texts.files_say, hidden: true });
  const more = make("div", { class: "asked" });
  /** @param {object} from */
  async function takeIn(from) {
    more.replaceChildren();
    const task = await work.run("take_in", from);
    if (task?.prepared) isPrepared = true;
    if (task && !task.failed) {
      await look(); // the campaign and its units have names now
      work.reveal();
    }
    if (task?.machines) askMachine(from, task.machines);
    if (task?.other_office) ask(from, "office_digits", texts.digits_of_office);
    if (task?.unconfirmed) ask(from, "confirmed", fill(texts.code_of_machine, { machine: task.unconfirmed }));
    if (task?.untrusted) ask(from, "signer", fill(texts.key_of_signer, { role: task.untrusted }), "text");
    if (task?.encrypted) ask(from, "passphrase", texts.passphrase_office, "password");
    if (task?.roles)
      ask(from, "role", task.roles.length > 1 ? texts.roles_of_package : texts.role_of_package, "text");
    return task;
  }
  let isPrepared = false;
  /**
   * @param {object} from
   * @param {string[]} machines
   */
  function askMachine(from, machines) {
    const select = make("select", {}, ...machines.map((name) => make("option", { value: name, text: name })));
    const go = () => takeIn({ ...from, machine: select.value });
    more.replaceChildren(field(texts.which_machine, select), button(texts.take_this, go, { class: "main" }));
    select.focus();
  }
  /**
   * Ask for what the file needs, and take it in with that.
   * @param {object} from
   * @param {string} needed its name in the call
   * @param {string} name its name for people
   * @param {"numeric" | "password" | "text"} [kind]
   */
  function ask(from, needed, name, kind = "numeric") {
    const typed = make("input", { type: kind === "password" ? kind : "text", autocomplete: "off" });
    if (kind === "numeric") typed.inputMode = kind;
    const go = async () => {
      const task = await takeIn({ ...from, [needed]: typed.value });
      if (task?.failed && !more.childElementCount) show(); // what was typed was wrong: once more
    };
    typed.addEventListener("keydown", (event) => event.key === "Enter" && !event.isComposing && go());
    const asked = [field(name, typed), button(texts.confirm, go, { class: "main" })];
    const show = () => {
      more.replaceChildren(...asked);
      typed.focus();
    };
    show();
  }
  const input = make("input", { type: "file", class: "unseen", accept: ".zip,.age", onchange: send });
  async function send() {
    for (const file of input.files ?? []) {
      try {
        const upload = await sendFile(file, (percent) => work.show(fill(texts.sending, { percent }), []));
        await takeIn({ upload });
      } catch (error) {
        work.fail(error);
      }
    }
    input.value = "";
  }
  const look = async () => {
    try {
      /** @type {Places} */
      const found = await call("places");
      const rows = found.files.map(({ path, title, about }) =>
        make(
          "li",
          { "data-path": path },
          make("span", {}, make("strong", { text: title }), make("small", { text: about, title: path })),
          button(texts.take_this, () => takeIn({ path }), {
            "aria-label": `${texts.take_this}: ${title}, ${about}`,
          }),
        ),
      );
      say.hidden = !rows.length;
      list.replaceChildren(...(rows.length ? rows : [make("li", { class: "quiet", text: texts.no_files })]));
    } catch (error) {
      work.fail(error);
    }
  };
  openPanel(
    texts.take_in,
    [
      make("h3", { text: texts.found_files }),
      list,
      say,
      make(
        "div",
        { class: "row" },
        button(texts.look_again, look),
        make("label", { class: "button" }, input, texts.choose_file),
      ),
      work.element,
      more,
    ],
    () => (isPrepared ? location.reload() : onclose()),
  );
  await look();
}

/** Open the panel that says what is wrong. */
export function openCheck() {
  const work = new WorkPlace();
  openPanel(data.texts.check, [work.element]);
  return work.run("check", {});
}
