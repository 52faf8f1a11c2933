import { mount, unmount } from 'svelte';
import type { Travel } from '../../shared/travel.ts';
import Arrive from './Arrive.svelte';
import Bar from './Bar.svelte';
import { keepWithin } from './links.ts';

/** Ids of drills begin so. */
const DRILL = /^drill-/;

/** Shows how far the look back is until it stands, and then its bar above the page. Resolves when the page may be shown. */
export async function enter(name: string, target: HTMLElement): Promise<void> {
  if (DRILL.test(name)) return (await import('../drills/enter.ts')).enterDrill(name, target);
  const travel = await new Promise<Travel>((arrived) => {
    const arriving = mount(Arrive, {
      target,
      props: { name, arrived: (there: Travel) => void unmount(arriving).then(() => arrived(there)) },
    });
  });
  keepWithin();
  mount(Bar, { target: document.body, props: { first: travel } });
}
