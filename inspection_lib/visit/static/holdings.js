// @ts-check
// What lies in the closed parts of a card, in words: "has 2 photos, 1 remark".

/** @import { Part } from "./part.js" */
/** @import { Visit } from "./visit.js" */

import { fill } from "./texts.js";

/** How the name of a photo ends. */
const PHOTO = /\.(jpe?g|jpe|jfif|png|webp|hei[cf]|hif)$/i;

/**
 * What lies in the closed parts, for a screen reader; each part's button shows the number of it.
 * @param {Visit} visit
 * @param {string} id
 * @param {{remark: Part, evidence: Part}} parts
 */
export function tellHoldings({ texts, items, drafts }, id, { remark, evidence }) {
  const { pieces = [], heads = [] } = items.states.get(id) ?? {};
  const waiting = items.attaching(id).map((each) => (each.type === "file" ? each.name : each.reference));
  const names = [...pieces.map(({ name }) => name), ...(heads[0]?.evidence ?? []), ...waiting];
  const photos = names.filter((name) => PHOTO.test(name)).length;
  const documents = names.length - photos;
  const { note, cause } = drafts.get(id) ?? items.standing(id);
  const inEvidence = [
    photos && fill(texts.holds_photos, { count: photos }),
    documents && fill(texts.holds_documents, { count: documents }),
  ];
  const inRemark = [note && texts.holds_remark, cause && texts.holds_cause];
  evidence.count(names.length);
  remark.count(inRemark.filter(Boolean).length);
  const held = [...(evidence.isOpen ? [] : inEvidence), ...(remark.isOpen ? [] : inRemark)].filter(Boolean);
  return held.length ? fill(texts.holds, { parts: held.join(", ") }) : "";
}
