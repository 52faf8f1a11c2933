import { describe, expect, it } from 'vitest';
import { push, startServer } from '../support/server.ts';
import { layoutFaults } from './layout.ts';
import { eventually, Hands, openWall, panel, useBrowser, wallConfig } from './support.ts';

const browser = useBrowser();
const MINUTE = 60_000;

const YAML = `
brand: Halden Air
accounts: { web: [haldencare] }
watches:
  - { name: Halden Air, query: halden OR @haldencare }
desk:
  teams: [{ id: care, name: Care Oslo, calendar: always }]
  people: [{ id: mara, name: Mara Lind, initials: [ML], team: care }]
boards:
  - name: main
    scenes: [{ name: care, panels: [waiting, answers, desk, wins, shift, sources] }]
`;

const post = (id: string, who: string, text: string, at: number, inReplyTo?: string) => ({
  id,
  text,
  network: 'web',
  postedAt: at,
  author: { id: who, handle: who, name: who === 'haldencare' ? 'Halden Care' : `Flyer ${who}` },
  ...(inReplyTo && { inReplyTo }),
});

describe('the scene of cases', () => {
  it('says so when nobody waits', async () => {
    const { address } = await startServer({ config: wallConfig(YAML) });
    const { page, errors } = await browser.open();
    await openWall(page, address);
    await eventually(() => panel(page, 'Who waits longest').innerText()).toContain('Nobody is waiting');
    expect(await panel(page, 'On shift').innerText()).toContain('day and night');
    expect(await panel(page, 'People helped').innerText()).toContain('Nobody has thanked us yet');
    expect(await layoutFaults(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('tells in hours and minutes by how much a long wait is over, and names the customer whole', async () => {
    const clock = new Hands();
    const { address, engine } = await startServer({ config: wallConfig(YAML), clock });
    await push(address, [post('q2', 'hattie', '@haldencare three hours and no word about my bag?', clock.at - 225 * MINUTE)]);
    clock.at += 1000;
    await engine.caughtUp();
    const { page } = await browser.open({ reducedMotion: 'reduce' });
    await openWall(page, address);
    const row = panel(page, 'Who waits longest').getByRole('listitem').first();
    await eventually(() => row.innerText()).toMatch(/2\s+h\s+45\s+min\s+over\s+Flyer hattie/);
    const name = row.getByText('Flyer hattie');
    expect(await name.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThan(1);
    expect(await layoutFaults(page)).toEqual([]);
  });

  it('counts down who waits, and a reply that is seen takes them off the screen', async () => {
    const clock = new Hands();
    const { address, engine } = await startServer({ config: wallConfig(YAML), clock });
    const asked = clock.at - 50 * MINUTE;
    await push(address, [post('q1', 'ines', '@haldencare where is my bag? It is still in Bergen', asked)]);
    clock.at += 1000;
    await engine.caughtUp();
    const { page, errors } = await browser.open({ reducedMotion: 'reduce' });
    await openWall(page, address);
    const waiting = panel(page, 'Who waits longest');
    await eventually(() => waiting.getByRole('listitem').first().innerText()).toMatch(
      /9:\d\d\s+left[\s\S]*Flyer ines[\s\S]*still in Bergen/,
    );
    await push(address, [post('r1', 'haldencare', '@ines it is on the next flight and comes to your door tonight ^ML', clock.at, 'q1')]);
    clock.at += 1000;
    await eventually(() => waiting.innerText()).toContain('Nobody is waiting');
    await eventually(() => panel(page, 'Answered in time').innerText()).toMatch(/100\s*%[\s\S]*today[\s\S]*50\s*min/);
    const [row] = await panel(page, 'Answered in time').getByRole('listitem').allInnerTexts();
    expect(row?.split(/\s{2,}|\n/)).toEqual(['all', '50\u00a0min', '50\u00a0min', '50\u00a0min', '50\u00a0min', '100%']);
    expect(await layoutFaults(page)).toEqual([]);
    expect(errors).toEqual([]);
  });
});
