import { JSON_HEADERS, judge, objectOf } from '../answers.ts';
import type { Outcome, Outgoing, Sending } from '../notifier.ts';
import { textOf } from '../words/lines.ts';
import type { Note } from '../words/note.ts';
import { isNoticed } from '../words/noticed.ts';
import { noteOf } from '../words/read.ts';
import { within } from '../words/text.ts';
import { type Block, blocksOf, fallback } from './blocks.ts';
import { escaped } from './mrkdwn.ts';
import { isLost, refusal } from './refusals.ts';

export interface Account {
  server: string;
  token: string;
  channel: string;
}

/** Characters of a reply in the thread. */
const REPLY_BOUND = 3000;

/** What a call gave: the message it is about, what went wrong, or that the message to be edited is gone. */
type Called = { channel: string; ts: string } | 'lost' | Outcome;

/** By the Web API: one message for an incident, kept up to date, and a reply in its thread for what should be noticed. */
export async function sendByApi(account: Account, sending: Sending, outgoing: Outgoing): Promise<Outcome> {
  const note = noteOf(sending);
  const call = (method: string, body: Record<string, unknown>): Promise<Called> => callApi(account, method, body, sending, outgoing);
  const message = { text: fallback(note), blocks: blocksOf(note, 'whole') };
  const place = placeOf(sending.reference);
  if (place === null) return posted(await call('chat.postMessage', fresh(account, message)));
  const edited = await call('chat.update', { ...place, ...message, parse: 'none', link_names: false });
  if (edited === 'lost') return posted(await call('chat.postMessage', fresh(account, message)));
  if ('outcome' in edited) return edited;
  return isNoticed(note, sending) ? answered(await call('chat.postMessage', reply(place, note)), place) : posted(place);
}

const fresh = ({ channel }: Account, message: { text: string; blocks: Block[] }): Record<string, unknown> => ({
  channel,
  ...message,
  parse: 'none',
  link_names: false,
  unfurl_links: false,
  unfurl_media: false,
});

/** In the thread, and in the channel as well when it rings. */
const reply = ({ channel, ts }: { channel: string; ts: string }, note: Note): Record<string, unknown> => ({
  channel,
  thread_ts: ts,
  reply_broadcast: note.rings,
  text: escaped(within(`${note.update}\n${textOf(note, 'update')}`, REPLY_BOUND)),
  parse: 'none',
  link_names: false,
  unfurl_links: false,
  unfurl_media: false,
});

const posted = (called: Called): Outcome =>
  called === 'lost'
    ? { outcome: 'dead', error: 'Slack finds no message of ours' }
    : 'outcome' in called
      ? called
      : { outcome: 'sent', reference: `${called.channel}:${called.ts}` };

/** A thread that is gone takes no reply; the message stands all the same. */
const answered = (called: Called, place: { channel: string; ts: string }): Outcome =>
  called === 'lost' || !('outcome' in called) ? posted(place) : called;

function placeOf(reference: string | null): { channel: string; ts: string } | null {
  const [channel, ts] = (reference ?? '').split(':');
  return channel && ts ? { channel, ts } : null;
}

async function callApi(
  { server, token }: Account,
  method: string,
  body: Record<string, unknown>,
  { now }: Sending,
  outgoing: Outgoing,
): Promise<Called> {
  const headers = { ...JSON_HEADERS, authorization: `Bearer ${token}` };
  const answer = await outgoing.post({ url: `${server}/api/${method}`, headers, body: JSON.stringify(body) });
  const { ok, error, channel, ts } = objectOf(answer.body);
  if (ok === true && typeof channel === 'string' && typeof ts === 'string') return { channel, ts };
  if (typeof error === 'string') return isLost(error) ? 'lost' : refusal(error, answer, now);
  const outcome = judge('Slack', answer, now);
  return outcome.outcome === 'sent' ? { outcome: 'retry', error: 'Slack answers 200 with something else than Slack would' } : outcome;
}
