import { type Extent, postLine, topOf } from '../words/lines.ts';
import type { Note } from '../words/note.ts';
import { within } from '../words/text.ts';

/** Of Telegram, in UTF-16 units, as it counts offsets too. */
export const MESSAGE_BOUND = 4096;

/** A stretch of the text, in UTF-16 units: https://core.telegram.org/bots/api#messageentity */
export interface Entity {
  type: 'bold' | 'blockquote' | 'text_link' | 'italic';
  offset: number;
  length: number;
  url?: string;
}

interface Part {
  text: string;
  type?: Entity['type'];
  url?: string;
}

/** The text with its stretches told apart from it, so that nothing in it can be taken for formatting. The way to the incident is never cut. */
export function textOf(note: Note, extent: Extent): { text: string; entities: Entity[] } {
  const last: Part[] = [{ text: '\n\n' }, { text: note.link.text, type: 'text_link', url: note.link.url }];
  if (extent === 'whole') last.push({ text: '\n' }, { text: within(note.footer, 400), type: 'italic' });
  const room = MESSAGE_BOUND - lengthOf(last);
  return join([...fitting(middle(note, extent), room), ...last]);
}

const lengthOf = (parts: readonly Part[]): number => parts.reduce((sum, { text }) => sum + text.length, 0);

function fitting(parts: readonly Part[], room: number): Part[] {
  let left = room;
  const taken: Part[] = [];
  for (const part of parts) {
    const text = within(part.text, left);
    if (text !== '') taken.push({ ...part, text });
    left -= text.length;
    if (text !== part.text) break;
  }
  return taken;
}

function middle(note: Note, extent: Extent): Part[] {
  const first: Part = { text: topOf(note, extent), type: 'bold' };
  if (extent === 'update') return [first, ...lines(note.changes)];
  const facts = note.facts.map(({ label, value }) => `${label}: ${value}`);
  return [
    first,
    ...note.paragraphs.flatMap((text) => lines([text])),
    ...lines(facts),
    ...lines(note.history),
    ...lines(note.listed.map(({ text }) => text)),
    ...note.posts.flatMap((post): Part[] => [{ text: '\n\n' }, { text: postLine(post), type: 'blockquote' }]),
  ];
}

const lines = (all: readonly string[]): Part[] => (all.length === 0 ? [] : [{ text: `\n\n${all.join('\n')}` }]);

function join(parts: readonly Part[]): { text: string; entities: Entity[] } {
  let text = '';
  const entities: Entity[] = [];
  for (const part of parts) {
    if (part.type)
      entities.push({
        type: part.type,
        offset: text.length,
        length: part.text.length,
        ...(part.url === undefined ? {} : { url: part.url }),
      });
    text += part.text;
  }
  return { text, entities };
}
