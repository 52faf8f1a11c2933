import { cut } from '../../shared/text.ts';
import type { Mark, Spot } from './world.ts';

/** A name beside its mark. `x` is where the text starts, ends or has its middle, `y` its baseline. */
export interface Label {
  spot: Spot;
  text: string;
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
}

interface Area {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const GAP = 6;
/** Longer names are cut on the map; the list has more of them. */
const LETTERS = 20;
/** Height of letters, and width of a narrow and of a wide one, in parts of the size. */
const HIGH = 0.74;
const NARROW = 0.58;
const WIDE = 1.05;
const isWide = (letter: string): boolean => letter >= '\u1100';

const widthOf = (text: string, size: number): number => [...text].reduce((sum, letter) => sum + (isWide(letter) ? WIDE : NARROW), 0) * size;

const meet = (a: Area, b: Area): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** The name on each of the four sides, the right one first. */
function sides({ spot, x, y, r }: Mark, size: number): (Label & { area: Area })[] {
  const text = cut(spot.name, LETTERS);
  const width = widthOf(text, size);
  const middle = y + (HIGH * size) / 2;
  const label = (anchor: Label['anchor'], at: number, baseline: number) => {
    const left = anchor === 'start' ? at : anchor === 'end' ? at - width : at - width / 2;
    const area = { left: left - 2, right: left + width + 2, top: baseline - HIGH * size - 2, bottom: baseline + 0.26 * size };
    return { spot, text, x: at, y: baseline, anchor, area };
  };
  return [
    label('start', x + r + GAP, middle),
    label('end', x - r - GAP, middle),
    label('middle', x, y - r - GAP),
    label('middle', x, y + r + GAP + HIGH * size),
  ];
}

/**
 * Names of the places that most is said of, as many as `most`: each where it covers no other name, no larger mark and no edge of the
 * box; a name that finds no room is left out, for the list has it.
 */
export function labelsFor(marks: readonly Mark[], width: number, height: number, size: number, most: number): Label[] {
  const taken: Area[] = [];
  const labels: Label[] = [];
  const discs = marks.slice(0, most * 2).map(({ x, y, r }) => ({ left: x - r, right: x + r, top: y - r, bottom: y + r }));
  for (const [i, mark] of marks.slice(0, most * 2).entries()) {
    if (labels.length === most) break;
    const others = discs.filter((_, j) => j !== i && j < most);
    const inside = ({ left, right, top, bottom }: Area): boolean => left >= 0 && top >= 0 && right <= width && bottom <= height;
    const free = sides(mark, size).find(({ area }) => inside(area) && ![...taken, ...others].some((other) => meet(area, other)));
    if (!free) continue;
    const { area, ...label } = free;
    taken.push(area);
    labels.push(label);
  }
  return labels;
}
