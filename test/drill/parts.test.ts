import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drillIn } from '../../client/drills/going.ts';
import { firstOf, sinceOnset, took } from '../../client/drills/times.ts';
import type { Entry } from '../../server/core/entry.ts';
import { emptyState } from '../../server/core/state.ts';
import { madeForDrill } from '../../server/drill/copied.ts';
import { Measured } from '../../server/drill/measure.ts';
import { DRILL_ENTRIES, MemoryJournal } from '../../server/drill/memory.ts';
import { DrillResults } from '../../server/drill/results.ts';
import { JournalFull } from '../../server/journal/journal.ts';
import type { Action } from '../../shared/action.ts';
import { DRILLS_KEPT, type Drill } from '../../shared/drill.ts';
import { pastIncident } from '../support/past-incident.ts';
import { tempFolder } from '../support/temp.ts';

const START = Date.parse('2026-03-01T09:30:00Z');
const tick = (id: string, at = START): Entry => ({ kind: 'tick', id, at });
const acted = (at: number, action: Partial<Action> & Pick<Action, 'type'>): Entry => ({
  kind: 'action',
  id: `a:${at}`,
  at,
  action: { id: `act-${at}`, by: 'ada', ...action } as Action,
});

const drill = (id: string, over: Partial<Drill> = {}): Drill => ({
  id,
  state: 'ended',
  scenario: 'smoke.ndjson',
  name: 'Smoke',
  boards: [],
  channels: 'off',
  speed: 1,
  by: 'Mara',
  startedAt: START,
  onsetAt: START + 2_000,
  endedAt: START + 60_000,
  told: 3,
  of: 3,
  incidents: [],
  deeds: [],
  problem: null,
  ...over,
});

describe('the journal of a drill', () => {
  it('goes on where the copied state ends, refuses what it knows, and tells who listens', async () => {
    const journal = new MemoryJournal('8', { seq: 40, bytes: new Uint8Array([1]) });
    expect([await journal.first(), await journal.last()]).toEqual([0, 40]);
    const told = new Promise<void>((resolve) => journal.onAppend(resolve));
    expect(await journal.append([tick('t:1'), tick('t:1'), tick('t:2')])).toEqual([
      { seq: 41, duplicate: false },
      { seq: 0, duplicate: true },
      { seq: 42, duplicate: false },
    ]);
    await told;
    expect((await journal.read(41, 10)).map(({ seq, entry }) => [seq, entry.id])).toEqual([[42, 't:2']]);
    expect([await journal.first(), (await journal.snapshots('8')).length, (await journal.snapshots('7')).length]).toEqual([41, 1, 0]);
  });

  it('takes no more than its bound', async () => {
    const journal = new MemoryJournal('8', { seq: 0, bytes: new Uint8Array() });
    const many = Array.from({ length: DRILL_ENTRIES + 1 }, (_, i) => tick(`t:${i}`));
    await expect(journal.append(many)).rejects.toThrow(JournalFull);
    expect(await journal.last()).toBe(0);
  });
});

describe('the copy that is rehearsed in', () => {
  it('tells nobody again of what is real, and misses none of the sources', () => {
    const state = emptyState();
    const open = { incident: pastIncident('4', START), keys: [], restSince: null, rangAt: START, main: null };
    state.alerting.open.set('4', open);
    state.alerting.rang.set('team', [START]);
    state.sources.clear();
    expect(madeForDrill(state)).toBe(state);
    expect([open.rangAt, state.alerting.rang.size, state.alerting.deliveries.size, state.sources.size]).toEqual([null, 0, 0, 0]);
  });
});

