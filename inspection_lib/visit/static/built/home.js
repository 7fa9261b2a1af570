// inspection_lib/visit/static/elements.js
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === void 0 || value === null || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (name === "text") element.textContent = String(value);
    else if (name in element && typeof value === "boolean") Reflect.set(element, name, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children) if (child !== null && child !== void 0) element.append(child);
  return element;
}
function button(text, onclick, attributes = {}) {
  return make("button", { type: "button", ...attributes, text, onclick });
}
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// inspection_lib/visit/static/press.js
var CLICK_WITHIN = 400;
var Press = class {
  constructor() {
    this.isDown = false;
    this.waiting = /* @__PURE__ */ new Map();
    this.timer = void 0;
    this.listening = new AbortController();
    const { signal } = this.listening;
    const hear = (kind, listener) => globalThis.addEventListener(kind, listener, { capture: true, passive: true, signal });
    hear("pointerdown", (event) => event.isPrimary && event.button === 0 && this.begin());
    hear("pointerup", (event) => event.isPrimary && this.endAfter(CLICK_WITHIN));
    hear("click", () => this.endAfter(0));
    hear("pointercancel", () => this.end());
    hear("pointermove", (event) => event.pointerType === "mouse" && !event.buttons && this.endAfter(0));
    hear("keydown", () => this.end());
    hear("blur", (event) => event.target === globalThis && this.end());
  }
  stop() {
    this.listening.abort();
    this.end();
  }
  begin() {
    clearTimeout(this.timer);
    this.isDown = true;
  }
  /** @param {number} ms */
  endAfter(ms) {
    if (!this.isDown) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.end(), ms);
  }
  end() {
    clearTimeout(this.timer);
    this.isDown = false;
    const works = [...this.waiting.values()];
    this.waiting.clear();
    for (const work of works) work();
  }
  /**
   * Do something now or, while something is pressed, after its release.
   * @param {string} about
   * @param {() => void} work
   */
  afterwards(about, work) {
    if (!this.isDown) return work();
    this.waiting.delete(about);
    this.waiting.set(about, work);
  }
  /**
   * A view that is told nothing between press and release, but what is done to the pressed element itself.
   * @param {View} view
   * @returns {View}
   */
  calm(view) {
    return {
      showEdited: (item) => view.showEdited(item),
      showHistory: (item, rows) => this.afterwards(`history ${item}`, () => view.showHistory(item, rows)),
      showItem: (item) => this.afterwards(`item ${item}`, () => view.showItem(item)),
      showLeaving: () => this.afterwards("leaving", () => view.showLeaving()),
      showOpened: () => this.afterwards("opened", () => view.showOpened()),
      showProgress: () => this.afterwards("progress", () => view.showProgress()),
      showStatus: () => this.afterwards("status", () => view.showStatus()),
      showTrouble: (item, text) => this.afterwards(`trouble ${item}`, () => view.showTrouble(item, text))
    };
  }
};

// inspection_lib/visit/static/texts.js
function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}
function unmarked(text) {
  const bare = text.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  return bare.replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
}

// inspection_lib/visit/static/unit_search.js
function unitsWith(units, typed) {
  const words = unmarked(typed.trim()).split(/\s+/).filter(Boolean);
  if (!words.length) return units;
  return units.filter(({ code, name, above = "" }) => {
    const text = unmarked(`${code} ${name} ${above}`);
    return words.every((word) => text.includes(word));
  });
}

