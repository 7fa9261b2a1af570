// @ts-check
// What anywidget loads in a notebook, as the bundle built/form.js.

/** @import { Model } from "./link.js" */

import { mountForm } from "./form.js";
import { kernelLink } from "./link.js";

/** @param {{model: Model, el: HTMLElement}} widget */
async function render({ model, el }) {
  const root = document.createElement("div");
  el.append(root);
  return mountForm(root, JSON.parse(model.get("definition")), kernelLink(model));
}

export default { render };
