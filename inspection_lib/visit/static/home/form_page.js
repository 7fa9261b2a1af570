// @ts-check
// The form of one unit in a full window, as the bundle built/form_page.js.
//
// The server has run the visit's notebook in a kernel; this page talks to the form that it opened. When the
// kernel has ended, one button opens the form again, and a new form takes over what was entered.

/** @import { Definition } from "../types" */
/** @import { Form } from "../form.js" */

import { button, make, setText } from "../elements.js";
import { mountForm } from "../form.js";
import { KernelComm, commLink } from "./kernel.js";
import { addressOf, call, data } from "./server.js";

/** Ms between two looks whether the kernel still lives, while it owes a reply. */
const LOOK_EVERY = 1000;
/** Ms without a reply after which the kernel may have ended. */
const SILENT = 2500;

/** The page around the form. */
class FormPage {
  /** @param {HTMLElement} root */
  constructor(root) {
    const { texts } = data;
    this.place = make("main", { class: "form-place" });
    this.said = make("p", {});
    this.again = button(texts.start_again, () => this.open(), { class: "main" });
    this.trouble = make("div", { class: "ended", role: "alert", hidden: true }, this.said, this.again);
    this.opening = make("p", { class: "opening", role: "status", text: texts.opening });
    root.className = "form-page";
    root.replaceChildren(this.trouble, this.opening, this.place);
    /** @type {KernelComm | null} */
    this.comm = null;
    this.isOpening = false;
    /** @type {(() => void) | null} */
    this.end = null;
  }

  start() {
    setInterval(() => this.look(), LOOK_EVERY);
    return this.open();
  }

  /** Open the form, also again: what the earlier one had is taken over. */
  async open() {
    if (this.isOpening) return;
    this.isOpening = true;
    this.trouble.hidden = true;
    this.opening.hidden = false;
    try {
      const { campaign, unit, only_open } = data;
      const { kernel, comm, definition } = await call("open", { campaign, unit, only_open });
      this.close();
      this.comm = new KernelComm(kernel, comm);
      await this.mount(this.comm, definition);
    } catch (error) {
      this.tell(error instanceof Error ? error.message : String(error), data.texts.try_again);
    } finally {
      this.isOpening = false;
      this.opening.hidden = true;
    }
  }

  close() {
    this.end?.();
    this.end = null;
    this.comm?.close();
    this.comm = null;
  }

  /**
   * @param {KernelComm} comm
   * @param {Definition} definition
   */
  async mount(comm, definition) {
    const { lost, lost_remedy } = data.texts;
    const texts = { ...definition.texts, lost, lost_remedy };
    const root = make("div", {});
    this.place.replaceChildren(root);
    const link = commLink(comm, addressOf);
    this.end = await mountForm(root, { ...definition, texts }, link, (form) => this.furnish(form));
  }

  /**
   * Add the way back to the home page.
   * @param {Form} form
   */
  furnish(form) {
    const home = make("a", {
      class: "button home",
      href: `/campaign/${encodeURIComponent(data.campaign ?? "")}`,
    });
    home.textContent = data.texts.home;
    form.tools.prepend(home);
  }

  /** Say so when the kernel has ended: nothing else tells a page. */
  async look() {
    if (this.isOpening || !this.comm || this.comm.silence() < SILENT) return;
    const { texts } = data;
    try {
      const { alive } = await call("alive", { kernel: this.comm.kernel });
      if (this.isOpening) return;
      if (alive) this.trouble.hidden = true;
      else this.tell(texts.form_ended, texts.start_again);
    } catch {
      this.tell(texts.server_ended, texts.try_again);
    }
  }

  /**
   * @param {string} text
   * @param {string} remedy what the button says
   */
  tell(text, remedy) {
    setText(this.said, text);
    setText(this.again, remedy);
    this.trouble.hidden = false;
  }
}

const root = document.getElementById("page");
if (root) await new FormPage(root).start();
