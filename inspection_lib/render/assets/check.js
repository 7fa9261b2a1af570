/* The report's page compares itself with its data and checks its signature, without a network.

   The data holds the whole page in a normal form, which `page_data/normal_form.py` describes. `written` puts
   the document that the browser shows into the same form, so every text, attribute and element is compared.
   The script stands before everything that it checks: damage further down cannot swallow it. It says that the
   page is right only after all was compared; until then the page says that it was not checked. */
(function () {
  "use strict";
  const DATA = 'script type="application/json" id="report-(data|signature)"';
  const BLANK = new RegExp(`^<(${DATA}|data value="line" data-signature-line="")>$`);
  const MOST_SHOWN = 160;
  /* Not as a letter of control, which HTML does not allow; esbuild would write it for "\\x01". */
  const MARK = decodeURIComponent("%01");

  /** @param {string} text */
  const bytesOf = (text) => new TextEncoder().encode(text);
  /** @param {Iterable<number>} bytes */
  const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  /** @param {string} hex */
  const fromHex = (hex) => Uint8Array.from(hex.match(/../g) || [], (pair) => parseInt(pair, 16));
  /** @param {string} digits */
  const short = (digits) => (digits.slice(0, 16).match(/..../g) || []).join(" ");

  /* SHA-256 in plain JavaScript: browsers offer theirs to pages from a web server only if it uses TLS. The
     constants are the first bits of the fractions of the roots of the first 64 primes. */
  const primes = Array.from({ length: 312 }, (_, at) => at).filter(
    (number) => number > 1 && !Array.from({ length: number }).some((_, at) => at > 1 && number % at === 0),
  );
  /** @type {(power: number) => (prime: number) => number} */
  const fraction = (power) => (prime) => ((prime ** power % 1) * 2 ** 32) | 0;
  const ROUNDS = primes.map(fraction(1 / 3));
  /** @type {(word: number, by: number) => number} */
  const turned = (word, by) => (word >>> by) | (word << (32 - by));
  /** @param {Uint8Array} bytes */
  function sha256(bytes) {
    const state = Int32Array.from(primes.slice(0, 8), fraction(1 / 2));
    const view = new DataView(new ArrayBuffer(((bytes.length + 72) >> 6) << 6));
    new Uint8Array(view.buffer).set(bytes);
    view.setUint8(bytes.length, 128);
    view.setUint32(view.byteLength - 8, bytes.length / 2 ** 29);
    view.setUint32(view.byteLength - 4, bytes.length << 3);
    const w = new Int32Array(64);
    for (let block = 0; block < view.byteLength; block += 64) {
      let [a, b, c, d, e, f, g, h] = state;
      for (let at = 0; at < 64; at += 1) {
        if (at < 16) w[at] = view.getInt32(block + at * 4);
        else {
          const [low, high] = [w[at - 15], w[at - 2]];
          w[at] =
            w[at - 16] +
            w[at - 7] +
            (turned(low, 7) ^ turned(low, 18) ^ (low >>> 3)) +
            (turned(high, 17) ^ turned(high, 19) ^ (high >>> 10));
        }
        const one =
          h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[at] + w[at];
        const two = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
      }
      [a, b, c, d, e, f, g, h].forEach((word, at) => (state[at] += word));
    }
    const digest = new DataView(new ArrayBuffer(32));
    state.forEach((word, at) => digest.setInt32(at * 4, word));
    return hexOf(new Uint8Array(digest.buffer));
  }

  /* The normal form of the document. Of the element with the result, which this script changes, it has what
     stood there when the page was opened. */
  /** @type {HTMLElement | null} */
  let result = null;
  /** @type {string | null} */
  let resultAtFirst = null;
  const alarm = document.createElement("div");
  /** @param {string} text */
  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const VOID = new Set([
    "br",
    "hr",
    "meta",
    "img",
    "input",
    "link",
    "base",
    "wbr",
    "embed",
    "source",
    "area",
  ]);
  /** @param {Node} node @returns {string} */
  function written(node) {
    if (node.nodeType === Node.TEXT_NODE || node.nodeType === Node.CDATA_SECTION_NODE)
      return escaped(node.nodeValue || "");
    if (!(node instanceof Element) || node === alarm) return "";
    if (node === result && resultAtFirst !== null) return resultAtFirst;
    const name = node.localName;
    let start = "<" + name;
    for (const { name: key, value } of node.attributes)
      if (name !== "details" || key !== "open")
        start += " " + key + '="' + escaped(value).replace(/"/g, "&quot;") + '"';
    start += ">";
    if (VOID.has(name)) return start;
    let content = "";
    if (start === "<style>" || start === "<script>")
      content = "sha256:" + sha256(bytesOf(node.textContent || ""));
    else if (!BLANK.test(start))
      for (let child = node.firstChild; child; child = child.nextSibling) content += written(child);
    return start + content + "</" + name + ">";
  }
  function page() {
    const type = document.doctype && document.compatMode === "CSS1Compat" ? "<!DOCTYPE html>" : "";
    return (type + written(document.documentElement)).replace(/\s*<\/body><\/html>$/, "</body></html>");
  }

  /* The data: letters of base 85, deflated, pieces of text and where they stand; see packing.py. */
  const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;,=>?@^_`{|}~";
  const DAMAGED = "damaged";
  /** @param {string} packed */
  function unwrapped(packed) {
    const lacking = (5 - (packed.length % 5)) % 5;
    const view = new DataView(new ArrayBuffer(((packed.length + lacking) / 5) * 4));
    const values = Array.from(packed + "~".repeat(lacking), (letter) => LETTERS.indexOf(letter));
    if (values.includes(-1)) throw new Error(DAMAGED);
    for (let at = 0; at < values.length; at += 5) {
      const number = values.slice(at, at + 5).reduce((sum, value) => sum * 85 + value);
      if (number >= 2 ** 32) throw new Error(DAMAGED);
      view.setUint32((at / 5) * 4, number);
    }
    return new Uint8Array(view.buffer, 0, view.byteLength - lacking);
  }
  /** @param {string} packed */
  async function unpacked(packed) {
    const stream = new Blob([unwrapped(packed)]).stream().pipeThrough(new DecompressionStream("deflate"));
    const [marked, lines, letters] = (await new Response(stream).text()).split("\0");
    const pieces = lines.split("\n");
    const parts = marked.split(MARK);
    let fresh = 0;
    return parts.reduce((text, part, at) => {
      const letter = letters.charCodeAt(at - 1);
      return text + (letter === 2 ? pieces[fresh++] : pieces[letter - 256]) + part;
    });
  }
  /** The data of the page as its text and the page that it means; an error when it is damaged.
   * @param {string} content */
  async function dataOf(content) {
    const found = /^\{"packed":"([^"\\]*)","sha256":"([0-9a-f]{64})"\}$/.exec(content);
    if (!found || sha256(bytesOf(found[1])) !== found[2]) throw new Error(DAMAGED);
    const text = await unpacked(found[1]);
    return { digest: sha256(bytesOf(text)), texts: String(JSON.parse(text).texts) };
  }

  /** @typedef {{key: string, role: string, signed_at: string, value: string}} Signed */
  /** What stands in the page as its signature; null for none, an error when it is damaged.
   * @param {string} content @returns {Signed | null} */
  function signatureOf(content) {
    if (!content) return null;
    const { key, role, signed_at, value } = JSON.parse(content);
    const again = JSON.stringify({ key, role, signed_at, value }).replace(/</g, "\\u003c");
    if (again !== content || !/^[0-9a-f]{64}$/.test(key) || !/^[0-9a-f]{128}$/.test(value))
      throw new Error(DAMAGED);
    return { key, role, signed_at, value };
  }
  /** Whether the signature fits; null where this browser cannot tell.
   * @param {Signed} signed @param {string} digest */
  async function fits({ key, role, signed_at, value }, digest) {
    const content = JSON.stringify({ key, role, sha256: digest, signed_at });
    try {
      const imported = await crypto.subtle.importKey("raw", fromHex(key), "Ed25519", false, ["verify"]);
      return await crypto.subtle.verify("Ed25519", imported, fromHex(value), bytesOf(content));
    } catch (error) {
      const unknown = !window.crypto?.subtle || /** @type {Error} */ (error).name === "NotSupportedError";
      return unknown ? null : false;
    }
  }
  /** An ISO moment as the pages write it: in the time of the office, to the minute.
   * @param {string} moment @param {string} [timeZone] */
  function momentOf(moment, timeZone = "Asia/Ho_Chi_Minh") {
    const at = new Date(moment);
    const [date, time] = at.toLocaleString("sv", { timeZone }).split(" ");
    const [year, month, day] = date.split("-").map(Number);
    const name = at.toLocaleString("en", { month: "long", timeZone });
    const shown =
      document.documentElement.lang === "vi" ? `${day}/${month}/${year}` : `${day} ${name} ${year}`;
    return time.slice(0, 5) + ", " + shown;
  }

  /* What the reader is told. The words stand in the page and are taken from its data, once it is unpacked. */
  const CHANGED = "Trang này đã bị sửa. / This page was changed.";
  const BROKEN = "Dữ liệu kèm trong trang bị hỏng. / The data in this page is damaged.";
  const OLD = "Chưa kiểm: trình duyệt này quá cũ. / Not checked: this browser is too old.";
  const EMPTY = "Chưa kiểm: trang không kèm dữ liệu. / Not checked: this page holds no data.";
  /** @param {string} text */
  const plain = (text) =>
    text
      .replace(/&quot;/g, '"')
      .replace(/&lt;/g, "<")
      .replace(/&gt;/g, ">")
      .replace(/&amp;/g, "&");
  /** @param {string} texts @returns {Record<string, string>} */
  function wordsOf(texts) {
    const [start] = /<aside class="check"[^>]*>/.exec(texts) || [""];
    return Object.fromEntries(
      Array.from(start.matchAll(/ data-(\w+)="([^"]*)"/g), ([, k, v]) => [k, plain(v)]),
    );
  }
  /** @param {string} words @param {Record<string, string>} values */
  const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_place, name) => values[name] ?? "");
  /** The first piece that differs: a text, or an element with the text after it.
   * @param {string} shown @param {string} meant */
  function difference(shown, meant) {
    let at = 0;
    while (at < shown.length && shown[at] === meant[at]) at += 1;
    const begin = Math.max(shown.lastIndexOf(">", at - 1) + 1, at ? shown.lastIndexOf("<", at - 1) : 0);
    /** @param {string} texts */
    const piece = (texts) => {
      const [found] = /^(<[^>]*>)?\s*[^<]*/.exec(texts.slice(begin)) || [""];
      return plain(found).trim().slice(0, MOST_SHOWN) || "…";
    };
    return { stands: piece(shown), should: piece(meant) };
  }
  /** Whether some element shows something else than its own content. HTML can attach a closed shadow tree
   * to an element, and no script sees it. But then a child for a slot of an unknown name is not shown. */
  function coversContent() {
    const slot = "slot" + Math.random();
    const hosts = document.body.querySelectorAll(
      "article,aside,div,h1,h2,h3,h4,h5,h6,main,nav,p,section,span",
    );
    const probes = [document.body, ...hosts].map((host) => {
      const probe = document.createElement("i");
      probe.slot = slot;
      host.append(probe);
      return probe;
    });
    const covered = probes.find((probe) => getComputedStyle(probe).display === "")?.parentElement;
    for (const probe of probes) probe.remove();
    return covered;
  }

  /** @param {string} state @param {string} text */
  function tell(state, text) {
    alarm.remove();
    if (result) {
      result.dataset.state = state;
      result.textContent = text;
    }
  }
  /** @param {string} title @param {string} [text] */
  function warn(title, text = "") {
    tell("different", title);
    alarm.className = "page-alarm";
    alarm.setAttribute("role", "alert");
    const strong = document.createElement("strong");
    strong.textContent = title;
    alarm.replaceChildren(strong, " ", text);
    document.documentElement.insertBefore(alarm, document.body);
  }

  async function begin() {
    const first = page();
    result = document.querySelector("output#check-result");
    resultAtFirst = result && written(result);
    /** @param {string} name */
    const content = (name) => document.querySelector("script#" + name)?.textContent;
    const data = content("report-data");
    if (!result || data === undefined) return warn(CHANGED);
    if (!data) return tell("unknown", EMPTY);
    if (typeof DecompressionStream === "undefined") return tell("unknown", OLD);
    tell("checking", "…");
    const { digest, texts } = await dataOf(data || "");
    const words = wordsOf(texts);
    const signed = signatureOf(content("report-signature") || "");
    const fit = signed && (await fits(signed, digest));
    const digests = { digest: short(digest), key: signed ? short(sha256(fromHex(signed.key))) : "" };
    const line = filled(words[signed ? "signed" : "unsigned"], {
      ...digests,
      role: signed?.role || "",
      moment: signed ? momentOf(signed.signed_at, words.zone) : "",
    });
    function compare(shown = page()) {
      const stands = document.querySelector("data[data-signature-line]");
      const covered = stands && coversContent();
      const found =
        shown !== texts
          ? difference(shown, texts)
          : stands?.childNodes.length !== 1 || stands.firstChild?.nodeValue !== line
            ? { stands: stands?.textContent || "…", should: line }
            : covered
              ? { stands: "<template>", should: covered.textContent?.slice(0, MOST_SHOWN) || "…" }
              : null;
      if (found) warn(words.changed, filled(words.difference, found));
      else if (fit === false) warn(words.forged);
      else if (signed) tell(fit ? "same" : "unknown", filled(fit ? words.valid : words.eye, digests));
      else tell("same", filled(words.same, digests));
      observer.takeRecords();
    }
    const observer = new MutationObserver(() => compare());
    compare(first);
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  }

  document.addEventListener("DOMContentLoaded", () => {
    begin().catch(() => warn(CHANGED, BROKEN));
  });
})();
