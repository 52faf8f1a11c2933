import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { doorOf } from '../../server/access/door.ts';
import { fileTokens } from '../../server/access/file.ts';
import { Access } from '../../server/access.ts';
import { joinBoard, push, startServer } from '../support/server.ts';
import { tempFolder } from '../support/temp.ts';
import { eventually, Hands, openWall, panel, surge, useBrowser, usual, wallConfig } from './support.ts';

const browser = useBrowser();
const ORIGINS = ['https://wall.example'];

/** A server that others can reach, so that it wants tokens, which somebody makes beside it as the command line does. */
async function guarded(clock?: Hands) {
  const folder = tempFolder();
  const access = await Access.open(fileTokens(folder), doorOf('127.0.0.1', ORIGINS));
  const secret = async (role: 'screen' | 'operator' | 'push', name: string, board?: string) =>
    (await access.create({ role, name, ...(board ? { board } : {}) })).secret;
  const pushing = await secret('push', 'the feed');
  const screen = await secret('screen', 'Lobby TV', 'bright');
  const operator = await secret('operator', 'Desk');
  const server = await startServer({ folder, tokens: folder, origins: ORIGINS, config: wallConfig(), ...(clock ? { clock } : {}) });
  return { server, access, pushing, screen, operator };
}

async function signIn(page: Page, token: string): Promise<void> {
  await page.getByLabel(/token/i).fill(token);
  await page.getByRole('button').click();
}

describe('a server that others can reach', () => {
  it('asks a screen for its token, tells a wrong one, and shows the board of the right one', async () => {
    const { server, screen } = await guarded();
    const { page } = await browser.open();
    await page.goto(server.address);
    expect(await page.title()).toBe('Sign in');
    await signIn(page, 'esh_wrong');
    await eventually(() => page.getByRole('alert').textContent()).toBe('That token is not known here. It may have been revoked.');
    await signIn(page, screen);
    await panel(page, 'Voices').waitFor();
    await eventually(() => page.title()).toBe('Lobby · Halden Air');
    await page.goto(`${server.address}/wall/main`);
    expect(await page.getByRole('region').count()).toBe(0);
  });

  it('takes a token from the address of a screen without a keyboard, and removes it from there', async () => {
    const { server, screen } = await guarded();
    const { page } = await browser.open();
    await openWall(page, server.address, `/wall/bright?token=${screen}`);
    expect(page.url()).toBe(`${server.address}/wall/bright`);
    expect(await page.evaluate(() => document.cookie)).toBe('');
  });

  it('lets a screen look but not act, and an operator act', async () => {
    const clock = new Hands();
    const { server, pushing, screen, operator } = await guarded(clock);
    await push(server.address, usual(clock.at, 2, 90), pushing);
    clock.at += 1000;
    await push(server.address, surge(0, 60), pushing);
    clock.at += 1000;
    const [wall, desk] = [await browser.open(), await browser.open()];
    await openWall(wall.page, server.address, `/wall/bright?token=${screen}`);
    await openWall(desk.page, server.address, `/wall/main?token=${operator}`);
    const alert = (page: Page) => panel(page, 'Needs somebody').getByRole('article').first();
    await alert(wall.page).waitFor();
    expect(await alert(wall.page).getByRole('button').count()).toBe(0);
    const bare = await joinBoard(server.address, 'bright', screen);
    const { alerts } = await bare.sees('alerts', (slice) => slice.alerts.length > 0);
    const action = { id: 'action-0001', type: 'acknowledge' as const, alert: alerts[0]!.id, by: 'Lobby TV' };
    expect(await bare.socket.emitWithAck('action', action)).toMatchObject({ ok: false });

    await alert(desk.page)
      .getByRole('button', { name: /^Acknowledge/ })
      .click();
    await desk.page.getByRole('textbox').fill('Ingrid');
    await desk.page.keyboard.press('Enter');
    await eventually(() => alert(wall.page).locator('.owner').textContent()).toBe('Ingrid has it');
  });

  it('cuts a screen as soon as its token is revoked, says why, and lets it in again with another', async () => {
    const { server, access, screen } = await guarded();
    const { page } = await browser.open();
    await openWall(page, server.address, `/wall/bright?token=${screen}`);
    await access.revoke('Lobby TV');
    await eventually(() => page.locator('.why').textContent()).toBe('the access token was revoked');
    expect(await page.getByRole('region').count()).toBe(0);
    await signIn(page, screen);
    await eventually(() => page.getByRole('alert').textContent()).toBe('This token does not open the wall.');
    const { secret } = await access.create({ role: 'screen', name: 'Lobby TV, new', board: 'bright' });
    // The server learns of a new token a moment later; a sign-in before that would be another refusal.
    const headers = { authorization: `Bearer ${secret}` };
    await eventually(async () => (await fetch(`${server.address}/api/v1/boards`, { headers })).status).toBe(200);
    await signIn(page, secret);
    await eventually(() => page.title()).toBe('Lobby · Halden Air');
    await panel(page, 'Voices').waitFor();
  });
});
