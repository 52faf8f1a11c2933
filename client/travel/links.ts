import { baseOf, within } from '../base.ts';

/** A link to a page of now becomes one to the same page of then, just before it is followed. */
function stay({ target }: Event): void {
  const link = target instanceof Element ? target.closest('a') : null;
  if (!link || link.origin !== location.origin || link.hasAttribute('data-now') || baseOf(link.pathname) !== '') return;
  link.href = within(`${link.pathname}${link.search}${link.hash}`);
}

/** Keeps whoever looks back in that time until they leave it by name (`data-now`). */
export function keepWithin(): void {
  for (const event of ['pointerdown', 'keydown', 'click', 'auxclick', 'contextmenu']) addEventListener(event, stay, { capture: true });
}
