// @ts-check
// The package of a unit's record, and the packages of several units in one file, which have a folder each.

/** @import { BrowserRecord } from "./browser_record.js" */
/** @import { BrowserStore, Definition, FormSecret, RecordEntry } from "./types" */
/** @import { Member } from "./zip.js" */

import { lineOf } from "./browser_record.js";
import { hmacOf } from "./digests.js";
import { make } from "./elements.js";
import { isSelfScore } from "./store.js";
import { member, utf8, zip } from "./zip.js";

/** Ms for which the browser may read a file that is being downloaded. */
const DOWNLOAD = 60_000;

/**
 * What a package is made of.
 * @typedef {{definition: Definition, form: FormSecret, store: BrowserStore, record: BrowserRecord}} Packed
 */

/** Now, for the name of a file: 201705240930, in UTC. */
export const momentNow = () => new Date().toISOString().slice(0, 16).replace(/\D/g, "");

/**
 * The package: a manifest, the entries, one a line, the files that they name, and an HMAC over all of these,
 * by which the machine that wrote the form recognises it (`package_hmac` in Python).
 * @param {Packed} packed
 * @param {string} actor
 * @param {RecordEntry[]} entries
 */
export async function packageOf({ definition, form, store, record }, actor, entries) {
  const { campaign, unit, checklist, digest } = definition;
  const { device, secret } = record;
  const about = { campaign, unit, checklist, digest, device, actor, made_at: new Date().toISOString() };
  const source = isSelfScore(definition) ? { source: "self" } : {}; // what the inspectors' never said
  const own = { ...(secret && { secret }), form: form.id, ...source };
  const manifest = { format: "inspection-form", version: 2, ...about, ...own };
  const lines = entries.map((entry) => lineOf(entry)).join("");
  const members = [
    await member("manifest.json", new Blob([JSON.stringify(manifest)])),
    await member("entries.jsonl", new Blob([lines])),
  ];
  // one file after the other: all photos of a visit together fill the memory of a tablet
  for (const sha256 of new Set(entries.map((entry) => entry.sha256))) {
    if (!sha256) continue;
    const blob = await store.get("files", sha256);
    if (!blob) throw new Error(`files/${sha256}`);
    members.push(await member(`files/${sha256}`, blob));
  }
  members.push(await member("package.hmac", new Blob([await hmac(members, form.secret)])));
  return members;
}

/**
 * @param {Member[]} members
 * @param {string} secret
 */
async function hmac(members, secret) {
  const sorted = [...members].sort(({ name: one }, { name: other }) => (one < other ? -1 : 1));
  const lines = sorted.map(({ name, sha256 }) => `${sha256} ${name}\n`);
  return hmacOf(secret, utf8(lines.join("")));
}

/**
 * One file with the packages of several units.
 * @param {string} campaign
 * @param {[unit: string, members: Member[]][]} packages
 */
export async function setOf(campaign, packages) {
  // the number tells apart units whose codes differ in signs alone
  const folders = packages.map(
    ([unit], index) => `${index + 1}-${unit.replace(/[^\w-]/g, "_").slice(0, 80)}`,
  );
  const list = { format: "inspection-forms", version: 1, campaign, folders };
  const inFolders = packages.flatMap(([, members], index) =>
    members.map((each) => ({ ...each, name: `${folders[index]}/${each.name}` })),
  );
  const first = await member("packages.json", new Blob([JSON.stringify(list)]));
  return new Blob(zip([first, ...inFolders]), { type: "application/zip" });
}

/**
 * @param {HTMLElement} root
 * @param {Blob} content
 * @param {string} name
 */
export function download(root, content, name) {
  const address = URL.createObjectURL(content);
  const link = make("a", { href: address, download: name });
  root.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), DOWNLOAD);
}
