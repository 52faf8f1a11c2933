import { z } from 'zod';
import { Severity } from '../../shared/alert.ts';
import { PanelName } from '../../shared/board.ts';
import { WatchKind } from '../../shared/slices.ts';
import { parseQuery, QUERY_BOUND, QueryError } from '../core/analysis/query/query.ts';
import { alertingKeys } from './alerting.ts';
import { DeskFile } from './desk.ts';
import { Handles, SLUG, Slug, SourceSlug, TimeZone, Title } from './fields.ts';

/** Most of each that one file may hold. */
export const WATCHES_BOUND = 2_000;
export const BOARDS_BOUND = 50;
export const SOURCES_BOUND = 200;
export const SCENES_BOUND = 20;
export const ZONES_BOUND = 8;
export const NETWORKS_BOUND = 100;
export const HANDLES_BOUND = 500;
export const PLACES_BOUND = 5_000;
export const ALIASES_BOUND = 30;

/** Ids and names that stand for something else already. */
export const ALL = 'all';
export const OURS = 'ours';

const QueryText = z
  .string()
  .max(QUERY_BOUND)
  .superRefine((query, context) => {
    try {
      parseQuery(query);
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      context.addIssue({ code: 'custom', message: error.message, params: { position: error.position } });
    }
  });

const Watch = z
  .strictObject({
    id: z
      .string()
      .regex(SLUG, { error: 'it may only have small letters, digits and -, 64 at most' })
      .refine((id) => id !== ALL, { error: 'this means every mention; choose another id' })
      .optional()
      .describe('Short name that boards and journals know the watch by. Default: made from the name. Keep it when the name changes.'),
    name: Title.describe('What screens call it.'),
    query: QueryText.describe(
      'What to listen for: words (all must occur), "phrases", #hashtags, @handles, emoji, start*, -not, OR, ( ), "words near by"~5, lang:en, network:bluesky, from:handle, place:name. A bare word matches its hashtag too, not the handle.',
    ),
    kind: WatchKind.default('ours').describe(
      'ours: the brand. product, property: a part of it. topic: a subject we follow. competitor: shown beside ours, never counted as ours.',
    ),
    owner: Title.optional().describe('Who is asked first when something is up, by name.'),
    accounts: Handles.max(HANDLES_BOUND)
      .optional()
      .describe('Of a competitor: their own handles, so that the desk sees when they answer in a conversation of our customer.'),
  })
  .describe('One saved query.');

const Zone = z
  .strictObject({ label: z.string().trim().min(1).max(24).describe('What the clock is called.'), zone: TimeZone })
  .describe('A clock on the wall.');

const Zones = z.array(Zone).min(1).max(ZONES_BOUND);

const Scene = z
  .strictObject({
    name: Slug.describe('Short name of the scene, for its address.'),
    title: Title.optional().describe('What the screen shows above it. Default: made from the name.'),
    panels: z
      .array(PanelName)
      .min(1)
      .max(PanelName.options.length)
      .optional()
      .describe('What it shows, most important first. Default: every panel.'),
    seconds: z.int().min(5).max(3600).default(30).describe('How long it stays before the next scene.'),
  })
  .describe('One view of a board.');

const Screen = z.strictObject({
  inches: z.number().min(5).max(500).describe('Diagonal of the screen.'),
  metres: z.number().min(0.3).max(50).describe('Distance from the screen to the farthest seat.'),
});

const Board = z
  .strictObject({
    name: Slug.describe('Short name of the board, for its address.'),
    title: Title.optional().describe('What stands at the top. Default: made from the name.'),
    watches: z.array(z.string()).min(1).max(WATCHES_BOUND).optional().describe('Ids of the watches it is limited to. Default: all.'),
    scenes: z.array(Scene).min(1).max(SCENES_BOUND).optional().describe('Views that take turns. Default: one overview of everything.'),
    zones: Zones.optional().describe('Clocks on this board; the first is the one its charts use. Default: those of the whole file.'),
    screen: Screen.optional().describe('The screen and its room: together they set the size of text.'),
    theme: z.enum(['dark', 'light']).default('dark').describe('dark for control rooms, light for bright ones.'),
    takeover: z
      .boolean()
      .default(true)
      .describe('What is critical and nobody has takes over the screen for a while, and again every few minutes, until somebody takes it.'),
    sound: z
      .strictObject({
        severities: z.array(Severity).min(1).max(3).default(['critical']).describe('Alerts of these severities sound.'),
        volume: z.number().min(0).max(1).default(0.5).describe('0 is silent, 1 as loud as the screen goes.'),
      })
      .optional()
      .describe('A gentle sound for alerts that nobody has yet, once somebody armed it at the screen. Default: none.'),
  })
  .describe('What one kind of screen shows.');

