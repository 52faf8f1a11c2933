import { describe, expect, it, test } from 'vitest';
import { RULE_KINDS } from '../../server/config/alert-rules.ts';
import { defaultRules } from '../../server/core/rules/defaults.ts';
import { defaultAlerting, type WatchSetting } from '../../server/core/settings.ts';
import type { Rule } from '../../shared/rule.ts';
import { RuleLine, RulesPage } from '../../shared/rules-page.ts';
import { makeApp, type Parts } from '../support/app.ts';
import { NOON } from '../support/memory.ts';

const HOUR = 3_600_000;
const watch = (id: string, kind: WatchSetting['kind'] = 'ours'): WatchSetting => ({ id, name: id, kind, query: id, rank: 0 });
const ruleOf = (parts: Parts, id: string): Rule => {
  const found = defaultRules(parts.engine.state.settings).find((rule) => rule.id === id);
  if (!found) throw new Error(id);
  return found;
};

async function made() {
  const { app, parts } = await makeApp();
  const page = async () => RulesPage.parse((await app.inject('/api/v1/rules')).json());
  return { app, parts, page };
}

describe('the rules', () => {
  it('are the defaults, each of its kind, until somebody says otherwise', async () => {
    const { parts, page } = await made();
    const { rules, silences, planned, now, zone, watches } = await page();
    expect(rules).toEqual(defaultRules(parts.engine.state.settings).map((rule) => ({ rule, origin: 'default', beneath: null })));
    expect(rules.map(({ rule }) => rule.kind).toSorted()).toEqual(RULE_KINDS.map(({ kind }) => kind).toSorted());
    expect({ silences, planned, now, zone, watches }).toEqual({ silences: [], planned: [], now: NOON, zone: 'UTC', watches: [] });
  });

  it('tell where each comes from, and what the desk has changed', async () => {
    const { parts, page } = await made();
    const { state } = parts.engine;
    const [spike, trend] = [ruleOf(parts, 'spike'), ruleOf(parts, 'trend')];
    const inFile = { ...spike, minimum: 50 };
    const ofApp = { ...trend, id: 'trend-app', watches: ['app'] };
    state.settings = { ...state.settings, watches: [watch('app', 'product')], alerting: { ...defaultAlerting(), rules: [inFile] } };
    state.alerting.rules.set('spike', { ...inFile, enabled: false }).set('trend-app', ofApp);
    const { rules, watches } = await page();
    expect(rules.filter(({ origin }) => origin === 'desk')).toEqual([
      { rule: ofApp, origin: 'desk', beneath: null },
      { rule: { ...inFile, enabled: false }, origin: 'desk', beneath: inFile },
    ]);
    expect(watches).toEqual([{ id: 'app', name: 'app', kind: 'product' }]);
  });

  it('stand beside silences and planned events, of the file and of people', async () => {
    const { parts, page } = await made();
    const { state } = parts.engine;
    const matcher = { kinds: [], severities: [], watches: [] };
    const silence = { matcher, reason: 'works', by: 'Ida', from: NOON, until: NOON + HOUR, maintenance: true };
    const event = { name: 'Launch', watches: [], from: NOON, until: NOON + HOUR, times: 5, by: 'Ida' };
    state.alerting.silences.set('s1', { id: 's1', ...silence });
    state.alerting.planned.set('p1', { id: 'p1', ...event });
    state.settings = {
      ...state.settings,
      alerting: { ...defaultAlerting(), silences: [{ id: 'file:s', ...silence }], planned: [{ id: 'file:p', ...event }] },
    };
    const { silences, planned } = await page();
    expect(silences.map(({ id, origin }) => [id, origin])).toEqual([
      ['s1', 'desk'],
      ['file:s', 'file'],
    ]);
    expect(planned.map(({ id, origin, times }) => [id, origin, times])).toEqual([
      ['p1', 'desk', 5],
      ['file:p', 'file', 5],
    ]);
  });

  test.each([
    ['spike', 200],
    ['no-such-rule', 404],
    ['__proto__', 404],
    ['x'.repeat(65), 400],
  ])('one by its id: %s is answered with %i', async (id, status) => {
    const { app, parts } = await made();
    const answer = await app.inject(`/api/v1/rules/${id}`);
    expect(answer.statusCode).toBe(status);
    if (status === 200) expect(RuleLine.parse(answer.json())).toEqual({ rule: ruleOf(parts, 'spike'), origin: 'default', beneath: null });
  });
});
