import { openSqliteJournal } from '../../server/journal/sqlite.ts';
import { mentions, tick } from './entries.ts';

/**
 * Appends batches as fast as it can, several at a time, and prints the ids of each one that was acknowledged, until it is
 * killed. Arguments: the folder, and the number of the round, which makes its ids its own.
 */
const [folder = '', round = '0'] = process.argv.slice(2);
const journal = await openSqliteJournal({ folder });
const start = Number(round) * 1_000_000;

async function bring(lane: number): Promise<never> {
  for (let n = start + lane * 100_000; ; n += 7) {
    const batch = [...mentions(n, n + 5), tick(n)];
    await journal.append(batch);
    process.stdout.write(`${batch.map((entry) => entry.id).join(' ')}\n`);
  }
}

await Promise.all([0, 1, 2].map(bring));