// inspection_lib/visit/static/home/server.js
var PART = 4 * 2 ** 20;
var data = JSON.parse(document.getElementById("data")?.textContent ?? "{}");
var Refusal = class extends Error {
  /**
   * @param {string} text
   * @param {UnknownMachine[]} [unknown] machines that wrote and are not known here
   */
  constructor(text, unknown = []) {
    super(text);
    this.unknown = unknown;
  }
};
async function post(address, body, signal) {
  let reply;
  try {
    const headers = { "X-XSRFToken": data.xsrf };
    reply = await fetch(address, { method: "POST", body, headers, credentials: "same-origin", signal });
  } catch {
    throw new Refusal(data.texts.unreachable);
  }
  if (!reply.ok) throw new Refusal(data.texts.unreachable);
  const found = await reply.json();
  if (found.error) throw new Refusal(found.error, found.unknown);
  return found;
}
function call(name, content = {}, within) {
  return post(`/call/${name}`, JSON.stringify(content), within ? AbortSignal.timeout(within) : void 0);
}
async function sendFile(file, onpercent) {
  let upload = "";
  for (let offset = 0; offset < file.size || !upload; offset += PART) {
    const about = new URLSearchParams({ upload, name: file.name, offset: String(offset) });
    const found = await post(`/upload?${about}`, file.slice(offset, offset + PART));
    upload = found.upload;
    onpercent(Math.min(100, Math.round(100 * (offset + PART) / Math.max(1, file.size))));
  }
  return upload;
}
var addressOf = (file) => `/files/${file.split("/").map(encodeURIComponent).join("/")}`;

// inspection_lib/visit/static/home/panel.js
var count = 0;
function openPanel(title, content, onclose) {
  const heading = make("h2", { text: title, id: `panel-${++count}`, tabindex: "-1" });
  const dialog = make("dialog", { class: "ask panel", "aria-labelledby": heading.id });
  const close = button(data.texts.close, () => dialog.close());
  dialog.append(
    heading,
    make("div", { class: "about" }, ...content),
    make("div", { class: "answers" }, close)
  );
  dialog.addEventListener("close", () => {
    dialog.remove();
    onclose?.();
  });
  document.getElementById("page")?.append(dialog);
  dialog.showModal();
  heading.focus();
  return dialog;
}
function field(name, input, kind = "") {
  return make("label", { class: `field ${kind}` }, make("span", { text: name }), input);
}

// inspection_lib/visit/static/home/work.js
var ASK_EVERY = 400;
var needsMore = ({ machines, other_office, unconfirmed, roles, encrypted, untrusted }) => Boolean(machines || other_office || unconfirmed || roles || encrypted || untrusted);
var WorkPlace = class {
  constructor() {
    this.title = make("p", { class: "work-title" });
    this.bar = make("progress", { "aria-hidden": "true" });
    this.lines = make("ul", { class: "work-lines" });
    this.element = make(
      "div",
      { class: "work", role: "status", hidden: true },
      this.title,
      this.bar,
      this.lines
    );
    this.isBusy = false;
  }
  /**
   * Begin work and show it; gives how it ended, or null when it could not begin.
   * @param {string} work
   * @param {object} content
   * @returns {Promise<Task | null>}
   */
  async run(work, content) {
    if (this.isBusy) return null;
    return this.whileBusy(async () => {
      let task = await call("begin", { work, ...content });
      while (!task.done) {
        this.show(data.texts.working, task.lines);
        await new Promise((resolve) => setTimeout(resolve, ASK_EVERY));
        task = await call("task", { task: task.id });
      }
      const { texts } = data;
      const asking = task.lines.map((line) => ({ ...line, kind: "note" }));
      if (task.failed && needsMore(task)) this.show(texts.needs_more, asking);
      else this.show(task.failed ? texts.failed : texts.done, task.lines, task.failed);
      return task;
    });
  }
  /**
   * Wait for a call, and show that it is at work; gives null when it was refused, which is shown.
   * @template T
   * @param {Promise<T>} called
   * @returns {Promise<T | null>}
   */
  during(called) {
    return this.whileBusy(async () => {
      const found = await called;
      this.hide();
      return found;
    });
  }
  /**
   * Show that something is at work; gives null when it was refused, which is shown.
   * @template T
   * @param {() => Promise<T>} act
   * @returns {Promise<T | null>}
   */
  async whileBusy(act) {
    this.isBusy = true;
    this.show(data.texts.working, []);
    try {
      return await act();
    } catch (error) {
      this.fail(error);
      return null;
    } finally {
      this.isBusy = false;
      this.bar.hidden = true;
    }
  }
  /** @param {unknown} error */
  fail(error) {
    const text = error instanceof Refusal ? error.message : String(error);
    this.show(data.texts.failed, [{ text, kind: "error" }], true);
    this.bar.hidden = true;
  }
  /**
   * @param {string} title
   * @param {{text: string, kind: string}[]} lines
   * @param {boolean} [isFailed]
   */
  show(title, lines, isFailed = false) {
    const isNew = this.element.hidden || this.title.textContent !== title;
    this.element.hidden = false;
    this.element.classList.toggle("failed", isFailed);
    this.title.textContent = title;
    this.bar.hidden = !this.isBusy;
    this.lines.replaceChildren(...lines.map(({ text, kind }) => make("li", { class: kind, text })));
    if (isNew) this.reveal();
  }
  /** Bring it into view: in a low window it stands below what was pressed. */
  reveal() {
    this.element.scrollIntoView({ block: "nearest" });
  }
  hide() {
    this.element.hidden = true;
  }
};

