import type { MultiPolygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import outline from 'world-atlas/land-110m.json?url';

/** South of this there is nothing but ice, and nobody who posts. */
const ICE = -60;

let asked: Promise<MultiPolygon> | undefined;

/** The land of the world without Antarctica, fetched when the first map is drawn. After a failure the next map asks again. */
export function land(): Promise<MultiPolygon> {
  asked ??= fetchLand().catch((error: unknown) => {
    asked = undefined;
    throw error;
  });
  return asked;
}

async function fetchLand(): Promise<MultiPolygon> {
  const answer = await fetch(outline);
  if (!answer.ok) throw new Error(`the outline of the land: ${answer.status}`);
  const topology: Topology<{ land: GeometryCollection }> = await answer.json();
  return inhabited(feature(topology, topology.objects.land).features.map(({ geometry }) => geometry));
}

function inhabited(geometries: readonly { type: string }[]): MultiPolygon {
  const polygons = geometries.filter(isMultiPolygon).flatMap(({ coordinates }) => coordinates);
  return { type: 'MultiPolygon', coordinates: polygons.filter(([ring]) => ring?.some(([, lat]) => lat !== undefined && lat > ICE)) };
}

const isMultiPolygon = (geometry: { type: string }): geometry is MultiPolygon => geometry.type === 'MultiPolygon';
