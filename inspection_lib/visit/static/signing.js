// @ts-check
// One signature before leaving: drawn on the screen, or the word that somebody signs on paper.
//
// A signature is bound to the record that was on the screen. So it is recorded only when nothing waits and
// nothing is being typed. Until then what was drawn is a draft, and is kept like every draft.

/** @import { SignatureValue, Stroke } from "./types" */
/** @import { Visit } from "./visit.js" */

import { Drawing, followPointer, paint } from "./drawing.js";
import { button, make, setText } from "./elements.js";
import { fill, nfc } from "./texts.js";

const WIDTH = 1000;
const HEIGHT = 400;
const PEN = { colour: "#0b2a6b", width: 6 };
/** Letters of a signature's strokes at most: the record takes 20,000 of the whole value. */
const LONGEST = 17_000;

/** @type {(values: number[]) => Stroke} */
const strokeOf = (values) => ({
  shape: "line",
  points: Array.from({ length: values.length / 2 }, (_, at) => [values[2 * at], values[2 * at + 1]]),
});

/**
 * Strokes as whole numbers within the box. Of a very long drawing every second point is left out.
 * @param {Stroke[]} strokes
 * @returns {number[][]}
 */
export function packed(strokes) {
  const within = (/** @type {number} */ value, /** @type {number} */ most) =>
    Math.min(most, Math.max(0, Math.round(value)));
  let lines = strokes.map(({ points }) => points.map(([x, y]) => [within(x, WIDTH), within(y, HEIGHT)]));
  while (JSON.stringify(lines).length > LONGEST && lines.some((points) => points.length > 2))
    lines = lines.map((points) => points.filter((_, at) => at % 2 === 0 || at === points.length - 1));
  return lines.map((points) => points.flat());
}

/** The place of one signature. */
export class Signing {
  /**
   * @param {Visit} visit
   * @param {string} field
   * @param {string} office that is expected to sign
   * @param {"h3"} heading
   */
  constructor(visit, field, office, heading) {
    this.visit = visit;
    this.name = `#${field}`;
    this.expected = office;
    this.drawing = new Drawing();
    /** Somebody signs anew, over a signature that stands. */
    this.isAgain = false;
    const { texts } = visit;
    const id = `${visit.tab}-${field}`;
    const title = texts[`fact_${field}`];
    this.trouble = make("p", { class: "trouble", role: "alert", hidden: true });
    this.input = make("input", { id: `${id}-office`, autocomplete: "off", oninput: () => this.keep() });
    this.pad = make("canvas", {
      class: "pad",
      width: String(WIDTH),
      height: String(HEIGHT),
      role: "img",
      "aria-label": fill(texts.sign_here, { who: title }),
    });
    this.paper = make("input", { type: "checkbox", id: `${id}-paper`, onchange: () => this.signOnPaper() });
    this.clearButton = button(texts.clear_strokes, () => this.clear());
    this.keepButton = button(texts.keep_signature, () => this.sign());
    this.making = make(
      "div",
      { class: "making" },
      make("label", { for: `${id}-office`, text: texts.signer }),
      this.input,
      this.pad,
      make("div", { class: "acts" }, this.clearButton, this.keepButton),
      make("label", { class: "choice", for: `${id}-paper` }, this.paper, texts.sign_on_paper),
      this.trouble,
    );
    this.picture = make("canvas", {
      class: "pad",
      width: String(WIDTH),
      height: String(HEIGHT),
      role: "img",
    });
    this.how = make("p", { class: "how" });
    this.remark = make("p", { class: "wrong", role: "alert", hidden: true });
    this.again = button(texts.sign_again, () => this.signAgain());
    this.drop = button(texts.drop_signature, () => this.takeBack());
    this.standing = make(
      "div",
      { class: "standing" },
      this.picture,
      this.how,
      this.remark,
      make("div", { class: "acts" }, this.again, this.drop),
    );
    this.element = make(
      "section",
      { class: "signature", "data-fact": this.name, "aria-label": title },
      make(heading, { class: "criterion", text: title }),
      this.standing,
      this.making,
    );
    this.takeUp();
    followPointer(
      this.pad,
      this.drawing,
      () => "line",
      (isWhole) => (this.paint(), isWhole && this.keep()),
    );
    this.update();
  }

  /** Take up what was drawn before the page was closed. */
  takeUp() {
    const draft = this.visit.drafts.get(this.name);
    const { office = this.expected, strokes = [] } = valueOf(draft?.values.first ?? "");
    this.input.value = office;
    this.drawing.strokes.push(...strokes.map(strokeOf));
    this.isAgain = Boolean(draft);
    this.paint();
  }

  focus() {
    (this.making.hidden ? this.again : this.input).focus();
  }

