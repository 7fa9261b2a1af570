// @ts-check
// The home page, as the bundle built/home.js.

/** @import { UnknownMachine } from "./server.js" */
/** @import { Unit } from "./units.js" */

import { button, make, setText } from "../elements.js";
import { Press } from "../press.js";
import { unitsWith } from "../unit_search.js";
import { openKeys } from "./keys.js";
import { call, data, Refusal } from "./server.js";
import { openBundle, openCheck, openTakeIn } from "./sticks.js";
import { trustButtons } from "./trust.js";
import { openUnit } from "./unit_panel.js";
import { countText, drawUnits } from "./units.js";

/** Ms between two looks at what has changed. */
const LOOK_EVERY = 15_000;
/** Ms of rest after a keystroke before the list is drawn anew. */
const REST = 120;

/** The page. */
class Home {
  /** @param {HTMLElement} root */
  constructor(root) {
    const { texts, campaigns = [], chosen, faults = [] } = data;
    this.root = root;
    /** @type {Unit[]} */
    this.units = [];
    /** @type {Set<string>} */
    this.mine = new Set();
    /** A list that is drawn anew between press and release would swallow the click. */
    this.press = new Press();
    this.drawn = "";
    this.told = "[]";
    const options = campaigns.map(({ id, title, from, to }) =>
      make("option", { value: id, text: `${title} (${from} – ${to})`, selected: id === chosen }),
    );
    this.campaign = make("select", { onchange: () => this.look(true) }, ...options);
    this.campaign.hidden = campaigns.length < 2; // one campaign needs no choice
    /** The whole title, which a list cuts off on a phone. */
    this.only = make("span", { class: "only", "aria-hidden": String(!this.campaign.hidden) });
    const search = { type: "search", placeholder: texts.search_unit, "aria-label": texts.search_unit };
    this.search = make("input", { ...search, autocomplete: "off", oninput: () => this.searchLater() });
    this.demonstration = make("p", { class: "demo", text: texts.demonstration, hidden: true });
    this.trouble = make("p", { class: "banner", role: "alert", hidden: true });
    this.unknown = make("div", { class: "row" });
    this.own = make("ul", { class: "units" });
    this.found = make("ul", { class: "units" });
    this.count = make("p", { class: "quiet", role: "status" });
    this.taking = button(texts.take_in, () => openTakeIn(() => this.look(true)));
    this.packing = button(texts.make_bundle, () => this.pack());
    this.main = make(
      "main",
      {},
      make("h2", { text: texts.mine }),
      this.own,
      make("h2", { text: texts.all_units }),
      make("div", { class: "find" }, this.search),
      this.count,
      this.found,
    );
    root.className = "inspection-form inspection-home";
    root.replaceChildren(
      make(
        "header",
        { class: "home-head" },
        this.demonstration,
        make("h1", { text: texts.title }),
        make(
          "label",
          { class: "campaign" },
          make("span", { class: "unseen", text: texts.campaign }),
          this.campaign,
          this.only,
        ),
        make(
          "div",
          { class: "row" },
          this.taking,
          this.packing,
          button(texts.check, () => openCheck()),
          button(texts.my_keys, () => openKeys()),
        ),
        this.trouble,
        this.unknown,
      ),
      this.main,
    );
    this.fail(faults.join("\n"));
  }

  start() {
    this.look(true);
    setInterval(() => document.visibilityState === "visible" && this.look(false), LOOK_EVERY);
    document.addEventListener(
      "visibilitychange",
      () => document.visibilityState === "visible" && this.look(false),
    );
    addEventListener("pageshow", (event) => event.persisted && this.look(true)); // back from a form
    addEventListener("keydown", (event) => {
      if (event.key !== "/" || /** @type {Element} */ (event.target).matches("input, textarea, select"))
        return;
      event.preventDefault();
      this.search.focus();
    });
  }

  searchLater() {
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.draw(), REST);
  }

  /**
   * @param {string} text
   * @param {UnknownMachine[]} [unknown] machines that wrote the record and are not known here
   */
  fail(text, unknown = []) {
    this.press.afterwards("trouble", () => this.showTrouble(text, unknown));
  }

  /**
   * @param {string} text
   * @param {UnknownMachine[]} unknown
   */
  showTrouble(text, unknown) {
    setText(this.trouble, text);
    this.trouble.hidden = !text;
    const told = JSON.stringify(unknown);
    if (told === this.told) return; // a button that is drawn anew loses the focus
    this.told = told;
    this.unknown.replaceChildren(...trustButtons(unknown, () => this.look(true)));
  }

  /** @param {unknown} error */
  refuse(error) {
    this.fail(
      error instanceof Error ? error.message : String(error),
      error instanceof Refusal ? error.unknown : [],
    );
  }

  /**
   * Ask how the units stand, and draw them where something has changed.
   * @param {boolean} always
   */
  async look(always) {
    const campaign = this.campaign.value;
    if (!campaign) return this.drawEmpty();
    try {
      const { units, mine, unknown } = await call("units", { campaign });
      if (campaign !== this.campaign.value) return; // another one was chosen meanwhile
      const told = JSON.stringify([campaign, units, mine]);
      this.fail((data.faults ?? []).join("\n"), unknown);
      if (!always && told === this.drawn) return;
      [this.units, this.mine, this.drawn] = [units, new Set(mine), told];
      this.draw();
    } catch (error) {
      this.refuse(error);
    }
  }

  /** Nothing is prepared here yet: say what to do, and show no list and no button that needs units. */
  drawEmpty() {
    this.campaign.hidden = true;
    this.packing.hidden = true;
    this.taking.classList.add("main");
    this.main.replaceChildren(make("p", { class: "begin", text: data.texts.no_campaign }));
    this.root.dataset.ready = "true";
  }

  draw() {
    this.press.afterwards("units", () => this.drawNow());
  }

  drawNow() {
    const campaign = this.campaign.value;
    this.demonstration.hidden = !data.campaigns?.find(({ id }) => id === campaign)?.demonstration;
    setText(this.only, this.campaign.selectedOptions[0]?.text ?? "");
    const actions = {
      open: (/** @type {Unit} */ unit) => openUnit(campaign, unit, () => this.look(true)),
      pick: (/** @type {Unit} */ unit, /** @type {boolean} */ picked) => this.pick(unit, picked),
    };
    const focused = document.activeElement?.getAttribute("aria-label");
    const mine = this.units.filter(({ code }) => this.mine.has(code));
    const found = unitsWith(this.units, this.search.value);
    const none = make("li", { class: "quiet", text: data.texts.mine_empty });
    this.own.replaceChildren(...(mine.length ? drawUnits(campaign, mine, this.mine, actions) : [none]));
    this.found.replaceChildren(...drawUnits(campaign, found, this.mine, actions));
    setText(this.count, countText(found.length));
    if (focused && document.activeElement === document.body)
      for (const one of this.root.querySelectorAll("button, a"))
        if (one.getAttribute("aria-label") === focused) /** @type {HTMLElement} */ (one).focus();
    this.root.dataset.ready = "true";
  }

  /**
   * @param {Unit} unit
   * @param {boolean} picked
   */
  async pick(unit, picked) {
    try {
      const { mine } = await call("pick", { campaign: this.campaign.value, unit: unit.code, picked });
      this.mine = new Set(mine);
      this.draw();
    } catch (error) {
      this.refuse(error);
    }
  }

  pack() {
    const begun = this.units.filter(({ step, code }) => step !== "not_begun" || this.mine.has(code));
    return openBundle(this.campaign.value, begun, [...this.mine]);
  }
}

const root = document.getElementById("page");
if (root) new Home(root).start();
