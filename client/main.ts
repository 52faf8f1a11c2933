import '@fontsource-variable/inter/wght.css';
import './theme.css';
import { mount } from 'svelte';
import { inside, travelHere } from './base.ts';
import { boardOf, pageOf, tilingOf } from './layout/address.ts';
import Entry from './travel/Entry.svelte';

/** Each page is a script of its own: a wall loads nothing of the desk. */
async function show(target: HTMLElement): Promise<void> {
  const path = inside(location.pathname);
  const page = pageOf(path);
  if (page === 'desk') mount((await import('./desk/Desk.svelte')).default, { target });
  else if (page === 'reports') mount((await import('./reports/Reports.svelte')).default, { target });
  else if (page === 'incidents') mount((await import('./incidents/Incidents.svelte')).default, { target });
  else if (page === 'drills') mount((await import('./drills/Page.svelte')).default, { target });
  else if (page === 'rules') mount((await import('./rules/Rules.svelte')).default, { target });
  else {
    const { default: App } = await import('./App.svelte');
    mount(App, { target, props: { board: boardOf(path), tiling: tilingOf(location.search) } });
  }
}

/** A look back is waited for: then its page is the same as that of now, under another address. */
async function begin(target: HTMLElement): Promise<void> {
  const name = travelHere();
  if (name !== null) await (await import('./travel/enter.ts')).enter(name, target);
  else mount(Entry, { target: document.body });
  await show(target);
}

const target = document.getElementById('app');
if (target) void begin(target);
