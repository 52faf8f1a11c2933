/** How long the picture stays on the same pixels. */
export const SHIFT_MS = 180_000;

const PATH: readonly [number, number][] = [
  [0, 0],
  [2, 1],
  [3, -1],
  [1, -3],
  [-1, -2],
  [-3, -1],
  [-2, 2],
  [-1, 3],
  [1, 2],
];

/** By how many CSS pixels the whole picture is moved at that time, so that a still wall does not burn in. */
export function pixelShift(at: number): { x: number; y: number } {
  const [x, y] = PATH[Math.floor(at / SHIFT_MS) % PATH.length] ?? [0, 0];
  return { x, y };
}
