/** A seed for a quiz that nobody handed out, short enough to be read aloud. */
export function anySeed(): number {
  return 1 + Math.floor(Math.random() * 9999);
}
