import type { Sending } from '../notifier.ts';
import { postLine } from '../words/lines.ts';
import type { Note } from '../words/note.ts';
import type { Level } from '../words/signs.ts';
import { within } from '../words/text.ts';

/** Of PagerDuty, in characters; a payload of all that a note holds is far below its 512 KB. */
const SUMMARY_BOUND = 1024;
const DETAIL_BOUND = 2000;

const SEVERITIES: Record<Level, 'critical' | 'error' | 'warning' | 'info'> = {
  critical: 'critical',
  high: 'error',
  medium: 'warning',
  fine: 'info',
  note: 'info',
};

/** An event of the Events API v2 but for the routing key. */
export interface Event {
  event_action: 'trigger' | 'acknowledge' | 'resolve';
  dedup_key: string;
  payload?: Record<string, unknown>;
  links?: { href: string; text: string }[];
  client?: string;
  client_url?: string;
}

export const acknowledge = (dedup: string): Event => ({ event_action: 'acknowledge', dedup_key: dedup });
export const resolve = (dedup: string): Event => ({ event_action: 'resolve', dedup_key: dedup });

export function trigger(dedup: string, note: Note, { told, brand, base, now }: Sending): Event {
  const incident = told.kind === 'incident' ? told.incident : null;
  return {
    event_action: 'trigger',
    dedup_key: dedup,
    payload: {
      summary: within(note.headline, SUMMARY_BOUND),
      source: base,
      severity: SEVERITIES[note.level],
      timestamp: new Date(incident?.onsetAt ?? now).toISOString(),
      component: within(incident?.lead.subjectName ?? brand, DETAIL_BOUND),
      group: within(brand, DETAIL_BOUND),
      class: incident?.lead.kind ?? told.kind,
      custom_details: detailsOf(note),
    },
    links: [
      { href: note.link.url, text: note.link.text },
      ...note.posts.flatMap(({ url, network }) => (url ? [{ href: url, text: `Post on ${network}` }] : [])),
    ],
    client: 'Earshot',
    client_url: note.link.url,
  };
}

/** What the person who is paged reads below the summary: labels and values. */
function detailsOf(note: Note): Record<string, string> {
  const entries: [string, string[]][] = [
    ['What', note.paragraphs],
    ...note.facts.map(({ label, value }): [string, string[]] => [label, [value]]),
    ['What changed', note.history],
    ['Incidents', note.listed.map(({ text }) => text)],
    ['Posts', note.posts.map(postLine)],
    ['Why', [note.footer]],
  ];
  return Object.fromEntries(
    entries.filter(([, lines]) => lines.length > 0).map(([label, lines]) => [label, within(lines.join('\n'), DETAIL_BOUND)]),
  );
}
