import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { isSurge } from '../server/core/alerts/same.ts';
import { renderSlice } from '../server/core/board/index.ts';
import type { Effect } from '../server/core/effect.ts';
import type { Stored } from '../server/core/entry.ts';
import { emptyState, STATE_VERSION, type State } from '../server/core/state.ts';
import { step } from '../server/core/step.ts';
import { openEngine } from '../server/engine.ts';
import { type Journal, JournalFull } from '../server/journal/journal.ts';
import { openSqliteJournal } from '../server/journal/sqlite.ts';
import { SLICES, type SliceName } from '../shared/slices.ts';
import { recordedStory } from './support/recording.ts';
import { tempFolder } from './support/temp.ts';
import { troubled } from './support/trouble.ts';

const MIN = 60_000;
/** A Wednesday, 13:00 in Oslo, not on a whole minute. */
const START = Date.UTC(2026, 2, 11, 12, 0, 20);
const recorded = recordedStory({ seed: 7, startedAt: START, before: 180, after: 50 }).map((entry, i): Stored => ({ seq: i + 1, entry }));
/** Three hours of ordinary life and the first twenty minutes of the story. */
const entries = recorded.filter(({ entry }) => entry.at <= START + 20 * MIN);
const NAMES = Object.keys(SLICES) as SliceName[];

interface Folded {
  state: State;
  effects: Effect[];
}

/** Folds the entries from one place to another. `State` is changed in place, as the engine does. */
function fold(state: State, from = 0, to = entries.length): Folded {
  return { state, effects: entries.slice(from, to).flatMap((stored) => step(state, stored)) };
}

const atOnce = fold(emptyState());

describe('the same entries', () => {
  it('are many, of every kind that a source brings', () => {
    const kinds = Object.fromEntries([...Map.groupBy(entries, ({ entry }) => entry.kind)].map(([kind, all]) => [kind, all.length]));
    expect(kinds).toMatchObject({ settings: 1, source: 1, tick: 12_000 });
    expect([kinds.mention! > 9000, kinds.engagement! > 1000, kinds.retraction! > 10]).toEqual([true, true, true]);
    expect(atOnce.effects.filter(({ kind }) => kind === 'alert').length).toBeGreaterThan(3);
  });

  it('give the same state and effects whoever looks at it in between', () => {
    const state = emptyState();
    const effects: Effect[] = [];
    for (const stored of entries) {
      effects.push(...step(state, stored));
      if (stored.seq % 331 === 0) for (const scope of state.scopes.keys()) for (const name of NAMES) renderSlice(state, name, scope);
    }
    expect(effects).toEqual(atOnce.effects);
    expect(state).toEqual(atOnce.state);
  });

  it('give the same state, effects and slices over snapshots taken anywhere', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: entries.length - 1 }), { minLength: 1, maxLength: 4 }), (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), entries.length];
        const effects: Effect[] = [];
        let state = emptyState();
        for (const [i, place] of places.slice(1).entries()) {
          state = deserialize(serialize(state)) as State;
          effects.push(...fold(state, places[i], place).effects);
        }
        expect(effects).toEqual(atOnce.effects);
        expect(state).toEqual(atOnce.state);
        for (const scope of state.scopes.keys())
          for (const name of NAMES) expect(renderSlice(state, name, scope)).toEqual(renderSlice(atOnce.state, name, scope));
      }),
      { numRuns: 3 },
    );
  });

  it('give the same over a journal on disk, with restarts and crashes in between', async () => {
    const folder = tempFolder();
    const effects: Effect[] = [];
    const again: Effect[] = [];
    const parts = [0, 3000, 7000, 15_000, 15_500, entries.length];
    for (const [i, from] of parts.slice(0, -1).entries()) {
      // Before each odd part the server before crashed: what it had asked for after its snapshot is asked for once more, the same.
      const run = await started(folder, i % 2 === 0);
      expect(run.known).toBe(i % 2 === 1 ? parts[i - 1] : from);
      expect(run.asked).toEqual(effectsBetween(run.known, from));
      again.push(...run.asked.splice(0));
      await run.journal.append(entries.slice(from, parts[i + 1]).map(({ entry }) => entry));
      await run.engine.caughtUp();
      expect(run.engine.seq).toBe(parts[i + 1]);
      effects.push(...run.asked);
      if (i === parts.length - 2) expect(run.engine.state).toEqual(atOnce.state);
      await run.engine.close();
      await run.journal.close();
    }
    expect(again.length).toBeGreaterThan(0);
    expect(effects).toEqual(atOnce.effects);
  });
});

