/**
 * A case inside a link: its JSON, compressed by the platform, in the fragment, which browsers send to nobody. The number is the
 * version of this form.
 */

/** How a fragment of ours begins. */
export const FRAGMENT = "tipicidad=";
const VERSION = "1";
/** The longest link part that is written or read. */
export const MOST_LINK_CHARACTERS = 32_000;
/** The most text that a link may unfold into: what a case of the engine may be. */
export const MOST_UNFOLDED_BYTES = 8 * 1024 * 1024;

/** Why a link could not be read. */
export type LinkFault = { kind: "broken" } | { kind: "too_long" } | { kind: "version"; version: string };

/** Whether a fragment holds a case. */
export function holdsCase(hash: string): boolean {
  return hash.replace(/^#/, "").startsWith(FRAGMENT);
}

/** Writes a case into a fragment; undefined when it is too long for a link. */
export async function toFragment(text: string): Promise<string | undefined> {
  const packed = await through(new TextEncoder().encode(text), new CompressionStream("deflate-raw"), Infinity);
  const encoded = base64url(packed);
  const fragment = `#${FRAGMENT}${VERSION}.${encoded}`;
  return fragment.length > MOST_LINK_CHARACTERS ? undefined : fragment;
}

/** Reads the text of a case out of a fragment. Never throws. */
export async function fromFragment(hash: string): Promise<{ text: string } | LinkFault> {
  const body = hash.replace(/^#/, "").slice(FRAGMENT.length);
  if (body.length > MOST_LINK_CHARACTERS) return { kind: "too_long" };
  const dot = body.indexOf(".");
  const version = body.slice(0, dot);
  if (dot < 1 || !/^\d{1,4}$/.test(version)) return { kind: "broken" };
  if (version !== VERSION) return { kind: "version", version };
  const bytes = fromBase64url(body.slice(dot + 1));
  if (bytes === undefined) return { kind: "broken" };
  try {
    const unfolded = await through(bytes, new DecompressionStream("deflate-raw"), MOST_UNFOLDED_BYTES);
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(unfolded) };
  } catch (reason) {
    return { kind: reason instanceof TooMuch ? "too_long" : "broken" };
  }
}

class TooMuch extends Error {}

/** Sends bytes through a transform, and stops when more than `most` come out. */
async function through(bytes: Uint8Array<ArrayBuffer>, transform: CompressionStream | DecompressionStream, most: number): Promise<Uint8Array> {
  const writer = transform.writable.getWriter();
  // A damaged stream rejects here and below; the reader below tells.
  writer.write(bytes).catch(() => undefined);
  writer.close().catch(() => undefined);
  const reader = transform.readable.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) {
      reader.cancel().catch(() => undefined);
      throw new TooMuch();
    }
    chunks.push(value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function base64url(bytes: Uint8Array): string {
  // Some thousands at a time: a call takes only so many arguments.
  const STRIDE = 8_192;
  let binary = "";
  for (let at = 0; at < bytes.length; at += STRIDE) binary += String.fromCharCode(...bytes.subarray(at, at + STRIDE));
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text === "" || !/^[A-Za-z0-9_-]+$/.test(text)) return undefined;
  try {
    const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}
