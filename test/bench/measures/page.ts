import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launch } from '../../support/browser.ts';
import { median } from '../numbers.ts';
import { runProduct } from '../product.ts';
import type { Row } from '../row.ts';
import type { Measuring } from './measuring.ts';

const DIST = join(import.meta.dirname, '../../../dist');

/** How much script the wall needs, and how soon it shows something. */
export async function page({ full, folder }: Measuring): Promise<Row[]> {
  const product = await runProduct(folder());
  const screen = await launch();
  const painted: number[] = [];
  const scripts: [page: string, bytes: number][] = [];
  try {
    for (const [name, path] of PAGES) scripts.push([name, await scriptOf(screen, `${product.address}${path}`)]);
    for (let round = 0; round < (full ? 15 : 5); round++) painted.push(await firstPaint(screen, product.address));
  } finally {
    await screen.close();
    await product.stop();
  }
  return [
    ...scripts.map(
      ([name, bytes]): Row => ({
        what: `script of the ${name}`,
        value: bytes / 1000,
        unit: 'kB gz',
        yardstick: { what: 'the budget', value: 120 },
        atMost: 1,
      }),
    ),
    { what: 'first contentful paint', value: median(painted), unit: 'ms', yardstick: { what: 'the budget', value: 1000 }, atMost: 1 },
  ];
}

const PAGES = [
  ['wall', '/'],
  ['desk', '/desk'],
  ['reports', '/reports'],
] as const;

/** Bytes of all script that a page asks for until it rests, gzipped. */
async function scriptOf(screen: Awaited<ReturnType<typeof launch>>, address: string): Promise<number> {
  const { page } = await screen.open();
  const asked = new Set<string>();
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.endsWith('.js')) asked.add(pathname);
  });
  await page.goto(address, { waitUntil: 'load' });
  await page.locator('h1, h2').first().waitFor();
  await page.context().close();
  return [...asked].reduce((sum, name) => sum + gzipSync(readFileSync(join(DIST, name)), { level: 9 }).length, 0);
}

/** In a context without a cache, from the start of the navigation. */
async function firstPaint(screen: Awaited<ReturnType<typeof launch>>, address: string): Promise<number> {
  const { page: wall } = await screen.open();
  await wall.goto(address);
  const painted = await wall.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const told = (entries: PerformanceEntryList): void => {
          const first = entries.find(({ name }) => name === 'first-contentful-paint');
          if (first) resolve(first.startTime);
        };
        new PerformanceObserver((list) => told(list.getEntries())).observe({ type: 'paint', buffered: true });
      }),
  );
  await wall.context().close();
  return painted;
}
