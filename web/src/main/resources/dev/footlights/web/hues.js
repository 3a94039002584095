/** A colour for each stage: the one it is named after, else the next that is free. */

const NAMED = { red: 4, orange: 28, yellow: 45, green: 145, teal: 180, blue: 214, purple: 275, pink: 325 };
const OTHERS = [214, 28, 145, 325, 180, 275, 45, 4];

const given = new Map();

export function hueOf(arn, name) {
  if (!given.has(arn)) {
    const taken = new Set(given.values());
    given.set(arn, NAMED[name.toLowerCase()]
      ?? OTHERS.find((hue) => !taken.has(hue)) ?? (given.size * 47) % 360);
  }
  return given.get(arn);
}
