import type { Rule } from '../../shared/rule.ts';
import type { Config } from '../config.ts';
import { alertingOf, type ChannelSetting, deskOf, type RouteSetting, type Whom } from '../core/settings.ts';

/** People that a note names. */
const NAMED_BOUND = 5;

/** What is right, but seldom what was meant. */
export function notesOnAlerting(config: Config): string[] {
  const alerting = alertingOf(config.settings);
  const tellings = [...alerting.routes.flatMap(({ steps }) => steps), ...alerting.digests];
  return [
    ...narrowed(alerting.rules),
    ...leftOver(alerting.routes),
    ...neverTaken(alerting.routes),
    ...(alerting.routes.length > 0 ? unused(alerting.channels, tellings) : []),
    ...alerting.channels.flatMap((channel) => withoutAddress(config, channel, tellings)),
  ].map((note) => `note       ${note}`);
}

/** A default that is limited to some watches leaves the others without. */
const narrowed = (rules: readonly Rule[]): string[] =>
  rules.flatMap(({ id, kind, watches, enabled }) =>
    id === kind && watches.length > 0 && enabled && kind !== 'absence'
      ? [`nothing but ${watches.join(', ')} has a rule of kind ${kind}, since its default is limited to that; give the rule another id`]
      : [],
  );

const takesAll = ({ matcher, calendar }: RouteSetting): boolean =>
  calendar === null && Object.values(matcher).every((listed) => listed.length === 0);

function leftOver(routes: readonly RouteSetting[]): string[] {
  if (routes.length === 0 || routes.some(takesAll)) return [];
  return ['nobody is told of what no route matches; a last route without conditions would take it'];
}

function neverTaken(routes: readonly RouteSetting[]): string[] {
  const last = routes.findIndex((route) => takesAll(route) && !route.goesOn);
  if (last < 0 || last === routes.length - 1) return [];
  return [`the route "${routes[last]?.name}" takes everything; those after it are never reached`];
}

interface Telling {
  channels: string[];
  to: Whom | null;
}

const unused = (channels: readonly ChannelSetting[], tellings: readonly Telling[]): string[] =>
  channels.flatMap(({ id }) =>
    tellings.some((one) => one.channels.includes(id)) ? [] : [`no route and no digest uses the channel ${id}`],
  );

/** Kinds of channel that need an address of the person. */
const ADDRESSED = ['email', 'telegram'] as const;

function withoutAddress(
  { settings, contacts = {} }: Config,
  { id, kind, personal }: ChannelSetting,
  tellings: readonly Telling[],
): string[] {
  const key = ADDRESSED.find((one) => one === kind);
  if (!key || !personal) return [];
  const { people } = deskOf(settings);
  const all = alertingOf(settings).routes.length === 0;
  const whoms: Whom[] = all ? [{ onShift: true }] : tellings.flatMap(({ channels, to }) => (to && channels.includes(id) ? [to] : []));
  const lost = people.filter(
    (person) => whoms.some((whom) => isMeant(whom, person)) && !(Object.hasOwn(contacts, person.id) && contacts[person.id]?.[key]),
  );
  if (lost.length === 0) return [];
  const names = lost.slice(0, NAMED_BOUND).map(({ name }) => name);
  const more = lost.length > NAMED_BOUND ? ` and ${lost.length - NAMED_BOUND} more` : '';
  return [`${id} cannot reach ${names.join(', ')}${more}: under desk, people, they have no "${key}"`];
}

function isMeant(whom: Whom, person: { id: string; team: string | null }): boolean {
  if ('people' in whom) return whom.people.includes(person.id);
  return !('team' in whom) || whom.team === person.team;
}
