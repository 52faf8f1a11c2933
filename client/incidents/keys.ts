import type { Incidents } from './incidents.svelte.ts';

/** What can be done on an incident's page by one letter. */
export const KEYS: readonly { key: string; words: string; run: (incidents: Incidents) => void }[] = [
  { key: 't', words: 'take it', run: (incidents) => void incidents.act({ type: 'take' }) },
  { key: 's', words: 'to the status line', run: () => focus('status') },
  { key: 'c', words: 'to the checklist', run: () => focus('check') },
  { key: 'n', words: 'to the note box', run: () => focus('note') },
  { key: 'g', words: 'to the chart: arrows move through time, Enter marks what was missed', run: () => focus('moment') },
  { key: 'p', words: 'pass it on', run: (incidents) => incidents.ask('pass-on') },
  { key: 'e', words: 'record an exception', run: (incidents) => incidents.ask('exception') },
];

function focus(id: string): void {
  document.getElementById(id)?.focus();
}

/** Whether the key meant something here. */
export function run(incidents: Incidents, key: string): boolean {
  if (key === '?') incidents.ask('help');
  else if (key === 'm') incidents.miss(null);
  else {
    const found = incidents.address.page === 'incident' && incidents.incident ? KEYS.find((one) => one.key === key) : undefined;
    if (!found) return false;
    found.run(incidents);
  }
  return true;
}
