// @ts-check
// Who records, as a role. It goes with every answer, so it is never empty.

/** @import { Visit } from "./visit.js" */

import { make } from "./elements.js";
import { fill, lengthOf, nfc } from "./texts.js";

/** Letters of a role: as many as a message may hold. */
const LONGEST = 200;

/** The field with the role of whoever sits at the form. */
export class Role {
  /** @param {Visit} visit */
  constructor(visit) {
    this.visit = visit;
    const { texts } = visit;
    const named = { class: "actor", value: visit.actor, "aria-label": texts.actor, autocomplete: "off" };
    this.input = make("input", { ...named, oninput: () => this.read(), onchange: () => this.settle() });
    this.trouble = make("span", { class: "trouble", role: "alert", hidden: true });
    const label = make("label", { class: "who" }, make("span", { text: texts.actor }), this.input);
    this.element = make("div", { class: "role" }, label, this.trouble);
  }

  read() {
    const { texts } = this.visit;
    const role = nfc(this.input.value.trim());
    const count = lengthOf(role);
    if (!role) this.tell(texts.role_needed);
    else if (count > LONGEST) this.tell(fill(texts.too_long, { count, most: LONGEST }));
    else {
      this.visit.actor = role;
      this.tell("");
    }
  }

  /** Left without a role: the last one stands again. A text that is too long stays, with the word why. */
  settle() {
    if (this.input.value.trim()) return;
    this.input.value = this.visit.actor;
    this.tell("");
  }

  /** @param {string} text */
  tell(text) {
    this.trouble.textContent = text;
    this.trouble.hidden = !text;
    this.input.setAttribute("aria-invalid", String(Boolean(text)));
  }
}
