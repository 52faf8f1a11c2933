import type { z } from 'zod';
import type { About, ChannelKind, ChannelLine, Delivery } from '../../shared/notify.ts';

export const CHANNEL_WORD: Record<ChannelKind, string> = {
  slack: 'Slack',
  teams: 'Teams',
  pagerduty: 'PagerDuty',
  email: 'E-mail',
  'web-push': 'Web push',
  webhook: 'Webhook',
  mattermost: 'Mattermost',
  discord: 'Discord',
  ntfy: 'ntfy',
  telegram: 'Telegram',
};

export const CHANNEL_STATE: Record<ChannelLine['state'], string> = {
  ok: 'Works',
  waiting: 'Waiting',
  failing: 'Failing',
  unused: 'Not used yet',
};

export const DELIVERY_STATE: Record<Delivery['state'], string> = {
  waiting: 'waiting since',
  trying: 'being sent since',
  unsure: 'perhaps sent, tried again',
  held: 'held back since',
  sent: 'sent',
  dead: 'given up',
};

/** What a message is about, in a few words. */
export function subjectOf(about: z.infer<typeof About>): string {
  switch (about.kind) {
    case 'incident':
      return `incident ${about.incident}`;
    case 'summary':
      return about.why === 'quiet' ? 'what the quiet hours held back' : 'what was over the cap';
    case 'digest':
      return about.crisis ? 'digest of the crisis' : 'digest of the day';
    case 'test':
      return `a test by ${about.by}`;
  }
}
