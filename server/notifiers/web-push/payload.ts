import { createHash } from 'node:crypto';
import type { Sending } from '../notifier.ts';
import { extentOf, textOf, topOf } from '../words/lines.ts';
import type { Note } from '../words/note.ts';
import { noteOf } from '../words/read.ts';
import { bytes, withinBytes } from '../words/text.ts';

/** Bytes of the message before it is sealed: every push service takes that much. */
export const PAYLOAD_BOUND = 3072;
const TITLE_BOUND = 400;
/** Below it nothing is left of a body. */
const BODY_LEAST = 16;

/** What a service keeps for a device that is off: a later message of the topic takes the place of the earlier. 32 letters at most. */
export const topicOf = ({ id }: Pick<Sending, 'id'>): string => createHash('sha256').update(id).digest('base64url').slice(0, 32);

/** JSON {title, body, tag, url, rings} for the service worker, within PAYLOAD_BOUND. */
export function payloadOf(sending: Sending): string {
  const note = noteOf(sending);
  let room = PAYLOAD_BOUND / 2;
  let text = build(note, sending, room);
  while (bytes(text) > PAYLOAD_BOUND && room > BODY_LEAST) {
    room = Math.floor(room / 2);
    text = build(note, sending, room);
  }
  return text;
}

function build(note: Note, { told, id, rings }: Sending, room: number): string {
  const extent = extentOf(note);
  return JSON.stringify({
    title: withinBytes(topOf(note, extent), TITLE_BOUND),
    body: withinBytes(textOf(note, extent), room),
    tag: told.kind === 'incident' ? `incident-${told.incident.id}` : id,
    url: note.link.url,
    rings,
  });
}
