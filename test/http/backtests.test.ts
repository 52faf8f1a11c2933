import { describe, expect, it } from 'vitest';
import type { Backtest } from '../../shared/backtest.ts';
import type { Quality } from '../../shared/quality.ts';
import type { Rule } from '../../shared/rule.ts';
import type { RuleLine } from '../../shared/rules-page.ts';
import { Hands, surge, usual, wallConfig } from '../e2e/support.ts';
import { makeApp } from '../support/app.ts';
import { push, startServer, until } from '../support/server.ts';

const MINUTE = 60_000;

/** A server that heard three hours of the usual and then a surge, for which there is one incident. */
async function surged() {
  const hands = new Hands();
  const server = await startServer({ config: wallConfig(), clock: hands, tickMs: 30 });
  await push(server.address, usual(hands.at));
  hands.at += MINUTE;
  await push(server.address, surge(0, 90));
  hands.at += 2000;
  await until(
    () => server.engine.state.alerting.open.size,
    (open) => open === 1,
  );
  return { server, hands };
}

type Asking = { method?: string; body?: object };
async function ask<T>(address: string, path: string, { method = 'GET', body }: Asking = {}): Promise<{ status: number; answer: T }> {
  const json = body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {};
  const response = await fetch(`${address}${path}`, { method, ...json });
  return { status: response.status, answer: (await response.json()) as T };
}

async function tested(address: string, rule: Rule): Promise<Backtest> {
  const { status, answer } = await ask<Backtest>(address, '/api/v1/backtests', { method: 'POST', body: { rule, days: 7 } });
  expect(status).toBe(202);
  return until(
    async () => (await ask<Backtest>(address, `/api/v1/backtests/${answer.id}`)).answer,
    ({ state }) => state !== 'running',
  );
}

describe('a test of a rule over HTTP', () => {
  it('holds the change against the rule as it is, and against what people marked', async () => {
    const { server } = await surged();
    const { address } = server;
    const lead = [...server.engine.state.alerting.open.values()][0]?.incident.lead;
    const { rule } = (await ask<RuleLine>(address, `/api/v1/rules/${lead?.rule}`)).answer;
    const mark = { id: 'mark-0001', by: 'mara', type: 'mark', incident: '1', mark: 'useful' };
    expect((await ask(address, '/api/v1/actions', { method: 'POST', body: mark })).status).toBe(200);

    const { state, result } = await tested(address, { ...rule, minimum: 5000 } as Rule);
    expect([state, result?.present?.count, result?.changed.count]).toEqual(['done', 1, 0]);
    expect([result?.present?.useful, result?.changed.useful]).toEqual([
      { found: 1, of: 1 },
      { found: 0, of: 1 },
    ]);
    expect(result?.words.slice(1)).toEqual(['misses the one that people called useful (now it finds 1)']);
    expect(result?.present?.alerts[0]).toMatchObject({ incident: '1', mark: 'useful', at: expect.any(Number) });

    const asItIs = (await tested(address, rule)).result;
    expect([asItIs?.present?.count, asItIs?.changed.count]).toEqual([1, 1]);
    expect(asItIs?.words[0]).toMatch(/^[\d.]+ alerts? a week, as now$/);
    expect(server.engine.state.alerting.rules.size).toBe(0);

    const { answer } = await ask<Quality>(address, '/api/v1/quality?days=7');
    expect(answer.rules.find((one) => one.rule === lead?.rule)).toMatchObject({ led: 1, precision: { count: 1, of: 1, share: 1 } });
  });

  it('tests a rule that does not count yet without anything beside it', async () => {
    const { server } = await surged();
    const { rule } = (await ask<RuleLine>(server.address, '/api/v1/rules/spike')).answer;
    const { result } = await tested(server.address, { ...rule, id: 'own-surge', name: 'We surge', watches: ['halden-air'] });
    expect(result?.present).toBeNull();
    expect(result?.changed.alerts.map(({ subjectName }) => subjectName)).toEqual(['Halden Air']);
  });

  it.each([
    { what: 'a rule that is none', method: 'POST', path: '', body: { rule: { kind: 'spike' }, days: 7 }, status: 400 },
    { what: 'more days than may be asked for', method: 'POST', path: '', body: { rule: null, days: 700 }, status: 400 },
    { what: 'a test that nobody began', method: 'GET', path: '/none', status: 404 },
    { what: 'the end of a test that nobody began', method: 'DELETE', path: '/none', status: 404 },
    { what: 'a hostile id', method: 'GET', path: '/..%2f..%2fetc', status: 404 },
  ])('refuses $what', async ({ method, path, body, status }) => {
    const server = await startServer();
    expect((await ask(server.address, `/api/v1/backtests${path}`, { method, ...(body ? { body } : {}) })).status).toBe(status);
  });

  it.each(['/api/v1/quality', '/api/v1/backtests/none'])('is not for who may see one board alone: %s', async (url) => {
    const { app, parts } = await makeApp({ host: '0.0.0.0' });
    const authorization = `Bearer ${await parts.secret('operator', 'north', 'north')}`;
    expect((await app.inject({ url, headers: { authorization } })).statusCode).toBe(403);
  });
});
