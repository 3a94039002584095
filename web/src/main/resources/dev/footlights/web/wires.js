/**
 * Draws each replication as a line from the source's picture to the replica's. The same is said in words on both tiles, so
 * that the drawing is for the eye alone.
 */
export class Wires {
  #box;
  #svg;
  #pairs = [];
  #due = false;

  /** @param {HTMLElement} box what holds both ends, positioned */
  constructor(box) {
    this.#box = box;
    this.#svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    this.#svg.setAttribute('class', 'wires');
    this.#svg.setAttribute('aria-hidden', 'true');
    new ResizeObserver(() => this.#later()).observe(box);
  }

  /** The element to keep in the box. */
  get element() {
    return this.#svg;
  }

  /** @param {{from: HTMLElement, to: HTMLElement, hue: number}[]} pairs */
  draw(pairs) {
    this.#pairs = pairs;
    this.#later();
  }

  #later() {
    if (!this.#due) {
      this.#due = true;
      requestAnimationFrame(() => {
        this.#due = false;
        this.#now();
      });
    }
  }

  #now() {
    const origin = this.#box.getBoundingClientRect();
    this.#svg.replaceChildren(...this.#pairs.flatMap(({ from, to, hue }) => {
      const a = from.getBoundingClientRect();
      const b = to.getBoundingClientRect();
      if (a.width === 0 || b.width === 0) {
        return [];
      }
      const path = curve(a, b, origin);
      return [stroke(path, 'wire', `hsl(${hue} 60% 50%)`), stroke(path, 'flow'), head(path, hue)];
    }));
  }
}

/** From the edge that faces the other tile to the edge that faces this one; stages above each other curve at the right. */
function curve(a, b, origin) {
  const y1 = a.top + a.height * 0.4 - origin.top;
  const y2 = b.top + b.height * 0.6 - origin.top;
  if (a.right <= b.left) {
    return between(a.right - origin.left, y1, b.left - origin.left, y2, 1);
  }
  if (b.right <= a.left) {
    return between(a.left - origin.left, y1, b.right - origin.left, y2, -1);
  }
  const x1 = a.right - origin.left;
  const x2 = b.right - origin.left;
  const out = Math.max(x1, x2) + 20;
  return { d: `M ${x1} ${y1} C ${out} ${y1} ${out} ${y2} ${x2} ${y2}`, x: x2, y: y2, way: -1 };
}

function between(x1, y1, x2, y2, way) {
  const bend = Math.max(40, Math.abs(x2 - x1) / 2);
  return { d: `M ${x1} ${y1} C ${x1 + way * bend} ${y1} ${x2 - way * bend} ${y2} ${x2} ${y2}`, x: x2, y: y2, way };
}

function stroke({ d }, kind, colour) {
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('class', kind);
  path.setAttribute('d', d);
  if (colour) {
    path.setAttribute('stroke', colour);
  }
  return path;
}

function head({ x, y, way }, hue) {
  const arrow = document.createElementNS('http://www.w3.org/2000/svg', 'polygon');
  const back = x - way * 13;
  arrow.setAttribute('points', `${x},${y} ${back},${y - 8} ${back},${y + 8}`);
  arrow.setAttribute('fill', `hsl(${hue} 60% 50%)`);
  return arrow;
}
