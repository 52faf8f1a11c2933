import { tick } from 'svelte';

/** The case, or where it is not shown the queue. */
const HOMES = ['case', 'queue'];

/** To the first of these elements that can have the focus. */
function focusHome(homes: readonly string[]): void {
  for (const id of homes) {
    document.getElementById(id)?.focus();
    if (document.activeElement !== document.body) return;
  }
}

/** What was done may take away the button that did it: who goes on by keyboard then goes on from the case, or from what else is named. */
export async function keepFocus<T>(deed: () => Promise<T>, homes: readonly string[] = HOMES): Promise<T> {
  const before = document.activeElement;
  const done = await deed();
  await tick();
  if (before !== null && !before.isConnected && document.activeElement === document.body) focusHome(homes);
  return done;
}