/** What an undisturbed fold asks for between two places. */
function effectsBetween(from: number, to: number): Effect[] {
  const { state } = fold(emptyState(), 0, from);
  return fold(state, from, to).effects;
}

/** An engine on the folder's journal, and what it asks for. `known` is the entry of the snapshot that it began with. */
async function started(folder: string, crashes: boolean) {
  const trouble: Partial<Journal> = crashes ? { saveSnapshot: () => Promise.reject(new JournalFull('it crashed before')) } : {};
  const journal = troubled(await openSqliteJournal({ folder }), trouble);
  const known = (await journal.snapshots(STATE_VERSION))[0]?.seq ?? 0;
  const asked: Effect[] = [];
  const fail = (error: unknown): never => {
    throw error;
  };
  const engine = await openEngine({ journal, log: pino({ level: 'silent' }), perform: (effect) => asked.push(effect), fail });
  return { known, journal, engine, asked };
}

describe('the story of the demo', () => {
  const told = recorded.flatMap(
    (
      (state: State) => (stored: Stored) =>
        step(state, stored)
    )(emptyState()),
  );
  const alerts = told.flatMap((effect) => (effect.kind === 'alert' ? [{ ...effect, at: effect.alert.updatedAt - START }] : []));
  const surge = alerts.filter(({ alert }) => isSurge(alert.kind));
  const opened = surge.filter(({ change }) => change === 'opened');
  const viral = alerts.filter(({ alert }) => alert.kind === 'viral');

  it('has no alert in the three quiet hours before', () => {
    expect(alerts.filter(({ at }) => at < 0)).toEqual([]);
  });

  it('opens an alert within a couple of minutes of the first complaints, with posts that prove it', () => {
    const [first] = opened;
    expect(first?.at).toBeLessThan(2.5 * MIN);
    expect(['spike', 'negative-spike']).toContain(first?.alert.kind);
    expect(['baggage', 'oslo-airport', 'halden-air']).toContain(first?.alert.subject);
    expect(first?.alert.evidence.length).toBeGreaterThan(0);
  });

  it('is one alert that names everything it touches, not one a watch', () => {
    expect(opened).toHaveLength(1);
    expect([opened[0]!.alert.subject, ...surge.at(-1)!.alert.merged]).toEqual(
      expect.arrayContaining(['baggage', 'oslo-airport', 'halden-air']),
    );
  });

  it('is one incident, though several kinds of alert tell of it', () => {
    const all = alerts.filter(({ change }) => change === 'opened');
    expect(new Set(all.map(({ alert }) => alert.incident)).size).toBe(1);
    expect(new Set(all.map(({ alert }) => alert.kind))).toEqual(new Set(['spike', 'influencer', 'viral', 'trend', 'breach']));
  });

  it('says of the post that takes off that it will, within half a minute of it, long before it is large', () => {
    const [first] = viral;
    expect(first).toMatchObject({ change: 'opened', alert: { subject: 'halden-air' } });
    expect(first!.at).toBeLessThan(3 * MIN);
    expect(first!.alert.seen).toBeLessThan(200);
    expect(viral.filter(({ change }) => change === 'opened')).toHaveLength(1);
    expect(viral.map(({ change }) => change)).toContain('closed');
  });

  it('closes it when ordinary life is back', () => {
    expect(surge.at(-1)).toMatchObject({ change: 'closed', alert: { id: opened[0]!.alert.id, state: 'closed' } });
    expect(surge.at(-1)!.at).toBeLessThan(50 * MIN);
  });
});
