import { type Extent, topOf } from '../words/lines.ts';
import type { Fact, Note, Post } from '../words/note.ts';
import type { Level } from '../words/signs.ts';
import { apart, bytes, within } from '../words/text.ts';

/** Teams takes 28 KB, and some of its ways less: from 21 KB on messages were seen to be refused. In bytes of the whole request. */
export const MESSAGE_BOUND = 21_000;
/** UTF-16 units of one text. */
const TEXT_BOUND = 1500;

type Element = Record<string, unknown>;

const COLOURS: Record<Level, string> = { critical: 'Attention', high: 'Warning', medium: 'Accent', fine: 'Good', note: 'Default' };

interface Run {
  text: string;
  weight?: 'Bolder';
  size?: 'Medium' | 'Small';
  color?: string;
  isSubtle?: true;
  italic?: true;
}

/** Runs of text are shown as they are; a TextBlock would take Markdown and links out of it. */
const rich = (runs: Run[], more: Element = {}): Element => ({
  type: 'RichTextBlock',
  ...more,
  inlines: runs.map((run) => ({ type: 'TextRun', ...run, text: within(run.text, TEXT_BOUND) })),
});

/** The request for a Workflows webhook: an adaptive card within the bound; what is too much is left out from its end. */
export function message(note: Note, extent: Extent): string {
  const head = [rich([{ text: topOf(note, extent), weight: 'Bolder', size: 'Medium', color: COLOURS[note.level] }])];
  const foot =
    extent === 'whole' ? [rich([{ text: note.footer, size: 'Small', isSubtle: true }], { spacing: 'Medium', separator: true })] : [];
  const rest = middle(note, extent);
  let kept = rest.length;
  const build = (): string => wrap(note, [...head, ...rest.slice(0, kept), ...foot], topOf(note, extent));
  while (kept > 0 && bytes(build()) > MESSAGE_BOUND) kept--;
  return build();
}

const wrap = ({ link }: Note, body: Element[], summary: string): string =>
  JSON.stringify({
    type: 'message',
    summary,
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          fallbackText: summary,
          msteams: { width: 'Full' },
          body,
          actions: [{ type: 'Action.OpenUrl', title: link.text, url: link.url }],
        },
      },
    ],
  });

function middle(note: Note, extent: Extent): Element[] {
  if (extent === 'update') return note.changes.map((text) => rich([{ text }], { spacing: 'Small' }));
  return [
    ...note.paragraphs.map((text) => rich([{ text }])),
    ...note.facts.map(fact),
    ...note.history.map((text) => rich([{ text, isSubtle: true }], { spacing: 'Small' })),
    ...note.listed.map(({ text }) => rich([{ text }], { spacing: 'Small' })),
    ...note.posts.map(post),
  ];
}

const fact = ({ label, value }: Fact): Element => rich([{ text: `${label}: `, weight: 'Bolder' }, { text: value }], { spacing: 'Small' });

const post = ({ author, network, text }: Post): Element =>
  rich([
    { text: `“${apart(text)}” `, italic: true },
    { text: `${apart(author)}, ${network}`, isSubtle: true },
  ]);
