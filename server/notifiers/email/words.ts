import { postLine, textOf } from '../words/lines.ts';
import type { Note } from '../words/note.ts';

/** The text part: everything, since who reads text alone has no chart. */
export function plainPart(note: Note): string {
  const news = note.follows ? [note.update, note.changes.join('\n')] : [note.headline];
  const links = note.listed.map(({ text, url }) => `${text}\n${url}`).join('\n');
  const posts = note.posts.map((post) => postLine(post) + (post.url === null ? '' : `\n${post.url}`)).join('\n\n');
  const facts = note.facts.map(({ label, value }) => `${label}: ${value}`).join('\n');
  const parts = [
    ...news,
    ...note.paragraphs,
    facts,
    note.follows ? '' : note.history.join('\n'),
    links,
    posts,
    `${note.link.text}: ${note.link.url}`,
    note.footer,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** What stands beside the subject in a list of mails: what is new, not the subject again. */
export const preview = (note: Note): string =>
  (note.follows ? note.changes.toReversed().join(' · ') : textOf(note, 'whole')).replace(/\s+/g, ' ').slice(0, 200);
