import { z } from 'zod';

/**
 * What a reply of ours gives the customer. `answer`, `fix` (repair, refund, compensation) and `question` (a specific one about the
 * matter) have substance; `details` (who are you, which booking), `redirection`, `acknowledgement`, `apology` and `courtesy` (a
 * welcome, a thank-you, a closing line) have none.
 */
export const Substance = z.enum(['answer', 'fix', 'question', 'details', 'redirection', 'acknowledgement', 'apology', 'courtesy']);
export type Substance = z.infer<typeof Substance>;

const SUBSTANTIVE: ReadonlySet<Substance> = new Set(['answer', 'fix', 'question']);
export const isSubstantive = (substance: Substance): boolean => SUBSTANTIVE.has(substance);

/** Where a reply sends the customer instead of going on where they wrote. */
export const Channel = z.enum(['private', 'form', 'phone', 'email', 'account', 'place', 'app']);
export type Channel = z.infer<typeof Channel>;

/** What a reply asks the customer for. Asked twice in a case it is a repeated question. */
export const Asked = z.enum([
  'booking',
  'order',
  'email',
  'phone',
  'name',
  'address',
  'account',
  'screenshot',
  'date',
  'place',
  'device',
  'ticket',
  'matter',
]);
export type Asked = z.infer<typeof Asked>;

/** `due` is when it falls due, in ms since 1970 UTC: as the reply says, else a day after it. */
export const Promised = z.object({ kind: z.enum(['follow-up', 'message-sent', 'fix', 'call']), due: z.int() });
export type Promised = z.infer<typeof Promised>;

/** A stretch of the post's text that made a rule fire: UTF-16 offsets, `to` excluded. */
export const Mark = z.object({
  what: z.enum(['substance', 'channel', 'asked', 'promise', 'apology', 'closing', 'signature', 'thanks']),
  from: z.int().nonnegative(),
  to: z.int().nonnegative(),
});
export type Mark = z.infer<typeof Mark>;

export const MARKS_BOUND = 12;

/** What was heard in a post of one of our accounts. */
export const ReplyHeard = z.object({
  substance: Substance,
  apologises: z.boolean(),
  /** It ends the matter: "glad it worked", "enjoy your trip". */
  closes: z.boolean(),
  channel: Channel.optional(),
  /** Handle, without `@`, of the account it sends the customer to. */
  to: z.string().max(256).optional(),
  asked: z.array(Asked).max(6),
  promises: z.array(Promised).max(3),
  /** As signed: upper case up to three letters, as written beyond. */
  signature: z.string().max(24).optional(),
  /** The account or the signature is listed as automatic. */
  automatic: z.boolean(),
  marks: z.array(Mark).max(MARKS_BOUND),
});
export type ReplyHeard = z.infer<typeof ReplyHeard>;
