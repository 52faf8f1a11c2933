import addressed from '../../../fixtures/analysis/addressed.json' with { type: 'json' };
import intents from '../../../fixtures/analysis/intents.json' with { type: 'json' };
import places from '../../../fixtures/analysis/places.json' with { type: 'json' };
import towards from '../../../fixtures/analysis/towards.json' with { type: 'json' };
import urgencies from '../../../fixtures/analysis/urgencies.json' with { type: 'json' };
import type { Analysis, Mention } from '../../../shared/mention.ts';
import { buildAnalyser } from '../../core/analysis/analyse.ts';
import { placeOf } from '../../core/analysis/places/places.ts';
import { defaultSettings, type Settings, type WatchSetting } from '../../core/settings.ts';
import type { Measured } from '../measured.ts';

const watch = (id: string, query: string, rank: number): WatchSetting => ({ id, name: id, kind: 'ours', query, rank });
const settingsFor = (watches: readonly WatchSetting[]): Settings => ({ ...defaultSettings(), watches: [...watches] });
const AIRLINE: Settings = { ...settingsFor([watch('halden', '"halden air"', 0)]), accounts: [{ network: '*', handle: 'haldenair' }] };

const post = (text: string, lang: string): Mention => ({
  id: 'table:1',
  source: 'table',
  network: 'web',
  author: { id: 'a', handle: 'a', name: 'a' },
  text,
  lang,
  postedAt: 0,
  receivedAt: 0,
});

/** Counts over sets of things that were to be heard and were heard. */
interface Found {
  right: number;
  missed: number;
  wrong: number;
}

/** By the tables of sentences in the tree, with the sentiment that the product hears. Rules were written to them: rows held back apart. */
export async function evaluate(): Promise<Measured[]> {
  return [...ofIntents(), ...ofUrgencies(), ...ofAddressed(), ...ofTowards(), ...ofPlaces()];
}

const isHeld = (row: object): boolean => 'held' in row;

function ofIntents(): Measured[] {
  const { analyse } = buildAnalyser(defaultSettings());
  const rows = intents.map((row) => ({ ...row, heard: analyse(post(row.text, row.language)).intent }));
  return parted('intent: share right', rows, ({ heard, intent }) => heard === intent);
}

function ofUrgencies(): Measured[] {
  const { analyse } = buildAnalyser(defaultSettings());
  const counts = counted(urgencies.map((row) => ({ expected: row.urgency, heard: analyse(post(row.text, row.language)).urgency ?? [] })));
  return precisionAndRecall('urgency', counts, urgencies.length);
}

function ofAddressed(): Measured[] {
  const { analyse } = buildAnalyser(AIRLINE);
  const rows = addressed.map((row) => ({ ...row, heard: analyse(post(row.text, row.language)).addressed }));
  return parted('addressed: share right', rows, (row) => row.heard === row.addressed);
}

function ofTowards(): Measured[] {
  const rows = towards.map((row) => {
    const watches = Object.entries(row.watches).map(([id, query], rank) => watch(id, String(query), rank));
    return { ...row, heard: buildAnalyser(settingsFor(watches)).analyse(post(row.text, row.language)) };
  });
  return parted('sentiment towards each watch: share right', rows, ({ expected, heard }) =>
    Object.entries(expected).every(([id, label]) => toward(heard, id) === label),
  );
}

const toward = ({ toward, label }: Analysis, watch: string): string => toward?.[watch]?.label ?? label;

function ofPlaces(): Measured[] {
  const settings = defaultSettings();
  const { analyse } = buildAnalyser(settings);
  const named = (text: string, lang: string) => (analyse(post(text, lang)).places ?? []).map((id) => placeOf(id, settings)?.name ?? id);
  const counts = counted(places.sentences.map(({ text, lang, places: expected }) => ({ expected, heard: named(text, lang) })));
  return precisionAndRecall('places', counts, places.sentences.length);
}

function parted<Row extends object>(name: string, rows: readonly Row[], isRight: (row: Row) => boolean): Measured[] {
  const share = (some: readonly Row[]) => some.filter(isRight).length / some.length;
  const held = rows.filter(isHeld);
  return [
    { name, value: share(rows), n: rows.length },
    { name: `${name}, of those written after the rules`, value: share(held), n: held.length },
  ];
}

function counted(rows: readonly { expected: readonly string[]; heard: readonly string[] }[]): Found {
  const found = { right: 0, missed: 0, wrong: 0 };
  for (const { expected, heard } of rows) {
    found.right += heard.filter((one) => expected.includes(one)).length;
    found.wrong += heard.filter((one) => !expected.includes(one)).length;
    found.missed += expected.filter((one) => !heard.includes(one)).length;
  }
  return found;
}

const precisionAndRecall = (name: string, { right, missed, wrong }: Found, n: number): Measured[] => [
  { name: `${name}: precision`, value: right / (right + wrong), n },
  { name: `${name}: recall`, value: right / (right + missed), n },
];
