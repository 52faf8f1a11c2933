import fc from 'fast-check';
import { expect, test } from 'vitest';
import { responses, type SaidPost } from '../../../server/core/desk/responses.ts';

const START = Date.UTC(2026, 2, 10, 9);

/** `1 ines 0 @haldenair where is it?` is a customer's post at second 0; `2 HaldenAir! 60 <1 On its way ^JD` is ours, answering post 1. */
function story(...lines: string[]): SaidPost[] {
  return lines.map((line) => {
    const [, id, author, own, seconds, parent, text] = /^(\S+) (\w+)(!?) (-?\d+) (?:<(\S+) )?(.*)$/.exec(line)!;
    return { id: id!, author: author!, own: own === '!', at: START + Number(seconds) * 1000, text: text!, parent: parent ?? null };
  });
}

const ASKED = '1 ines 0 @haldenair where is it?';

test.each([
  ['an answer is timed from the post', [ASKED, '2 HaldenAir! 60 <1 On its way'], { firstMessages: 1, answered: 1, p50: 60, any: 1 }],
  [
    'whoever is answered was addressed, also without a name',
    ['1 ines 0 hm', '2 HaldenAir! 5 <1 yes?'],
    { firstMessages: 1, answered: 1, p50: 5, any: 1 },
  ],
  [
    'the earliest answer counts',
    [ASKED, '2 HaldenAir! 90 <1 a', '3 HaldenAir! 30 <1 b'],
    { firstMessages: 1, answered: 1, p50: 30, any: 1 },
  ],
  [
    'an answer from before the post is none',
    [ASKED, '2 HaldenAir! -9 <1 a', '3 HaldenAir! 30 <1 b'],
    { firstMessages: 1, answered: 1, p50: 30, any: 1 },
  ],
  [
    'a post of ours that answers another post is no answer',
    [ASKED, '2 HaldenAir! 60 Good morning'],
    { firstMessages: 1, answered: 0, p50: null, any: 0 },
  ],
  [
    'a follow-up is no first message',
    [ASKED, '2 HaldenAir! 60 <1 a', '3 ines 70 <2 and?', '4 HaldenAir! 80 <3 b'],
    { firstMessages: 1, answered: 1, p50: 60, any: 2 },
  ],
  [
    'what answers a post that is not here is no first message',
    ['1 ines 0 <9 @haldenair hm', '2 HaldenAir! 20 <1 a'],
    { firstMessages: 0, answered: 0, p50: null, any: 1 },
  ],
  [
    'the first of two posts with one id counts',
    [ASKED, '1 ines 0 nothing', '2 HaldenAir! 60 <1 a'],
    { firstMessages: 1, answered: 1, p50: 60, any: 1 },
  ],
  [
    'who names nobody of ours is not counted',
    ['1 ines 0 @someone hm', '2 HaldenAir! 60 Good morning'],
    { firstMessages: 0, answered: 0, p50: null, any: 0 },
  ],
])('%s', (_story, lines, { firstMessages, answered, p50, any }) => {
  expect(responses(story(...lines))).toMatchObject([
    { account: 'HaldenAir', firstMessages, answered, firstResponse: { p50 }, anyResponse: { n: any } },
  ]);
});

test('of two accounts the one that answers first was addressed, whatever the text names', () => {
  const both = story('1 ines 0 @haldenair and @haldencargo', '2 HaldenCargo! 30 <1 Ours', '3 HaldenAir! 40 <1 Hello');
  expect(responses(both).map(({ account, firstMessages }) => [account, firstMessages])).toEqual([
    ['HaldenCargo', 1],
    ['HaldenAir', 0],
  ]);
});

test('signatures are counted with the replies that bear them, and conversations by what links them', () => {
  const posts = story(
    ASKED,
    '2 HaldenAir! 60 <1 It flies. ^JD',
    '3 HaldenAir! 61 <2 Or by Wi-Fi',
    '4 HaldenAir! 99 News! /MK',
    '5 HaldenAir! 120 <8 ok -jd',
  );
  expect(responses(posts)).toMatchObject([{ signatures: 2, signedReplies: 2, conversations: 3, repliesPerConversation: 1.333 }]);
});

test('links in a ring are one conversation', () => {
  expect(responses(story('1 A! 0 <3 a', '2 A! 1 <1 b', '3 A! 2 <2 c'))).toMatchObject([{ conversations: 1, repliesPerConversation: 3 }]);
});

const message = fc.record({
  gap: fc.integer({ min: 0, max: 90_000 }),
  account: fc.constantFrom('HaldenAir', 'HaldenCargo'),
  left: fc.boolean(),
});

test('replies that are left out show as unanswered, exactly', () => {
  fc.assert(
    fc.property(fc.array(message, { minLength: 1, maxLength: 60 }), fc.nat(), (messages, seed) => {
      const posts = messages.flatMap(({ gap, account, left }, i): SaidPost[] => {
        const asked = { id: `q${i}`, author: `c${i}`, own: false, at: START + i * 1000, text: `@${account} hello`, parent: null };
        const answer = { id: `r${i}`, author: account, own: true, at: asked.at + gap * 1000, text: 'Here it is', parent: asked.id };
        return left ? [asked] : [asked, answer];
      });
      // An account is known by what it wrote.
      const known = ['HaldenAir', 'HaldenCargo'].map((author, i) => ({
        id: `k${i}`,
        author,
        own: true,
        at: START,
        text: 'Good day',
        parent: null,
      }));
      const shuffled = [...known, ...posts].sort((a, b) => ((a.id.length * 31 + seed) % 7) - ((b.id.length * 31 + seed) % 7));
      for (const { account, firstMessages, answered, firstResponse, anyResponse } of responses(shuffled)) {
        const theirs = messages.filter((one) => one.account === account);
        const gaps = theirs
          .filter(({ left }) => !left)
          .map(({ gap }) => gap)
          .sort((a, b) => a - b);
        expect([firstMessages, answered, anyResponse.n]).toEqual([theirs.length, gaps.length, gaps.length]);
        expect(firstResponse).toEqual({
          p50: gaps[Math.ceil(0.5 * gaps.length) - 1] ?? null,
          p90: gaps[Math.ceil(0.9 * gaps.length) - 1] ?? null,
        });
      }
    }),
    { numRuns: 60 },
  );
});