// inspection_lib/visit/static/home/keys.js
var Signing = class {
  /**
   * @param {WorkPlace} work where a refusal is shown
   * @param {HTMLElement} needed what needs a key, and is shown when there is one
   */
  constructor(work, needed) {
    this.work = work;
    this.needed = needed;
    this.passphrase = make("input", { type: "password", autocomplete: "off" });
    this.element = make("div", { class: "signing" });
  }
  /** Ask the server what is needed, and draw it. */
  async look() {
    try {
      this.draw(await call("signing"));
    } catch (error) {
      this.work.fail(error);
    }
  }
  /** @param {Needs} needs */
  draw(needs) {
    const { texts } = data;
    this.passphrase.value = "";
    this.needed.hidden = !needs.has_key;
    if (needs.has_key) {
      this.element.replaceChildren(...needs.asks ? [field(texts.passphrase, this.passphrase)] : []);
      return;
    }
    const role = make("input", { type: "text", autocomplete: "off", value: data.actor });
    const passphrase = make("input", { type: "password", autocomplete: "new-password" });
    const again = make("input", { type: "password", autocomplete: "new-password" });
    const create = async () => {
      if (this.work.isBusy) return;
      const wanted = { role: role.value, passphrase: passphrase.value, again: again.value };
      if (await this.work.during(call("new_key", wanted))) await this.look();
    };
    this.element.replaceChildren(
      make("p", { text: texts.no_key }),
      field(texts.key_role, role),
      field(needs.may_be_open ? texts.no_passphrase : texts.new_passphrase, passphrase),
      field(texts.passphrase_again, again),
      make("div", { class: "row" }, button(texts.make_key, create, { class: "main" }))
    );
  }
};
async function openKeys() {
  const { texts } = data;
  const work = new WorkPlace();
  const list = make("dl", { class: "keys-shown" });
  openPanel(texts.my_keys, [list, work.element]);
  const keys = await work.during(call("keys"));
  if (!keys) return;
  const rows = [[texts.machine_name, keys.machine || texts.no_name]];
  if (keys.code) rows.push([texts.office_code, keys.code, texts.office_code_use]);
  rows.push([texts.key_of_machine, `${keys.machine_digits} - ${keys.machine_words}`, texts.key_use]);
  if (keys.digits)
    rows.push([fill(texts.key_of_inspector, { role: keys.role }), `${keys.digits} - ${keys.words}`]);
  for (const [name, value, use] of rows) {
    list.append(make("dt", { text: name }), make("dd", { text: value }));
    if (use) list.append(make("dd", { class: "quiet", text: use }));
  }
}

