import { discord } from './discord.ts';
import { email } from './email.ts';
import { mattermost } from './mattermost.ts';
import type { Notifier } from './notifier.ts';
import { ntfy } from './ntfy.ts';
import { pagerduty } from './pagerduty.ts';
import { slack } from './slack.ts';
import { teams } from './teams.ts';
import { telegram } from './telegram.ts';
import { webPush } from './web-push.ts';
import { webhook } from './webhook.ts';

/** Every kind of channel, by the name it goes by in the config. A new one is one file and one line here. */
export const NOTIFIERS: readonly Notifier[] = [slack, teams, pagerduty, email, webPush, webhook, mattermost, discord, ntfy, telegram];

export function notifierOf(kind: string): Notifier | undefined {
  return NOTIFIERS.find((one) => one.kind === kind);
}
