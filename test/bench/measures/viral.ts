import { add, conversations, follow, VIRAL_TRACKED } from '../../../server/core/viral/conversations.ts';
import { growingAt } from '../../../server/core/viral/look.ts';
import { outlook, probability } from '../../../server/core/viral/model.ts';
import { median } from '../numbers.ts';
import { STORY_STARTS } from '../posts.ts';
import type { Row } from '../row.ts';

const ROUNDS = 3;
const LATER = 3_000_000;
/** The longest ids are those of Bluesky. */
const idOf = (i: number): string => `bluesky:at://did:plc:${'abcdefghijklmnopqrstuvwx'}/app.bsky.feed.post/3k${i}`;

/** As many conversations as are followed at most: what they hold, and what it takes to ask all of them how far they will go. */
export async function viral(): Promise<Row[]> {
  const known = conversations();
  for (let i = 0; i < VIRAL_TRACKED; i++) {
    const at = STORY_STARTS + i * 10;
    const place = follow(known, { id: idOf(i), startedAt: at, followers: 100 + i, verified: false }, at);
    for (let k = 1; i % 3 === 0 && k <= 5; k++) add(known, place, 'toldReposts', 1, at + k * 9000);
  }
  const columns = Object.values(known).map((column) => (ArrayBuffer.isView(column) ? column.byteLength : 0));
  const megabytes = columns.reduce((sum, bytes) => sum + bytes, 0) / 1e6;
  const took = median(Array.from({ length: ROUNDS }, () => rescored(known)));
  return [
    {
      what: 'viral risk: 100,000 conversations held',
      value: megabytes,
      unit: 'MB',
      yardstick: { what: 'the budget', value: 10 },
      atMost: 1,
    },
    { what: 'viral risk: all of them looked at', value: took, unit: 'ms', yardstick: { what: 'the budget', value: 500 }, atMost: 1 },
  ];
}

function rescored(known: ReturnType<typeof conversations>): number {
  const began = performance.now();
  for (let place = 0; place < VIRAL_TRACKED; place++) probability(outlook(growingAt(known, place, STORY_STARTS + LATER, 14)), 500);
  return performance.now() - began;
}
