// @ts-check
// Digests with the browser's own cryptography, as hexadecimal digits.

/** @param {ArrayBuffer} buffer */
function hex(buffer) {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {BufferSource} bytes */
export async function sha256Of(bytes) {
  return hex(await crypto.subtle.digest("SHA-256", bytes));
}

/**
 * The HMAC (SHA-256) of some bytes.
 * @param {string} secret hexadecimal digits
 * @param {BufferSource} bytes
 */
export async function hmacOf(secret, bytes) {
  const digits = secret.match(/../g) ?? [];
  const raw = Uint8Array.from(digits, (pair) => parseInt(pair, 16));
  const key = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return hex(await crypto.subtle.sign("HMAC", key, bytes));
}
