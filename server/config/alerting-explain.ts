import type { Matcher, Planned, Silence } from '../../shared/rule.ts';
import type { Config } from '../config.ts';
import { whomInWords } from '../core/routing/whom.ts';
import { defaultRules } from '../core/rules/defaults.ts';
import {
  type AlertingSetting,
  alertingOf,
  type ChannelSetting,
  type DigestSetting,
  type PlaybookSetting,
  type RouteSetting,
  type Settings,
  type Whom,
} from '../core/settings.ts';
import { amount, momentShown, wall } from './alerting-words.ts';
import { ruleInWords } from './rule-words.ts';

/** Most of a kind that are told. */
const LISTED_BOUND = 12;

/** What was understood of alerting: what is looked for, who is told, when and how. */
export function explainAlerting({ settings, base, allow }: Config): string[] {
  const alerting = alertingOf(settings);
  const { zone } = settings;
  return [
    ...rules(settings, alerting),
    ...listed('channel', alerting.channels.map(channel)),
    ...told(settings, alerting),
    ...listed('digest', alerting.digests.map(digest(settings, alerting))),
    ...listed('silence', alerting.silences.map(silence(zone))),
    ...listed('planned', alerting.planned.map(planned(zone))),
    ...listed('playbook', alerting.playbooks.map(playbook)),
    ...(base === undefined ? [] : [`links      to ${base}`]),
    ...(allow ? [`outgoing   also to ${allow.join(', ')}, whatever their addresses are`] : []),
  ];
}

const digest =
  (settings: Settings, alerting: AlertingSetting) =>
  ({ daily, crisis, channels, to }: DigestSetting): string => {
    const often = crisis === null ? '' : `, in a crisis every ${amount(crisis)}`;
    return `daily at ${wall(daily)}${often}, ${reached(settings, alerting, channels, to)}`;
  };

const silence =
  (zone: string) =>
  ({ matcher, reason, from, until, maintenance, by }: Silence): string => {
    const since = from === 0 ? '' : `from ${momentShown(from, zone)} `;
    return `${matched(matcher)}, ${since}to ${momentShown(until, zone)}: ${reason} (${maintenance ? 'maintenance' : by})`;
  };

const planned =
  (zone: string) =>
  ({ name, watches, from, until, times }: Planned): string => {
    const about = watches.length > 0 ? ` of ${watches.join(', ')}` : '';
    return `${name}, ${momentShown(from, zone)} to ${momentShown(until, zone)}: ${times} times as much${about}`;
  };

const playbook = ({ kinds, checks }: PlaybookSetting): string =>
  `${kinds.join(', ') || 'every incident'}: ${checks.length} ${checks.length === 1 ? 'thing' : 'things'} to do`;

function listed(label: string, lines: readonly string[]): string[] {
  const more = lines.length - LISTED_BOUND;
  return [...lines.slice(0, LISTED_BOUND), ...(more > 0 ? [`and ${more} more`] : [])].map((line) => `${label.padEnd(10)} ${line}`);
}

function rules(settings: Settings, { rules: own }: AlertingSetting): string[] {
  const ids = new Set(own.map(({ id }) => id));
  const usual = defaultRules(settings).filter(({ id, enabled }) => enabled && !ids.has(id));
  const lines = own.map((rule) => `${rule.id}: ${ruleInWords(rule)}${rule.watches.length > 0 ? `, of ${rule.watches.join(', ')}` : ''}`);
  return [...listed('rule', lines), `rules      ${own.length > 0 ? 'and as usual' : 'as usual'}: ${usual.map(({ id }) => id).join(', ')}`];
}

function channel({ id, kind, name, personal, quiet, cap }: ChannelSetting): string {
  const passes = quiet && quiet.unless.length > 0 ? ` unless ${quiet.unless.join(' or ')}` : '';
  return [
    `${id}: ${name} (${kind}${personal ? ', to one person at a time' : ''})`,
    ...(quiet ? [`quiet ${wall(quiet.from)}-${wall(quiet.to)} in ${quiet.zone}${passes}`] : []),
    ...(cap ? [`at most ${cap.most} in ${amount(cap.within)}`] : []),
  ].join(', ');
}

function told(settings: Settings, alerting: AlertingSetting): string[] {
  if (alerting.channels.length === 0) return ['told       nobody: incidents show on the screens alone'];
  if (alerting.routes.length > 0)
    return listed(
      'route',
      alerting.routes.map((one) => route(settings, alerting, one)),
    );
  const all = alerting.channels.map(({ id }) => id);
  return [`told       everything at once, ${reached(settings, alerting, all, { onShift: true })}`];
}

function route(settings: Settings, alerting: AlertingSetting, { name, matcher, calendar, goesOn, steps }: RouteSetting): string {
  const hours = calendar === null ? '' : `, while ${calendar} is open`;
  const taken = steps.map(({ after, channels, to }) => {
    const late = after === 0 ? 'at once' : `not acknowledged after ${amount(after)}`;
    return `${late} ${reached(settings, alerting, channels, to)}`;
  });
  return `${name} (${matched(matcher)}${hours}): ${taken.join('; ')}${goesOn ? '; and what follows' : ''}`;
}

/** "care, push to whoever is on shift": only what reaches one person at a time is for somebody. */
function reached(settings: Settings, { channels }: AlertingSetting, ids: readonly string[], to: Whom | null): string {
  const isPersonal = (id: string) => channels.some((one) => one.id === id && one.personal);
  const whom = to === null ? '' : ` to ${whomInWords({ settings }, to)}`;
  return `by ${ids.map((id) => (isPersonal(id) ? `${id}${whom}` : id)).join(', ')}`;
}

function matched({ kinds, severities, watches }: Matcher): string {
  const parts = [severities.join(' or '), kinds.join(' or '), watches.length > 0 ? `about ${watches.join(' or ')}` : ''];
  return parts.filter((part) => part !== '').join(', ') || 'everything';
}
