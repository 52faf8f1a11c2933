import { z } from 'zod';
import { JSON_HEADERS, judge, objectOf, said } from './answers.ts';
import { messageOf } from './mattermost/message.ts';
import type { Notifier } from './notifier.ts';
import { reveal, Secret } from './secret.ts';
import { noteOf } from './words/read.ts';

const Options = z
  .strictObject({ url: Secret.describe('Where the address of an incoming webhook stands.') })
  .describe('A channel of Mattermost.');

export const mattermost: Notifier<z.infer<typeof Options>> = {
  kind: 'mattermost',
  personal: false,
  dedups: false,
  options: Options,
  async send({ url }, sending, outgoing) {
    const body = JSON.stringify(messageOf(noteOf(sending)));
    const answer = await outgoing.post({ url: reveal(url), headers: JSON_HEADERS, body });
    const { message } = objectOf(answer.body);
    const why = typeof message === 'string' ? said(message) : 'it does not take the message';
    return judge('Mattermost', answer, sending.now, { 400: why, 403: why, 404: 'the webhook was removed: make a new one' });
  },
};
