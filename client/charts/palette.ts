/** Quiet hues that colour-blind people tell apart; a line's label says its name besides. */
const HUES = 6;

/** The CSS colour of a watch, from its place in the config. */
export function watchColour(rank: number): string {
  return `var(--watch-${((rank % HUES) + HUES) % HUES})`;
}
