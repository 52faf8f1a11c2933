import { z } from 'zod';
import { again, JSON_HEADERS, judge, objectOf, said } from './answers.ts';
import { server } from './fields.ts';
import type { Answer, Notifier, Outcome, Outgoing, Sending } from './notifier.ts';
import { reveal, Secret } from './secret.ts';
import { textOf } from './telegram/entities.ts';
import type { Extent } from './words/lines.ts';
import type { Note } from './words/note.ts';
import { isNoticed } from './words/noticed.ts';
import { noteOf } from './words/read.ts';

const Options = z
  .strictObject({
    token: Secret.describe('Where the token of the bot stands, as BotFather gave it.'),
    chat: z
      .string()
      .regex(/^(-?\d{1,20}|@[A-Za-z]\w{3,31})$/, { error: 'not a chat of Telegram; its id is a number, or @name for a public channel' })
      .optional()
      .describe('Id of the chat, or @name of a public channel. Default: the telegram contact of the person who is told.'),
    topic: z.int().min(1).optional().describe('Id of a topic of that chat.'),
    server: server('https://api.telegram.org', 'Where the Bot API is, for those who run it themselves.'),
  })
  .describe('A chat of Telegram, by a bot.');
type Options = z.infer<typeof Options>;

const UNCHANGED = /message is not modified/i;
const LOST = /message to edit not found|message can't be edited|MESSAGE_ID_INVALID/i;

export const telegram: Notifier<Options> = {
  kind: 'telegram',
  personal: false,
  dedups: false,
  options: Options,
  async send(options, sending, outgoing) {
    const chat = chatOf(options, sending, outgoing);
    if (chat === null)
      return { outcome: 'dead', error: 'Telegram wants a chat: name one for the channel, or a telegram contact of the person' };
    const note = noteOf(sending);
    const call = (method: string, body: Record<string, unknown>): Promise<Answer> => post(options, method, body, outgoing);
    const say = async (extent: Extent, replyTo: string | null): Promise<Outcome> =>
      judged(await call('sendMessage', fresh(options, chat, note, extent, replyTo)), sending);
    if (sending.reference === null) return say('whole', null);
    const edited = await call('editMessageText', { chat_id: chat, message_id: Number(sending.reference), ...content(note, 'whole') });
    const { description } = objectOf(edited.body);
    if (typeof description === 'string' && LOST.test(description)) return say('whole', null);
    const outcome = typeof description === 'string' && UNCHANGED.test(description) ? { outcome: 'sent' as const } : judged(edited, sending);
    if (outcome.outcome !== 'sent') return outcome;
    return isNoticed(note, sending)
      ? keeping(await say('update', sending.reference), sending.reference)
      : keeping(outcome, sending.reference);
  },
};

/** An incident stays with the message that it began with. */
const keeping = (outcome: Outcome, reference: string): Outcome => (outcome.outcome === 'sent' ? { outcome: 'sent', reference } : outcome);

const chatOf = ({ chat }: Options, { person }: Sending, outgoing: Outgoing): string | null =>
  (person ? outgoing.contact(person.id, 'telegram') : null) ?? chat ?? null;

const content = (note: Note, extent: Extent): Record<string, unknown> => ({
  ...textOf(note, extent),
  link_preview_options: { is_disabled: true },
});

const fresh = ({ topic }: Options, chat: string, note: Note, extent: Extent, replyTo: string | null): Record<string, unknown> => ({
  chat_id: chat,
  ...content(note, extent),
  disable_notification: !note.rings,
  ...(topic === undefined ? {} : { message_thread_id: topic }),
  ...(replyTo === null ? {} : { reply_parameters: { message_id: Number(replyTo), allow_sending_without_reply: true } }),
});

const post = (options: Options, method: string, body: Record<string, unknown>, outgoing: Outgoing): Promise<Answer> =>
  outgoing.post({ url: `${options.server}/bot${reveal(options.token)}/${method}`, headers: JSON_HEADERS, body: JSON.stringify(body) });

/** It says what is wrong in `description`, and how long to wait in `parameters`. */
function judged(answer: Answer, { now }: Sending): Outcome {
  const { ok, result, description, parameters } = objectOf(answer.body);
  if (ok === true) return { outcome: 'sent', ...idOf(result) };
  const wait = isObject(parameters) ? parameters.retry_after : undefined;
  if (typeof wait === 'number' && wait >= 0) return again('Telegram answers 429: too many messages at once', wait * 1000);
  const why = typeof description === 'string' ? said(description) : 'it does not take the message';
  const hints = {
    400: `${why}; check the chat`,
    401: 'check the token of the bot',
    403: `${why}; the bot must be in the chat`,
    404: 'check the token of the bot',
  };
  const outcome = judge('Telegram', answer, now, hints);
  return outcome.outcome === 'sent' ? again('Telegram answers with something else than Telegram would') : outcome;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const idOf = (result: unknown): { reference?: string } =>
  isObject(result) && typeof result.message_id === 'number' ? { reference: String(result.message_id) } : {};
