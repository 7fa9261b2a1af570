// @ts-check
// The form of one unit in a full window, as the bundle built/form_page.js.
//
// The server has run the visit's notebook in a kernel; this page talks to the form that it opened. When the
// kernel has ended, one button opens the form again, and a new form takes over what was entered. The same
// button is there when a kernel runs and does not answer, and when opening takes long: nobody waits for ever.

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
/** Ms without a reply, or of opening, after which a person can begin anew. A slow machine may need them. */
const LONG = 30_000;
/** Ms within which the server says whether a kernel runs. */
const TOLD_WITHIN = 10_000;

/** The page around the form. */
class FormPage {
  /** @param {HTMLElement} root */
  constructor(root) {
    const { texts } = data;
    this.place = make("main", { class: "form-place" });
    this.said = make("p", {});
    this.again = button(texts.start_again, () => this.remedy(), { class: "main" });
    /**
     * What the button does.
     * @type {() => unknown}
     */
    this.remedy = () => this.open();
    this.trouble = make("div", { class: "ended", role: "alert", hidden: true }, this.said, this.again);
    this.opening = make("p", { class: "opening", role: "status", text: texts.opening });
    root.className = "form-page";
    root.replaceChildren(this.trouble, this.opening, this.place);
    /** @type {KernelComm | null} */
    this.comm = null;
    /** When the opening began that goes on; 0 when none does. */
    this.openingSince = 0;
    /** Why the last opening failed is shown until somebody tries again. */
    this.hasFailed = false;
    /** @type {(() => void) | null} */
    this.end = null;
  }

  start() {
    this.lookLater();
    return this.open();
  }

  /**
   * Open the form, also again: what the earlier one had is taken over.
   * @param {string} [hung] a kernel that runs and does not answer: it is ended
   */
  async open(hung) {
    if (this.openingSince) return;
    this.openingSince = Date.now();
    this.hasFailed = false;
    this.trouble.hidden = true;
    this.opening.hidden = false;
    try {
      const { campaign, unit, only_open } = data;
      const { kernel, comm, definition } = await call("open", { campaign, unit, only_open, hung });
      this.close();
      this.comm = new KernelComm(kernel, comm);
      await this.mount(this.comm, definition);
      this.trouble.hidden = true;
    } catch (error) {
      this.hasFailed = true;
      this.tell(error instanceof Error ? error.message : String(error), data.texts.try_again);
    } finally {
      this.openingSince = 0;
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

  lookLater() {
    setTimeout(async () => {
      await this.look();
      this.lookLater();
    }, LOOK_EVERY);
  }

  /** Say so when the kernel has ended or is silent, or opening takes long: nothing else tells a page. */
  async look() {
    const { texts } = data;
    const { comm, openingSince } = this;
    if (openingSince) {
      // the server goes on opening, and a page that is loaded anew gets the same form
      if (Date.now() - openingSince > LONG) this.tell(texts.slow, texts.try_again, () => location.reload());
      return;
    }
    if (!comm || this.hasFailed) return;
    if (comm.silence() < SILENT) return void (this.trouble.hidden = true);
    try {
      const { alive } = await call("alive", { kernel: comm.kernel }, TOLD_WITHIN);
      if (comm !== this.comm || this.openingSince) return;
      if (!alive) this.tell(texts.form_ended, texts.start_again);
      else if (comm.silence() > LONG)
        this.tell(texts.form_hung, texts.start_again, () => this.open(comm.kernel));
      else this.trouble.hidden = true;
    } catch {
      if (!this.openingSince) this.tell(texts.server_ended, texts.try_again);
    }
  }

  /**
   * @param {string} text
   * @param {string} help what the button says
   * @param {() => unknown} [remedy] what it does
   */
  tell(text, help, remedy = () => this.open()) {
    setText(this.said, text);
    setText(this.again, help);
    this.remedy = remedy;
    this.trouble.hidden = false;
  }
}

const root = document.getElementById("page");
if (root) await new FormPage(root).start();
