import { cut } from '../../../shared/text.ts';
import type { Sending } from '../notifier.ts';
import { modeLabel } from './signs.ts';
import { inert } from './text.ts';

/** All that a locked phone shows of a message. */
export const GLANCE = 60;
/** Characters of a headline in all. */
export const HEADLINE_BOUND = 120;

/** Shortest piece of a title that still tells what it is about. */
const TITLE_LEAST = 20;

const lengthOf = (text: string): number => [...text].length;

/**
 * `before` what `, after`, with `what` cut so that what comes after it is told at a glance too. Where that leaves too little of the
 * title it is told in full within the bound instead, since a piece of it would tell nothing.
 */
export function headline(sending: Pick<Sending, 'mode'>, before: string, what: string, after = ''): string {
  const label = modeLabel(sending.mode);
  const start = `${label === null ? '' : `${label} `}${before} `;
  const end = after === '' ? '' : `, ${after}`;
  const room = GLANCE - lengthOf(start) - lengthOf(end);
  const title = inert(what);
  const most = after === '' || room < TITLE_LEAST ? HEADLINE_BOUND : room;
  return cut(`${start}${cut(title, most)}${end}`, HEADLINE_BOUND);
}
