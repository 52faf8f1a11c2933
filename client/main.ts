import '@fontsource-variable/inter/wght.css';
import './theme.css';
import { mount } from 'svelte';
import { boardOf, pageOf, tilingOf } from './layout/address.ts';

/** Each page is a script of its own: a wall loads nothing of the desk. */
async function show(target: HTMLElement): Promise<void> {
  const page = pageOf(location.pathname);
  if (page === 'desk') mount((await import('./desk/Desk.svelte')).default, { target });
  else if (page === 'reports') mount((await import('./reports/Reports.svelte')).default, { target });
  else if (page === 'incidents') mount((await import('./incidents/Incidents.svelte')).default, { target });
  else if (page === 'rules') mount((await import('./rules/Rules.svelte')).default, { target });
  else {
    const { default: App } = await import('./App.svelte');
    mount(App, { target, props: { board: boardOf(location.pathname), tiling: tilingOf(location.search) } });
  }
}

const target = document.getElementById('app');
if (target) void show(target);
