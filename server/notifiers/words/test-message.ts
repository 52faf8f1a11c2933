import { clockTime } from '../../core/words.ts';
import type { Sending, Told } from '../notifier.ts';
import { footer } from './footer.ts';
import { headline } from './headline.ts';
import type { Note } from './note.ts';
import { modeLabel, sign } from './signs.ts';
import { inert } from './text.ts';

/** Shows that a channel works, and says that nothing else is meant by it. */
export function testNote(sending: Sending, { by }: Extract<Told, { kind: 'test' }>): Note {
  const head = headline(sending, `${sign('note')} TEST`, `This channel works. Nothing happened`);
  return {
    level: 'note',
    headline: head,
    update: head,
    follows: false,
    rings: sending.rings,
    paragraphs: [`${inert(by)} tried this channel at ${clockTime(sending.now, sending.zone)}. Nobody has to do anything.`],
    facts: [],
    changes: [],
    history: [],
    posts: [],
    listed: [],
    link: { text: 'Open Earshot', url: `${sending.base}/` },
    footer: footer(sending),
    label: modeLabel(sending.mode),
  };
}
