import { discordText, markedWithin } from '../markdown.ts';
import { type Extent, postLine, topOf } from '../words/lines.ts';
import type { Note } from '../words/note.ts';
import { COLOURS } from '../words/signs.ts';
import { within } from '../words/text.ts';

/** Of Discord, in characters: https://discord.com/developers/docs/resources/message#embed-object */
const CONTENT_BOUND = 2000;
const DESCRIPTION_BOUND = 4096;
const TITLE_BOUND = 256;
/** Far below what Discord lets them be (256, 1024, 2048), so that the description always has its share of the embed. */
const SHARES = { name: 60, value: 250, footer: 500 };
const FIELDS_BOUND = 25;
const EMBED_BOUND = 6000;
/** Put into the channel without a sound. */
const SILENTLY = 4096;

const text = (value: string, most: number): string => markedWithin(value, most, discordText);

/** The message that an incident keeps. */
export const messageOf = (note: Note): Record<string, unknown> => build(note, 'whole');
/** How it comes into the channel; an edit knows no such thing. */
export const soundOf = ({ rings }: Note): Record<string, unknown> => (rings ? {} : { flags: SILENTLY });
/** What is new, by itself. */
export const changeOf = (note: Note): Record<string, unknown> => build(note, 'update');

function build(note: Note, extent: Extent): Record<string, unknown> {
  return {
    content: text(topOf(note, extent), CONTENT_BOUND),
    embeds: [embed(note, extent)],
    // Nothing in it rings anybody, whatever it says.
    allowed_mentions: { parse: [] },
  };
}

function embed(note: Note, extent: Extent): Record<string, unknown> {
  const fields = extent === 'whole' ? fieldsOf(note) : [];
  const footer = within(extent === 'whole' ? note.footer : '', SHARES.footer);
  const used = note.link.text.length + footer.length + fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
  return {
    title: text(note.link.text, TITLE_BOUND),
    url: note.link.url,
    color: Number.parseInt(COLOURS[note.level].slice(1), 16),
    description: text(bodyOf(note, extent), Math.min(DESCRIPTION_BOUND, EMBED_BOUND - used)),
    ...(fields.length > 0 ? { fields } : {}),
    ...(footer === '' ? {} : { footer: { text: footer } }),
  };
}

const fieldsOf = ({ facts }: Note): { name: string; value: string; inline: true }[] =>
  facts
    .slice(0, FIELDS_BOUND)
    .map(({ label, value }) => ({ name: text(label, SHARES.name), value: text(value, SHARES.value), inline: true }));

function bodyOf(note: Note, extent: Extent): string {
  if (extent === 'update') return note.changes.join('\n');
  const listed = note.listed.map((one) => one.text).join('\n');
  return [...note.paragraphs, note.history.join('\n'), listed, ...note.posts.map(postLine)].filter((one) => one !== '').join('\n\n');
}
