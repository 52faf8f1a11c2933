import { type GeoProjection, geoEqualEarth, geoPath } from 'd3-geo';
import type { MultiPolygon } from 'geojson';
import type { WhereSlice } from '../../shared/slices.ts';

export type Spot = WhereSlice['places'][number];

/** A part of the world that a map shows, in degrees, from its western to its eastern and its southern to its northern edge. */
export interface View {
  name: string;
  west: number;
  east: number;
  south: number;
  north: number;
}

/** The smallest first; the world holds everything. */
export const VIEWS: readonly View[] = [
  { name: 'Northern Europe', west: -2, east: 32, south: 53, north: 71 },
  { name: 'Europe', west: -12, east: 36, south: 35, north: 71 },
  { name: 'South Asia', west: 62, east: 98, south: 4, north: 37 },
  { name: 'East Asia', west: 94, east: 148, south: -10, north: 48 },
  { name: 'Oceania', west: 110, east: 180, south: -48, north: -2 },
  { name: 'North America', west: -128, east: -62, south: 15, north: 56 },
  { name: 'Latin America', west: -118, east: -34, south: -56, north: 32 },
  { name: 'Africa', west: -20, east: 55, south: -36, north: 38 },
  { name: 'Europe and the Middle East', west: -14, east: 62, south: 12, north: 71 },
  { name: 'World', west: -170, east: 190, south: -55, north: 76 },
];
const WORLD = VIEWS.at(-1)!;

/** A smaller view must hold this share of what was counted, and is left again only when it holds less than the other. */
const ENTER = 0.85;
const STAY = 0.75;

const holds = ({ west, east, south, north }: View, { lat, lon }: Spot): boolean =>
  lat >= south && lat <= north && ((lon >= west && lon <= east) || (lon + 360 >= west && lon + 360 <= east));

/** Share of the posts that lie in a view; 1 when there are none. */
export function shareIn(view: View, spots: readonly Spot[]): number {
  const all = spots.reduce((sum, { count }) => sum + count, 0);
  return all === 0 ? 1 : spots.reduce((sum, spot) => sum + (holds(view, spot) ? spot.count : 0), 0) / all;
}

/** The part of the world to show. It is kept while it holds nearly everything, so that a map does not jump with every post. */
export function viewFor(spots: readonly Spot[], before: View = WORLD): View {
  if (spots.length === 0) return before;
  if (before !== WORLD && shareIn(before, spots) >= STAY) return before;
  return VIEWS.find((view) => shareIn(view, spots) >= ENTER) ?? WORLD;
}

/** Room at the edges for the circle of a place that lies there. */
const EDGE = 18;
const extent = (edge: number, width: number, height: number): [[number, number], [number, number]] => [
  [edge, edge],
  [width - edge, height - edge],
];

/** Equal areas, so that no continent looks emptier than it is; fitted to a box, with what lies beside the view filling its margins. */
export function projectionFor({ west, east, south, north }: View, width: number, height: number): GeoProjection {
  const middle = (west + east) / 2;
  const edge = Array.from({ length: 13 }, (_, i) => i / 12);
  const coordinates = edge.flatMap((part): [number, number][] => {
    const lon = west + (east - west) * part;
    const lat = south + (north - south) * part;
    // A hair inside, or the edges of the world would fall on its other side.
    return [
      [lon, south],
      [lon, north],
      [west + 0.01, lat],
      [east - 0.01, lat],
    ];
  });
  const box = extent(0, width, height);
  const inner = extent(Math.min(EDGE, width / 4, height / 4), width, height);
  return geoEqualEarth().rotate([-middle, 0]).fitExtent(inner, { type: 'MultiPoint', coordinates }).clipExtent(box);
}

/** The outline of the land as an SVG path. */
export const landPath = (land: MultiPolygon, projection: GeoProjection): string => geoPath(projection).digits(1)(land) ?? '';

/** Share of a place's posts that are negative. */
export const negativePart = ({ count, negative }: Spot): number => (count > 0 ? negative / count : 0);

/** A place on the map. `r` is the radius of a circle, or of the circle that a square has the area of. */
export interface Mark {
  spot: Spot;
  x: number;
  y: number;
  r: number;
}

const LEAST_RADIUS = 5;
/** The largest circle's part of the shorter side. */
const LARGEST = 0.075;

/** Places within the box, the largest first, so that the small ones lie on top. Areas stand for counts. */
export function marksOf(spots: readonly Spot[], projection: GeoProjection, width: number, height: number): Mark[] {
  const most = Math.max(1, ...spots.map(({ count }) => count));
  const largest = LARGEST * Math.min(width, height);
  return spots.flatMap((spot): Mark[] => {
    const [x, y] = projection([spot.lon, spot.lat]) ?? [-1, -1];
    if (x < 0 || y < 0 || x > width || y > height) return [];
    return [{ spot, x, y, r: Math.max(LEAST_RADIUS, largest * Math.sqrt(spot.count / most)) }];
  });
}

/** The part of a disc that a share makes, from twelve o'clock on, as an SVG path; all of it is a full circle. */
export function wedge({ x, y, r }: Mark, part: number): string {
  if (part <= 0) return '';
  if (part >= 0.999) return `M${f(x)},${f(y - r)}a${f(r)},${f(r)} 0 1 1 -0.01,0Z`;
  const angle = part * 2 * Math.PI;
  const end = `${f(x + r * Math.sin(angle))},${f(y - r * Math.cos(angle))}`;
  return `M${f(x)},${f(y)}V${f(y - r)}A${f(r)},${f(r)} 0 ${part > 0.5 ? 1 : 0} 1 ${end}Z`;
}

const f = (value: number): string => String(Math.round(value * 100) / 100);

/** Side of a square with the area of the mark's circle. */
export const side = ({ r }: Mark): number => r * Math.sqrt(Math.PI);
