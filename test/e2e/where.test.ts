import { describe, expect, it } from 'vitest';
import { push, startServer } from '../support/server.ts';
import { layoutFaults } from './layout.ts';
import { eventually, openWall, panel, spelled, useBrowser, wallConfig } from './support.ts';

const browser = useBrowser();

const YAML = `
brand: Halden Air
watches:
  - { name: Halden Air, query: halden }
places:
  - { name: Oslo Airport, aliases: [OSL], lat: 60.19, lon: 11.1 }
boards:
  - name: main
    scenes: [{ name: map, panels: [where, share, sources] }]
`;

const posts = (text: string, n: number) =>
  Array.from({ length: n }, (_, i) => ({
    id: `${text.length}-${i}`,
    text: `${text} ${spelled(i)}`,
    author: { id: `a${i}`, handle: `h_${spelled(i)}`, name: `Flyer ${spelled(i)}` },
  }));

describe('the map', () => {
  it('tells where posts are about in a list and to those who cannot see it, and how many name no place', async () => {
    const { address } = await startServer({ config: wallConfig(YAML) });
    await push(address, [...posts('halden at OSL again', 3), ...posts('halden to Paris', 2), ...posts('halden hello', 5)]);
    const { page, errors } = await browser.open();
    await openWall(page, address);
    const where = panel(page, 'Where, last hour');
    await eventually(() => where.getByRole('listitem').allInnerTexts()).toHaveLength(2);
    await eventually(() => where.getByRole('img').getAttribute('aria-label')).toContain('Oslo Airport 3, 0% negative; Paris 2');
    expect(await where.innerText()).toContain('50% name no place');
    await eventually(() => where.locator('.land').getAttribute('d')).toMatch(/^M/);
    expect(await layoutFaults(page)).toEqual([]);
    expect(errors).toEqual([]);
  });
});
