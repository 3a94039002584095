/** A colour for each stage: the one it is named after, else one that its ARN alone decides. */

const NAMED = new Map(Object.entries({
  red: 4, orange: 28, yellow: 45, green: 145, teal: 180, blue: 214, purple: 275, pink: 325,
}));

/** Colours closer than this look alike, degrees. */
const STEP = 15;

export function hueOf(arn, name) {
  return NAMED.get(name.toLowerCase()) ?? (hash(arn) % (360 / STEP)) * STEP;
}

/** FNV-1a, 32 bits. */
function hash(text) {
  let h = 0x811c9dc5;
  for (const c of text) {
    h = Math.imul(h ^ c.charCodeAt(0), 0x01000193);
  }
  return h >>> 0;
}
