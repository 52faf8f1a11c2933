import fc from 'fast-check';
import { expect, test as prop } from 'vitest';
import { defaultDesk } from '../../../server/core/desk/setting.ts';
import type { Case } from '../../../shared/case.ts';
import { Substance } from '../../../shared/reply.ts';
import { replyOf } from '../../support/case.ts';
import { MIN, START, Tale } from '../../support/tale.ts';

/** One post of a conversation: the customer's or ours, and the one before it that it answers. */
interface Post {
  ours: boolean;
  substance: Substance;
  thanks: boolean;
  negative: boolean;
}

const post = fc.record<Post>({
  ours: fc.boolean(),
  substance: fc.constantFrom(...Substance.options),
  thanks: fc.boolean(),
  negative: fc.boolean(),
});
const conversation = fc.array(post, { minLength: 1, maxLength: 8 });

/** All come in at once, an hour after the last was posted, in the order given. */
function told(posts: readonly Post[], order: readonly number[]): Case | undefined {
  const tale = new Tale().settings(0, { desk: { ...defaultDesk(), resolveAfter: 1e12, lapseAfter: 1e12 } });
  for (const place of order) {
    const { ours, substance, thanks, negative } = posts[place]!;
    const first = place === 0;
    tale.say(120, {
      id: `web:${place}`,
      postedAt: START + place * 5 * MIN,
      handle: ours && !first ? 'care' : 'mina',
      own: ours && !first,
      addressed: true,
      intent: 'complaint',
      label: negative ? 'negative' : 'neutral',
      ...(first ? {} : { inReplyTo: `web:${place - 1}`, root: 'web:0' }),
      ...(ours && !first ? { reply: replyOf({ substance, signature: 'MK' }) } : { thanks: thanks && !first }),
    });
  }
  return [...tale.tick(121).fold().state.desk.cases.values()][0];
}

/** What a case says of its conversation; how it came to be known is apart. */
const facts = (one: Case | undefined) =>
  one && {
    turns: one.turns.map(({ mention, by }) => [mention, by]),
    clocks: one.clocks
      .filter(({ kind }) => kind !== 'resolution')
      .map(({ kind, from, stoppedAt, breachedAt }) => [kind, from, stoppedAt, breachedAt]),
    times: [one.postedAt, one.answeredAt, one.substantiveAt, one.repliedAt, one.customerAt],
    counts: [one.customerPosts, one.replies, one.handoffs, one.reopened * 0],
    outcome: [one.thanked, one.complainedAgain, one.loop],
  };

prop('posts of a conversation that come in any order make the same case', () => {
  fc.assert(
    fc.property(
      conversation.chain((posts) =>
        fc.tuple(fc.constant(posts), fc.shuffledSubarray([...posts.keys()].slice(1), { minLength: posts.length - 1 })),
      ),
      ([posts, rest]) => {
        const inOrder = facts(told(posts, [...posts.keys()]));
        expect(facts(told(posts, [0, ...rest]))).toEqual(inOrder);
      },
    ),
    { numRuns: 100 },
  );
});