// inspection_lib/visit/static/home/sticks.js
async function openBundle(campaign, units, chosen) {
  const { texts } = data;
  const work = new WorkPlace();
  const boxes = units.map(({ code, name }) => {
    const box = make("input", { type: "checkbox", value: code, checked: chosen.includes(code) });
    return { box, row: make("label", { class: "choice" }, box, make("span", { text: `${code} ${name}` })) };
  });
  const folder = make("select", {});
  const packing = make("div", { class: "row", hidden: true });
  const signing = new Signing(work, packing);
  const pack = async () => {
    const content = {
      campaign,
      units: boxes.filter(({ box }) => box.checked).map(({ box }) => box.value),
      folder: folder.value,
      passphrase: signing.passphrase.value
    };
    const task = await work.run("bundle", content);
    await signing.look();
    if (task && !task.failed && task.files.length)
      work.lines.append(
        make("li", { text: texts.bundle_next }),
        make(
          "li",
          {},
          make("a", { class: "button", href: `/made/${task.id}`, text: texts.save_copy, download: true })
        )
      );
  };
  packing.append(button(texts.make, pack, { class: "main" }));
  openPanel(texts.make_bundle, [
    make(
      "fieldset",
      { class: "units-to-pack" },
      make("legend", { text: texts.bundle_units }),
      ...boxes.map(({ row }) => row)
    ),
    field(texts.bundle_folder, folder),
    signing.element,
    packing,
    work.element
  ]);
  await signing.look();
  try {
    const found = await call("places");
    folder.replaceChildren(
      ...found.places.map(
        ({ folder: folder2, name, stick }) => make("option", { value: folder2, text: `${stick ? texts.stick : texts.own_folder}: ${name}` })
      )
    );
  } catch (error) {
    work.fail(error);
  }
}
async function openTakeIn(onclose) {
  const { texts } = data;
  const work = new WorkPlace();
  const list = make("ul", { class: "files" });
  const say = make("p", { class: "quiet", text: texts.files_say, hidden: true });
  const more = make("div", { class: "asked" });
  async function takeIn(from) {
    more.replaceChildren();
    const task = await work.run("take_in", from);
    if (task?.prepared) isPrepared = true;
    if (task && !task.failed) {
      await look();
      work.reveal();
    }
    if (task?.machines) askMachine(from, task.machines);
    if (task?.other_office) ask(from, "office_digits", texts.digits_of_office);
    if (task?.unconfirmed) ask(from, "confirmed", fill(texts.code_of_machine, { machine: task.unconfirmed }));
    if (task?.untrusted) ask(from, "signer", fill(texts.key_of_signer, { role: task.untrusted }), "text");
    if (task?.encrypted) ask(from, "passphrase", texts.passphrase_office, "password");
    if (task?.roles)
      ask(from, "role", task.roles.length > 1 ? texts.roles_of_package : texts.role_of_package, "text");
    return task;
  }
  let isPrepared = false;
  function askMachine(from, machines) {
    const select = make("select", {}, ...machines.map((name) => make("option", { value: name, text: name })));
    const go = () => takeIn({ ...from, machine: select.value });
    more.replaceChildren(field(texts.which_machine, select), button(texts.take_this, go, { class: "main" }));
    select.focus();
  }
  function ask(from, needed, name, kind = "numeric") {
    const typed = make("input", { type: kind === "password" ? kind : "text", autocomplete: "off" });
    if (kind === "numeric") typed.inputMode = kind;
    const go = async () => {
      const task = await takeIn({ ...from, [needed]: typed.value });
      if (task?.failed && !more.childElementCount) show();
    };
    typed.addEventListener("keydown", (event) => event.key === "Enter" && !event.isComposing && go());
    const asked = [field(name, typed), button(texts.confirm, go, { class: "main" })];
    const show = () => {
      more.replaceChildren(...asked);
      typed.focus();
    };
    show();
  }
  const input = make("input", { type: "file", class: "unseen", accept: ".zip,.age", onchange: send });
  async function send() {
    for (const file of input.files ?? []) {
      try {
        const upload = await sendFile(file, (percent) => work.show(fill(texts.sending, { percent }), []));
        await takeIn({ upload });
      } catch (error) {
        work.fail(error);
      }
    }
    input.value = "";
  }
  const look = async () => {
    try {
      const found = await call("places");
      const rows = found.files.map(
        ({ path, title, about }) => make(
          "li",
          { "data-path": path },
          make("span", {}, make("strong", { text: title }), make("small", { text: about, title: path })),
          button(texts.take_this, () => takeIn({ path }), {
            "aria-label": `${texts.take_this}: ${title}, ${about}`
          })
        )
      );
      say.hidden = !rows.length;
      list.replaceChildren(...rows.length ? rows : [make("li", { class: "quiet", text: texts.no_files })]);
    } catch (error) {
      work.fail(error);
    }
  };
  openPanel(
    texts.take_in,
    [
      make("h3", { text: texts.found_files }),
      list,
      say,
      make(
        "div",
        { class: "row" },
        button(texts.look_again, look),
        make("label", { class: "button" }, input, texts.choose_file)
      ),
      work.element,
      more
    ],
    () => isPrepared ? location.reload() : onclose()
  );
  await look();
}
function openCheck() {
  const work = new WorkPlace();
  openPanel(data.texts.check, [work.element]);
  return work.run("check", {});
}

