// @ts-check
// Long work: it is begun, and what it says is shown until it has ended.

import { make } from "../elements.js";
import { call, data, Refusal } from "./server.js";

/** Ms between two questions how far it is. */
const ASK_EVERY = 400;

/**
 * How a task stands.
 * @typedef {object} Task
 * @property {string} id
 * @property {boolean} done
 * @property {boolean} failed
 * @property {{text: string, kind: string}[]} lines
 * @property {string[]} files
 * @property {string[]} [papers]
 * @property {string} [campaign]
 * @property {string[]} [units]
 * @property {boolean} [prepared] it was the office's preparation of this machine
 * @property {string[]} [machines] names of which this machine has to choose its own
 * @property {boolean} [other_office] its digits are needed
 * @property {string} [unconfirmed] the name of a new machine whose code is needed
 * @property {string[]} [roles] of a package that nobody recognises: whoever saved it has to be asked
 * @property {boolean} [encrypted] the office's passphrase is needed
 * @property {string} [untrusted] the role whose key signed it: what that person's page shows is needed
 */

/**
 * Whether a task ended because it needs something that the page asks for.
 * @param {Task} task
 */
const needsMore = ({ machines, other_office, unconfirmed, roles, encrypted, untrusted }) =>
  Boolean(machines || other_office || unconfirmed || roles || encrypted || untrusted);

/** A place of a page where one piece of work is shown. */
export class WorkPlace {
  constructor() {
    this.title = make("p", { class: "work-title" });
    this.bar = make("progress", { "aria-hidden": "true" });
    this.lines = make("ul", { class: "work-lines" });
    this.element = make(
      "div",
      { class: "work", role: "status", hidden: true },
      this.title,
      this.bar,
      this.lines,
    );
    this.isBusy = false;
  }

  /**
   * Begin work and show it; gives how it ended, or null when it could not begin.
   * @param {string} work
   * @param {object} content
   * @returns {Promise<Task | null>}
   */
  async run(work, content) {
    if (this.isBusy) return null;
    return this.whileBusy(async () => {
      /** @type {Task} */
      let task = await call("begin", { work, ...content });
      while (!task.done) {
        this.show(data.texts.working, task.lines);
        await new Promise((resolve) => setTimeout(resolve, ASK_EVERY));
        task = await call("task", { task: task.id });
      }
      const { texts } = data;
      const asking = task.lines.map((line) => ({ ...line, kind: "note" }));
      if (task.failed && needsMore(task)) this.show(texts.needs_more, asking);
      else this.show(task.failed ? texts.failed : texts.done, task.lines, task.failed);
      return task;
    });
  }

  /**
   * Wait for a call, and show that it is at work; gives null when it was refused, which is shown.
   * @template T
   * @param {Promise<T>} called
   * @returns {Promise<T | null>}
   */
  during(called) {
    return this.whileBusy(async () => {
      const found = await called;
      this.hide();
      return found;
    });
  }

  /**
   * Show that something is at work; gives null when it was refused, which is shown.
   * @template T
   * @param {() => Promise<T>} act
   * @returns {Promise<T | null>}
   */
  async whileBusy(act) {
    this.isBusy = true;
    this.show(data.texts.working, []);
    try {
      return await act();
    } catch (error) {
      this.fail(error);
      return null;
    } finally {
      this.isBusy = false;
      this.bar.hidden = true;
    }
  }

  /** @param {unknown} error */
  fail(error) {
    const text = error instanceof Refusal ? error.message : String(error);
    this.show(data.texts.failed, [{ text, kind: "error" }], true);
    this.bar.hidden = true;
  }

  /**
   * @param {string} title
   * @param {{text: string, kind: string}[]} lines
   * @param {boolean} [isFailed]
   */
  show(title, lines, isFailed = false) {
    const isNew = this.element.hidden || this.title.textContent !== title;
    this.element.hidden = false;
    this.element.classList.toggle("failed", isFailed);
    this.title.textContent = title;
    this.bar.hidden = !this.isBusy;
    this.lines.replaceChildren(...lines.map(({ text, kind }) => make("li", { class: kind, text })));
    if (isNew) this.reveal();
  }

  /** Bring it into view: in a low window it stands below what was pressed. */
  reveal() {
    this.element.scrollIntoView({ block: "nearest" });
  }

  hide() {
    this.element.hidden = true;
  }
}
