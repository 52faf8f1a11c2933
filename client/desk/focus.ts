import { tick } from 'svelte';

/** The case, or where it is not shown the queue. */
function focusHome(): void {
  document.getElementById('case')?.focus();
  if (document.activeElement === document.body) document.getElementById('queue')?.focus();
}

/** What was done may take away the button that did it: who goes on by keyboard then goes on from the case. */
export async function keepFocus<T>(deed: () => Promise<T>): Promise<T> {
  const before = document.activeElement;
  const done = await deed();
  await tick();
  if (before !== null && !before.isConnected && document.activeElement === document.body) focusHome();
  return done;
}
