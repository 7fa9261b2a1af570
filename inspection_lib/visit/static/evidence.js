// @ts-check
// The evidence of one item: pieces that are recorded, pieces on their way, and the ways to add one.

/** @import { FileMessage, Item, Message, Piece } from "./types" */
/** @import { Visit } from "./visit.js" */

import { ask } from "./ask.js";
import { takePhotos } from "./camera.js";
import { kindOfPiece } from "./contents.js";
import { DayFields } from "./days.js";
import { button, make } from "./elements.js";
import { kindOf } from "./file_kinds.js";
import { Results } from "./results.js";
import { SpokenPanel } from "./spoken.js";
import { fill, lengthOf, nfc } from "./texts.js";
import { Viewer } from "./viewer.js";

/** Windows does not count all of these pictures as image/*. */
const ACCEPTED =
  "image/*,.heic,.heif,.hif,.jfif,.jpe,.pdf,.doc,.docx,.xls,.xlsx,.odt,.ods,.txt,.csv," +
  ".webm,.weba,.ogg,.oga,.opus,.m4a";
/** Letters of a document's number: as many as a message may hold. */
const LONGEST_NUMBER = 1000;
/** Of what is no picture, nothing is drawn in its place. */
const NOTHING = { opener: null, word: null };

/** The evidence in an item's card. */
export class Evidence {
  /**
   * @param {Visit} visit
   * @param {Item} item
   * @param {string} name no other card of the page has it
   * @param {() => void} redraw draws the whole card anew
   * @param {() => void} show opens the part of the card in which this is
   */
  constructor(visit, item, name, redraw, show) {
    this.visit = visit;
    this.item = item;
    this.texts = visit.texts;
    this.redraw = redraw;
    this.show = show;
    this.days = new DayFields(visit, item, redraw);
    this.viewer = new Viewer(visit, item, redraw);
    this.spoken = new SpokenPanel(visit, item);
    this.results = new Results(visit, item);
    /**
     * The rows that are shown, by all that they show. A row stays the same element while nothing of it
     * changes: what plays goes on playing, and what has the focus keeps it.
     * @type {Map<string, HTMLElement>}
     */
    this.rows = new Map();
    this.needed = make("p", { class: "needed", text: this.texts.evidence_needed, hidden: true });
    this.pieces = make("ul", { class: "pieces" });
    const label = this.texts.take_photo;
    /** Stands in the row of the card, so that a photo takes one tap. The style sheet draws a camera on it. */
    this.camera = button("", () => this.takePhotos(), { class: "camera", "aria-label": label, title: label });
    const adds = [this.drawFiles(), this.spoken.button, ...this.drawNumber(name)];
    this.element = make(
      "div",
      { class: "evidence", role: "group", "aria-label": this.texts.evidence },
      this.needed,
      this.results.element,
      this.pieces,
      this.spoken.element,
      make("div", { class: "adds" }, ...adds),
    );
  }

  /** The form around: dialogs have its looks. */
  get form() {
    return /** @type {HTMLElement} */ (this.element.closest(".inspection-form"));
  }

  takePhotos() {
    const take = (/** @type {File[]} */ files) => {
      this.show();
      return this.visit.addFiles(this.item.id, files);
    };
    return takePhotos(this.form, this.texts, take);
  }

  /** The input lies unseen in its label: a browser scrolls to what has the focus, and that is here. */
  drawFiles() {
    const onchange = (/** @type {any} */ event) => {
      this.addFiles([...event.target.files]);
      event.target.value = "";
    };
    const picker = make("input", {
      type: "file",
      multiple: true,
      class: "unseen",
      accept: ACCEPTED,
      onchange,
    });
    return make("label", { class: "button" }, make("span", { text: this.texts.add_files }), picker);
  }

  /**
   * Files whose names look like personal data are kept once somebody has been asked.
   * @param {File[]} files
   */
  async addFiles(files) {
    const { item, texts, visit } = this;
    const isDoubtful = (/** @type {File} */ file) => visit.personal.find([file.name]).length > 0;
    const doubtful = files.filter(isDoubtful);
    // the other files are taken at once: the card that they lie on may be taken out
    visit.addFiles(
      item.id,
      files.filter((file) => !doubtful.includes(file)),
    );
    if (!doubtful.length) return;
    const words = { title: texts.personal_file, yes: texts.keep_file, no: texts.keep_no_file };
    const kinds = visit.personal.find(doubtful.map((file) => file.name));
    const about = () => [make("p", { text: visit.personal.warning(kinds) })];
    if (await ask(this.form, words, about)) visit.addFiles(item.id, doubtful);
  }

  /** @param {string} name */
  drawNumber(name) {
    const { item, texts, visit } = this;
    const number = make("input", {
      type: "text",
      id: `${name}-number`,
      autocomplete: "off",
      "aria-describedby": `${name}-number-trouble`,
    });
    const trouble = make("small", { class: "wrong", role: "alert", id: `${name}-number-trouble` });
    const add = () => {
      const reference = nfc(number.value.trim());
      const count = lengthOf(reference);
      trouble.textContent =
        count > LONGEST_NUMBER ? fill(texts.too_long, { count, most: LONGEST_NUMBER }) : "";
      if (!reference || trouble.textContent) return number.focus();
      visit.put({ type: "piece", kind: "attached", item: item.id, reference });
      number.value = "";
      warning.textContent = "";
      this.redraw();
    };
    const warning = make("small", { class: "needed personal", role: "status" });
    number.addEventListener("input", () => {
      warning.textContent = visit.personal.warning(visit.personal.find([number.value]));
    });
    number.addEventListener("keydown", (event) => event.key === "Enter" && !event.isComposing && add());
    const label = make("label", { class: "number" }, make("span", { text: texts.document_number }), number);
    return [label, button(texts.add_number, add), warning, trouble];
  }