describe('what is measured', () => {
  const past = pastIncident('4', START);
  const opened = (at: number) => past.alerts.map((alert) => ({ ...alert, openedAt: at }));

  it('is of incidents that began since, with when people did what about them', () => {
    const measured = new Measured(START);
    measured.hear(acted(START + 30_000, { type: 'take', incident: '4' }));
    measured.hear(acted(START + 40_000, { type: 'status', incident: '4', text: 'We look' }));
    measured.hear(acted(START + 45_000, { type: 'status', incident: '4', text: 'We know' }));
    measured.hear(acted(START + 50_000, { type: 'claim', case: '7' }));
    measured.hear(tick('t:1'));
    const state = emptyState();
    state.alerting.closed = [
      {
        ...past,
        alerts: opened(START + 10_000),
        firstAcknowledgedAt: START + 30_000,
        acknowledgedAt: START + 30_000,
        answeredAt: null,
        events: [{ at: START + 30_000, what: 'acknowledged', note: '', who: 'ada' }],
        closedAt: START + 90_000,
      },
      { ...past, id: '3', alerts: opened(START - 10_000) },
    ];
    expect(measured.incidents(state)).toEqual([
      {
        id: '4',
        title: past.title,
        severity: past.worst,
        openedAt: START + 10_000,
        acknowledgedAt: START + 30_000,
        acknowledgedBy: 'ada',
        answeredAt: START + 50_000,
        statusAt: START + 40_000,
        closedAt: START + 90_000,
      },
    ]);
    expect(measured.deeds.map(({ what }) => what)).toEqual([
      'take on incident 4',
      'status on incident 4: We look',
      'status on incident 4: We know',
      'claim on case 7',
    ]);
  });

  it('of an incident from before is what happened to it since, not who had it already', () => {
    const state = emptyState();
    const alerts = [...opened(START - 60_000), ...opened(START + 20_000)];
    state.alerting.closed = [{ ...past, alerts, firstAcknowledgedAt: START - 30_000, acknowledgedAt: START - 30_000, answeredAt: null }];
    expect(new Measured(START).incidents(state)).toMatchObject([{ openedAt: START + 20_000, acknowledgedAt: null, acknowledgedBy: null }]);
  });
});

describe('what came of drills', () => {
  it('is kept newest first, bounded, and what cannot be read is passed over', async () => {
    const folder = join(tempFolder(), 'drills');
    mkdirSync(folder);
    for (let i = 0; i < DRILLS_KEPT; i++) writeFileSync(join(folder, `drill-2025${String(i).padStart(4, '0')}-aa.json`), '{');
    const results = new DrillResults(folder);
    await results.keep(drill('drill-20260301T093000-aa'));
    await results.keep(drill('drill-20260302T093000-bb'));
    expect((await results.list()).map(({ id }) => id)).toEqual(['drill-20260302T093000-bb', 'drill-20260301T093000-aa']);
    expect(readdirSync(folder).length).toBe(DRILLS_KEPT);
  });
});

describe('what is told of a drill', () => {
  it.each([
    [0, '0 s'],
    [45_400, '45 s'],
    [59_700, '1 min 00 s'],
    [125_000, '2 min 05 s'],
    [3_720_000, '1 h 02 min'],
  ])('%i ms took %s', (ms, words) => {
    expect(took(ms).replaceAll('\u00a0', ' ')).toBe(words);
  });

  it('counts from the first post, and says nothing of what never came', () => {
    const incident = {
      id: '1',
      title: '',
      severity: 'high',
      acknowledgedBy: null,
      answeredAt: null,
      statusAt: null,
      closedAt: null,
    } as const;
    const one = drill('drill-1', {
      incidents: [
        { ...incident, openedAt: START + 12_000, acknowledgedAt: null },
        { ...incident, openedAt: START + 9_000, acknowledgedAt: START + 32_000 },
      ],
    });
    expect(sinceOnset(one, firstOf(one, 'openedAt'))).toBe('7\u00a0s');
    expect([sinceOnset(one, firstOf(one, 'acknowledgedAt')), sinceOnset(one, firstOf(one, 'answeredAt'))]).toEqual(['30\u00a0s', '-']);
    expect(sinceOnset({ onsetAt: null }, START)).toBe('-');
  });
});

describe('a wall that is sent into a drill', () => {
  const to = '/at/drill-20260301T093000-aa/wall/main';
  it.each([
    ['goes from now', to, null, null, 'drill-20260301T093000-aa'],
    ['stays where it looks back', to, '20260301T080000-bb', null, null],
    ['stays out of the one it was taken out of', to, null, 'drill-20260301T093000-aa', null],
    ['goes into the next one', to, null, 'drill-20250301T093000-cc', 'drill-20260301T093000-aa'],
    ['goes nowhere else', '//evil.example/wall/main', null, null, null],
    ['goes to no other page', '/at/drill-20260301T093000-aa/desk', null, null, null],
  ])('%s', (_case, path, here, before, expected) => {
    expect(drillIn(path, here, before)).toBe(expected);
  });
});
