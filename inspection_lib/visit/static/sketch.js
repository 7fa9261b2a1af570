// @ts-check
// Drawing on a photo: the dialog with the photo, the tools and what becomes of the drawing. The photo itself
// is never changed: what is kept is a copy of it with the strokes.

/** @import { Shape, Stroke } from "./types" */

import { jpegOf } from "./contents.js";
import { Drawing, followPointer, paint } from "./drawing.js";
import { button, make, setText } from "./elements.js";
import { fill } from "./texts.js";

/** The longer side of a drawing, in points: what is written on the photo can be read. */
const LONGEST = 1600;
/** Red with a white edge is seen on light and dark, on red and on white. */
const PEN = { colour: "#e0103a", edge: "#ffffff" };
/** The width of the pen, as a part of the longer side of the drawing. */
const WIDTH = 1 / 160;
/** @type {Shape[]} */
const SHAPES = ["arrow", "circle", "line"];

/**
 * What is drawn on, and what is done with the strokes as soon as they are there.
 * @typedef {object} Ground
 * @property {string} name
 * @property {Blob} photo
 * @property {Stroke[]} strokes those that were left here before
 * @property {(strokes: Stroke[]) => Promise<boolean>} onstrokes gives whether they reached the disk
 */

/**
 * Let somebody draw. Gives the drawing as a JPEG, or null where it is not kept; the strokes are left then,
 * and are there when the photo is drawn on again.
 * @param {HTMLElement} form
 * @param {Record<string, string>} texts
 * @param {Ground} ground
 * @returns {Promise<Blob | null>}
 */
export async function drawOn(form, texts, ground) {
  const photo = await photoOn(ground.photo).catch(() => null);
  if (!photo) return null;
  return new Promise((resolve) => new Sketch(form, texts, ground, photo, resolve));
}

/**
 * The photo on a canvas, upright, not larger than a drawing is.
 * @param {Blob} blob
 */
async function photoOn(blob) {
  const bitmap = await createImageBitmap(blob);
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const canvas = make("canvas", { "aria-hidden": "true" });
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
}

/** The dialog in which somebody draws on one photo. */
class Sketch {
  /**
   * @param {HTMLElement} form
   * @param {Record<string, string>} texts
   * @param {Ground} ground
   * @param {HTMLCanvasElement} photo
   * @param {(drawing: Blob | null) => void} resolve
   */
  constructor(form, texts, ground, photo, resolve) {
    this.texts = texts;
    this.ground = ground;
    this.photo = photo;
    this.drawing = new Drawing(structuredClone(ground.strokes));
    /** @type {Shape} */
    this.shape = "arrow";
    /** @type {Blob | null} */
    this.kept = null;
    this.layer = make("canvas", { role: "img", "aria-label": fill(texts.photo, { name: ground.name }) });
    [this.layer.width, this.layer.height] = [photo.width, photo.height];
    this.sheet = make("div", { class: "sheet" }, photo, this.layer);
    this.stage = make("div", { class: "stage" }, this.sheet);
    this.said = make("p", { role: "status", text: texts.draw_how });
    this.shapes = SHAPES.map((shape) => button(texts[shape], () => this.choose(shape), { class: "shape" }));
    this.undo = button(texts.undo, () => (this.drawing.undo(), this.changed()));
    this.clear = button(texts.delete_all, () => (this.drawing.clear(), this.changed()));
    this.keep = button(texts.keep_drawing, () => this.save(), { class: "main" });
    this.dialog = this.draw();
    this.choose(this.shape);
    followPointer(
      this.layer,
      this.drawing,
      () => this.shape,
      (isWhole) => (isWhole ? this.changed() : this.paint()),
    );
    const fitted = new ResizeObserver(() => this.fit());
    this.dialog.addEventListener("close", () => {
      fitted.disconnect();
      this.dialog.remove();
      resolve(this.kept);
    });
    form.append(this.dialog);
    this.dialog.showModal();
    fitted.observe(this.stage);
    this.paint();
    this.enable();
  }

  draw() {
    const { texts } = this;
    const title = fill(texts.draw_on, { name: this.ground.name });
    const dialog = make("dialog", { class: "viewer sketch", "aria-label": title });
    const later = button(texts.draw_later, () => dialog.close());
    dialog.append(
      make("div", { class: "bar" }, ...this.shapes, this.undo, this.clear),
      this.stage,
      make("div", { class: "bar" }, this.said, later, this.keep),
    );
    return dialog;
  }

  /** The sheet is as large as the stage lets it be: a finger draws where it is seen. */
  fit() {
    const { clientWidth, clientHeight } = this.stage;
    const { width, height } = this.layer;
    const scale = Math.min(clientWidth / width, clientHeight / height);
    this.sheet.style.width = `${Math.floor(width * scale)}px`;
    this.sheet.style.height = `${Math.floor(height * scale)}px`;
  }

  /** @param {Shape} shape */
  choose(shape) {
    this.shape = shape;
    for (const [at, each] of SHAPES.entries())
      this.shapes[at].setAttribute("aria-pressed", String(each === shape));
  }

  /** A stroke is whole, or one was taken back. */
  changed() {
    this.paint();
    this.enable();
    void this.ground.onstrokes(this.drawing.strokes).then((isKept) => {
      setText(this.said, isKept ? this.texts.draw_how : this.texts.drawing_not_on_disk);
    });
  }

  enable() {
    for (const each of [this.undo, this.clear, this.keep])
      each.setAttribute("aria-disabled", String(this.drawing.isEmpty()));
  }

  paint() {
    const { width, height } = this.layer;
    const context = this.layer.getContext("2d");
    if (!context) return;
    context.clearRect(0, 0, width, height);
    paint(context, this.drawing.strokes, { ...PEN, width: Math.max(width, height) * WIDTH });
  }

  async save() {
    if (this.drawing.isEmpty()) return;
    this.photo.getContext("2d")?.drawImage(this.layer, 0, 0);
    try {
      this.kept = await jpegOf(this.photo, 0.9);
      this.dialog.close();
    } catch {
      setText(this.said, this.texts.cannot_draw);
    }
  }
}
