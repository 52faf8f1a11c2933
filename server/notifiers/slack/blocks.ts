import { type Extent, extentOf, postLine, textOf, topOf } from '../words/lines.ts';
import type { Fact, Note, Post } from '../words/note.ts';
import { within } from '../words/text.ts';
import { escaped, link, mrkdwn } from './mrkdwn.ts';

/** Of Slack, in characters: https://docs.slack.dev/reference/block-kit/blocks */
const HEADER_BOUND = 150;
const SECTION_BOUND = 3000;
const FIELD_BOUND = 2000;
const FIELDS_BOUND = 10;
const BLOCKS_BOUND = 50;
/** Slack refuses about 13,200 characters over all blocks, though it documents no such limit: counted here with all of their JSON. */
const ALL_BOUND = 12_500;
/** The text stands in notifications. */
const TEXT_BOUND = 3000;

export type Block = Record<string, unknown>;
type Text = { type: 'plain_text'; text: string; emoji: false } | { type: 'mrkdwn'; text: string; verbatim: true };

/** Shown as it is. That `<!channel>` rings nobody here either is taken on no trust: a space of no width breaks it. */
const plainText = (text: string, most: number): Text => ({
  type: 'plain_text',
  text: within(text.replace(/<(?=[!@#])/g, '<\u200b'), most),
  emoji: false,
});
/** `verbatim`: Slack makes no links or names of its own out of it. The text must be escaped, and short enough, already. */
const marked = (text: string): Text => ({ type: 'mrkdwn', text, verbatim: true });
const section = (text: Text): Block => ({ type: 'section', text });

/** The note as blocks within all limits: those that are too many are left out from the end, the link and the footer never. */
export function blocksOf(note: Note, extent: Extent): Block[] {
  const first: Block[] = [{ type: 'header', text: plainText(topOf(note, extent), HEADER_BOUND) }];
  const last: Block[] = [section(marked(link(note.link.url, note.link.text)))];
  if (extent === 'whole') last.push({ type: 'context', elements: [plainText(note.footer, FIELD_BOUND)] });
  return [
    ...first,
    ...fitting(middle(note, extent), BLOCKS_BOUND - first.length - last.length, ALL_BOUND - sizeOf([...first, ...last])),
    ...last,
  ];
}

const sizeOf = (blocks: readonly Block[]): number => JSON.stringify(blocks).length;

function fitting(blocks: readonly Block[], most: number, room: number): Block[] {
  const taken: Block[] = [];
  let left = room;
  for (const block of blocks.slice(0, most)) {
    left -= sizeOf([block]);
    if (left < 0) break;
    taken.push(block);
  }
  return taken;
}

function middle(note: Note, extent: Extent): Block[] {
  if (extent === 'update') return lines(note.changes);
  return [
    ...note.paragraphs.map((text) => section(plainText(text, SECTION_BOUND))),
    ...facts(note.facts),
    ...lines(note.history),
    ...note.listed.map(({ text, url }) => section(marked(link(url, within(text, FIELD_BOUND / 2))))),
    ...note.posts.flatMap(post),
  ];
}

const lines = (all: readonly string[]): Block[] => (all.length === 0 ? [] : [section(plainText(all.join('\n'), SECTION_BOUND))]);

function facts(all: readonly Fact[]): Block[] {
  if (all.length === 0) return [];
  // Escaped it may be five times as long.
  const fields = all
    .slice(0, FIELDS_BOUND)
    .map(({ label, value }) => marked(`*${mrkdwn(label)}*\n${mrkdwn(within(value, FIELD_BOUND / 6))}`));
  return [{ type: 'section', fields }];
}

/** The words as they are, and a way to the post itself where it has one. */
function post(one: Post): Block[] {
  const words = section(plainText(postLine(one), SECTION_BOUND));
  return one.url === null ? [words] : [words, { type: 'context', elements: [marked(link(one.url, `Post on ${one.network}`))] }];
}

/** What notifications and screen readers have of it. */
export function fallback(note: Note): string {
  const extent = extentOf(note);
  return escaped(within(`${topOf(note, extent)}\n${textOf(note, extent)}`, TEXT_BOUND / 5));
}