// inspection_lib/visit/static/home/trust.js
function trustButtons(machines, ontrusted) {
  return machines.map((machine) => {
    const text = machine.name ? fill(data.texts.trust_named, { name: machine.name }) : data.texts.trust;
    return button(text, () => openTrust(machine, ontrusted));
  });
}
function openTrust({ key, name }, ontrusted) {
  const { texts } = data;
  const work = new WorkPlace();
  const said = make("input", { type: "text", autocomplete: "off", spellcheck: "false" });
  const called = make("input", { type: "text", autocomplete: "off", value: name });
  const trust = async () => {
    try {
      await call("trust", { key, name: called.value, said: said.value });
      dialog.close();
      ontrusted();
    } catch (error) {
      work.fail(error);
    }
  };
  const dialog = openPanel(texts.trust, [
    make("p", { text: texts.trust_what }),
    make("p", { text: texts.trust_how }),
    field(texts.trust_said, said),
    field(texts.trust_name, called),
    make("div", { class: "row" }, button(texts.trust_now, trust, { class: "main" })),
    work.element
  ]);
}

// inspection_lib/visit/static/home/contradictions.js
function drawContradictions(where, found, role, onchanged) {
  const { texts } = data;
  if (!found.length) return [make("p", { class: "quiet", text: texts.no_contradictions })];
  return found.map(({ item, question, source, source_text, answers }) => {
    const why = make("input", { type: "text", autocomplete: "off" });
    const trouble = make("p", { class: "trouble", role: "alert", hidden: true });
    const decide = async (raw) => {
      trouble.hidden = Boolean(why.value.trim());
      if (!trouble.hidden) {
        trouble.textContent = texts.why_needed;
        return why.focus();
      }
      try {
        onchanged(await call("decide", { ...where, item, source, raw, note: why.value, role: role() }));
      } catch (error) {
        trouble.textContent = error instanceof Error ? error.message : String(error);
        trouble.hidden = false;
      }
    };
    const sides = answers.map(
      (answer) => make(
        "li",
        {},
        make("p", { class: "said", text: answer.text }),
        answer.note ? make("p", { text: answer.note }) : null,
        make("p", { class: "quiet", text: fill(texts.said_by, answer) }),
        button(texts.decide_for, () => decide(answer.raw), {
          "aria-label": `${texts.decide_for}: ${answer.text}`
        })
      )
    );
    return make(
      "section",
      { class: "contradiction", "data-item": item },
      make("h4", { text: `${item} ${question}` }),
      make("p", { class: "quiet", text: source_text }),
      make("ul", { class: "sides" }, ...sides),
      field(texts.decide_why, why),
      trouble
    );
  });
}

