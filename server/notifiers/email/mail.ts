import { clockTime, counted } from '../../core/words.ts';
import type { Sending } from '../notifier.ts';
import { noteOf } from '../words/read.ts';
import { curveOf, SHOWN } from './curve.ts';
import { htmlPart, type Picture } from './html.ts';
import { type Place, placeOf } from './thread.ts';
import { plainPart } from './words.ts';

const MINUTE = 60_000;
/** Of the curve within a mail. */
const CID = 'curve@earshot';

export interface Mail extends Place {
  text: string;
  html: string;
  curve: { cid: string; content: Buffer } | null;
}

/** A mail, whoever it goes to: the same for the same sending. */
export function mailOf(sending: Sending, from: string): Mail {
  const note = noteOf(sending);
  const curve = curveFor(sending);
  return {
    ...placeOf(sending, note, from),
    text: plainPart(note),
    html: htmlPart(note, curve?.picture ?? null),
    curve: curve ? { cid: CID, content: curve.content } : null,
  };
}

function curveFor({ told, zone }: Sending): { picture: Picture; content: Buffer } | null {
  if (told.kind !== 'incident') return null;
  const { series, onsetAt } = told.incident;
  const content = curveOf(told.incident);
  if (content === null) return null;
  const from = clockTime(series.from, zone);
  const to = clockTime(series.from + series.step * series.total.length, zone);
  const alt = `Mentions from ${from} to ${to}, the negative ones among them, and what is usual`;
  const began = onsetAt >= series.from ? clockTime(onsetAt, zone) : null;
  const most = `at most ${counted((Math.max(...series.total) * MINUTE) / series.step)} a minute`;
  return { content, picture: { cid: CID, ...SHOWN, alt, from, to, began, most } };
}
