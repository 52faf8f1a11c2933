/**
 * Moves labels that want to stand at `wanted` apart until they are at least `gap` from one another, within `least`
 * and `most`. Keeps their order; returns the places in the order of the input. Labels that cannot fit must be left
 * out before.
 */
export function spread(wanted: number[], gap: number, least: number, most: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b);
  const places: number[] = [...wanted];
  let floor = least;
  for (const i of order) {
    places[i] = Math.max(wanted[i] ?? 0, floor);
    floor = (places[i] ?? 0) + gap;
  }
  let ceiling = most;
  for (const i of order.reverse()) {
    places[i] = Math.min(places[i] ?? 0, ceiling);
    ceiling = (places[i] ?? 0) - gap;
  }
  return places;
}
