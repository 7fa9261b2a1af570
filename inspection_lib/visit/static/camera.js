// @ts-check
// Photos from the camera. A tablet or phone opens its own camera, which knows light and focus better than a
// page, and writes the time and the place into the photo. A laptop has none to open, so there the page shows
// the webcam's picture itself. The browser asks for the webcam, and it is let go when the dialog is closed.

import { jpegOf } from "./contents.js";
import { button, make, setText } from "./elements.js";
import { fill, momentInName } from "./texts.js";

/** What is asked of a webcam; it gives what it can. */
const WANTED = { width: { ideal: 1920 }, height: { ideal: 1080 }, facingMode: { ideal: "environment" } };

/**
 * @param {HTMLElement} form
 * @param {Record<string, string>} texts
 * @param {(files: File[]) => unknown} take
 */
export async function takePhotos(form, texts, take) {
  const isTouched = matchMedia("(pointer: coarse)").matches;
  if (isTouched || !navigator.mediaDevices?.getUserMedia) return openCamera(form, take);
  try {
    showWebcam(form, texts, await navigator.mediaDevices.getUserMedia({ video: WANTED }), take);
  } catch {
    tell(form, texts.no_camera, texts.close);
  }
}

/**
 * The device's own camera, or what the browser opens in its place.
 * @param {HTMLElement} form
 * @param {(files: File[]) => unknown} take
 */
function openCamera(form, take) {
  const picker = make("input", { type: "file", accept: "image/*", capture: "environment", class: "unseen" });
  picker.addEventListener("change", () => {
    take([...(picker.files ?? [])]);
    picker.remove();
  });
  picker.addEventListener("cancel", () => picker.remove());
  form.append(picker); // some browsers forget an input that stands nowhere
  picker.click();
}

/**
 * @param {HTMLElement} form
 * @param {Record<string, string>} texts
 * @param {MediaStream} stream
 * @param {(files: File[]) => unknown} take
 */
function showWebcam(form, texts, stream, take) {
  const picture = make("video", { "aria-label": texts.take_photo, playsinline: true, muted: true });
  picture.srcObject = stream;
  const said = make("p", { role: "status" });
  let count = 0;
  const shoot = async () => {
    const photo = await frameOf(picture);
    take([
      new File([photo], `${fill(texts.photo_name, { moment: momentInName() })}.jpg`, { type: photo.type }),
    ]);
    setText(said, fill(texts.photos_taken, { count: ++count }));
  };
  const dialog = make("dialog", { class: "viewer webcam", "aria-label": texts.take_photo });
  const close = button(texts.close, () => dialog.close());
  const shutter = button(texts.take_photo, shoot, { class: "main", autofocus: true });
  dialog.append(
    make("div", { class: "stage" }, picture),
    make("div", { class: "bar" }, said, shutter, close),
  );
  dialog.addEventListener("close", () => {
    for (const track of stream.getTracks()) track.stop();
    dialog.remove();
  });
  form.append(dialog);
  dialog.showModal();
  void picture.play();
}

/**
 * What a video shows now.
 * @param {HTMLVideoElement} picture
 */
function frameOf(picture) {
  const canvas = make("canvas");
  [canvas.width, canvas.height] = [picture.videoWidth, picture.videoHeight];
  canvas.getContext("2d")?.drawImage(picture, 0, 0);
  return jpegOf(canvas, 0.92);
}

/**
 * @param {HTMLElement} form
 * @param {string} text
 * @param {string} close
 */
function tell(form, text, close) {
  const dialog = make("dialog", { class: "ask", "aria-label": text });
  const answers = make(
    "div",
    { class: "answers" },
    button(close, () => dialog.close(), { class: "main" }),
  );
  dialog.append(make("h2", { text }), answers);
  dialog.addEventListener("close", () => dialog.remove());
  form.append(dialog);
  dialog.showModal();
}
