// Strokes: what a pen makes, what is taken back, and of which lines each shape is made.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Drawing, partsOf } from "../../../inspection_lib/visit/static/drawing.js";

/** A drawing with strokes, each a shape and its points. */
function aDrawing(...strokes) {
  const drawing = new Drawing();
  for (const [shape, first, ...rest] of strokes) {
    drawing.begin(shape, first);
    for (const point of rest) drawing.extend(point);
    drawing.end();
  }
  return drawing;
}

test("a line keeps its points, and an arrow where it began and where it ended", () => {
  const { strokes } = aDrawing(["line", [0, 0], [5, 0], [5, 1], [9, 9]], ["arrow", [0, 0], [5, 5], [9, 9]]);
  const line = [
    [0, 0],
    [5, 0],
    [9, 9],
  ]; // the move of one pixel is no point
  const arrow = [
    [0, 0],
    [9, 9],
  ];
  assert.deepEqual(strokes, [
    { shape: "line", points: line },
    { shape: "arrow", points: arrow },
  ]);
});

test("a touch makes a dot with a line, and nothing with an arrow or a circle", () => {
  const { strokes } = aDrawing(["line", [3, 3]], ["arrow", [3, 3]], ["circle", [3, 3]]);
  assert.deepEqual(strokes, [{ shape: "line", points: [[3, 3]] }]);
});

test("the last stroke is taken back, also while it is being made, and all at once", () => {
  const drawing = aDrawing(["line", [0, 0], [9, 9]], ["circle", [0, 0], [9, 9]]);
  drawing.begin("line", [1, 1]);
  drawing.cancel();
  drawing.extend([9, 9]);
  assert.equal(drawing.strokes.length, 2);
  drawing.undo();
  assert.deepEqual(
    drawing.strokes.map((stroke) => stroke.shape),
    ["line"],
  );
  assert.equal(drawing.isEmpty(), false);
  drawing.clear();
  drawing.undo();
  assert.equal(drawing.isEmpty(), true);
});

test("strokes that were kept as JSON are the same drawing", () => {
  const { strokes } = aDrawing(["circle", [0, 0], [9, 9]]);
  const again = new Drawing(JSON.parse(JSON.stringify(strokes)));
  again.undo();
  assert.equal(again.isEmpty(), true);
});

test("an arrow's head ends at its tip, a circle touches all sides between its corners", () => {
  const from = [0, 0];
  const tip = [100, 0];
  const [shaft, head] = partsOf("arrow", [from, tip], 10);
  assert.deepEqual(shaft, [from, tip]);
  assert.deepEqual(head[1], tip);
  for (const side of [head[0], head[2]])
    assert.ok(side[0] < 100 && Math.abs(Math.hypot(100 - side[0], side[1]) - 45) < 1e-9);
  const [ring] = partsOf("circle", [[100, 50], from], 10);
  const side = (axis, pick) => pick(...ring.map((point) => Math.round(point[axis])));
  assert.deepEqual(
    [side(0, Math.min), side(0, Math.max), side(1, Math.min), side(1, Math.max)],
    [0, 100, 0, 50],
  );
});

test("a short arrow has a head of half its length", () => {
  const [, head] = partsOf(
    "arrow",
    [
      [0, 0],
      [10, 0],
    ],
    10,
  );
  assert.ok(Math.abs(Math.hypot(10 - head[0][0], head[0][1]) - 5) < 1e-9);
});
