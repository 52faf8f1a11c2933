import { markedWithin, mattermostText } from '../markdown.ts';
import { extentOf, postLine, topOf } from '../words/lines.ts';
import type { Note } from '../words/note.ts';
import { COLOURS } from '../words/signs.ts';
import { within } from '../words/text.ts';

/** Characters of a post that every version takes; newer ones take 16,383. */
const TEXT_BOUND = 4000;
const ATTACHMENT_BOUND = 7000;
const VALUE_BOUND = 500;

const text = (value: string, most: number): string => markedWithin(value, most, mattermostText);

/** A webhook cannot edit: news are short new messages. */
export function messageOf(note: Note): Record<string, unknown> {
  const top = topOf(note, extentOf(note));
  const whole = extentOf(note) === 'whole';
  return {
    text: `**${text(top, TEXT_BOUND - 4)}**`,
    attachments: [
      {
        fallback: top,
        color: COLOURS[note.level],
        title: note.link.text,
        title_link: note.link.url,
        text: text(bodyOf(note), ATTACHMENT_BOUND),
        ...(whole ? { fields: fieldsOf(note), footer: within(note.footer, VALUE_BOUND) } : {}),
      },
    ],
  };
}

const fieldsOf = ({ facts }: Note): { short: boolean; title: string; value: string }[] =>
  facts.map(({ label, value }) => ({ short: value.length < 40, title: text(label, VALUE_BOUND), value: text(value, VALUE_BOUND) }));

/** One line end is none in Markdown that is not told so: each line is a paragraph of its own. */
function bodyOf(note: Note): string {
  if (note.follows) return note.changes.join('\n\n');
  const listed = note.listed.map((one) => one.text);
  return [...note.paragraphs, ...note.history, ...listed, ...note.posts.map(postLine)].join('\n\n');
}