  update() {
    const { items } = this.visit;
    const { id } = this.item;
    this.needed.hidden = !items.needsEvidence(id);
    /** @type {[shows: string, draw: () => HTMLElement][]} */
    const rows = [];
    for (const [number, text] of (items.heads(id)[0]?.evidence ?? []).entries())
      rows.push([`named ${number} ${text}`, () => make("li", {}, make("span", { text }))]);
    for (const piece of items.states.get(id)?.pieces ?? []) {
      const isDrawn = this.viewer.isDrawnOn(piece.sha256);
      const shows = JSON.stringify([
        piece,
        this.drawnOn(piece),
        isDrawn,
        this.days.opened === piece.reference,
      ]);
      rows.push([shows, () => this.drawPiece(piece, isDrawn)]);
    }
    for (const message of items.attaching(id)) rows.push([message.client, () => this.drawWaiting(message)]);
    this.showRows(rows);
    this.results.update();
    this.spoken.update();
  }

  /** @param {[shows: string, draw: () => HTMLElement][]} rows */
  showRows(rows) {
    const before = this.rows;
    this.rows = new Map(rows.map(([shows, draw]) => [shows, before.get(shows) ?? draw()]));
    const shown = [...this.rows.values()];
    const { children } = this.pieces;
    for (const row of [...children]) if (!shown.includes(/** @type {HTMLElement} */ (row))) row.remove();
    for (const [at, row] of shown.entries())
      if (children[at] !== row) this.pieces.insertBefore(row, children[at] ?? null);
    this.pieces.hidden = !shown.length;
  }

  /** @param {Message} message a file or a number that is not recorded yet */
  drawWaiting(message) {
    const text = message.type === "file" ? message.name : message.type === "piece" ? message.reference : "";
    const isPicture = message.type === "file" && kindOf(text) === "picture";
    const { opener, word } = isPicture ? this.drawPicture(message, text) : NOTHING;
    const words = make("span", {}, `${text} - ${this.texts.saving}`, word);
    return make("li", { class: "waiting" }, opener, words);
  }

  /**
   * @param {Piece} piece
   * @param {boolean} isDrawn strokes on it are not kept yet
   */
  drawPiece(piece, isDrawn) {
    const { item, texts, visit } = this;
    const { name, reference, remarks } = piece;
    const takeBack = () => {
      visit.put({ type: "piece", kind: "detached", item: item.id, reference });
      this.redraw();
    };
    const label = `${texts.take_back}: ${name}`;
    const words = [this.drawnOn(piece), ...remarks, isDrawn ? texts.drawing_open : ""].filter(Boolean);
    const lines = words.map((text) => make("small", { text }));
    const kind = kindOfPiece(piece);
    const { opener, word } = kind === "picture" ? this.drawPicture(piece, name) : NOTHING;
    return make(
      "li",
      {},
      opener,
      kind === "sound" ? this.drawSound(piece) : null,
      make("span", {}, name, word, this.days.inWords(piece), ...lines),
      visit.link.mayDate?.(item.id, piece) === false ? null : this.days.draw(piece),
      button(texts.take_back, takeBack, { class: "small", "aria-label": label }),
    );
  }

  /**
   * On which photo a picture was drawn, in words; empty for other pieces.
   * @param {Piece} piece
   */
  drawnOn({ drawn_on }) {
    if (!drawn_on) return "";
    const pieces = this.visit.items.states.get(this.item.id)?.pieces ?? [];
    const photo = pieces.find(({ sha256 }) => sha256 === drawn_on);
    return fill(this.texts.drawn_on, { name: photo?.name ?? `sha256:${drawn_on.slice(0, 12)}` });
  }

  /**
   * A small picture, which a tap enlarges; a word in its place where the browser cannot draw it.
   * @param {Piece | FileMessage} piece
   * @param {string} name
   */
  drawPicture(piece, name) {
    const { contents } = this.visit;
    const key = "blob" in piece ? piece.client : piece.sha256;
    const image = make("img", { alt: fill(this.texts.photo, { name }) });
    const open = () => this.viewer.open(key, opener);
    const label = fill(this.texts.enlarge, { name });
    const opener = button("", open, { class: "thumb", "aria-label": label, "data-photo": key });
    opener.append(image);
    const word = make("small", { text: this.texts.cannot_show, hidden: true });
    const show = (/** @type {string} */ address) => {
      if (address) image.src = address;
      opener.hidden = !address;
      word.hidden = Boolean(address);
    };
    const isShown = () => opener.isConnected;
    if ("blob" in piece) contents.thumbnail(key, async () => piece.blob, isShown).then(show);
    else if (piece.thumbnail || !this.visit.link.content) show(piece.thumbnail);
    else contents.thumbnail(key, () => contents.content(piece), isShown).then(show);
    return { opener, word };
  }

  /** @param {Piece} piece */
  drawSound(piece) {
    const { texts } = this;
    const { name } = piece;
    const listen = button(texts.listen, () => play(), {
      class: "small",
      "aria-label": `${texts.listen}: ${name}`,
    });
    const play = async () => {
      listen.disabled = true;
      const sound = await this.visit.contents.content(piece);
      if (!sound) return listen.replaceWith(make("small", { role: "status", text: texts.not_here }));
      const player = make("audio", { controls: true, "aria-label": name, src: URL.createObjectURL(sound) });
      listen.replaceWith(player);
      player.focus();
      await player.play().catch(() => {}); // a browser may refuse: the control is there
    };
    return listen;
  }
}
