// @ts-check
// What other tabs with the same form hold, found while this one runs.
//
// Another tab that is open may hold answers that the record has not: it has lost its connection, or something
// in it is not finished. This tab must not say that everything is saved, so it names those items. When the
// other tab is closed or crashes, this one takes over what it left, without being opened again.
//
// Nothing is looked up in intervals. A tab says when it has changed what it keeps (`store.js`), and the
// browser grants the lock of a tab when that tab is gone (`tabs.js`). A browser without such locks cannot
// tell an open tab from a closed one; there, what others hold is named only.

/** @import { Visit } from "./visit.js" */

import { closedTabs, oneByOne, whenClosed } from "./tabs.js";

/** Letters of a tab's name. */
const TAB = 16;

/** Watches the other tabs of one visit. */
export class Neighbours {
  /** @param {Visit} visit */
  constructor(visit) {
    this.visit = visit;
    /**
     * Tabs whose end is waited for.
     * @type {Set<string>}
     */
    this.watched = new Set();
    this.isLooking = false;
    this.isToldAgain = false;
    this.isStopped = false;
  }

  start() {
    this.visit.store.onothers = () => void this.look();
    return this.look();
  }

  stop() {
    this.isStopped = true;
    this.visit.store.onothers = () => {};
  }

  /** Look once, and again when something was told meanwhile. */
  async look() {
    this.isToldAgain = true;
    if (this.isLooking) return;
    this.isLooking = true;
    try {
      while (this.isToldAgain && !this.isStopped) {
        this.isToldAgain = false;
        await this.lookOnce();
      }
    } finally {
      this.isLooking = false;
    }
  }

  async lookOnce() {
    const { link, view } = this.visit;
    const isClosed = await closedTabs(link.owner, link.alone ?? false);
    const held = await this.held();
    if (navigator.locks && held.some(([tab]) => isClosed(tab))) await this.takeOver();
    const now = await this.held();
    const before = [...this.visit.elsewhere].join();
    this.visit.elsewhere = new Set(now.map(([, item]) => item));
    if (before !== [...this.visit.elsewhere].join()) view.showStatus();
    if (navigator.locks) for (const [tab] of now) if (!isClosed(tab)) this.watch(tab);
  }

  /**
   * What other tabs hold, as tab and item. Nothing where the browser's disk cannot be read.
   * @returns {Promise<[tab: string, item: string][]>}
   */
  async held() {
    const { store, tab, drafts, outbox, unkept } = this.visit;
    try {
      const keys = [...(await store.all("drafts")).keys()].filter((key) => !drafts.isOwnKey(key));
      const messages = [...(await store.all("outbox")).values()].filter(
        ({ client }) => !outbox.own.has(client),
      );
      return [
        ...keys.map((key) => /** @type {[string, string]} */ ([key.slice(0, TAB), key.slice(TAB + 1)])),
        ...messages.map(
          ({ client, item }) => /** @type {[string, string]} */ ([client.split(":")[0], item ?? ""]),
        ),
        ...(await unkept.held()),
      ].filter(([other]) => other !== tab);
    } catch {
      return [];
    }
  }

  /** Take over what closed tabs left: send it, and read what was typed there. */
  async takeOver() {
    const { visit } = this;
    /** @type {string[]} */
    let typed = [];
    await oneByOne(async () => void (typed = await visit.takeOver()));
    visit.outbox.sendAgain();
    for (const item of visit.items.ids) visit.view.showItem(item);
    for (const item of typed) visit.commit(item);
    visit.view.showProgress();
  }

  /** @param {string} tab */
  watch(tab) {
    if (this.watched.has(tab)) return;
    this.watched.add(tab);
    const look = () => (this.watched.delete(tab), this.look());
    whenClosed(tab).then(look, () => this.watched.delete(tab));
  }
}
