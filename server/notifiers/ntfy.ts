import { z } from 'zod';
import { JSON_HEADERS, judge, objectOf, said } from './answers.ts';
import type { Notifier, Sending } from './notifier.ts';
import { reveal, Secret } from './secret.ts';
import { extentOf, textOf, topOf } from './words/lines.ts';
import type { Note } from './words/note.ts';
import { noteOf } from './words/read.ts';
import { withinBytes } from './words/text.ts';

/** Of ntfy, in bytes; what is longer it would make a file of. */
const MESSAGE_BOUND = 4096;
const TITLE_BOUND = 400;

const Options = z
  .strictObject({
    url: Secret.describe(
      'Where the address of the topic stands, such as https://ntfy.sh/a-topic-that-nobody-guesses: whoever knows it can read along.',
    ),
    token: Secret.optional().describe('Where an access token stands, for topics that want one.'),
  })
  .describe('A topic of ntfy.');

export const ntfy: Notifier<z.infer<typeof Options>> = {
  kind: 'ntfy',
  personal: false,
  dedups: false,
  options: Options,
  async send({ url, token }, sending, outgoing) {
    const place = placeOf(reveal(url));
    if (place === null) return { outcome: 'dead', error: 'ntfy wants the address of a topic, such as https://ntfy.sh/topic' };
    const headers = { ...JSON_HEADERS, ...(token ? { authorization: `Bearer ${reveal(token)}` } : {}) };
    const body = JSON.stringify({ topic: place.topic, ...messageOf(noteOf(sending), sending) });
    const answer = await outgoing.post({ url: place.server, headers, body });
    const { error } = objectOf(answer.body);
    const why = typeof error === 'string' ? said(error) : 'it does not take the message';
    return judge('ntfy', answer, sending.now, {
      400: why,
      401: 'check the token',
      403: 'this topic wants a token that may write',
      404: 'check the address',
    });
  },
};

/** JSON goes to the server itself and names the topic; anything but ASCII has no place in headers. */
function placeOf(text: string): { server: string; topic: string } | null {
  const url = URL.parse(text);
  const [, path, topic] = /^(.*\/)([-_A-Za-z0-9]{1,64})\/?$/.exec(url?.pathname ?? '') ?? [];
  return url && path !== undefined && topic ? { server: `${url.origin}${path}`, topic } : null;
}

/** A number for how loudly the phone tells it: 5 goes through "do not disturb", 2 makes no sound. */
function priorityOf({ rings, level }: Note): number {
  if (!rings) return 2;
  return level === 'critical' ? 5 : level === 'high' ? 4 : 3;
}

function messageOf(note: Note, { told }: Sending): Record<string, unknown> {
  const extent = extentOf(note);
  return {
    title: withinBytes(topOf(note, extent), TITLE_BOUND),
    message: withinBytes(textOf(note, extent) || note.link.text, MESSAGE_BOUND),
    priority: priorityOf(note),
    tags: told.kind === 'incident' ? [note.level, told.incident.lead.kind] : [told.kind],
    click: note.link.url,
    // From 2.16 on it replaces what the phone shows of the incident; older ones show it beside.
    ...(told.kind === 'incident'
      ? { sequence_id: `earshot-incident-${told.incident.id.replace(/[^-_A-Za-z0-9]/g, '').slice(0, 40)}` }
      : {}),
  };
}
