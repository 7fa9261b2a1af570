// @ts-check
// Several tabs with the same form.
//
// Each form that is open has a name of its own, and all that it keeps in the browser is kept under that name.
// When a form opens, it takes over what forms left behind that are no longer open. It must not touch what
// belongs to a tab that is still open: that tab would send the same answers a second time. A crashed tab
// cannot say goodbye, so "open" is not a note on the disk. It is a Web Lock, which the browser releases when
// the tab is gone, however it went.
//
// One page can hold several forms: in JupyterLab, running the cell again draws a new form while the lock of
// the old one is still held. Such a form of another owner counts as closed, since the kernel listens to the
// new one only.
//
// Two tabs that open at the same moment would both take over the same things; a second lock lets one wait for
// the other. If that fails, both send the same messages, and the record takes each message once.

/** Ms to wait for another tab that is taking over. */
const PATIENCE = 3500;
const LOCK = "inspection-tab-";
const FORMS_HERE = Symbol.for("inspection-form-tabs");

export function randomName() {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * The forms of this page and their owners. The map stands at the page, since each widget loads modules of its
 * own.
 * @returns {Map<string, object>}
 */
function formsHere() {
  const page = /** @type {any} */ (globalThis);
  page[FORMS_HERE] ??= new Map();
  return page[FORMS_HERE];
}

/**
 * Show to the other tabs that this one is open, until the function that this gives is called.
 * @param {string} tab
 * @param {object} owner
 * @returns {Promise<() => void>}
 */
export async function holdTab(tab, owner) {
  formsHere().set(tab, owner);
  let release = () => {};
  /** @type {Promise<void>} */
  const closed = new Promise((resolve) => (release = resolve));
  if (navigator.locks)
    await new Promise((granted) => {
      const hold = () => (granted(undefined), closed);
      navigator.locks.request(LOCK + tab, hold).catch(granted);
    });
  return () => {
    release();
    formsHere().delete(tab);
  };
}

/**
 * Which tabs are no longer open, as a test of a tab's name. With `alone` no other tab can be open.
 * @param {object} owner
 * @param {boolean} alone
 * @returns {Promise<(tab: string) => boolean>}
 */
export async function closedTabs(owner, alone) {
  const open = alone ? new Set() : await openTabs();
  const here = formsHere();
  return (tab) => !open.has(tab) || (here.has(tab) && here.get(tab) !== owner);
}

/**
 * Wait until a tab that is open is no longer.
 * @param {string} tab
 */
export async function whenClosed(tab) {
  await navigator.locks.request(LOCK + tab, { mode: "shared" }, () => {});
}

/** @returns {Promise<Set<string>>} */
async function openTabs() {
  try {
    const { held = [] } = await navigator.locks.query();
    // whoever waits for the end of a tab shares its lock
    const own = held.filter((lock) => lock.mode === "exclusive");
    const names = own.map((lock) => lock.name ?? "").filter((name) => name.startsWith(LOCK));
    return new Set(names.map((name) => name.slice(LOCK.length)));
  } catch {
    return new Set();
  }
}

/**
 * Do something never in two tabs at the same time, where the browser has locks.
 * @param {() => Promise<void>} work
 */
export async function oneByOne(work) {
  /** @type {Promise<void> | null} */
  let begun = null;
  const begin = () => (begun = work());
  try {
    await navigator.locks.request("inspection-take-over", { signal: AbortSignal.timeout(PATIENCE) }, begin);
  } catch {
    // no such locks, or the other tab hangs: what both send is recorded once
  }
  await (begun ?? work());
}
