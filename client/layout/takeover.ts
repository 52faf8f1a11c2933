/** How long what nobody has takes over the wall, how long it stays away then, and how long it comes back for, in ms. */
export const FIRST_MS = 45_000;
const EVERY_MS = 180_000;
const AGAIN_MS = 20_000;

/**
 * Whether an incident that has rung `age` ms ago stands on the whole wall now. It follows from the time alone, so that screens side by side
 * agree; in between the scenes take their turns, so that the rest stays known.
 */
export function takesOver(age: number): boolean {
  if (age < FIRST_MS) return true;
  return age % EVERY_MS < AGAIN_MS;
}
