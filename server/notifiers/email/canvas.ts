export type Colour = readonly [number, number, number];

export interface Point {
  x: number;
  y: number;
}

/** A picture that is being drawn: rows from the top, three bytes a pixel. Edges are smooth, and nothing is drawn outside. */
export interface Canvas {
  width: number;
  height: number;
  pixels: Uint8Array;
}

export function canvas(width: number, height: number, ground: Colour): Canvas {
  const pixels = new Uint8Array(width * height * 3);
  for (let i = 0; i < pixels.length; i += 3) pixels.set(ground, i);
  return { width, height, pixels };
}

/** Mixes the colour in by how much of the pixel it covers, 0 to 1. */
function blend({ width, height, pixels }: Canvas, x: number, y: number, colour: Colour, cover: number): void {
  if (x < 0 || y < 0 || x >= width || y >= height || cover <= 0) return;
  const i = (y * width + x) * 3;
  const share = Math.min(1, cover);
  for (let part = 0; part < 3; part++) pixels[i + part] = Math.round(pixels[i + part]! * (1 - share) + colour[part]! * share);
}

/** What lies under the line down to `floor`. Points go from left to right. */
export function area(on: Canvas, points: readonly Point[], floor: number, colour: Colour, cover: number): void {
  for (const [from, to] of pairs(points)) {
    for (let x = Math.round(from.x); x < Math.round(to.x); x++) {
      const edge = heightAt(from, to, x + 0.5);
      for (let y = Math.max(0, Math.floor(edge)); y < floor; y++) blend(on, x, y, colour, cover * Math.min(1, y + 1 - edge));
    }
  }
}

const heightAt = (from: Point, to: Point, x: number): number => from.y + ((to.y - from.y) * (x - from.x)) / (to.x - from.x || 1);

const pairs = (points: readonly Point[]): [Point, Point][] => points.slice(1).map((to, i) => [points[i]!, to]);

/** A line through the points, so many pixels thick; where stretches meet it covers once. */
export function line(on: Canvas, points: readonly Point[], colour: Colour, thick: number): void {
  const cover = new Map<number, number>();
  for (const [from, to] of pairs(points)) stretch(on, from, to, thick, cover);
  for (const [i, share] of cover) blend(on, i % on.width, Math.floor(i / on.width), colour, share);
}

function stretch(on: Canvas, from: Point, to: Point, thick: number, cover: Map<number, number>): void {
  const reach = thick / 2 + 1;
  const [left, right] = [Math.min(from.x, to.x) - reach, Math.max(from.x, to.x) + reach];
  const [top, bottom] = [Math.min(from.y, to.y) - reach, Math.max(from.y, to.y) + reach];
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(on.height, bottom); y++) {
    for (let x = Math.max(0, Math.floor(left)); x < Math.min(on.width, right); x++) {
      const share = thick / 2 + 0.5 - distance(from, to, x + 0.5, y + 0.5);
      const i = y * on.width + x;
      if (share > (cover.get(i) ?? 0)) cover.set(i, Math.min(1, share));
    }
  }
}

/** From a point to the stretch, in pixels. */
function distance(from: Point, to: Point, x: number, y: number): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const along = Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(from.x + along * dx - x, from.y + along * dy - y);
}
