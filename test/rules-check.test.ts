import { describe, expect, test } from 'vitest';
import { defaultRules } from '../server/core/rules/defaults.ts';
import { defaultAlerting, defaultSettings } from '../server/core/settings.ts';
import { emptyState, type State } from '../server/core/state.ts';
import { step } from '../server/core/step.ts';
import { whyNot } from '../server/rules-check.ts';
import type { WatchAction } from '../shared/action.ts';
import { Rule } from '../shared/rule.ts';

/** A desk with a watch of ours, a competitor and a source. */
function state(): State {
  const made = emptyState();
  const lasting = { from: 0, until: 5_000, by: 'Ida' };
  const works = { id: 'file:works', matcher: matcher([]), reason: 'works', maintenance: true, ...lasting };
  const launch = { id: 'file:launch', name: 'Launch', watches: [], times: 2, ...lasting };
  made.settings = {
    ...defaultSettings(),
    alerting: { ...defaultAlerting(), silences: [works], planned: [launch] },
    watches: [
      { id: 'app', name: 'App', kind: 'product', query: 'app', rank: 0 },
      { id: 'fjordjet', name: 'Fjordjet', kind: 'competitor', query: 'fjordjet', rank: 1 },
    ],
  };
  const source = { source: 'bluesky', connector: 'bluesky', status: 'live', listens: true, duplicates: 0, rejected: 0 } as const;
  step(made, { seq: 1, entry: { kind: 'source', id: 's:1', at: 1_000, ...source } });
  return made;
}

const base = { id: 'action-0001', by: 'Ida' };
const rule = (kind: Rule['kind'], over: Partial<Rule> = {}): WatchAction => ({
  ...base,
  type: 'rule',
  rule: Rule.parse({ ...defaultRules(defaultSettings()).find((one) => one.kind === kind), ...over }),
});
const matcher = (watches: string[], kinds: Rule['kind'][] = []) => ({ kinds, severities: [], watches });
const silence = (watches: string[], kinds: Rule['kind'][] = [], from: number | null = null): WatchAction => ({
  ...base,
  type: 'silence',
  matcher: matcher(watches, kinds),
  reason: 'known',
  from,
  until: 5_000,
  maintenance: false,
});
const planned = (watches: string[], until = 5_000): WatchAction => ({
  ...base,
  type: 'planned',
  name: 'Launch',
  watches,
  from: 1_000,
  until,
  times: 5,
});

describe('what people decide about alerting is refused when it makes no sense', () => {
  test.each<[WatchAction, string | null]>([
    [rule('spike'), null],
    [rule('spike', { watches: ['app'] }), null],
    [rule('spike', { watches: ['all'] }), null],
    [rule('spike', { watches: ['ap'] }), 'watches: there is no watch with the id "ap"'],
    [rule('spike', { watches: ['fjordjet'] }), 'watches: Fjordjet is a competitor; these have rules of kind rival'],
    [rule('urgent', { watches: ['fjordjet'] }), null],
    [rule('rival', { watches: ['fjordjet'] }), null],
    [rule('rival', { watches: ['app'] }), 'watches: App is no competitor; ours have rules of kind spike'],
    [rule('breach', { watches: ['app'] }), 'watches: leave it out: this kind is about the whole desk, not about watches'],
    [rule('silence', { watches: ['bluesky'] }), null],
    [rule('silence', { watches: ['app'] }), 'watches: there is no source with the id "app"'],
    [rule('spike', { clear: 5 }), 'clear: 5 is more than times, 2: it would be over as soon as it begins'],
    [rule('absence', { from: 700, by: 600 }), 'by: it is no later than from, so that nothing could be said by then'],
    [rule('absence', { days: [1], date: '2026-12-01' }), 'days: with a date there are no days of the week'],
    [silence([]), null],
    [silence(['bluesky', 'app']), null],
    [silence(['bluesky'], ['silence']), null],
    [silence(['bluesky'], ['spike']), 'watches: there is no watch with the id "bluesky"'],
    [silence([], [], 5_000), 'until: it would be over before it begins'],
    [planned(['app']), null],
    [planned(['bluesky']), 'watches: there is no watch with the id "bluesky"'],
    [planned([], 1_000), 'until: it would be over before it begins'],
    [{ ...base, type: 'rule-back', rule: 'spike' }, null],
    [{ ...base, type: 'silence-end', silence: 'mine' }, null],
    [{ ...base, type: 'silence-end', silence: 'file:works' }, 'it stands in the configuration file, and ends there'],
    [{ ...base, type: 'planned-end', planned: 'file:launch' }, 'it stands in the configuration file, and ends there'],
  ])('%j: %j', (action, why) => {
    expect(whyNot(state(), action)).toBe(why);
  });
});
