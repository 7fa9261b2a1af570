// @ts-check
// The first screen of a file with several units: their list, how far each is, and the way into each form and
// back. One form is open at a time. It is drawn into an element of its own, which goes with it, and talks to
// stores of its own: nothing of one unit is at hand while another one is open.

/** @import { Opened, Several, Summary, Unit, UnitData } from "./unit_records.js" */

import { button, make, setText } from "./elements.js";
import { download, momentNow, setOf } from "./packing.js";
import { isPromised, storesHere } from "./store.js";
import { fill } from "./texts.js";
import { notePacked, packed, summaryOf } from "./unit_records.js";
import { unitsWith } from "./unit_search.js";

/** So many units are drawn at once. */
const MOST_SHOWN = 200;
/** Bytes of one file: `inspection merge` takes no larger one. */
const MOST_BYTES = 1.9 * 2 ** 30;

/**
 * @callback Open
 * @param {HTMLElement} root
 * @param {UnitData} data
 * @param {() => unknown} goBack
 * @param {AbortSignal} signal
 * @returns {Promise<Opened | null>}
 */

/** The list, and the form that is open. */
export class UnitList {
  /**
   * @param {HTMLElement} root
   * @param {Several} data
   * @param {Open} open
   */
  constructor(root, data, open) {
    this.root = root;
    this.data = data;
    this.open = open;
    this.texts = data.texts;
    this.title = document.title;
    /** @type {Map<Unit, {row: HTMLElement, update: () => void, opener: HTMLElement}>} */
    this.rows = new Map();
    /** @type {Map<Unit, Summary>} */
    this.summaries = new Map();
    /** @type {Map<Unit, string>} */
    this.faults = new Map();
    /**
     * The unit whose form is open, with what ends the wait for it.
     * @type {{unit: Unit, stop: AbortController} | null}
     */
    this.shown = null;
    /** @type {Opened | null} */
    this.opened = null;
    this.isLeaving = false;
    /** The browser promises to delete nothing by itself. */
    this.isPromised = false;
    const { texts } = this;
    const search = { type: "search", placeholder: texts.search_unit, "aria-label": texts.search_unit };
    this.search = make("input", { ...search, autocomplete: "off", oninput: () => this.find() });
    this.count = make("p", { class: "quiet", role: "status" });
    this.saver = button("", () => this.saveAll(), { class: "main save-all" });
    this.told = make("p", { class: "told", role: "status" });
    this.list = make("ul", { class: "units" });
    this.page = this.draw();
  }

  draw() {
    const { texts, data } = this;
    return make(
      "main",
      { class: "inspection-form inspection-home", lang: data.language },
      make(
        "div",
        { class: "home-head" },
        data.demonstration ? make("p", { class: "demo", text: texts.demonstration }) : null,
        make("h1", { text: texts.units_title, tabindex: "-1" }),
        make("p", { class: "quiet", text: data.campaign_title }),
        make("p", { class: "quiet", text: texts.units_how }),
        make("div", { class: "row" }, this.saver),
        this.told,
      ),
      make(
        "section",
        { class: "content", "aria-label": texts.units_title },
        make("p", { class: "find" }, this.search),
        this.count,
        this.list,
      ),
    );
  }

  /** Show the list, and read how far each unit is. */
  async start() {
    globalThis.addEventListener("popstate", () => void this.goneBack());
    globalThis.addEventListener("beforeunload", (event) => this.losesWhenClosed() && event.preventDefault());
    this.show();
    for (const unit of this.data.units) this.list.append(this.rowOf(unit).row);
    this.find();
    void isPromised().then((promised) => (this.isPromised = promised));
    await this.readAll();
    this.page.dataset.ready = "true";
  }

  show() {
    document.title = this.title;
    document.getElementById("form")?.replaceWith(this.page);
    this.page.id = "form";
  }

  /** @param {Unit} unit */
  rowOf(unit) {
    const known = this.rows.get(unit);
    if (known) return known;
    const { texts } = this;
    const state = make("span", { class: "state" });
    const remark = make("span", { class: "quiet" });
    const bar = make("progress", { max: "1", value: "0", "aria-hidden": "true" });
    const far = make("p", { class: "quiet" });
    const label = `${texts.open_form}: ${unit.code} ${unit.name}`;
    const opener = button(texts.open_form, () => this.goTo(unit), { class: "main", "aria-label": label });
    const row = make(
      "li",
      { class: "unit-row", "data-unit": unit.code },
      make("h2", {}, make("span", { class: "code", text: unit.code }), ` ${unit.name}`),
      make("div", { class: "how-far" }, make("p", {}, state, remark), bar, far),
      make("div", { class: "row" }, opener),
    );
    const update = () => {
      const summary = this.summaries.get(unit);
      const fault = this.faults.get(unit);
      const step = fault ? "broken" : !summary?.entries ? "" : isPacked(summary) ? "submitted" : "open";
      state.className = `state ${step}`;
      row.dataset.state = step || "none";
      setText(state, fault ? texts.unit_unreadable.replace("{cause}", fault) : this.stateText(summary));
      setText(remark, summary?.unfinished ? ` ${texts.unit_unfinished}` : "");
      bar.max = Math.max(1, summary?.all ?? 1);
      bar.value = summary?.done ?? 0;
      setText(far, summary ? fill(texts.progress, { done: summary.done, all: summary.all }) : "…");
    };
    const made = { row, update, opener };
    this.rows.set(unit, made);
    update();
    return made;
  }

  /** @param {Summary | undefined} summary */
  stateText(summary) {
    const { texts } = this;
    if (!summary?.entries) return texts.unit_not_begun;
    if (isPacked(summary)) return texts.unit_packed;
    return fill(texts.unit_open, { count: summary.entries - summary.packed });
  }