  paint() {
    const context = this.pad.getContext("2d");
    if (!context) return;
    context.clearRect(0, 0, WIDTH, HEIGHT);
    paint(context, this.drawing.strokes, PEN);
    this.clearButton.disabled = this.drawing.isEmpty();
  }

  /** Keep what is drawn as a draft, after each stroke. */
  keep() {
    const first = JSON.stringify({ office: this.input.value, strokes: packed(this.drawing.strokes) });
    this.visit.edited(this.name, { values: { first }, note: "", cause: "" });
    this.tell("");
  }

  clear() {
    this.drawing.clear();
    this.forgetDraft();
    this.paint();
    this.tell("");
  }

  forgetDraft() {
    this.visit.drafts.drop(this.name);
    this.visit.view.showStatus();
  }

  signAgain() {
    this.isAgain = true;
    this.update();
    this.input.focus();
  }

  /** Take a signature that stands back out of what counts. */
  takeBack() {
    void this.visit.facts.note(this.name, "");
    this.isAgain = false;
    this.clear();
    this.update();
  }

  sign() {
    if (this.drawing.isEmpty()) return this.tell(this.visit.texts.nothing_drawn);
    return this.record(packed(this.drawing.strokes));
  }

  async signOnPaper() {
    if (this.paper.checked && !(await this.record([]))) this.paper.checked = false;
  }

  /**
   * Record a signature of the record as it is now; gives whether it went out.
   * @param {number[][]} strokes none: on paper
   */
  async record(strokes) {
    const { visit } = this;
    const { texts, facts, outbox } = visit;
    const office = nfc(this.input.value.trim());
    if (!office) return this.tell(texts.signer_needed);
    if (!visit.isOpened) return this.tell(texts.sign_first_saved);
    await visit.putAll();
    await settled(visit);
    if (outbox.waiting.size) return this.tell(texts.sign_first_saved);
    /** @type {SignatureValue} */
    const value = { office, ...(strokes.length && { strokes }), head: facts.head, ends: facts.ends };
    this.isAgain = false;
    this.drawing.clear();
    this.tell("");
    visit.drafts.drop(this.name, facts.note(this.name, JSON.stringify(value)));
    this.paint();
    this.update();
    this.again.focus();
    return true;
  }

  /** @param {string} text */
  tell(text) {
    setText(this.trouble, text);
    this.trouble.hidden = !text;
    return false;
  }

  update() {
    const { visit, name } = this;
    const { facts, texts, outbox } = visit;
    const value = facts.value(name);
    const isStanding = Boolean(value) && !this.isAgain;
    this.standing.hidden = !isStanding;
    this.making.hidden = isStanding;
    if (!isStanding) this.paper.checked = false;
    const refused = visit.troubles.get(name);
    if (refused) this.tell(refused);
    if (!isStanding) return;
    const { office = "", strokes = [] } = valueOf(value);
    const state = facts.states.get(name);
    const isWaiting = outbox.waits(name);
    const when = isWaiting ? texts.saving : inWords(state?.when ?? "", visit.definition.language);
    const how = strokes.length ? texts.drawn : texts.sign_on_paper;
    setText(this.how, `${how}: ${fill(texts.signed_at, { office, when })}`);
    this.picture.hidden = !strokes.length;
    this.picture.setAttribute("aria-label", `${texts.drawn}: ${office}`);
    const context = this.picture.getContext("2d");
    if (context) {
      context.clearRect(0, 0, WIDTH, HEIGHT);
      paint(context, strokes.map(strokeOf), PEN);
    }
    const remark = isWaiting ? "" : (state?.remark ?? "");
    setText(this.remark, remark);
    this.remark.hidden = !remark;
  }
}

/**
 * The parts of a signature; of a text that was taken out of the record, none.
 * @param {string} text
 * @returns {Partial<SignatureValue>}
 */
function valueOf(text) {
  try {
    return text ? JSON.parse(text) : {};
  } catch {
    return { office: text };
  }
}

/**
 * A moment: the laptop sends it in words, the tablet as it is recorded.
 * @param {string} when
 * @param {string} language
 */
function inWords(when, language) {
  return /^\d{4}-\d\d-\d\dT/.test(when) ? new Date(when).toLocaleString(language) : when;
}

/** Ms for which a signature waits for what is on its way into the record. */
const PATIENCE = 3000;

/**
 * Wait until nothing waits to be recorded, or for a while.
 * @param {Visit} visit
 */
async function settled(visit) {
  const end = Date.now() + PATIENCE;
  while (visit.outbox.waiting.size && Date.now() < end)
    await new Promise((resolve) => setTimeout(resolve, 20));
}
