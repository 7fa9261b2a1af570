// @ts-check
// The form is a window in a longer page, a notebook. It scrolls its own items, and the page around it as
// little as possible: a form that was scrolled out of its page is a white page to whoever works in it.

/** @param {Element} element */
function scrolls(element) {
  const { overflowY } = getComputedStyle(element);
  return /auto|scroll/.test(overflowY) && element.scrollHeight > element.clientHeight;
}

/**
 * What can be seen of the page around an element: from top to bottom, in px of the window.
 * @param {Element} element
 */
function viewAround(element) {
  for (let around = element.parentElement; around; around = around.parentElement)
    if (around !== document.documentElement && around !== document.body && scrolls(around))
      return around.getBoundingClientRect();
  return { top: 0, bottom: innerHeight };
}

/**
 * Let the wheel move the items, wherever in the form it is turned, once the form is whole in view. It would
 * go on to move the page, on and on to the white below the form.
 * @param {HTMLElement} root
 * @param {HTMLElement} body what scrolls
 */
export function catchWheel(root, body) {
  const onwheel = (/** @type {WheelEvent} */ event) => {
    if (event.deltaY <= 0 || event.ctrlKey) return;
    for (
      let over = /** @type {Element | null} */ (event.target);
      over && over !== root;
      over = over.parentElement
    )
      if (scrolls(over)) return; // it scrolls itself, and css keeps it from going on
    const [form, view] = [root.getBoundingClientRect(), viewAround(root)];
    if (form.top > view.top + 1 || form.bottom > view.bottom + 1) return;
    event.preventDefault();
    body.scrollTop += event.deltaY;
  };
  root.addEventListener("wheel", onwheel, { passive: false });
}

/**
 * Bring an element into the middle of what scrolls around it, and the form into view if it is not.
 * @param {HTMLElement} root
 * @param {HTMLElement} body what scrolls
 * @param {HTMLElement} element
 */
export function bringIntoView(root, body, element) {
  const [frame, box] = [body.getBoundingClientRect(), element.getBoundingClientRect()];
  body.scrollTop += box.top - frame.top - Math.max(8, (frame.height - box.height) / 2);
  const [form, view] = [root.getBoundingClientRect(), viewAround(root)];
  if (form.top < view.top || form.bottom > view.bottom) root.scrollIntoView({ block: "start" });
}

/** Whether nobody is writing anywhere in the page. */
export function isIdle() {
  return !document.activeElement?.matches("input, textarea, select, [contenteditable=true]");
}
