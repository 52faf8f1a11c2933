import { readdirSync, readFileSync } from 'node:fs';
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
  const scripts = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
  const bytes = scripts.reduce((sum, name) => sum + gzipSync(readFileSync(join(DIST, name)), { level: 9 }).length, 0);
  const product = await runProduct(folder());
  const screen = await launch();
  const painted: number[] = [];
  try {
    for (let round = 0; round < (full ? 15 : 5); round++) painted.push(await firstPaint(screen, product.address));
  } finally {
    await screen.close();
    await product.stop();
  }
  return [
    { what: 'script, all of it', value: bytes / 1000, unit: 'kB gz', yardstick: { what: 'the budget', value: 120 }, atMost: 1 },
    { what: 'first contentful paint', value: median(painted), unit: 'ms', yardstick: { what: 'the budget', value: 1000 }, atMost: 1 },
  ];
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
