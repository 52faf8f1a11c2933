import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../server/config.ts';
import { defaultDesk } from '../../server/core/desk/setting.ts';
import { push, startServer } from '../support/server.ts';
import { eventually, Hands, PICTURES, spelled, useBrowser, wallConfig } from './support.ts';

const browser = useBrowser();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const MINUTE = 60_000;

declare global {
  /** Given to the page by `faults`. */
  var axe: { run(): Promise<AxeResults> };
}

async function faults(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`));
}

const YAML = `
brand: Halden Air
zones: [{ label: Oslo, zone: Europe/Oslo }]
watches: [{ name: Halden Air, query: 'halden OR @haldenair' }]
accounts: { x: [haldenair], bluesky: [haldenair] }
boards: [{ name: main, title: Control room }, { name: bright, title: Lobby, theme: light }]
`;

function deskConfig() {
  const config = wallConfig(YAML);
  const person = (id: string, name: string, sign: string) => ({ id, name, initials: [sign], team: null, languages: ['en'] });
  const people = [person('mara', 'Mara Lind', 'ML'), person('jonas', 'Jonas Dahl', 'JD')];
  return { ...config, settings: { ...config.settings, desk: { ...defaultDesk(), people } } };
}

const asked = (i: number, at: number, over: object = {}) => ({
  id: `c${i}`,
  network: i % 3 ? 'x' : 'bluesky',
  lang: 'en',
  text: `@haldenair my bag never came off the belt, where is it? ${spelled(i)}`,
  postedAt: at,
  author: { id: `u${i}`, handle: `guest_${spelled(i)}`, name: `Guest ${spelled(i)}`, followers: 10 + i },
  ...over,
});

const answered = (i: number, at: number, text: string) => ({
  id: `r${i}`,
  network: i % 3 ? 'x' : 'bluesky',
  lang: 'en',
  text,
  postedAt: at,
  inReplyTo: `c${i}`,
  root: `c${i}`,
  author: { id: 'own', handle: 'haldenair', name: 'Halden Air', followers: 90_000 },
});

interface Day {
  server: Awaited<ReturnType<typeof startServer>>;
  clock: Hands;
}

/** A server with as many cases, a minute apart, the oldest first. */
async function day(cases: number, sources: Config['sources'] = []): Promise<Day> {
  const clock = new Hands();
  const config = deskConfig();
  const server = await startServer({ config: { ...config, sources: [...config.sources, ...sources] }, clock });
  await push(
    server.address,
    Array.from({ length: cases }, (_, i) => asked(i, clock.at - (cases - i) * MINUTE)),
  );
  return { server, clock };
}

async function sit({ server }: Day, name: string, path = '/desk', options: BrowserContextOptions = {}): Promise<Page> {
  const { page } = await browser.open({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...options });
  await page.addInitScript((who) => localStorage.setItem('earshot.operator', who), name);
  await page.goto(`${server.address}${path}`);
  await lines(page).first().waitFor();
  return page;
}

const lines = (page: Page) => page.getByRole('listbox', { name: /^Cases/ }).getByRole('option');
const rows = (page: Page) => lines(page).locator('.who').allTextContents();
const told = (page: Page) => page.locator('.toast p').allTextContents();
const tab = (page: Page, name: string | RegExp) => page.getByRole('navigation', { name: 'Queues' }).getByRole('button', { name });
const heading = (page: Page) => page.getByRole('heading', { level: 2 }).first();

describe('the desk', () => {
  it('is worked with the keyboard alone: claim, note, snooze, undo, resolve, another queue', async () => {
    const page = await sit(await day(5), 'Mara Lind');
    await page.keyboard.press('j');
    await page.keyboard.press('c');
    await eventually(() => page.locator('.status').textContent()).toMatch(/^claimed/);
    await eventually(() => tab(page, /^Mine/).textContent()).toMatch(/1\s*$/);
    await page.keyboard.press('n');
    await page.keyboard.type('Belt three stood still');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Belt three stood still').waitFor();
    await page.keyboard.press('s');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('1');
    await eventually(() => tab(page, /^Snoozed/).textContent()).toMatch(/1\s*$/);
    await page.keyboard.press('u');
    await eventually(() => tab(page, /^Snoozed/).textContent()).toMatch(/0\s*$/);
    await page.keyboard.press('r');
    await eventually(() => page.locator('.status').textContent()).toMatch(/^resolved/);
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await eventually(() => page.url()).toMatch(/queue=closed$/);
    await eventually(() => rows(page)).toHaveLength(1);
    await page.screenshot({ path: `${PICTURES}/desk-closed.png` });
  });

  it('takes a choice of a list with Enter: priority, intent, owner', async () => {
    const page = await sit(await day(1), 'Mara Lind', '/desk?case=1');
    await page.getByRole('button', { name: 'Claim', exact: true }).waitFor();
    const choose = async (key: string, typed: string) => {
      await page.keyboard.press(key);
      await page.getByRole('dialog').waitFor();
      await page.keyboard.type(typed);
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    };
    await choose('p', 'low');
    await eventually(() => page.locator('.facts').textContent()).toContain('Low');
    await choose('i', 'sugg');
    await page.getByRole('button', { name: 'Intent: suggestion' }).waitFor();
    await choose('a', 'jon');
    await eventually(() => page.locator('.facts').textContent()).toContain('Jonas Dahl');
    await eventually(() => page.evaluate(() => document.activeElement?.id)).toBe('case');
    expect(await page.locator('.awaits').textContent()).toMatch(/^Waits for our first answer since/);
  });

  it('merges a case into the one whose number is typed, and keeps the focus when a button goes with what it did', async () => {
    const page = await sit(await day(3), 'Mara Lind', '/desk?case=1');
    await page.getByRole('button', { name: 'Claim', exact: true }).waitFor();
    await page.keyboard.press('m');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('2');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'case 2', exact: true }).waitFor();
    const undo = page.getByRole('button', { name: 'Undo (u)' });
    await undo.focus();
    await page.keyboard.press('Enter');
    await eventually(async () => (await told(page)).join('')).toBe('Taken back: case 1 merged');
    await eventually(() => page.evaluate(() => document.activeElement?.id)).toBe('case');
  });

  it('sends a case to a helpdesk, and says which number it has there', async () => {
    const page = await sit(await day(1, [{ id: 'tickets', kind: 'chatwoot', options: {} }]), '', '/desk?case=1');
    const sent: unknown[] = [];
    await page.route('**/api/v1/cases/1/send', async (route) => {
      sent.push(route.request().postDataJSON());
      await route.fulfill({ json: { ticket: '4711' } });
    });
    await page.getByRole('button', { name: 'Send to helpdesk' }).click();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Who are you?' }).waitFor();
    await page.keyboard.type('Jonas');
    await page.keyboard.press('Enter');
    await eventually(async () => (await told(page)).join('')).toBe('Sent: it is number 4711 there');
    expect(sent).toEqual([{ to: 'tickets', by: 'jonas' }]);
  });

  it('gives a case that two claim at once to one of them, and tells the other who has it', async () => {
    const today = await day(1);
    const pages = [await sit(today, 'Mara Lind', '/desk?case=1'), await sit(today, 'Jonas Dahl', '/desk?case=1')];
    for (const page of pages) await page.getByRole('button', { name: 'Claim', exact: true }).waitFor();
    await Promise.all(pages.map((page) => page.keyboard.press('c')));
    for (const page of pages) await eventually(async () => (await told(page)).join('')).not.toBe('');
    const said = await Promise.all(pages.map(async (page) => (await told(page)).join('')));
    const won = said.indexOf('Case 1 claimed');
    expect(won).toBeGreaterThanOrEqual(0);
    expect(said[1 - won]).toContain(['Mara', 'Jonas'][won]!);
    for (const page of pages) await eventually(() => page.locator('.facts').textContent()).toContain(['Mara Lind', 'Jonas Dahl'][won]!);
  });

  it('tells who else looks at a case', async () => {
    const today = await day(2);
    const page = await sit(today, 'Mara Lind', '/desk?case=1');
    await sit(today, 'Jonas Dahl', '/desk?case=1');
    await page.getByText('Jonas Dahl looks at it too').waitFor();
  });

  it('moves no row while somebody reads, and brings the list up to date when asked', async () => {
    const today = await day(4);
    const page = await sit(today, 'Mara Lind');
    const before = await rows(page);
    today.clock.at += MINUTE;
    await push(today.server.address, [asked(7, today.clock.at, { author: { id: 'u7', handle: 'late', name: 'Late Guest' } })]);
    await page.getByRole('button', { name: /^1 new · show/ }).waitFor();
    expect(await rows(page)).toEqual(before);
    await page.keyboard.press('.');
    await eventually(() => rows(page)).toHaveLength(5);
    expect(await rows(page)).toContain('Late Guest');
  });

  it('shows a reply that comes over the network in the open case, and stops its clock', async () => {
    const today = await day(2);
    const page = await sit(today, 'Mara Lind', '/desk?case=2');
    await page.getByText('left').first().waitFor();
    today.clock.at += MINUTE;
    await push(today.server.address, [answered(1, today.clock.at, 'We have found your bag, it comes with the 18:40 flight today. ^ML')]);
    await page.getByText('it comes with the 18:40 flight').waitFor();
    await eventually(() => page.locator('dl').first().textContent()).toMatch(/First answer\s*in time/);
    await eventually(async () => (await told(page)).join('')).toBe('New post by haldenair, below');
  });

  it('keeps filters and the open case in the address', async () => {
    const page = await sit(await day(6), 'Mara Lind', '/desk?network=bluesky');
    expect(await rows(page)).toHaveLength(2);
    await page.keyboard.press('/');
    await page.keyboard.type(`guest_${spelled(3)}`);
    await eventually(() => rows(page)).toEqual([`Guest ${spelled(3)}`]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await eventually(() => page.url()).toMatch(/\?network=bluesky&text=guest_ne&case=4$/);
    await page.reload();
    await eventually(() => rows(page)).toEqual([`Guest ${spelled(3)}`]);
    await eventually(() => heading(page).textContent()).toBe(`Guest ${spelled(3)}`);
  });

  it('keeps a corrected sentiment beside the post', async () => {
    const page = await sit(await day(1), 'Mara Lind', '/desk?case=1');
    await page.getByRole('group', { name: /^Customer/ }).waitFor();
    await page.keyboard.press('3');
    await page.locator('.heard', { hasText: 'corrected by Mara Lind' }).waitFor();
    expect(await page.getByRole('button', { name: 'positive', pressed: true }).count()).toBe(1);
  });

  it('asks who somebody is before they do anything, and then does it', async () => {
    const page = await sit(await day(1), '', '/desk?case=1');
    await page.getByRole('button', { name: 'Claim', exact: true }).click();
    await page
      .getByRole('dialog')
      .getByRole('option', { name: /^Jonas Dahl/ })
      .click();
    await eventually(() => page.locator('.facts').textContent()).toContain('Jonas Dahl');
    expect(await page.evaluate(() => localStorage.getItem('earshot.operator'))).toBe('Jonas Dahl');
  });

  it('says how old it is when the server is gone, and lets nobody act', async () => {
    const today = await day(2);
    const page = await sit(today, 'Mara Lind', '/desk?case=1');
    await page.getByRole('button', { name: 'Claim', exact: true }).waitFor();
    await today.server.stop();
    await page.getByText(/Not live/).waitFor();
    expect(await page.getByRole('button', { name: 'Claim', exact: true }).isDisabled()).toBe(true);
    await page.keyboard.press('c');
    await eventually(async () => (await told(page)).join('')).toMatch(/^Not connected/);
  });

  it('takes what people write for text', async () => {
    const clock = new Hands();
    const server = await startServer({ config: deskConfig(), clock });
    const text = '@haldenair my bag is lost again, where is it? <b>bold</b> <img src=x>';
    await push(server.address, [asked(1, clock.at - MINUTE, { text })]);
    const page = await sit({ server, clock }, 'Mara Lind', '/desk?case=1');
    await page.locator('.text', { hasText: '<b>bold</b>' }).waitFor();
    expect(await page.locator('main img, main b').count()).toBe(0);
  });

  it.each([
    ['dark', '/desk?case=1', 1440, 900],
    ['light', '/desk?board=bright&case=1', 1280, 720],
    ['dark', '/desk', 390, 844],
    ['dark', '/desk?case=1', 390, 844],
  ])('shuts nobody out: %s, %s, %d by %d', async (theme, path, width, height) => {
    const today = await day(3);
    await push(today.server.address, [
      answered(0, today.clock.at, 'So sorry! Please DM us your booking and we will get back to you by tomorrow. ^JD'),
    ]);
    const { page } = await browser.open({ viewport: { width, height }, reducedMotion: 'reduce' });
    await page.addInitScript(() => localStorage.setItem('earshot.operator', 'Mara Lind'));
    await page.goto(`${today.server.address}${path}`);
    await (path.includes('case') ? page.getByRole('heading', { level: 2 }) : lines(page)).first().waitFor();
    expect(await faults(page)).toEqual([]);
    await page.screenshot({ path: `${PICTURES}/desk-${theme}-${width}${path.includes('case') ? '-case' : ''}.png` });
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    expect(await faults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });

  it('hides what the rules heard until a reply is scored, and then tells whether they agree', async () => {
    const today = await day(1);
    await push(today.server.address, [answered(0, today.clock.at, 'We have found your bag, it comes with the 18:40 flight today. ^ML')]);
    const { page } = await browser.open();
    await page.addInitScript(() => localStorage.setItem('earshot.operator', 'Jonas Dahl'));
    await page.goto(`${today.server.address}/desk/review`);
    await page.getByText('18:40').waitFor();
    expect(await page.getByText(/The rules/).count()).toBe(0);
    expect(await faults(page)).toEqual([]);
    for (const _ of defaultDesk().sheet) await page.keyboard.press('3');
    await page.keyboard.press('8');
    expect(await page.getByRole('radio', { name: 'Yes', checked: true }).count()).toBe(defaultDesk().sheet.length);
    expect(await page.getByRole('radio', { name: /^a courtesy/, checked: true }).count()).toBe(1);
    await page.keyboard.press('Enter');
    await page.getByText(/^The rules h/).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(/^There is no reply left/).waitFor();
  });
});
