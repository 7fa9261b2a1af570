// @ts-check
// Strokes of a pen on a canvas: how a finger, a pen or a mouse makes them, and how they are painted. Nothing
// of photos or signatures is known here.
//
// A stroke is kept as its points and not as painted pixels. So the last one can be taken back, all of them
// can be kept as JSON, and they can be painted again.

/** @import { Shape, Stroke } from "./types" */

/**
 * What a pen looks like. `edge` is a second colour around each stroke, so that it is seen on any ground; none
 * when it is left out. `width` in pixels of the canvas.
 * @typedef {{colour: string, edge?: string, width: number}} Pen
 */

/** @typedef {[x: number, y: number]} Point */

/** A move shorter than this many pixels of the canvas adds no point to a line. */
const SHORTEST = 1.5;
/** Length of an arrow's head, in widths of the pen. */
const HEAD = 4.5;
/** The angle between an arrow and each side of its head, in radians. */
const SPREAD = Math.PI / 7;

/** @type {(one: Point, other: Point) => number} */
const distance = (one, other) => Math.hypot(one[0] - other[0], one[1] - other[1]);

/** The strokes of one drawing, in the order in which they were made. */
export class Drawing {
  /** @param {Stroke[]} [strokes] */
  constructor(strokes = []) {
    this.strokes = strokes;
    /**
     * The stroke that is being made.
     * @type {Stroke | null}
     */
    this.open = null;
  }

  isEmpty() {
    return !this.strokes.length;
  }

  /**
   * Begin a stroke. It is among the strokes at once.
   * @param {Shape} shape
   * @param {Point} point in pixels of the canvas
   */
  begin(shape, point) {
    this.open = { shape, points: [point] };
    this.strokes.push(this.open);
  }

  /**
   * Go on with the stroke that was begun. A line gets one more point; an arrow and a circle have two.
   * @param {Point} point
   */
  extend(point) {
    if (!this.open) return;
    const { shape, points } = this.open;
    if (shape !== "line") points.splice(1, 1, point);
    else if (distance(point, /** @type {Point} */ (points.at(-1))) >= SHORTEST) points.push(point);
  }

  /** End the stroke. An arrow or a circle of one point is a mistaken touch; a line of one point is a dot. */
  end() {
    if (this.open && this.open.shape !== "line" && this.open.points.length < 2) this.strokes.pop();
    this.open = null;
  }

  /** Drop the stroke that was begun: the system took the touch away. */
  cancel() {
    if (this.open) this.strokes.pop();
    this.open = null;
  }

  /** Take back the last stroke. */
  undo() {
    this.cancel();
    this.strokes.pop();
  }

  clear() {
    this.open = null;
    this.strokes.length = 0;
  }
}

/**
 * Paint strokes over what a canvas shows.
 * @param {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} context
 * @param {Stroke[]} strokes
 * @param {Pen} pen
 */
export function paint(context, strokes, { colour, edge, width }) {
  context.save();
  context.lineCap = context.lineJoin = "round";
  for (const stroke of strokes) {
    if (edge) paintStroke(context, stroke, edge, width * 2, width);
    paintStroke(context, stroke, colour, width, width);
  }
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} context
 * @param {Stroke} stroke
 * @param {string} colour
 * @param {number} thickness of what is painted now
 * @param {number} width of the pen: an arrow's head is as large with its edge as without
 */
function paintStroke(context, { shape, points }, colour, thickness, width) {
  context.strokeStyle = colour;
  context.lineWidth = thickness;
  context.beginPath();
  for (const part of partsOf(shape, points, width)) {
    const [first, ...rest] = part;
    context.moveTo(...first);
    if (shape === "line") traceLine(context, part);
    else for (const point of rest) context.lineTo(...point);
  }
  context.stroke();
}

/**
 * The lines of which a stroke is made, each as its points.
 * @param {Shape} shape
 * @param {Point[]} points
 * @param {number} width
 * @returns {Point[][]}
 */
export function partsOf(shape, points, width) {
  if (shape === "line" || points.length < 2) return [points];
  const [from, to] = points;
  return shape === "arrow" ? [points, headOf(from, to, width)] : [ellipseIn(from, to)];
}

/**
 * The head of an arrow: from one side over the tip to the other.
 * @param {Point} from
 * @param {Point} to
 * @param {number} width
 * @returns {Point[]}
 */
function headOf(from, to, width) {
  const length = Math.min(HEAD * width, distance(from, to) / 2);
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  const side = (/** @type {number} */ turn) =>
    /** @type {Point} */ ([to[0] - length * Math.cos(angle + turn), to[1] - length * Math.sin(angle + turn)]);
  return [side(SPREAD), to, side(-SPREAD)];
}

/**
 * The ellipse in the rectangle between two corners.
 * @param {Point} one
 * @param {Point} other
 * @returns {Point[]}
 */
function ellipseIn(one, other) {
  const [x, y] = [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2];
  const [across, down] = [Math.abs(one[0] - other[0]) / 2, Math.abs(one[1] - other[1]) / 2];
  return Array.from({ length: 73 }, (_, step) => {
    const angle = (step * Math.PI) / 36;
    return [x + across * Math.cos(angle), y + down * Math.sin(angle)];
  });
}

/**
 * A line by hand, round through the middles between its points: fingers shake.
 * @param {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} context
 * @param {Point[]} points
 */
function traceLine(context, points) {
  for (let at = 1; at < points.length - 1; at += 1) {
    const [here, next] = [points[at], points[at + 1]];
    context.quadraticCurveTo(...here, (here[0] + next[0]) / 2, (here[1] + next[1]) / 2);
  }
  context.lineTo(.../** @type {Point} */ (points.at(-1)));
}

/**
 * Let a pointer draw on a canvas. One pointer at a time: the ball of the hand beside a pen draws nothing. The
 * canvas has no border and no padding.
 * @param {HTMLCanvasElement} canvas
 * @param {Drawing} drawing
 * @param {() => Shape} shape the shape of the next stroke
 * @param {(isWhole: boolean) => void} onchange after each change; whether a stroke is whole or was dropped
 */
export function followPointer(canvas, drawing, shape, onchange) {
  let pointer = -1;
  canvas.style.touchAction = "none"; // else the page would scroll under the finger
  const pointOf = (/** @type {PointerEvent} */ { clientX, clientY }) => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    return /** @type {Point} */ ([
      ((clientX - left) * canvas.width) / width,
      ((clientY - top) * canvas.height) / height,
    ]);
  };
  const end = (/** @type {PointerEvent} */ event, /** @type {() => void} */ finish) => {
    if (event.pointerId !== pointer) return;
    pointer = -1;
    finish();
    onchange(true);
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (pointer !== -1 || event.button !== 0) return;
    event.preventDefault();
    pointer = event.pointerId;
    canvas.setPointerCapture(pointer);
    drawing.begin(shape(), pointOf(event));
    onchange(false);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const each of events.length ? events : [event]) drawing.extend(pointOf(each));
    onchange(false);
  });
  canvas.addEventListener("pointerup", (event) => end(event, () => drawing.end()));
  canvas.addEventListener("pointercancel", (event) => end(event, () => drawing.cancel()));
}