// inspection_lib/visit/static/home/unit_panel.js
async function openUnit(campaign, unit, onclose) {
  const { texts } = data;
  const where = { campaign, unit: unit.code };
  const role = make("input", { type: "text", autocomplete: "off", value: data.actor });
  const work = new WorkPlace();
  const body = make("div", { class: "unit-body" });
  const draw = (detail) => {
    const isOpen = detail.begun && !detail.submitted;
    const run = async (name, more = {}) => {
      await work.run(name, { ...where, role: role.value, ...more });
      await look();
      work.reveal();
    };
    const contradicted = detail.contradictions.length > 0;
    const anyway = contradicted || detail.points.length > 0;
    const sides = detail.begun ? [
      make("h3", { text: texts.contradictions }),
      ...drawContradictions(where, detail.contradictions, () => role.value, draw)
    ] : [];
    const points = detail.points.map(
      ({ title, questions }) => make(
        "li",
        {},
        make("p", { class: "point", text: `${title}: ${questions.length}` }),
        make("ul", { class: "questions", tabindex: "0" }, ...questions.map((text) => make("li", { text })))
      )
    );
    body.replaceChildren(
      ...contradicted ? sides : [],
      make("h3", { text: texts.points }),
      detail.submitted ? make("p", { text: fill(texts.submitted, { when: detail.submitted }) }) : "",
      detail.begun ? points.length ? make("ul", { class: "points" }, ...points) : make("p", { class: "good", text: contradicted ? texts.nothing_else_open : texts.nothing_open }) : make("p", { class: "quiet", text: texts.not_begun }),
      ...detail.begun ? [
        ...contradicted ? [] : sides,
        field(texts.role, role),
        make(
          "div",
          { class: "row" },
          isOpen ? button(anyway ? texts.submit_anyway : texts.submit, () => run("submit", { anyway }), {
            class: anyway ? "" : "main"
          }) : null,
          button(texts.minutes, () => run("minutes")),
          button(texts.report, () => run("report"))
        )
      ] : [],
      ...drawPapers(detail.papers, detail.older),
      ...drawOpenWork(campaign, unit, detail.to_mend)
    );
  };
  const look = async () => draw(await call("unit", where));
  openPanel(`${unit.code} ${unit.name}`, [body, work.element], onclose);
  try {
    await look();
  } catch (error) {
    work.fail(error);
  }
}
function drawOpenWork(campaign, unit, count2) {
  const { texts } = data;
  if (!count2) return [];
  const href = `/open/${encodeURIComponent(campaign)}/${encodeURIComponent(unit.code)}`;
  const text = fill(texts.open_only, { count: count2 });
  return [
    make("h3", { text: texts.still_to_mend }),
    make("p", {}, make("a", { class: "button open-only", href, text }))
  ];
}
function drawPapers(papers, older) {
  const { texts } = data;
  if (!papers.length) return [];
  const links = papers.map((path) => {
    const own = path.endsWith(".docx") ? { download: true } : { target: "_blank", rel: "noopener" };
    return make("a", { class: "button", href: addressOf(path), text: nameOf(path), ...own });
  });
  const again = older.map(nameOf).join("; ");
  return [
    make("h3", { text: texts.papers }),
    again ? make("p", { class: "point", text: fill(texts.papers_older, { papers: again }) }) : "",
    make("div", { class: "row papers" }, ...links)
  ];
}
function nameOf(path) {
  const { texts } = data;
  if (path.endsWith(".docx")) return texts.paper_word;
  return path.endsWith("report.html") ? texts.paper_report : texts.paper_minutes;
}

// inspection_lib/visit/static/home/units.js
var MOST_SHOWN = 60;
function drawUnits(campaign, units, mine, actions, heading = "h3") {
  return units.slice(0, MOST_SHOWN).map((unit) => drawUnit(campaign, unit, mine.has(unit.code), actions, heading));
}
function drawUnit(campaign, unit, isMine, actions, heading) {
  const { texts } = data;
  const address = `/form/${encodeURIComponent(campaign)}/${encodeURIComponent(unit.code)}`;
  const name = `${unit.code} ${unit.name}`;
  const depending = unit.depending ? fill(texts.depending, { count: unit.depending }) : "";
  const progress = fill(texts.progress, { done: unit.inspected, all: unit.items }) + depending;
  return make(
    "li",
    { class: "unit-row", "data-unit": unit.code },
    make(
      "div",
      { class: "about-unit" },
      make(heading, {}, make("span", { class: "code", text: unit.code }), ` ${unit.name}`),
      unit.above ? make("p", { class: "quiet", text: unit.above }) : null
    ),
    make(
      "div",
      { class: "how-far" },
      make(
        "p",
        {},
        make("span", { class: `state ${unit.step}`, text: unit.state }),
        unit.last ? make("span", { class: "quiet", text: ` ${unit.last}` }) : null,
        unit.contradictory ? make("span", {
          class: "state broken",
          text: fill(texts.contradictory, { count: unit.contradictory })
        }) : null
      ),
      make("progress", {
        max: String(Math.max(1, unit.items)),
        value: String(unit.inspected),
        "aria-hidden": "true"
      }),
      make("p", { class: "quiet", text: unit.fault || progress })
    ),
    make(
      "div",
      { class: "row" },
      make("a", {
        class: "button main",
        href: address,
        text: texts.open_form,
        "aria-label": `${texts.open_form}: ${name}`
      }),
      button(texts.more, () => actions.open(unit), { "aria-label": `${texts.more} ${name}` }),
      button(isMine ? texts.unpick : texts.pick, () => actions.pick(unit, !isMine), {
        "aria-label": `${isMine ? texts.unpick : texts.pick}: ${name}`
      })
    )
  );
}
function countText(count2) {
  const { texts } = data;
  if (!count2) return texts.no_unit;
  return fill(count2 > MOST_SHOWN ? texts.units_shown : texts.units_found, { count: count2, shown: MOST_SHOWN });
}

