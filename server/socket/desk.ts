import { z } from 'zod';
import type { Board } from '../../shared/board.ts';
import type { SliceName } from '../../shared/slices.ts';
import type { DeskHello } from '../../shared/socket.ts';
import type { Config } from '../config.ts';
import type { CalendarSetting, TeamSetting } from '../core/desk/setting.ts';
import { deskOf, type Settings } from '../core/settings.ts';
import type { Feed } from './rooms.ts';

/** What a desk is sent; the queue and the cases it asks for. */
const DESK_SLICES: readonly SliceName[] = ['alerts', 'desk', 'load'];
/** Kinds of sources that a case can be sent to. */
const HELPDESKS: ReadonlySet<string> = new Set(['zendesk', 'chatwoot']);

export const deskFeeds = ({ scope }: Board): Feed[] => DESK_SLICES.map((name) => ({ name, scope }));

/** Where the desks of one scope are told who looks at what. */
export const deskRoom = (scope: string): string => `desk:${scope}`;

/** What a desk says it shows; case and name are as long as those of actions. */
export const Look = z.object({ case: z.string().min(1).max(32).nullable(), by: z.string().trim().min(1).max(64) });

/** What a desk needs to know once. Watches are those of the board; people and teams are everybody's, so that a case can be handed on. */
export function deskHello({ settings, sources }: Config, board: Board): DeskHello {
  const { people, teams, calendars, sheet } = deskOf(settings);
  return {
    people: people.map(({ id, name, initials, team, languages }) => ({ id, name, initials, team, languages })),
    teams: teams.map((team) => ({ id: team.id, name: team.name, zone: zoneOf(team, calendars, settings) })),
    watches: watchesOf(settings, board.scope),
    sheet: sheet.map(({ id, question }) => ({ id, question })),
    helpdesks: sources.filter(({ kind }) => HELPDESKS.has(kind)).map(({ id }) => ({ id, name: id })),
  };
}

const zoneOf = (team: TeamSetting, calendars: readonly CalendarSetting[], { zone }: Settings): string =>
  calendars.find(({ id }) => id === team.calendar)?.zone ?? zone;

/** Those that cases are about: competitors are heard, but not answered for. */
function watchesOf({ watches, scopes }: Settings, scope: string): DeskHello['watches'] {
  const within = scopes.find(({ id }) => id === scope)?.watches ?? [];
  const shown = watches.filter(({ id, kind }) => (within.length > 0 ? within.includes(id) : kind !== 'competitor'));
  return shown.map(({ id, name }) => ({ id, name }));
}