  find() {
    const { texts } = this;
    const found = unitsWith(this.data.units, this.search.value);
    const isShown = new Set(found.slice(0, MOST_SHOWN));
    for (const [unit, { row }] of this.rows) row.hidden = !isShown.has(unit);
    const text = found.length > MOST_SHOWN ? texts.units_shown : texts.units_found;
    setText(
      this.count,
      found.length ? fill(text, { count: found.length, shown: MOST_SHOWN }) : texts.no_unit,
    );
  }

  // --- how far the units are ---

  async readAll() {
    const here = await storesHere();
    for (const unit of this.data.units) await this.look(unit, here);
    this.updateSaver();
  }

  /**
   * @param {Unit} unit
   * @param {Set<string> | null} here
   */
  async look(unit, here) {
    try {
      this.summaries.set(unit, await summaryOf(this.data.read(unit), here));
      this.faults.delete(unit);
    } catch (error) {
      this.faults.set(unit, String(error)); // one that cannot be read keeps no other from being shown
    }
    this.rowOf(unit).update();
  }

  updateSaver() {
    const { texts } = this;
    const count = this.data.units.filter((unit) => this.summaries.get(unit)?.entries).length;
    setText(this.saver, count ? fill(texts.save_all, { count }) : texts.nothing_to_save);
    this.saver.setAttribute("aria-disabled", String(!count));
  }

  /** Whether closing the page loses something: what is in no package, where the browser promises nothing. */
  losesWhenClosed() {
    return !this.isPromised && [...this.summaries.values()].some((each) => each.entries && !isPacked(each));
  }

  // --- into a form and back ---

  /** @param {Unit} unit */
  async goTo(unit) {
    if (this.shown || this.isLeaving) return;
    const shown = { unit, stop: new AbortController() };
    this.shown = shown;
    setText(this.told, "");
    history.pushState(null, ""); // the device's own way back leads to the list, and not out of the file
    const root = make("main", { id: "form" });
    this.page.removeAttribute("id");
    this.page.replaceWith(root);
    document.title = `${unit.name} - ${this.data.campaign_title}`;
    try {
      const opened = await this.open(root, this.data.read(unit), () => history.back(), shown.stop.signal);
      if (this.shown === shown) this.opened = opened;
      else opened?.end();
      if (opened) root.focus();
    } catch (error) {
      this.faults.set(unit, String(error));
      history.back();
    }
  }

  /** The way back was pressed, on the page or on the device. */
  async goneBack() {
    if (!this.shown || this.isLeaving) return;
    this.isLeaving = true;
    try {
      await this.leave(this.shown);
    } finally {
      this.isLeaving = false;
    }
  }

  /** @param {{unit: Unit, stop: AbortController}} shown */
  async leave({ unit, stop }) {
    const { opened } = this;
    const form = /** @type {HTMLElement} */ (document.getElementById("form"));
    form.inert = true; // nothing is entered any more while the rest is written
    const lost = (await opened?.office.lostByLeaving()) ?? "";
    if (opened && lost) {
      form.inert = false;
      history.pushState(null, "");
      return opened.office.say(fill(this.texts.cannot_go_back, { items: lost }));
    }
    stop.abort();
    opened?.end();
    this.opened = this.shown = null;
    this.show();
    if (!this.faults.has(unit)) await this.look(unit, await storesHere());
    this.rowOf(unit).update();
    this.updateSaver();
    this.rowOf(unit).opener.focus();
  }

  // --- packages ---

  /** Save the packages of all units with entries as one file, and say of which something is not in it. */
  async saveAll() {
    const { texts, data } = this;
    await this.readAll();
    const units = data.units.filter((unit) => this.summaries.get(unit)?.entries);
    if (!units.length) return;
    try {
      const here = await storesHere();
      /** @type {[Unit, UnitData, NonNullable<Awaited<ReturnType<typeof packed>>>][]} */
      const all = [];
      for (const unit of units) {
        const unitData = data.read(unit);
        const found = await packed(unitData, here);
        if (found) all.push([unit, unitData, found]);
      }
      const archive = await setOf(
        data.campaign,
        all.map(([unit, , { members }]) => [unit.code, members]),
      );
      if (archive.size > MOST_BYTES)
        return this.tell(fill(texts.set_too_large, { size: (MOST_BYTES / 2 ** 30).toFixed(1) }), true);
      const file = `${data.campaign}.${all.length}-don-vi.${momentNow()}.zip`;
      download(this.page, archive, file);
      for (const [, unitData, { count }] of all) await notePacked(unitData, count);
      await this.readAll();
      const names = all.map(([{ code, name }]) => `${code} ${name}`).join("; ");
      this.tell([fill(texts.set_saved, { file, count: all.length, units: names }), this.lacking()].join(" "));
    } catch (error) {
      this.tell(fill(texts.set_failed, { cause: String(error) }), true);
    }
  }

  /** Which units have something typed that is in no package. */
  lacking() {
    const open = this.data.units.filter((unit) => this.summaries.get(unit)?.unfinished);
    const units = open.map(({ code, name }) => `${code} ${name}`).join("; ");
    return units ? fill(this.texts.set_lacks, { units }) : "";
  }

  /**
   * @param {string} text
   * @param {boolean} [isTrouble]
   */
  tell(text, isTrouble = false) {
    this.told.className = isTrouble ? "trouble" : "told";
    setText(this.told, text);
  }
}

/** @param {Summary} summary */
const isPacked = ({ entries, packed: inPackage }) => entries > 0 && inPackage === entries;
