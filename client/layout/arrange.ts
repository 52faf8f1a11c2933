import type { PanelName } from '../../shared/board.ts';
import { type Filled, type Leaf, planFor, type Split, type Tile } from './plans.ts';
import type { Size } from './unit.ts';

/** A rectangle in u, from the upper left corner of the wall. */
export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface Arrangement {
  header: Box;
  footer: Box;
  /** All that is between them. */
  body: Box;
  tiles: (Box & { tile: Tile })[];
}

export const MARGIN = 22;
export const GAP = 18;
const FOOTER = 46;
/** Narrower than this, in u, the clocks do not stand beside the sentence. */
export const STACKED = 1180;

/** What is left out first stands first. */
const LEFT_OUT: Tile[] = [
  'load',
  'wins',
  'shift',
  'desk',
  'answers',
  'waiting',
  'mix',
  'share',
  'where',
  'voices',
  'viral',
  'trends',
  'sentiment',
  'pulse',
  'alerts',
];

/** One line of header where it is wide enough for sentence and clocks, else the clocks stand on a line of their own. */
function headerHeight(width: number): number {
  return width < STACKED ? 178 : 96;
}

/** The plan without the tiles that are not asked for and the splits that are then empty. */
function prune(node: Leaf | Split, keep: ReadonlySet<Tile>): Leaf | Split | undefined {
  if ('tile' in node) return keep.has(node.tile) ? node : undefined;
  const of = node.of.map((child) => prune(child, keep)).filter((child) => child !== undefined);
  return of.length ? { ...node, of } : undefined;
}

type Side = 'w' | 'h';
const along = (way: Split['way']): Side => (way === 'row' ? 'w' : 'h');

/** The least length of a node on that side. */
function least(node: Leaf | Split, side: Side): number {
  if ('tile' in node) return node.least[side];
  const lengths = node.of.map((child) => least(child, side));
  if (along(node.way) !== side) return Math.max(...lengths);
  return lengths.reduce((sum, length) => sum + length, GAP * (lengths.length - 1));
}

/** Shares out `room` by weight, but gives nobody less than their least; the others then share what is left. */
function lengths(nodes: (Leaf | Split)[], side: Side, room: number): number[] {
  const fixed = new Map<Leaf | Split, number>();
  for (;;) {
    const open = nodes.filter((node) => !fixed.has(node));
    const left = room - [...fixed.values()].reduce((sum, length) => sum + length, 0);
    const weights = open.reduce((sum, { weight }) => sum + weight, 0);
    const short = open.find((node) => (left * node.weight) / weights < least(node, side));
    if (!short) return nodes.map((node) => fixed.get(node) ?? (left * node.weight) / weights);
    fixed.set(short, least(short, side));
  }
}

function place(node: Leaf | Split, box: Box): Arrangement['tiles'] {
  if ('tile' in node) return [{ tile: node.tile, ...box }];
  const side = along(node.way);
  const shares = lengths(node.of, side, box[side] - GAP * (node.of.length - 1));
  let at = node.way === 'row' ? box.x : box.y;
  return node.of.flatMap((child, i) => {
    const length = shares[i] ?? 0;
    const inner = node.way === 'row' ? { ...box, x: at, w: length } : { ...box, y: at, h: length };
    at += length + GAP;
    return place(child, inner);
  });
}

/** By how much a plan is larger than its box; 0 when everything has its least size. */
function excess(node: Leaf | Split, box: Box): number {
  return Math.max(0, least(node, 'w') - box.w) + Math.max(0, least(node, 'h') - box.h);
}

/** Leaves out, one by one, the least important tile whose absence gives the others room, until all are large enough. */
function settle(plan: Split, wanted: ReadonlySet<Tile>, box: Box): Arrangement['tiles'] {
  const tree = prune(plan, wanted);
  if (!tree) return [];
  const over = excess(tree, box);
  const present = LEFT_OUT.filter((tile) => wanted.has(tile));
  if (over === 0) return place(tree, box);
  if (present.length === 1) return present.map((tile) => ({ tile, ...box }));
  const without = (tile: Tile) => new Set(present.filter((other) => other !== tile));
  const helps = (tile: Tile) => {
    const rest = prune(plan, without(tile));
    return rest !== undefined && excess(rest, box) < over;
  };
  const victim = present.find(helps) ?? present[0];
  return victim ? settle(plan, without(victim), box) : [];
}

/** Which tiles a scene asks for. */
export function tilesOf(panels: readonly PanelName[]): Set<Tile> {
  const tiles = new Set<Tile>();
  for (const panel of panels) {
    if (panel === 'volume') tiles.add('pulse');
    else if (panel !== 'sources') tiles.add(panel);
  }
  return tiles;
}

/** As if every tile had something to show. */
const FULL: Filled = { alerts: 1, viral: true, share: true };

/**
 * Where everything stands on a wall of this size in u. Tiles never overlap and never leave the wall; those that
 * could not keep the size of their text are left out, the least important first. Tiles with nothing to show take less room.
 */
export function arrange(size: Size, panels: readonly PanelName[], filled: Filled = FULL): Arrangement {
  const w = size.width - 2 * MARGIN;
  const header = { x: MARGIN, y: MARGIN, w, h: headerHeight(size.width) };
  const footer = { x: MARGIN, y: size.height - FOOTER - MARGIN / 2, w, h: FOOTER };
  const top = header.y + header.h + GAP;
  const box = { x: MARGIN, y: top, w, h: Math.max(1, footer.y - MARGIN / 2 - top) };
  const wanted = tilesOf(panels);
  if (!filled.share && wanted.size > 1) wanted.delete('share');
  return { header, footer, body: box, tiles: settle(planFor(size, wanted, filled), wanted, box) };
}
