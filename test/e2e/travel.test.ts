import { expect, it } from 'vitest';
import { push, startServer, stats, until } from '../support/server.ts';
import { eventually, Hands, openWall, useBrowser, wallConfig } from './support.ts';

const browser = useBrowser();
const MINUTE = 60_000;
const post = (id: string, text: string) => ({ id, source: 'push', network: 'web', text, author: { handle: 'ada' } });

/** A server that heard one post before the moment, and another after it. */
async function told() {
  const clock = new Hands();
  const server = await startServer({ config: wallConfig(), clock, tickMs: 50 });
  await push(server.address, [post('one', 'halden is boarding early today')]);
  clock.at += MINUTE;
  const moment = clock.at;
  await until(
    () => server.engine.state.now,
    (at) => at >= moment,
  );
  clock.at += MINUTE;
  await push(server.address, [post('two', 'halden has cancelled the flight')]);
  await until(
    () => stats(server.address),
    ({ mentions }) => mentions === 2,
  );
  clock.at += MINUTE;
  return { server, moment };
}

it('a wall is opened as it was by an address that names the moment, marked, and left for now again', async () => {
  const { server, moment } = await told();
  const { page } = await browser.open();
  await page.goto(`${server.address}/at/${new Date(moment).toISOString()}/wall/main`);
  const bar = page.getByRole('complementary', { name: 'Looking back' });
  await bar.getByText('REPLAY').waitFor();
  await eventually(() => bar.getByRole('status').innerText()).toContain('Saturday 7 Mar 2026 at 15:31 CET');
  await page.getByText('halden is boarding early today').first().waitFor();
  expect(await page.getByText('halden has cancelled the flight').count()).toBe(0);
  await bar.getByRole('link', { name: 'Back to now' }).click();
  await page.getByText('halden has cancelled the flight').first().waitFor();
  expect(new URL(page.url()).pathname).toBe('/wall/main');
});

it('the desk is opened as it was from the desk, and its links stay in that time', async () => {
  const { server } = await told();
  const { page } = await browser.open();
  await page.goto(`${server.address}/desk`);
  await page.getByRole('button', { name: 'As it was' }).click();
  const dialog = page.getByRole('dialog', { name: 'Open as it was' });
  await dialog.getByLabel('Time').fill('15:31');
  await dialog.getByRole('button', { name: 'Go there' }).click();
  await page.getByRole('complementary', { name: 'Looking back' }).waitFor();
  expect(new URL(page.url()).pathname).toMatch(/^\/at\/20260307T143100Z-\w+\/desk$/);
  await page.getByRole('link', { name: 'Incidents' }).click();
  await eventually(() => new URL(page.url()).pathname).toMatch(/^\/at\/20260307T143100Z-\w+\/incidents$/);
});

it('a wall can be played on', async () => {
  const { server, moment } = await told();
  const { page } = await browser.open();
  await openWall(page, server.address, `/at/${new Date(moment).toISOString()}/wall/main`);
  await page.getByRole('button', { name: 'Play 60 times as fast' }).click();
  await page.getByText('halden has cancelled the flight').first().waitFor();
});
