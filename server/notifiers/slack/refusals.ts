import { again, retryAfter, said } from '../answers.ts';
import type { Answer, Outcome } from '../notifier.ts';

/** What helps, by the words of https://docs.slack.dev/reference/methods/chat.postMessage */
const HELP: Record<string, string> = {
  invalid_auth: 'check the token',
  not_authed: 'check the token',
  token_revoked: 'the token was taken back: install the app again',
  token_expired: 'the token has run out: make a new one',
  account_inactive: 'the app or its user was removed: install it again',
  missing_scope: 'give the app the scope chat:write, and install it again',
  channel_not_found: 'check the channel: its id is the safest, and the app must be in it',
  not_in_channel: 'invite the app to the channel',
  is_archived: 'the channel is archived: choose another',
  channel_is_archived: 'the channel is archived: choose another',
  restricted_action: 'a setting of the workspace forbids posting there',
  action_prohibited: 'a setting of the workspace forbids posting there',
  posting_to_general_channel_denied: 'a setting of the workspace forbids posting there',
  invalid_token: 'check the address of the webhook',
  no_service: 'the webhook was removed: make a new one',
  no_team: 'the workspace is gone: check the address of the webhook',
  invalid_payload: 'it does not understand the message',
  invalid_blocks: 'it does not understand the message',
  msg_too_long: 'the message is too long for it',
  msg_blocks_too_long: 'the message is too long for it',
};

/** Troubles of Slack's own, that pass. */
const PASSING: readonly string[] = [
  'ratelimited',
  'rate_limited',
  'message_limit_exceeded',
  'rollup_error',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
];

/** A message that can't be edited any more. */
const LOST: readonly string[] = ['message_not_found', 'cant_update_message', 'edit_window_closed', 'thread_not_found'];
export const isLost = (word: string): boolean => LOST.includes(word);

/** What a word of Slack's means for the message. */
export function refusal(word: string, answer: Answer, now: number): Outcome {
  const clean = said(word);
  const help = HELP[clean];
  const error = `Slack says ${clean}${help === undefined ? '' : `: ${help}`}`;
  return PASSING.includes(clean) ? again(error, retryAfter(answer, now)) : { outcome: 'dead', error };
}
