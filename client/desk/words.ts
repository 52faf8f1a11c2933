import type { CaseStatus, Priority } from '../../shared/case.ts';
import type { Intent, Label, Urgency } from '../../shared/mention.ts';
import type { Asked, Channel, Mark, Substance } from '../../shared/reply.ts';
import type { CaseEvent, CasePromise, Turn } from '../../shared/turn.ts';

/** The desk's vocabulary: one place where a code becomes a word. */
export const STATUS: Record<CaseStatus, string> = {
  new: 'new',
  claimed: 'claimed',
  'waiting-us': 'waiting for us',
  'waiting-customer': 'waiting for them',
  answered: 'answered',
  private: 'moved to private',
  reopened: 'reopened',
  resolved: 'resolved',
  dismissed: 'not for us',
  lapsed: 'lapsed',
  merged: 'merged',
};

export const CLOSED: Record<CaseStatus, boolean> = {
  new: false,
  claimed: false,
  'waiting-us': false,
  'waiting-customer': false,
  answered: false,
  private: false,
  reopened: false,
  resolved: true,
  dismissed: true,
  lapsed: true,
  merged: true,
};

export const PRIORITY: Record<Priority, string> = { urgent: 'Urgent', high: 'High', normal: 'Normal', low: 'Low' };
export const LABEL: Record<Label, string> = { negative: 'negative', neutral: 'neutral', positive: 'positive', unsure: 'unsure' };
export const INTENT: Record<Intent, string> = {
  complaint: 'complaint',
  question: 'question',
  request: 'request',
  praise: 'praise',
  suggestion: 'suggestion',
  news: 'news',
  spam: 'spam',
  other: 'something else',
};
export const URGENCY: Record<Urgency, string> = {
  safety: 'safety',
  legal: 'law or press',
  vulnerable: 'vulnerable person',
  leaving: 'about to leave',
  time: 'a deadline',
};
export const SUBSTANCE: Record<Substance, { words: string; hint: string }> = {
  answer: { words: 'an answer', hint: 'with substance' },
  fix: { words: 'a fix or compensation', hint: 'with substance' },
  question: { words: 'a question about the matter', hint: 'with substance' },
  details: { words: 'a request for details', hint: 'no substance yet' },
  redirection: { words: 'a redirection', hint: 'no substance yet' },
  acknowledgement: { words: 'an acknowledgement', hint: 'no substance yet' },
  apology: { words: 'an apology alone', hint: 'no substance yet' },
  courtesy: { words: 'a courtesy', hint: 'no substance yet' },
};
export const CHANNEL: Record<Channel, string> = {
  private: 'to private message',
  form: 'to a form',
  phone: 'to the phone',
  email: 'to e-mail',
  account: 'to another account',
  place: 'to a place',
  app: 'to an app',
};
export const ASKED: Record<Asked, string> = {
  booking: 'the booking',
  order: 'the order',
  email: 'an e-mail address',
  phone: 'a phone number',
  name: 'a name',
  address: 'an address',
  account: 'the account',
  screenshot: 'a picture',
  date: 'the date',
  place: 'the place',
  device: 'the device',
  ticket: 'the ticket',
  matter: 'what it is about',
};
export const MARK: Record<Mark['what'], string> = {
  substance: 'what makes it so',
  channel: 'sends elsewhere',
  asked: 'asks for',
  promise: 'promises',
  apology: 'apologises',
  closing: 'closes',
  signature: 'signed',
  thanks: 'thanks',
};
export const BY: Record<Turn['by'], string> = {
  customer: 'Customer',
  us: 'Us',
  bot: 'Our bot',
  rival: 'A competitor',
  other: 'Somebody else',
};
export const PROMISE: Record<CasePromise['kind'], string> = {
  'follow-up': 'to come back to them',
  'message-sent': 'a message sent',
  fix: 'to fix it',
  call: 'to call',
};
export const PROMISED: Record<CasePromise['state'], string> = { open: 'open', kept: 'kept', broken: 'broken', void: 'taken back' };
export const EVENT: Record<CaseEvent['what'], string> = {
  opened: 'opened',
  wrote: 'customer wrote',
  replied: 'we replied',
  claimed: 'claimed',
  released: 'released',
  assigned: 'assigned',
  'handed-off': 'handed off',
  noted: 'noted',
  tagged: 'tagged',
  prioritised: 'priority set',
  snoozed: 'snoozed',
  woke: 'woke',
  resolved: 'resolved',
  reopened: 'reopened',
  merged: 'merged',
  linked: 'linked',
  split: 'split',
  dismissed: 'not for us',
  lapsed: 'lapsed',
  undone: 'undone',
  corrected: 'corrected',
  promised: 'promised',
  kept: 'promise kept',
  broken: 'promise broken',
  breached: 'over time',
  moved: 'moved to private',
  retracted: 'post taken back',
  reviewed: 'reviewed',
  sent: 'sent to the helpdesk',
};

/** What an action that was taken back had done, by its type. */
export const UNDONE: Readonly<Record<string, string>> = {
  claim: 'claimed',
  release: 'released',
  assign: 'assigned',
  'hand-off': 'handed off',
  note: 'a note',
  tag: 'tags',
  priority: 'the priority',
  snooze: 'put aside',
  wake: 'woken',
  resolve: 'resolved',
  reopen: 'reopened',
  merge: 'merged',
  link: 'linked',
  split: 'split',
  dismiss: 'not for us',
  correct: 'a correction',
  promise: 'what was said of a promise',
  review: 'a review',
};

/** A post's words without the handles that it begins with: they say to whom, and that stands beside them. */
export const withoutAddress = (text: string): string => text.replace(/^(?:\.?@[\w.@-]+[\s,:]+)+(?=\S)/u, '');
