import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { push, startServer, until } from '../support/server.ts';
import { eventually, Hands, surge, useBrowser, usual, wallConfig } from './support.ts';

const browser = useBrowser();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const MINUTE = 60_000;

/** What axe finds serious or worse. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** A real server that heard a surge, and its page of rules. */
async function openRules(path = '/rules', viewport = { width: 1440, height: 900 }) {
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
  const { page, errors } = await browser.open({ viewport, reducedMotion: 'reduce' });
  await page.addInitScript(() => localStorage.setItem('earshot.operator', 'Mara'));
  await page.goto(`${server.address}${path}`);
  await page.locator('main[aria-busy="false"]').waitFor();
  return { server, page, errors };
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

describe('the page of rules', () => {
  it('shows what a change would have done before it can be saved', async () => {
    const { server, page, errors } = await openRules();
    await button(page, 'Change More mentions than usual').click();
    await page.getByLabel('At least', { exact: true }).fill('4000');
    expect(await button(page, 'Save').count()).toBe(0);
    await button(page, 'Test on the last 30 days').click();
    await page.locator('.result .first').waitFor();
    expect(await page.locator('.result .first').textContent()).toMatch(/^0 alerts a week instead of [\d.]+;/);
    expect(await page.locator('.sentence').textContent()).toContain('reach 4,000 and 2 times the usual');
    expect(await faults(page)).toEqual([]);

    await page.getByLabel('At least', { exact: true }).fill('3000');
    expect(await button(page, 'Save').count()).toBe(0);
    expect(server.engine.state.alerting.rules.size).toBe(0);
    await button(page, 'Test on the last 30 days').click();
    await button(page, 'Save').click();
    await eventually(() => server.engine.state.alerting.rules.get('spike')).toMatchObject({ minimum: 3000, enabled: true });
    await page.getByText('made here').waitFor();

    await button(page, 'Change More mentions than usual').click();
    await button(page, 'Back to what it was before it was changed here').click();
    await button(page, 'Test on the last 30 days').click();
    await button(page, 'Save').click();
    await eventually(() => server.engine.state.alerting.rules.size).toBe(0);
    expect(errors).toEqual([]);
  });

  it('switches a rule off at once, and on after its test; a test can be stopped', async () => {
    const { server, page, errors } = await openRules();
    const turn = page.getByRole('switch', { name: /^Danger or law is spoken of/ });
    await turn.click();
    await eventually(() => server.engine.state.alerting.rules.get('urgent')?.enabled).toBe(false);
    await eventually(() => turn.getAttribute('aria-checked')).toBe('false');
    await turn.click();
    let held = true;
    await page.route('**/api/v1/backtests/*', async (route) => {
      if (!held || route.request().method() !== 'GET') return route.continue();
      const answer = await route.fetch();
      return route.fulfill({ response: answer, json: { ...(await answer.json()), ...RUNNING } });
    });
    await button(page, 'Test on the last 30 days').click();
    await page.getByText(/^Reading the last 30 days: 1,200 entries/).waitFor();
    expect(await faults(page)).toEqual([]);
    await button(page, 'Cancel').click();
    expect(await button(page, 'Save').count()).toBe(0);
    held = false;
    await button(page, 'Test on the last 30 days').click();
    await button(page, 'Save').click();
    await eventually(() => server.engine.state.alerting.rules.size).toBe(0);
    await eventually(() => turn.getAttribute('aria-checked')).toBe('true');
    expect(errors).toEqual([]);
  });

  it('makes a rule for some watches', async () => {
    const { server, page } = await openRules();
    await page.getByRole('combobox', { name: 'Kind of the new rule' }).selectOption('Urgent words');
    await button(page, 'New rule').click();
    const fresh = page.getByRole('region', { name: 'New rule' });
    await fresh.getByLabel('Name').fill('Lost bags and law');
    await fresh.getByLabel('Baggage').check();
    await fresh.getByLabel('danger').uncheck();
    await button(page, 'Test on the last 30 days').click();
    await button(page, 'Save').click();
    await eventually(() => server.engine.state.alerting.rules.get('lost-bags-and-law')).toMatchObject({
      kind: 'urgent',
      watches: ['baggage'],
      urgency: ['legal'],
    });
  });

  it('silences and plans, with a reason and an end, and ends them', async () => {
    const { server, page, errors } = await openRules('/rules?tab=silences');
    const { alerting } = server.engine.state;
    await page.getByText('New silence').click();
    await page.getByLabel('Competitor surge').check();
    await page.getByLabel('Why').fill('Norvik has its sale');
    await page.getByLabel('4 h').check();
    expect(await faults(page)).toEqual([]);
    await button(page, /^Silence$/).click();
    await page.getByText('Norvik has its sale').waitFor();
    const [silence] = alerting.silences.values();
    expect([silence?.matcher.kinds, silence?.by, (silence?.until ?? 0) - (silence?.from ?? 0) > 3.9 * 60 * MINUTE]).toEqual([
      ['rival'],
      'Mara',
      true,
    ]);
    await button(page, 'End the silence: Norvik has its sale').click();
    await eventually(() => [...alerting.silences.values()].every(({ until: end }) => end <= server.engine.state.now)).toBe(true);

    await page.getByText('New event').click();
    await page.getByLabel('What happens').fill('Launch of the summer timetable');
    await page.getByLabel(/^From/).fill('2026-03-09T10:00');
    await page.getByLabel('To', { exact: true }).fill('2026-03-09T12:00');
    await button(page, 'Plan it').click();
    await page.getByText('5 times the usual of').waitFor();
    expect([...alerting.planned.values()].map(({ from, until: end, times }) => [from, end, times])).toEqual([
      [Date.parse('2026-03-09T10:00:00+01:00'), Date.parse('2026-03-09T12:00:00+01:00'), 5],
    ]);
    expect(errors).toEqual([]);
  });

  it('measures the rules, and takes back what was recorded as missed', async () => {
    const { server, page, errors } = await openRules('/rules?tab=quality');
    const at = server.engine.state.now;
    const base = { by: 'mara', id: 'record-0001' };
    const send = (action: object) =>
      fetch(`${server.address}/api/v1/actions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(action),
      });
    await send({ ...base, type: 'mark', incident: '1', mark: 'useful' });
    await send({ ...base, id: 'record-0002', type: 'miss', happenedAt: at - 1000, mention: null, watches: [], note: 'A strike began' });
    await page.getByText('A strike began').waitFor();
    expect(await page.locator('tbody tr').first().textContent()).toMatch(
      /Spike\s*7\s*1\s*1 of 1\s*100% \(21 to 100\)\s*1 of 2\s*50% \(9 to 91\)/,
    );
    expect(await faults(page)).toEqual([]);
    await button(page, 'Take back: A strike began').click();
    await page.getByText('Nothing was missed, as far as anybody said.').waitFor();
    await button(page, 'Undo').click();
    await page.getByText('A strike began').waitFor();
    expect(errors).toEqual([]);
  });

  it.each([
    { width: 390, height: 844 },
    { width: 1920, height: 1080 },
  ])('fits a screen of $width, whatever part is shown', async (viewport) => {
    const { page, errors } = await openRules('/rules', viewport);
    await button(page, 'Change More mentions than usual').click();
    for (const tab of ['Rules', 'Silences and plans', 'Channels', 'Quality']) {
      await button(page, tab).click();
      await page.locator('main h2').first().waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
      expect(await faults(page)).toEqual([]);
    }
    expect(errors).toEqual([]);
  });
});

/** A test that takes its time. */
const RUNNING = { state: 'running', progress: 0.4, entries: 1200, left: 4000, result: null };
