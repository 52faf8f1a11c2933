import { expect, it } from 'vitest';
import { evidenceOf } from '../../../server/core/detectors/evidence.ts';
import { MIN, START, Tale } from '../../support/tale.ts';

const onsetAt = START + 30 * MIN;
/** Posts by the minute at which they were posted, the ones of long before by authors with a large audience. */
const told = (minutes: number[]): number[] => {
  const tale = new Tale().settings();
  for (const minute of minutes) tale.say(minute, { handle: `at${minute}`, followers: minute < 28 ? 90_000 : 50 });
  const { state } = tale.tick(40).fold();
  return evidenceOf(state, 'halden', { negative: false, onsetAt }).map(({ author }) => Number(author.slice(2)));
};

it.each([
  ['since the onset', [10, 20, 31, 32], [32, 31]],
  ['from a little before it, since an onset is an estimate', [10, 29, 31], [31, 29]],
  ['from long before only where there are none since', [10, 20], [20, 10]],
])('the posts that an alert shows are those %s', (_what, minutes, shown) => {
  expect(told(minutes)).toEqual(shown);
});