const Source = z
  .looseObject({
    id: SourceSlug.optional().describe('Short name of the source. Default: its kind.'),
    kind: z.string().min(1).max(64).describe('Kind of connector.'),
  })
  .describe('Where posts come from. Beside id and kind stand the options of its kind.');

const Place = z
  .strictObject({
    id: Slug.optional().describe('Short name that journals know the place by. Default: made from the name. Keep it when the name changes.'),
    name: Title.describe('What screens call it, and posts too.'),
    aliases: z
      .array(Title)
      .max(ALIASES_BOUND)
      .optional()
      .describe('What else posts call it. A code of two to four capitals, such as OSL, is heard in capitals alone.'),
    lat: z.number().min(-90).max(90).describe('Degrees north of the equator; south is negative.'),
    lon: z.number().min(-180).max(180).describe('Degrees east of Greenwich; west is negative.'),
  })
  .describe('A place of ours: a hotel, a station, a shop, an airport.');

/** The whole file. Its types, its checks and the JSON Schema for editors all come from here. */
export const ConfigFile = z
  .strictObject({
    brand: Title.default('Earshot').describe('Whose wall this is.'),
    zone: TimeZone.optional().describe(
      'IANA time zone in which alerts tell times and hours and weekdays of "usual" are meant, such as Europe/Oslo. Default: that of the first clock in zones, else UTC.',
    ),
    watches: z.array(Watch).max(WATCHES_BOUND).default([]).describe('What to listen for. Without any, everything that comes in is shown.'),
    accounts: z
      .record(z.string().min(1).max(32), Handles.max(HANDLES_BOUND))
      .refine((accounts) => Object.keys(accounts).length <= NETWORKS_BOUND, { error: `holds more than ${NETWORKS_BOUND} networks` })
      .default({})
      .describe('Our own handles by network: their posts are replies of ours, not mentions. "*" is every network.'),
    places: z
      .array(Place)
      .max(PLACES_BOUND)
      .default([])
      .describe('Places of ours. Posts that name one are counted there; large cities and countries are known without.'),
    sources: z.array(Source).max(SOURCES_BOUND).default([]).describe('Where posts come from.'),
    boards: z.array(Board).min(1).max(BOARDS_BOUND).optional().describe('What screens show. Default: one board named main.'),
    zones: Zones.optional().describe('Clocks on every board that has none of its own. Default: the zone of the file.'),
    spike: z
      .strictObject({
        minimum: z.int().min(1).max(1_000_000).default(20).describe("No alert below this many mentions in the detector's window."),
        times: z.number().min(1).max(1_000).default(2).describe('Mentions must be at least this many times the expected.'),
      })
      .prefault({})
      .describe('When more mentions than usual are worth an alert.'),
    viral: z
      .strictObject({
        size: z
          .int()
          .min(10)
          .max(1_000_000)
          .default(500)
          .describe('Reposts, answers and quotes within a day from which a conversation counts as viral.'),
        level: z.number().min(0.05).max(0.99).default(0.5).describe('How likely that must be for an alert, 0 to 1.'),
      })
      .prefault({})
      .describe('When a conversation that grows is worth an alert.'),
    desk: DeskFile.prefault({}),
    ...alertingKeys,
    redis: z
      .url({ protocol: /^rediss?$/, error: 'not an address like redis://host:6379' })
      .optional()
      .describe('Keep the journal in this Redis instead of SQLite, so that several servers work as one. Read at the start only.'),
    retention: z
      .strictObject({
        days: z.number().min(0.01).max(3_660).default(90).describe('Days that mentions are kept.'),
        megabytes: z.int().min(16).max(10_000_000).default(4_096).describe('Most room on disk, in megabytes; the oldest go first.'),
      })
      .prefault({})
      .describe('How long mentions are kept: whichever bound is reached first.'),
  })
  .describe('Configuration of Earshot');

export type ConfigFile = z.infer<typeof ConfigFile>;
export type BoardFile = z.infer<typeof Board>;
