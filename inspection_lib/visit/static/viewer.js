// @ts-check
// A photo enlarged, with the others of its item before and after it, and the way to draw on it.

/** @import { Item } from "./types" */
/** @import { Visit } from "./visit.js" */

import { kindOfPiece } from "./contents.js";
import { sha256Of } from "./digests.js";
import { button, make, setText } from "./elements.js";
import { kindOf } from "./file_kinds.js";
import { drawOn } from "./sketch.js";
import { fill } from "./texts.js";

/**
 * A photo as the viewer shows it.
 * @typedef {object} Photo
 * @property {string} key its digest, or the name of its message while it waits
 * @property {string} name
 * @property {string} thumbnail an address, shown until the photo is there; may be empty
 * @property {() => Promise<Blob | null>} load
 */

/** Shows the photos of one item. */
export class Viewer {
  /**
   * @param {Visit} visit
   * @param {Item} item
   * @param {() => void} redraw draws the whole card anew
   */
  constructor(visit, item, redraw) {
    this.visit = visit;
    this.item = item;
    this.texts = visit.texts;
    this.redraw = redraw;
    /** @type {Photo[]} */
    this.photos = [];
    this.at = 0;
    /**
     * The content of the photo that is shown; null while it is not there.
     * @type {Blob | null}
     */
    this.shown = null;
    this.address = "";
  }

  /**
   * Whether strokes on a photo are not kept yet.
   * @param {string} photo its digest
   */
  isDrawnOn(photo) {
    return this.visit.unkept.strokes(this.item.id, photo).length > 0;
  }

  /**
   * The photos of the item: recorded ones, then those on their way.
   * @returns {Photo[]}
   */
  all() {
    const { contents, items } = this.visit;
    const pieces = (items.states.get(this.item.id)?.pieces ?? []).filter(
      (one) => kindOfPiece(one) === "picture",
    );
    const recorded = pieces.map((piece) => {
      const { sha256, name, thumbnail } = piece;
      return { key: sha256, name, thumbnail, load: () => contents.content(piece) };
    });
    const waiting = items
      .attaching(this.item.id)
      .filter((message) => message.type === "file")
      .filter(({ name }) => kindOf(name) === "picture")
      .map(({ client, name, blob }) => ({ key: client, name, thumbnail: "", load: async () => blob }));
    return [...recorded, ...waiting];
  }

  /**
   * @param {string} key of the photo that is shown first
   * @param {HTMLElement} opener has the focus when the dialog is closed, or what took its place
   */
  open(key, opener) {
    this.photos = this.all();
    const form = /** @type {HTMLElement} */ (opener.closest(".inspection-form"));
    const rows = /** @type {HTMLElement} */ (opener.closest(".pieces"));
    const dialog = this.draw();
    dialog.addEventListener("close", () => {
      URL.revokeObjectURL(this.address);
      this.photos = [];
      dialog.remove();
      const now = rows.querySelector(`[data-photo="${key}"]`) ?? rows.querySelector("[data-photo]");
      /** @type {HTMLElement | null} */ (now)?.focus();
    });
    form.append(dialog);
    dialog.showModal();
    void this.show(
      Math.max(
        0,
        this.photos.findIndex((photo) => photo.key === key),
      ),
    );
  }

  draw() {
    const { texts } = this;
    this.picture = make("img", { onerror: () => this.fail() });
    this.word = make("p", { class: "unshown", role: "alert", hidden: true });
    this.said = make("p", { role: "status" });
    this.back = button(texts.previous_photo, () => this.show(this.at - 1));
    this.next = button(texts.next_photo, () => this.show(this.at + 1));
    this.pen = button(texts.draw, () => this.drawOn(), { class: "main", disabled: true });
    const dialog = make("dialog", { class: "viewer", "aria-label": texts.photos });
    const close = button(texts.close, () => dialog.close(), { autofocus: true });
    dialog.append(
      make("div", { class: "stage" }, this.picture, this.word),
      make("div", { class: "bar" }, this.said, this.back, this.next, this.pen, close),
    );
    dialog.addEventListener("keydown", (event) => {
      if (event.key === "ArrowLeft") this.show(this.at - 1);
      else if (event.key === "ArrowRight") this.show(this.at + 1);
    });
    return (this.dialog = dialog);
  }

  /**
   * Show one of the photos; nothing happens beyond the first and the last.
   * @param {number} at counted from 0
   */
  async show(at) {
    const photo = this.photos[at];
    const { picture, texts, word } = this;
    if (!photo || !picture || !word || !this.said) return;
    this.at = at;
    this.shown = null;
    word.hidden = true;
    picture.hidden = false;
    picture.alt = fill(texts.photo, { name: photo.name });
    if (photo.thumbnail) picture.src = photo.thumbnail;
    else picture.removeAttribute("src");
    picture.setAttribute("aria-busy", "true");
    const values = { at: at + 1, all: this.photos.length, name: photo.name };
    setText(this.said, fill(texts.photo_at, values));
    this.enable(at);
    const blob = await photo.load().catch(() => null);
    if (this.photos[this.at] !== photo) return; // somebody went on
    picture.removeAttribute("aria-busy");
    if (!blob) return this.fail(texts.not_here);
    URL.revokeObjectURL(this.address);
    this.address = URL.createObjectURL(blob);
    this.shown = blob;
    picture.src = this.address;
    this.enable(at);
  }

  /** @param {number} at */
  enable(at) {
    const { back, next, pen } = this;
    if (!back || !next || !pen) return;
    // not `disabled`: a button that has the focus would lose it
    back.setAttribute("aria-disabled", String(at === 0));
    next.setAttribute("aria-disabled", String(at === this.photos.length - 1));
    pen.disabled = !this.shown;
  }

  /**
   * The photo cannot be shown: say so, and leave its small picture where there is one.
   * @param {string} [why]
   */
  fail(why = this.texts.cannot_show) {
    const { picture, word, pen } = this;
    const photo = this.photos[this.at];
    if (!photo || !picture || !word || !pen) return;
    setText(word, why);
    word.hidden = false;
    pen.disabled = true;
    if (photo.thumbnail && picture.src !== photo.thumbnail) picture.src = photo.thumbnail;
    else picture.hidden = !photo.thumbnail;
  }

  /** Draw on the photo that is shown. What is kept becomes a piece of its own, which names this one. */
  async drawOn() {
    const { shown: blob, visit, item, texts } = this;
    const photo = this.photos[this.at];
    if (!blob || !photo) return;
    const isWaiting = !/^[0-9a-f]{64}$/.test(photo.key);
    const sha256 = isWaiting ? await sha256Of(await blob.arrayBuffer()) : photo.key;
    const form = /** @type {HTMLElement} */ (this.dialog?.parentElement);
    const opener = this.pen;
    const kept = await drawOn(form, texts, {
      name: photo.name,
      photo: blob,
      strokes: visit.unkept.strokes(item.id, sha256),
      onstrokes: (strokes) => visit.unkept.keepStrokes(item.id, sha256, strokes),
    });
    if (kept) {
      const stem = photo.name.replace(/\.[^.]{1,9}$/, "");
      const file = new File([kept], `${fill(texts.drawing_name, { name: stem })}.jpg`, { type: kept.type });
      if (await visit.addFiles(item.id, [file], sha256)) await visit.unkept.keepStrokes(item.id, sha256, []);
    }
    visit.view.showStatus();
    this.redraw();
    if (kept) this.dialog?.close();
    else opener?.focus();
  }
}
