import { digestId, routeId } from './alerting-settle.ts';
import { waitOf } from './alerting-words.ts';
import { channelId, isPersonal, type KnownChannel } from './channels.ts';
import type { DeskFile } from './desk.ts';
import { calendarIds, personId, teamId } from './desk-settle.ts';
import { missing, unique } from './names.ts';
import type { Finding, Path } from './problems.ts';
import type { ToFile } from './routes.ts';
import { quote } from './say.ts';
import type { ConfigFile } from './schema.ts';

/** Who is told by which channel: a channel's id and whether it reaches one person at a time. */
interface Reach {
  channels: readonly { id: string; personal: boolean }[];
  desk: DeskFile;
}

interface Telling {
  channels: string[];
  to?: ToFile | undefined;
}

/** Channels, people, teams and calendars that are not there, steps out of order, and those that would reach nobody. */
export function checkRoutes({ routes = [], digests, channels, desk }: ConfigFile, kinds: readonly KnownChannel[] | undefined): Finding[] {
  const reach = { desk, channels: channels.map((one) => ({ id: channelId(one), personal: isPersonal(one, kinds) })) };
  const calendars = calendarIds(desk.calendars);
  return [
    ...routes.flatMap((route, i): Finding[] =>
      routeId(route) === '' ? [{ path: ['routes', i, 'name'], message: 'no id can be made from this name; give the route an id' }] : [],
    ),
    ...unique(routes.map(routeId), ['routes'], 'id'),
    ...routes.flatMap(({ calendar, steps }, i) => [
      ...(calendar === undefined ? [] : missing(calendar, calendars, 'calendar', ['routes', i, 'calendar'])),
      ...steps.flatMap((step, j) => checkTelling(step, ['routes', i, 'steps', j], reach)),
      ...steps.flatMap((step, j) => checkOrder(step, steps[j - 1], ['routes', i, 'steps', j, 'after'])),
    ]),
    ...unique(digests.map(digestId), ['digests'], 'id'),
    ...digests.flatMap((digest, i) => checkTelling(digest, ['digests', i], reach)),
  ];
}

/** Every step counts from when it rang, not from the step before. */
function checkOrder({ after }: { after: string }, before: { after: string } | undefined, path: Path): Finding[] {
  if (!before || waitOf(after)! >= waitOf(before.after)!) return [];
  return [{ path, message: `${quote(after)} is sooner than ${quote(before.after)} of the step before it; each counts from the beginning` }];
}

function checkTelling({ channels, to }: Telling, path: Path, reach: Reach): Finding[] {
  const ids = reach.channels.map(({ id }) => id);
  const unknown = channels.flatMap((id, k) => missing(id, ids, 'channel', [...path, 'channels', k]));
  return [
    ...unknown,
    ...checkWhom(to, [...path, 'to'], reach.desk),
    ...(unknown.length > 0 ? [] : checkReach({ channels, to }, path, reach)),
  ];
}

/** What reaches one person at a time needs to know whom; what a whole room reads has nobody to choose. */
function checkReach({ channels, to }: Telling, path: Path, reach: Reach): Finding[] {
  const personal = channels.filter((id) => reach.channels.some((one) => one.id === id && one.personal));
  if (to === undefined && personal.length > 0) {
    const place = channels.indexOf(personal[0]!);
    const message = `${quote(personal[0])} reaches one person at a time; say whom with to: on-shift, {person: id} or {team: id}`;
    return [{ path: [...path, 'channels', place], message }];
  }
  if (to === undefined || personal.length > 0) return [];
  return [
    { path: [...path, 'to'], message: `is for channels that reach one person at a time; whoever reads ${channels.join(', ')} is told` },
  ];
}

function checkWhom(to: ToFile | undefined, path: Path, { people, teams }: DeskFile): Finding[] {
  if (to === undefined) return [];
  const persons = people.map(personId);
  if (to === 'on-shift') return persons.length > 0 ? [] : [{ path, message: 'nobody is ever on shift: there are no people under desk' }];
  if ('person' in to) return missing(to.person, persons, 'person', [...path, 'person']);
  if ('people' in to) return to.people.flatMap((id, i) => missing(id, persons, 'person', [...path, 'people', i]));
  const unknown = missing(to.team, teams.map(teamId), 'team', [...path, 'team']);
  if (unknown.length > 0 || people.some(({ team }) => team === to.team)) return unknown;
  return [{ path: [...path, 'team'], message: `nobody is in the team ${quote(to.team)}` }];
}
