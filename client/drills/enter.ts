import { mount } from 'svelte';
import { inside } from '../base.ts';
import SignIn from '../frame/SignIn.svelte';
import { Ended, Locked } from '../travel/api.ts';
import { keepWithin } from '../travel/links.ts';
import { askDrill } from './api.ts';
import Bar from './Bar.svelte';

const AGAIN_MS = 1_000;

/** The same page, of now. */
export const backToNow = (): void => location.replace(`${inside(location.pathname)}${location.search}`);

/** Marks every page within a drill. Never resolves where there is none to enter: then the page leaves for now, or asks who one is. */
export async function enterDrill(id: string, target: HTMLElement): Promise<void> {
  for (;;) {
    try {
      const first = await askDrill(id);
      keepWithin();
      mount(Bar, { target: document.body, props: { first } });
      return;
    } catch (error) {
      if (error instanceof Ended) backToNow();
      else if (error instanceof Locked) mount(SignIn, { target, props: { reason: error.message } });
      if (error instanceof Ended || error instanceof Locked) await new Promise(() => {});
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}
