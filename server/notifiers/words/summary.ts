import type { Sending, Told } from '../notifier.ts';
import { footer } from './footer.ts';
import { headline } from './headline.ts';
import { levelOf, listed, ranked } from './listed.ts';
import { LISTED_BOUND, type Note } from './note.ts';
import { hours } from './period.ts';
import { modeLabel, sign } from './signs.ts';

type ToldSummary = Extract<Told, { kind: 'summary' }>;

/** What a channel held back while it was quiet, or beyond its cap. */
export function summaryNote(sending: Sending, told: ToldSummary): Note {
  const incidents = ranked(told.incidents);
  const level = levelOf(incidents);
  const head = headline(sending, sign(level), `${whenOf(sending, told)}: ${countsOf(told)}`);
  return {
    level,
    headline: head,
    update: head,
    follows: false,
    rings: sending.rings,
    paragraphs: [whyOf(told)],
    facts: [],
    changes: [],
    history: [],
    posts: [],
    listed: [...listed(sending, incidents), ...more(sending, told)],
    link: { text: 'Open the incidents', url: `${sending.base}/incidents` },
    footer: footer(sending),
    label: modeLabel(sending.mode),
  };
}

/** "While quiet, 22:00 to 07:00"; "Held back, 14:00 to 14:10". */
function whenOf({ now, zone }: Sending, { why, from, to }: ToldSummary): string {
  return `${why === 'quiet' ? 'While quiet' : 'Held back'}, ${hours(from, to, now, zone)}`;
}

/** "3 incidents, 1 still open". */
function countsOf({ incidents, more }: ToldSummary): string {
  const all = incidents.length + more;
  const open = incidents.filter(({ state }) => state !== 'closed').length;
  return `${all} ${all === 1 ? 'incident' : 'incidents'}, ${open === 0 ? 'none still open' : `${open} still open`}`;
}

const whyOf = ({ why }: ToldSummary): string =>
  why === 'quiet'
    ? 'These were not told here at once, since this channel keeps quiet at that time.'
    : 'More rang at once than this channel lets through; what was beyond that is told here together.';

/** What is not listed is counted. */
function more({ base }: Sending, told: ToldSummary): Note['listed'] {
  const left = told.more + Math.max(0, told.incidents.length - LISTED_BOUND);
  return left > 0 ? [{ text: `and ${left} more`, url: `${base}/incidents` }] : [];
}
