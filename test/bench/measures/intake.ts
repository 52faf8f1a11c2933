import { type Child, start } from '../children.ts';
import { median } from '../numbers.ts';
import { runProduct } from '../product.ts';
import type { Row } from '../row.ts';
import type { Flood, Flooded } from '../sender-child.ts';
import type { Measuring } from './measuring.ts';

const SIZE = 500;

/** Mentions a second over HTTP from another process, beside the floor and beside a flow, in turns. */
export async function intake({ full, folder }: Measuring): Promise<Row[]> {
  const [count, rounds] = full ? [50_000, 5] : [10_000, 3];
  const product = await runProduct(folder());
  const [sender, flow, floor] = [start('sender-child.ts'), start('yardsticks/flow-child.ts'), start('yardsticks/floor-child.ts')];
  const flowUrl = (await flow.ask<{ url: string }>('where')).url;
  const rates = { durable: [] as number[], folded: [] as number[], flow: [] as number[], floor: [] as number[] };
  const perSecond = (ms: number): number => (count / ms) * 1000;
  try {
    for (let round = 0; round <= rounds; round++) {
      const prefix = `r${round}`;
      const ours = await flood(sender, {
        url: `${product.address}/api/v1/mentions`,
        counts: `${product.address}/api/v1/stats`,
        prefix,
        count,
      });
      const theirs = await flood(sender, { url: flowUrl, counts: flowUrl, prefix, count });
      const least = await floor.ask<{ took: number }>({ count, size: SIZE, prefix });
      // The first round warms all of them up.
      if (round === 0) continue;
      rates.durable.push(perSecond(ours.answered));
      rates.folded.push(perSecond(ours.counted));
      rates.flow.push(perSecond(theirs.answered));
      rates.floor.push(perSecond(least.took));
    }
  } finally {
    await Promise.all([sender.end(), flow.end(), floor.end(), product.stop()]);
  }
  return rowsOf(median(rates.durable), median(rates.folded), median(rates.flow), median(rates.floor));
}

const flood = (sender: Child, order: Pick<Flood, 'url' | 'counts' | 'prefix' | 'count'>): Promise<Flooded> =>
  sender.ask({ kind: 'flood', size: SIZE, ...order });

const rowsOf = (durable: number, folded: number, flow: number, floor: number): Row[] => [
  { what: 'posts in, durable', value: durable, unit: '/s' },
  {
    what: 'posts in, durable, analysed, counted',
    value: folded,
    unit: '/s',
    yardstick: { what: 'the floor: JSON.parse and a batched SQLite insert, no HTTP', value: floor },
    atLeast: 0.25,
  },
  {
    what: 'the same',
    value: folded,
    unit: '/s',
    yardstick: { what: 'a stand-in for a flow, a plain program: HTTP in, split, sentiment, count; nothing durable', value: flow },
    atLeast: 3,
  },
];
