import type { PanelName } from '../../shared/board.ts';
import type { Size } from './unit.ts';

/** What has a frame of its own: pulse and volume share one, and the sources are the footer. */
export type Tile = Exclude<PanelName, 'volume' | 'sources'>;

/** A tile, its share of the room, and the size in u under which it cannot keep its text large enough. */
export interface Leaf {
  tile: Tile;
  weight: number;
  least: Least;
}
export interface Split {
  way: 'row' | 'column';
  weight: number;
  of: (Leaf | Split)[];
}
interface Least {
  w: number;
  h: number;
}

/** How much there is to show where a tile may have nothing: open alerts, and whether anything goes viral and any competitor is watched. */
export interface Filled {
  alerts: number;
  viral: boolean;
  share: boolean;
}

/** A tile that could not have this size in u is left out. */
export const LEAST: Record<Tile, Least> = {
  alerts: { w: 430, h: 340 },
  pulse: { w: 620, h: 370 },
  sentiment: { w: 320, h: 310 },
  trends: { w: 340, h: 215 },
  voices: { w: 430, h: 280 },
  viral: { w: 360, h: 207 },
  where: { w: 480, h: 320 },
  share: { w: 360, h: 207 },
  mix: { w: 400, h: 207 },
  waiting: { w: 520, h: 330 },
  answers: { w: 640, h: 330 },
  desk: { w: 520, h: 300 },
  wins: { w: 380, h: 190 },
  shift: { w: 380, h: 170 },
  load: { w: 380, h: 190 },
};
/** Room for the words that there is nothing. */
const EMPTY = { alerts: { w: 430, h: 130 }, viral: { w: 360, h: 190 } };

const leaf = (tile: Tile, weight: number, least = LEAST[tile]): Leaf => ({ tile, weight, least });
const row = (weight: number, ...of: Split['of']): Split => ({ way: 'row', weight, of });
const column = (weight: number, ...of: Split['of']): Split => ({ way: 'column', weight, of });

/** On a calm day people are heard; in a crisis what needs somebody comes first. */
const alerts = ({ alerts: open }: Filled, few: readonly number[], many: number): Leaf =>
  leaf('alerts', few[open] ?? many, open === 0 ? EMPTY.alerts : LEAST.alerts);
const NARROW = [140, 380] as const;
const BROAD = [130, 340, 420] as const;
/** Alerts and voices share a column of 880. */
const people = (filled: Filled): Split => {
  const first = alerts(filled, NARROW, 582);
  return column(630, first, leaf('voices', 880 - first.weight));
};

/** What rises and what goes viral: beside each other, and while nothing goes viral one under the other. */
const risks = ({ viral }: Filled, trends: number, own: number): Split['of'] =>
  viral ? [leaf('trends', trends), leaf('viral', own)] : [column(trends + own, leaf('trends', 216), leaf('viral', 190, EMPTY.viral))];

const shares = (weight: number): Split => column(weight, leaf('share', 214), leaf('mix', 214));

const landscape = (filled: Filled): Split =>
  row(
    1,
    column(1228, leaf('pulse', 430), row(446, leaf('sentiment', filled.viral ? 402 : 480), ...risks(filled, 374, 416), shares(440))),
    people(filled),
  );
const wide = (filled: Filled): Split =>
  row(
    1,
    column(1400, leaf('pulse', 480), row(410, leaf('sentiment', 340), ...risks(filled, 360, 420), shares(420))),
    alerts(filled, [640], 640),
    leaf('voices', 500),
  );
/** Three screens side by side: each third is whole, so that no text crosses a bezel. */
const triptych = (filled: Filled): Split =>
  row(
    1,
    column(1, leaf('pulse', 560), row(340, leaf('sentiment', 1), leaf('trends', 1))),
    alerts(filled, [1], 1),
    column(1, leaf('voices', 560), row(340, leaf('viral', 1), leaf('share', 1), leaf('mix', 1))),
  );
const portrait = (filled: Filled): Split =>
  filled.viral
    ? column(
        1,
        leaf('pulse', 380),
        alerts(filled, BROAD, 480),
        row(330, leaf('sentiment', 430), leaf('trends', 560)),
        row(482, leaf('voices', 560), leaf('viral', 430), shares(430)),
      )
    : column(
        1,
        leaf('pulse', 420),
        alerts(filled, BROAD, 480),
        row(456, leaf('sentiment', 430), ...risks(filled, 280, 280)),
        row(500, leaf('voices', 560), shares(430)),
      );

/** Without the pulse a scene tells who speaks, and where. Names of languages want more room than those of competitors. */
const detail = (filled: Filled): Split =>
  row(
    1,
    column(
      1228,
      leaf('where', 540),
      row(336, leaf('sentiment', 1), leaf('trends', 1), leaf('viral', 1), leaf('share', 1), leaf('mix', 1.5)),
    ),
    people(filled),
  );
