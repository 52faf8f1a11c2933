import type { Sending, Told } from '../notifier.ts';
import { footer } from './footer.ts';
import { headline } from './headline.ts';
import { levelOf, listed } from './listed.ts';
import { type Note, PARAGRAPH_BOUND } from './note.ts';
import { period } from './period.ts';
import { modeLabel, sign } from './signs.ts';
import { short } from './text.ts';

type ToldDigest = Extract<Told, { kind: 'digest' }>;
/** What a digest holds at most; a note that is longer is not read. */
const PARAGRAPHS = 4;
const FIGURES = 8;
const LABEL_BOUND = 40;
const VALUE_BOUND = 80;

/** A note for managers. */
export function digestNote(sending: Sending, told: ToldDigest): Note {
  const { digest } = told;
  const level = levelOf(digest.incidents);
  const head = headline(sending, `${sign(level)}${told.crisis ? ' Crisis:' : ''}`, digest.headline);
  return {
    level,
    headline: head,
    update: head,
    follows: false,
    rings: sending.rings,
    paragraphs: digest.paragraphs.slice(0, PARAGRAPHS).map((text) => short(text, PARAGRAPH_BOUND)),
    facts: digest.figures.slice(0, FIGURES).map(({ label, value }) => ({
      label: short(label, LABEL_BOUND),
      value: short(value, VALUE_BOUND),
    })),
    changes: [],
    history: [],
    posts: [],
    listed: listed(sending, digest.incidents),
    link: { text: 'Open the incidents', url: `${sending.base}/incidents` },
    footer: `${period(told.from, told.to, sending.now, sending.zone)} · ${footer(sending)}`,
    label: modeLabel(sending.mode),
  };
}