// inspection_lib/visit/static/home/home.js
var LOOK_EVERY = 15e3;
var REST = 120;
var Home = class {
  /** @param {HTMLElement} root */
  constructor(root2) {
    const { texts, campaigns = [], chosen, faults = [] } = data;
    this.root = root2;
    this.units = [];
    this.mine = /* @__PURE__ */ new Set();
    this.press = new Press();
    this.drawn = "";
    this.told = "[]";
    const options = campaigns.map(
      ({ id, title, from, to }) => make("option", { value: id, text: `${title} (${from} – ${to})`, selected: id === chosen })
    );
    this.campaign = make("select", { onchange: () => this.look(true) }, ...options);
    this.campaign.hidden = campaigns.length < 2;
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
      this.found
    );
    root2.className = "inspection-form inspection-home";
    root2.replaceChildren(
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
          this.only
        ),
        make(
          "div",
          { class: "row" },
          this.taking,
          this.packing,
          button(texts.check, () => openCheck()),
          button(texts.my_keys, () => openKeys())
        ),
        this.trouble,
        this.unknown
      ),
      this.main
    );
    this.fail(faults.join("\n"));
  }
  start() {
    this.look(true);
    setInterval(() => document.visibilityState === "visible" && this.look(false), LOOK_EVERY);
    document.addEventListener(
      "visibilitychange",
      () => document.visibilityState === "visible" && this.look(false)
    );
    addEventListener("pageshow", (event) => event.persisted && this.look(true));
    addEventListener("keydown", (event) => {
      if (event.key !== "/" || /** @type {Element} */
      event.target.matches("input, textarea, select"))
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
    if (told === this.told) return;
    this.told = told;
    this.unknown.replaceChildren(...trustButtons(unknown, () => this.look(true)));
  }
  /** @param {unknown} error */
  refuse(error) {
    this.fail(
      error instanceof Error ? error.message : String(error),
      error instanceof Refusal ? error.unknown : []
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
      if (campaign !== this.campaign.value) return;
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
      open: (unit) => openUnit(campaign, unit, () => this.look(true)),
      pick: (unit, picked) => this.pick(unit, picked)
    };
    const focused = document.activeElement?.getAttribute("aria-label");
    const mine = this.units.filter(({ code }) => this.mine.has(code));
    const found = unitsWith(this.units, this.search.value);
    const none = make("li", { class: "quiet", text: data.texts.mine_empty });
    this.own.replaceChildren(...mine.length ? drawUnits(campaign, mine, this.mine, actions) : [none]);
    this.found.replaceChildren(...drawUnits(campaign, found, this.mine, actions));
    setText(this.count, countText(found.length));
    if (focused && document.activeElement === document.body) {
      for (const one of this.root.querySelectorAll("button, a"))
        if (one.getAttribute("aria-label") === focused) one.focus();
    }
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
};
var root = document.getElementById("page");
if (root) new Home(root).start();