const detailPortrait = (filled: Filled): Split =>
  column(
    1,
    leaf('where', 520),
    row(330, leaf('sentiment', 1), leaf('trends', 1), leaf('viral', 1)),
    row(330, leaf('share', 1), leaf('mix', 1.5)),
    alerts(filled, BROAD, 480),
    leaf('voices', 540),
  );

/** What is about cases. */
const CARE: ReadonlySet<Tile> = new Set<Tile>(['waiting', 'answers', 'desk', 'wins', 'shift', 'load']);

/** Who waits stands first, beside how fast we answer; then what needs somebody, who works, and who was helped. */
function care(filled: Filled, loaded: boolean): Split {
  // Where something needs somebody, what that asks of people counts more than whom we helped.
  const below = [leaf('shift', 278), leaf(loaded ? 'load' : 'wins', 214)];
  return row(
    1,
    leaf('waiting', 564),
    column(814, leaf('answers', 510), leaf('desk', 348)),
    column(
      462,
      alerts(filled, [130], 348),
      ...(filled.alerts === 0 ? [leaf('shift', loaded ? 278 : 320), leaf('load', 200), leaf('wins', loaded ? 214 : 372)] : below),
    ),
  );
}
const careWide = (filled: Filled): Split =>
  row(
    1,
    leaf('waiting', 760),
    column(820, leaf('answers', 510), leaf('desk', 348)),
    column(480, leaf('shift', 340), leaf('load', 220), leaf('wins', 300)),
    alerts(filled, [450], 480),
  );
const careTriptych = (filled: Filled): Split =>
  row(
    1,
    leaf('waiting', 1),
    column(1, leaf('answers', 510), leaf('desk', 348)),
    column(1, alerts(filled, [130, 340], 420), row(430, leaf('shift', 1), column(1, leaf('load', 1), leaf('wins', 1)))),
  );
/** On a high wall the counts of cases stand beside what is told of them. */
const BROAD_DESK = { w: 900, h: 246 };
/** So high that whole rows stand in each: where no alerts are asked for, four who wait and three teams. */
function carePortrait(filled: Filled, alerted: boolean, loaded: boolean): Split {
  const rows = (waits: number, answered: number, ...below: Split['of']): Split =>
    column(1, leaf('waiting', waits), leaf('answers', answered), leaf('desk', 248, BROAD_DESK), ...below);
  if (!alerted) return rows(582, 431, row(319, leaf('shift', 500), leaf('wins', 518)));
  if (filled.alerts > 0) return rows(388, 387, alerts(filled, [], 340), row(196, leaf('shift', 500), leaf(loaded ? 'load' : 'wins', 518)));
  const third = loaded ? leaf('load', 192) : leaf('wins', 192);
  return rows(556, 433, row(340, leaf('shift', 500), column(518, third, alerts(filled, [130], 130))));
}

function carePlan({ width, height }: Size, asked: Filled, alerted: boolean, loaded: boolean): Split {
  const filled = alerted ? asked : { ...asked, alerts: 0 };
  if (width > height * 4) return careTriptych(filled);
  if (width > height * 2) return careWide(filled);
  return width > height * 1.1 ? care(filled, loaded) : carePortrait(filled, alerted, loaded);
}

/** The plan for a wall of this size in u. Cases beside anything else have a column, or on a high wall a row, of their own. */
export function planFor(size: Size, wanted: ReadonlySet<Tile>, filled: Filled): Split {
  const cases = [...wanted].filter((tile) => CARE.has(tile));
  if (cases.length === 0) return listenPlan(size, wanted, filled);
  if ([...wanted].every((tile) => CARE.has(tile) || tile === 'alerts'))
    return carePlan(size, filled, wanted.has('alerts'), wanted.has('load'));
  const own = ['waiting', 'answers', 'desk', 'shift', 'load', 'wins'] as const;
  const beside = own.map((tile) => leaf(tile, tile === 'waiting' ? 500 : 300));
  const broad = size.width > size.height * 1.1;
  const way = broad ? row : column;
  return way(1, { ...listenPlan(size, wanted, filled), weight: 1200 }, broad ? column(660, ...beside) : row(500, ...beside));
}

function listenPlan({ width, height }: Size, wanted: ReadonlySet<Tile>, filled: Filled): Split {
  if (!wanted.has('pulse')) return width > height * 1.1 ? detail(filled) : detailPortrait(filled);
  if (width > height * 4) return triptych(filled);
  if (width > height * 2) return wide(filled);
  return width > height * 1.1 ? landscape(filled) : portrait(filled);
}
