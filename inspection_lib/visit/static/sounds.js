// @ts-check
// Spoken remarks: the microphone, and one recording at a time. The browser asks for the microphone itself,
// when somebody presses the button and not before, and it is let go as soon as the recording is over.

/** @import { Definition, Spoken } from "./types" */
/** @import { Unkept } from "./unkept.js" */

import { fill, momentInName } from "./texts.js";
import { sizeOf } from "./unkept.js";

/** Kinds of files in which browsers record, the best one first, with the ending of each. */
const KINDS = [
  ["audio/webm;codecs=opus", "webm"],
  ["audio/ogg;codecs=opus", "ogg"],
  ["audio/mp4", "m4a"],
];
/** Bits of a second of speech: it is clear at this rate, and five minutes are 1.2 MB. */
const RATE = 32_000;
/** Ms of one part. */
const PART = 1000;

/** @type {(error: any) => string} */
const troubleOf = ({ name }) =>
  name === "NotAllowedError" || name === "SecurityError" ? "microphone_refused" : "microphone_missing";

/** Minutes and seconds: 1:05. */
export const inMinutes = (/** @type {number} */ seconds) =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

/** The recordings of one form. */
export class Sounds {
  /**
   * @param {Definition} definition
   * @param {Unkept} unkept
   */
  constructor(definition, unkept) {
    this.texts = definition.texts;
    this.mostSeconds = definition.most_sound_seconds;
    this.mostBytes = definition.most_sound_bytes;
    this.unkept = unkept;
    /** @type {{spoken: Spoken, recorder: MediaRecorder, began: number} | null} */
    this.running = null;
    /**
     * Of each item, why there is no recording, or why it ended.
     * @type {Map<string, string>}
     */
    this.troubles = new Map();
    /** @type {(item: string) => void} */
    this.onchange = () => {};
  }

  /**
   * Ask for the microphone and begin. What goes wrong is in `troubles`, in words.
   * @param {string} item
   */
  async start(item) {
    await this.stop();
    this.troubles.delete(item);
    const kind = KINDS.find(([type]) => globalThis.MediaRecorder?.isTypeSupported(type));
    if (!navigator.mediaDevices?.getUserMedia || !kind) return this.fail(item, "no_microphone");
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      this.record(item, stream, kind);
    } catch (error) {
      this.fail(item, troubleOf(error));
    }
  }

  /**
   * @param {string} item
   * @param {string} trouble the key of its text
   */
  fail(item, trouble) {
    this.troubles.set(item, this.texts[trouble]);
    this.onchange(item);
  }

  /**
   * @param {string} item
   * @param {MediaStream} stream
   * @param {string[]} kind
   */
  record(item, stream, [mimeType, ending]) {
    const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: RATE });
    const spoken = this.unkept.begin(
      item,
      `${fill(this.texts.sound_name, { moment: momentInName() })}.${ending}`,
    );
    const running = { spoken, recorder, began: performance.now() };
    this.running = running;
    recorder.ondataavailable = ({ data }) => this.take(running, data);
    recorder.onstop = () => {
      for (const track of stream.getTracks()) track.stop();
      spoken.isRunning = false;
      if (this.running === running) this.running = null;
      this.onchange(item);
    };
    recorder.start(PART);
    this.onchange(item);
  }

  /**
   * @param {{spoken: Spoken, recorder: MediaRecorder, began: number}} running
   * @param {Blob} data
   */
  take({ spoken, recorder, began }, data) {
    spoken.seconds = (performance.now() - began) / 1000;
    if (data.size) void this.unkept.addPart(spoken, data).then(() => this.onchange(spoken.item));
    const isFull = spoken.seconds >= this.mostSeconds || sizeOf(spoken) >= this.mostBytes;
    if (!isFull || recorder.state !== "recording") return;
    recorder.stop();
    this.fail(spoken.item, "sound_limit");
  }

  /** End the recording that runs, if one does. Its last part comes before this gives back. */
  async stop() {
    const { recorder } = this.running ?? {};
    if (recorder?.state !== "recording") return;
    const stopped = new Promise((resolve) => recorder.addEventListener("stop", resolve, { once: true }));
    recorder.stop();
    await stopped;
  }

  /** Seconds of the recording that runs. */
  seconds() {
    return this.running ? (performance.now() - this.running.began) / 1000 : 0;
  }
}
