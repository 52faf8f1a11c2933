import { type Child, start } from '../children.ts';
import { median } from '../numbers.ts';
import type { Row } from '../row.ts';
import type { Measuring } from './measuring.ts';

/** Messages of the product that the bare server sends again. */
const SAMPLE = 60;

/**
 * Delivered messages a second when screens are sent as many slices as they take: the product's gateway with a clock that lets every
 * change through, beside a bare server that sends the very same texts. In turns, received by the same process.
 */
export async function sockets({ full, screens, folder }: Measuring): Promise<Row[]> {
  const [rounds, ms] = full ? [7, 3_000] : [5, 800];
  const [gateway, bare, wall] = [start('gateway-child.ts', [folder()]), start('yardsticks/bare-child.ts'), start('screens-child.ts')];
  const rates = { gateway: [] as number[], bare: [] as number[] };
  try {
    const { url } = await gateway.ask<{ url: string }>({ kind: 'where' });
    await wall.ask({ kind: 'join', url, speaks: 'socket.io', screens: 1 });
    await gateway.ask({ kind: 'run' });
    const { texts } = await wall.ask<{ texts: string[] }>({ kind: 'sample', count: SAMPLE });
    await gateway.ask({ kind: 'stop' });
    const plain = await bare.ask<{ url: string }>({ kind: 'where', texts });
    for (let round = 0; round < rounds; round++) {
      rates.gateway.push(await rate(gateway, wall, { url, speaks: 'socket.io', screens }, ms));
      rates.bare.push(await rate(bare, wall, { url: plain.url, speaks: 'ws', screens }, ms));
    }
  } finally {
    await Promise.all([gateway.end(), bare.end(), wall.end()]);
  }
  const yardstick = { what: 'a bare ws server that sends the same texts', value: median(rates.bare) };
  return [{ what: `messages delivered to ${screens} screens`, value: median(rates.gateway), unit: '/s', yardstick, atLeast: 0.7 }];
}

async function rate(server: Child, wall: Child, joining: { url: string; speaks: string; screens: number }, ms: number): Promise<number> {
  await wall.ask({ kind: 'join', ...joining });
  await server.ask({ kind: 'run' });
  const { messages } = await wall.ask<{ messages: number }>({ kind: 'count', ms });
  await server.ask({ kind: 'stop' });
  await wall.ask({ kind: 'leave' });
  return (messages / ms) * 1000;
}
