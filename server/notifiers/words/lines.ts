import type { Note, Post } from './note.ts';
import { apart } from './text.ts';

/** `whole`: for those who read it for the first time, and for a message that is edited. `update`: what changed, and no more. */
export type Extent = 'whole' | 'update';

/** What those who are told by ever new messages need. */
export const extentOf = ({ follows }: Note): Extent => (follows ? 'update' : 'whole');

/** The first line: what it is when it is told whole, what is new about it otherwise. */
export const topOf = (note: Note, extent: Extent): string => (extent === 'whole' ? note.headline : note.update);

/** What a message says below its first line, the most telling first: those who have little room leave out the last. */
export function blocksOf(note: Note, extent: Extent): string[][] {
  if (extent === 'update') return [note.changes].filter(some);
  const facts = note.facts.map(({ label, value }) => `${label}: ${value}`);
  const listed = note.listed.map(({ text }) => text);
  return [...note.paragraphs.map((text) => [text]), facts, note.history, listed, note.posts.map(postLine)].filter(some);
}

const some = (lines: string[]): boolean => lines.length > 0;

/** “What it says” Who, network. */
export const postLine = ({ author, network, text }: Post): string => `“${apart(text)}” ${apart(author)}, ${network}`;

/** The blocks as text, an empty line between them. */
export const textOf = (note: Note, extent: Extent): string =>
  blocksOf(note, extent)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
