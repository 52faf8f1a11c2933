import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';

/** A small line of counts, zero on its lower edge, in a box of that size. The stroke stays inside by `inset`. */
export function sparkPath(counts: number[], width: number, height: number, inset: number): string {
  if (counts.length < 2) return '';
  const x = scaleLinear([0, counts.length - 1], [inset, width - inset]);
  const y = scaleLinear([0, Math.max(1, ...counts)], [height - inset, inset]);
  const draw = line<number>((_, i) => x(i), y).digits(1);
  return draw(counts) ?? '';
}
