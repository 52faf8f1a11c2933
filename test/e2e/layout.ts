import type { Page } from 'playwright-core';

/** Everything about the page as it is laid out now that should not be, in words. */
export const layoutFaults = (page: Page): Promise<string[]> => page.evaluate(findFaults);

/** Runs in the page, so it can use nothing from outside itself. */
function findFaults(): string[] {
  /** The picture is shifted by up to three pixels against burning in. */
  const SHIFT = 4;
  /** Ink is smaller than the box of its line by this share of the font's size, above and below. */
  const AIR = 0.3;
  const faults: string[] = [];
  const phone = document.querySelector('.wall.phone') !== null;
  const named = (element: Element) => {
    const panel = element.closest('section')?.querySelector('h2')?.textContent ?? element.closest('header, footer')?.tagName ?? 'page';
    return `${panel} / ${element.tagName.toLowerCase()} “${(element.textContent ?? '').trim().slice(0, 40)}”`;
  };
  /** Not what is folded away, transparent or hidden. */
  const seen = (element: Element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const area = (element: Element) => element.getBoundingClientRect();

  function scrolling(): void {
    const { scrollWidth, scrollHeight } = document.documentElement;
    if (scrollWidth > innerWidth) faults.push(`the page is ${scrollWidth - innerWidth} px too wide`);
    if (!phone && scrollHeight > innerHeight) faults.push(`the page is ${scrollHeight - innerHeight} px too high`);
    const wall = document.querySelector('.wall')!;
    if (wall.scrollWidth > wall.clientWidth + SHIFT) faults.push(`the wall is ${wall.scrollWidth - wall.clientWidth} px too wide`);
  }

  function panels(): void {
    const all = [...document.querySelectorAll('section.panel, .wall header:not(section header), footer')];
    for (const [i, one] of all.entries()) {
      const a = area(one);
      if (a.left < -SHIFT || a.right > innerWidth + SHIFT) faults.push(`${named(one)} leaves the screen sideways`);
      if (!phone && (a.top < -SHIFT || a.bottom > innerHeight + SHIFT)) faults.push(`${named(one)} leaves the screen`);
      for (const other of all.slice(i + 1)) {
        const b = area(other);
        const over = Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
        if (over) faults.push(`${named(one)} and ${named(other)} overlap`);
      }
    }
  }

  interface Piece {
    element: Element;
    left: number;
    right: number;
    top: number;
    bottom: number;
  }

  /** Boxes of all text that is to be seen, without the air above and below it. */
  function pieces(): Piece[] {
    const found: Piece[] = [];
    const walker = document.createTreeWalker(document.querySelector('.wall')!, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement!;
      if (!node.textContent?.trim() || !seen(element) || element.closest('.visually-hidden')) continue;
      const air = Number.parseFloat(getComputedStyle(element).fontSize) * AIR;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const { left, right, top, bottom, width } of range.getClientRects())
        if (width > 0) found.push({ element, left, right, top: top + air, bottom: bottom - air });
    }
    return found;
  }

  const clips = (style: CSSStyleDeclaration) => /hidden|clip/.test(`${style.overflowX} ${style.overflowY}`);
  const mayEnd = (style: CSSStyleDeclaration) => style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';

  /** Whether a box that hides what leaves it cuts this text, and where it may not: an ellipsis may, and what is wholly outside is left out. */
  function cut(piece: Piece): string | undefined {
    let within: Element | null = piece.element;
    for (; within && !within.classList.contains('wall'); within = within.parentElement) {
      const style = getComputedStyle(within);
      if (!clips(style)) continue;
      const box = area(within);
      const margin = Number.parseFloat(style.overflowClipMargin) || 0;
      const outside = piece.top >= box.bottom || piece.bottom <= box.top || piece.left >= box.right || piece.right <= box.left;
      if (outside) return undefined;
      if (mayEnd(style)) {
        if (/^(STRONG|DD)$/.test(piece.element.tagName) && piece.right > box.right + 1) return 'a number ends in an ellipsis';
        return undefined;
      }
      if (piece.left < box.left - margin - 1 || piece.right > box.right + margin + 1)
        return `is cut sideways by ${within.className || within.tagName}`;
      if (piece.top < box.top - margin - 1 || piece.bottom > box.bottom + margin + 1)
        return `is cut across by ${within.className || within.tagName}`;
    }
    return undefined;
  }

  /** What is left of a piece inside all boxes that hide; undefined when nothing. */
  function shown(piece: Piece): Piece | undefined {
    const left = { ...piece };
    for (let within: Element | null = piece.element; within; within = within.parentElement) {
      if (!clips(getComputedStyle(within))) continue;
      const box = area(within);
      left.left = Math.max(left.left, box.left);
      left.right = Math.min(left.right, box.right);
      left.top = Math.max(left.top, box.top);
      left.bottom = Math.min(left.bottom, box.bottom);
    }
    return left.right - left.left > 1 && left.bottom - left.top > 1 ? left : undefined;
  }

  function texts(): void {
    const all = pieces();
    for (const piece of all) {
      const how = cut(piece);
      if (how) faults.push(`${named(piece.element)} ${how}`);
    }
    const visible = all.map(shown).filter((piece) => piece !== undefined);
    for (const [i, a] of visible.entries())
      for (const b of visible.slice(i + 1)) {
        if (a.element === b.element) continue;
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 2 && down > 2) faults.push(`${named(a.element)} is over ${named(b.element)}`);
      }
  }

  function rows(): void {
    for (const list of document.querySelectorAll('section ul[aria-label], footer ul[aria-label]')) {
      const items = [...list.children].filter((item) => !item.classList.contains('more'));
      const hidden = items.filter((item) => item.classList.contains('out')).length;
      const more = list.parentElement?.querySelector('.more')?.textContent ?? '+0';
      if (Number(/^\+([\d,]+)/.exec(more)?.[1]?.replaceAll(',', '') ?? 0) < hidden)
        faults.push(`${list.getAttribute('aria-label')}: ${hidden} rows left out, told ${more}`);
    }
  }

  scrolling();
  panels();
  texts();
  rows();
  return [...new Set(faults)];
}
