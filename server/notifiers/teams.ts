import { z } from 'zod';
import { again, JSON_HEADERS, judge } from './answers.ts';
import type { Answer, Notifier, Outcome } from './notifier.ts';
import { reveal, Secret } from './secret.ts';
import { message } from './teams/card.ts';
import { extentOf } from './words/lines.ts';
import { noteOf } from './words/read.ts';

const Options = z
  .strictObject({
    url: Secret.describe('Where the address stands that the workflow "Post to a channel when a webhook request is received" gave.'),
  })
  .describe('A channel of Microsoft Teams, by a workflow.');

/** What Teams refuses it says in the text of a 200. */
const INSIDE = /HTTP error (\d{3})/i;

export const teams: Notifier<z.infer<typeof Options>> = {
  kind: 'teams',
  personal: false,
  dedups: false,
  options: Options,
  async send({ url }, sending, outgoing) {
    const note = noteOf(sending);
    const body = message(note, extentOf(note));
    return judgeTeams(await outgoing.post({ url: reveal(url), headers: JSON_HEADERS, body }), sending.now);
  },
};

function judgeTeams(answer: Answer, now: number): Outcome {
  const inside = INSIDE.exec(answer.body);
  const status = Number(inside?.[1] ?? answer.status);
  const hints = { 401: 'the workflow was changed: copy its address again', 404: 'the workflow is gone: make a new one' };
  const outcome = judge('Teams', { ...answer, status }, now, hints);
  // What it says inside of a 200 is about the channel behind it: in doubt that passes.
  return inside && status < 400 ? again(`Teams says: HTTP error ${status}`) : outcome;
}
