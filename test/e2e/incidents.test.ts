import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Incident, IncidentPage } from '../../shared/incident.ts';
import { INCIDENT_NOW, incidentListOf, incidentOf, incidentPageOf, reviewOf } from '../support/incident.ts';
import { push, startServer, until } from '../support/server.ts';
import { eventually, Hands, openWall, panel, surge, useBrowser, usual, wallConfig } from './support.ts';

const browser = useBrowser();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const MINUTE = 60_000;

/** What axe finds serious or worse. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`));
}

const section = (page: Page, name: string): Locator => page.getByRole('region', { name });
const title = (page: Page): Promise<string | null> => page.getByRole('heading', { level: 1 }).textContent();

/** A server on which something happened, its number, and a page of it for somebody who is known. */
async function inTheMiddle(path = '') {
  const server = await startServer({ config: wallConfig() });
  await push(server.address, usual(Date.now(), 2, 90));
  await until(
    () => server.engine.slice('pulse', 'all')?.data,
    (pulse) => pulse !== undefined && 'level' in pulse && pulse.level !== 'learning',
  );
  await push(server.address, surge(0, 120));
  const open = await until(
    () => [...server.engine.state.alerting.open.values()].map(({ incident }) => incident),
    (all) => all.length > 0,
  );
  const { page, errors } = await browser.open({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', acceptDownloads: true });
  await page.addInitScript(() => localStorage.setItem('earshot.operator', 'Ingrid'));
  const { id } = open[0]!;
  await page.goto(`${server.address}/incidents/${id}${path}`);
  await page.locator('article').first().waitFor();
  const incident = (): Incident =>
    server.engine.state.alerting.open.get(id)?.incident ?? server.engine.state.alerting.closed.find((one) => one.id === id)!;
  return { server, page, errors, id, incident };
}

/** The pages on a server where nothing happened, with invented answers. */
async function invented(path: string, answer: IncidentPage | number = incidentPageOf(), viewport = { width: 1440, height: 900 }) {
  const server = await startServer({ config: wallConfig(), clock: new Hands(INCIDENT_NOW) });
  const { page, errors } = await browser.open({ viewport, reducedMotion: 'reduce' });
  await page.addInitScript(() => localStorage.setItem('earshot.operator', 'Ingrid'));
  const asked: URL[] = [];
  await page.route('**/api/v1/incidents**', (route) => {
    const url = new URL(route.request().url());
    asked.push(url);
    if (typeof answer === 'number') return route.fulfill({ status: answer, json: { error: 'the history is not ready yet' } });
    if (url.pathname.endsWith('/review')) return route.fulfill({ json: reviewOf() });
    return route.fulfill({ json: url.pathname === '/api/v1/incidents' ? incidentListOf() : answer });
  });
  await page.goto(`${server.address}${path}`);
  await page.locator('article, .problem').first().waitFor();
  return { server, page, errors, asked };
}

describe('the page of an incident', () => {
  it('says on its first screen what happened, since when, how big, who has it and what is to come', async () => {
    const { page, incident, errors } = await inTheMiddle();
    expect(await title(page)).toBe(incident().title);
    expect(await page.locator('.first').innerText()).toMatch(
      /Since[\s\S]*found after[\s\S]*How big[\s\S]*Who has it\s+Nobody yet[\s\S]*Forecast/,
    );
    const top = await page.locator('.first').boundingBox();
    expect((top?.y ?? 0) + (top?.height ?? 0)).toBeLessThan(560);
    expect(await section(page, 'Timeline').getByRole('img').count()).toBe(1);
    expect(await section(page, 'Alerts and their arithmetic').innerText()).toMatch(/Why now[\s\S]*Why not before[\s\S]*Rule/);
    expect(errors).toEqual([]);
  });

  it('is taken, passed on and given back, and the last deed is taken back', async () => {
    const { page, incident } = await inTheMiddle();
    await page.keyboard.press('t');
    await eventually(() => incident().owner).toBe('Ingrid');
    await page.getByText('You have it').waitFor();
    await page.getByRole('button', { name: 'Pass on' }).click();
    await page.getByRole('dialog').getByRole('combobox').fill('Amal');
    await page.getByRole('button', { name: 'Pass it on' }).click();
    await eventually(() => page.locator('.first dl').innerText()).toContain('Amal');
    expect(incident().events.at(-1)?.note).toBe('Ingrid passed it on to Amal');
    await page.getByRole('button', { name: 'Undo' }).click();
    await eventually(() => incident().owner).toBe('Ingrid');
    await page.getByRole('button', { name: 'Give back' }).click();
    await eventually(() => page.locator('.first dl').innerText()).toContain('Nobody yet');
  });

  it('puts a status on the wall by one line and Enter, and says when it stands there', async () => {
    const { server, page, incident } = await inTheMiddle();
    const { page: wall } = await browser.open();
    await page.keyboard.press('t');
    // What nobody has takes the whole wall; what somebody has stands in its panel.
    await eventually(() => incident().owner).toBe('Ingrid');
    await openWall(wall, server.address);
    await page.keyboard.press('s');
    await page.keyboard.type('Buses are on their way to gate nine');
    await page.keyboard.press('Enter');
    await page.getByText('On the wall now').waitFor();
    expect(incident().status?.text).toBe('Buses are on their way to gate nine');
    await eventually(() => panel(wall, 'Needs somebody').innerText()).toContain('Buses are on their way to gate nine');
    await page.getByRole('button', { name: 'Take the status away' }).click();
    await eventually(() => incident().status).toBeNull();
  });

  it('keeps a list of what is to be done, notes and exceptions, with who did what', async () => {
    const { page, incident } = await inTheMiddle();
    await page.keyboard.press('c');
    await page.keyboard.press('Space');
    await eventually(() => incident().checks[0]?.done?.by).toBe('Ingrid');
    await eventually(() => section(page, 'Checklist').innerText()).toMatch(/1 of \d+ done[\s\S]*Ingrid, \d\d:\d\d/);
    await page.getByRole('textbox', { name: 'Another thing to be done' }).fill('Call the station manager');
    await page.keyboard.press('Enter');
    await eventually(() => incident().checks.at(-1)?.text).toBe('Call the station manager');
    await section(page, 'Notes').getByRole('textbox').fill('The belt stands since 13:40');
    await page.keyboard.press('Control+Enter');
    await eventually(() => section(page, 'Notes').innerText()).toContain('The belt stands since 13:40');
    await page.getByRole('button', { name: 'Record one' }).click();
    const dialog = page.getByRole('dialog', { name: 'An exception from a guideline' });
    await dialog.getByLabel('From which guideline').fill('Vouchers are not told in public');
    await dialog.getByLabel('Why').fill('Families stood without food');
    await dialog.getByLabel('Who agreed').fill('Tor');
    await dialog.getByRole('button', { name: 'Record it' }).click();
    await eventually(() => section(page, 'Exceptions from guidelines').innerText()).toMatch(
      /Vouchers are not told in public[\s\S]*Tor agreed/,
    );
    expect(incident().exceptions).toHaveLength(1);
  });

  it('is marked, and a moment of its chart is told to have been missed, by the keyboard', async () => {
    const { server, page, incident } = await inTheMiddle();
    await section(page, 'Was it good to be told?').getByRole('button', { name: 'Late' }).click();
    await eventually(() => incident().marks.map(({ by, mark }) => `${by}: ${mark}`)).toEqual(['Ingrid: late']);
    const moment = page.getByRole('slider', { name: 'A moment on the timeline' });
    await moment.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    expect(await moment.getAttribute('aria-valuetext')).toMatch(/^\d\d:\d\d: [\d.]+ a minute, [\d.]+ negative/);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'We missed one' });
    await dialog.getByLabel('What happened').fill('The crew called at the gate');
    await dialog.getByRole('button', { name: 'Record it' }).click();
    await eventually(() => [...server.engine.state.alerting.misses.values()].map(({ note, happenedAt }) => [note, happenedAt])).toEqual([
      ['The crew called at the gate', incident().series.from + MINUTE],
    ]);
  });

  it('is taken along as a spreadsheet, a picture, paper and a link to this moment', async () => {
    const { server, page, id } = await inTheMiddle();
    const csv = await page.getByRole('link', { name: 'Posts as CSV' }).getAttribute('href');
    const posts = await fetch(`${server.address}${csv}`);
    expect(posts.headers.get('content-type')).toMatch(/^text\/csv/);
    expect((await posts.text()).trim().split('\n').length).toBeGreaterThan(100);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Picture (PNG)' }).click();
    const picture = await download;
    expect(picture.suggestedFilename()).toBe(`incident-${id}.png`);
    const bytes = readFileSync(await picture.path());
    expect(bytes.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
    expect(bytes.readUInt32BE(16)).toBeGreaterThan(2000);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Link to this moment' }).click();
    await page.getByText('Copied: it opens as it was').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(new RegExp(`/at/.+/incidents/${id}$`));
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('is closed with a word, and then looked back at', async () => {
    const { page, incident } = await inTheMiddle();
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('The belt runs again');
    await page.getByRole('button', { name: 'Close it' }).click();
    await eventually(() => incident().state).toBe('closed');
    await page.getByRole('link', { name: 'Look back at it' }).click();
    await page.getByRole('heading', { name: 'How long it took' }).waitFor();
    expect(await page.locator('main').innerText()).toMatch(/Detect\s+\d+.(s|min)[\s\S]*Acknowledge\s+never/);
    await page.getByLabel('What went well').fill('The buses came soon');
    await page.getByRole('button', { name: 'Save the review' }).click();
    await eventually(() => incident().review).toMatchObject({ by: 'Ingrid', well: 'The buses came soon' });
    await page.getByText('Last saved by Ingrid').waitFor();
  });
});

describe('the list of incidents', () => {
  it('has what goes on first, then what is over by day, and leads to each', async () => {
    const { page, asked, errors } = await invented('/incidents');
    expect(await title(page)).toBe('1 incident going on, nobody has it');
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual(['Going on', 'Today', 'Yesterday']);
    await page.getByRole('combobox', { name: 'Severity' }).selectOption('High');
    await eventually(() => page.url()).toContain('severity=high');
    await eventually(() => asked.at(-1)?.searchParams.get('severity')).toBe('high');
    await page.getByRole('searchbox', { name: 'Words' }).fill('gate nine');
    await eventually(() => asked.at(-1)?.searchParams.get('q')).toBe('gate nine');
    await page.getByRole('link', { name: 'Bluesky is blind' }).click();
    await eventually(() => page.url()).toMatch(/\/incidents\/11$/);
    await eventually(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await page.goBack();
    await eventually(() => page.getByRole('combobox', { name: 'Severity' }).inputValue()).toBe('high');
    expect(errors.filter((error) => !error.endsWith('net::ERR_ABORTED'))).toEqual([]);
  });

  it('says so when nothing goes on', async () => {
    const server = await startServer({ config: wallConfig() });
    const { page } = await browser.open();
    await page.goto(`${server.address}/incidents`);
    await eventually(() => title(page)).toBe('Nothing is going on');
    await page.getByText('nothing has happened yet that is kept').waitFor();
  });

  it('records what no rule found', async () => {
    const { server, page } = await invented('/incidents');
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog', { name: 'We missed one' });
    await dialog.getByLabel('When it began').fill('2026-03-07T13:05');
    await dialog.getByRole('checkbox', { name: 'Baggage' }).check();
    await dialog.getByLabel('What happened').fill('A film of the belt went round');
    await dialog.getByRole('button', { name: 'Record it' }).click();
    await eventually(() =>
      [...server.engine.state.alerting.misses.values()].map(({ by, watches, happenedAt }) => [by, watches, happenedAt]),
    ).toEqual([['Ingrid', ['baggage'], Date.parse('2026-03-07T12:05:00Z')]]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await eventually(() => server.engine.state.alerting.misses.size).toBe(0);
  });
});

describe('incidents', () => {
  it.each([
    ['/incidents', 1440, 900],
    ['/incidents/12', 1920, 1080],
    ['/incidents/12?board=bright', 1280, 720],
    ['/incidents/12', 390, 844],
    ['/incidents/12/review', 390, 844],
  ])('shut nobody out at %s on %d by %d, and do not reach beyond it', async (path, width, height) => {
    const { page } = await invented(path, incidentPageOf(), { width, height });
    expect(await faults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    expect(await faults(page)).toEqual([]);
  });

  it.each([
    [404, 'There is no such incident'],
    [403, 'You may not see this'],
    [503, 'The history is not ready yet'],
  ])('that are answered with %d say what that means', async (status, words) => {
    const { page } = await invented('/incidents/99', status);
    expect(await page.getByRole('alert').first().innerText()).toContain(words);
  });

  it('of which a post is in another script keep it from turning the rest around', async () => {
    const evil = incidentOf({ title: '\u202eHalden <img src=x onerror=alert(1)>', sentence: 'x' });
    const { page, errors } = await invented('/incidents/12', incidentPageOf({ incident: evil }));
    expect(await title(page)).toBe(evil.title);
    expect(await page.locator('main img').count()).toBe(0);
    expect(errors).toEqual([]);
  });
});
