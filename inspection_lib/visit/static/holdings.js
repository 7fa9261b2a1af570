// @ts-check
// What lies in the closed parts of a card, in words: "has 2 photos, 1 remark".

/** @import { Part } from "./part.js" */
/** @import { Visit } from "./visit.js" */

import { fill } from "./texts.js";

/** How the name of a photo ends. */
const PHOTO = /\.(jpe?g|jpe|jfif|png|webp|hei[cf]|hif)$/i;

/**
 * @param {Visit} visit
 * @param {string} id
 * @param {{remark: Part, evidence: Part}} parts
 */
export function inWords({ texts, items, drafts }, id, { remark, evidence }) {
  const held = [];
  if (!evidence.isOpen) {
    const { pieces = [], heads = [] } = items.states.get(id) ?? {};
    const waiting = items.attaching(id).map((each) => (each.type === "file" ? each.name : each.reference));
    const names = [...pieces.map(({ name }) => name), ...(heads[0]?.evidence ?? []), ...waiting];
    const photos = names.filter((name) => PHOTO.test(name)).length;
    if (photos) held.push(fill(texts.holds_photos, { count: photos }));
    if (names.length > photos) held.push(fill(texts.holds_documents, { count: names.length - photos }));
  }
  if (!remark.isOpen) {
    const { note, cause } = drafts.get(id) ?? items.standing(id);
    if (note) held.push(texts.holds_remark);
    if (cause) held.push(texts.holds_cause);
  }
  return held.length ? fill(texts.holds, { parts: held.join(", ") }) : "";
}
