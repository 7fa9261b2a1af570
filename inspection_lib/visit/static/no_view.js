// @ts-check
// A page that shows nothing.

/** @import { View } from "./types" */

/**
 * Takes the place of the view until the form is drawn.
 * @type {View}
 */
export const NO_VIEW = {
  showEdited() {},
  showHistory() {},
  showItem() {},
  showLeaving() {},
  showOpened() {},
  showProgress() {},
  showStatus() {},
  showTrouble() {},
};
