import { JSON_HEADERS, judge, objectOf, said } from '../answers.ts';
import type { Answer, Outcome, Outgoing, Sending } from '../notifier.ts';
import { extentOf } from '../words/lines.ts';
import { noteOf } from '../words/read.ts';
import { blocksOf, fallback } from './blocks.ts';
import { refusal } from './refusals.ts';

/** By an incoming webhook: what it posted cannot be found again, so that news are short new messages. */
export async function sendByWebhook(url: string, sending: Sending, outgoing: Outgoing): Promise<Outcome> {
  const note = noteOf(sending);
  const body = JSON.stringify({ text: fallback(note), blocks: blocksOf(note, extentOf(note)), unfurl_links: false, unfurl_media: false });
  return judgeWebhook(await outgoing.post({ url, headers: JSON_HEADERS, body }), sending.now);
}

/** It says `ok`; what is wrong it says in a word with a status of 4xx, and now and then as JSON with 200. */
function judgeWebhook(answer: Answer, now: number): Outcome {
  const { ok, error } = objectOf(answer.body);
  if (ok === false) return refusal(typeof error === 'string' ? error : 'an error without a name', answer, now);
  const word = said(answer.body);
  const known = answer.status >= 400 && answer.status < 500 && answer.status !== 429 && /^[a-z_]{3,60}$/.test(word);
  return known ? refusal(word, answer, now) : judge('Slack', answer, now);
}
