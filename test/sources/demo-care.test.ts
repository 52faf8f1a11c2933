import { describe, expect, it, test } from 'vitest';
import { AFTERMATH_MINUTES } from '../../server/sources/demo/aftermath.ts';
import { dice } from '../../server/sources/demo/dice.ts';
import { told } from '../../server/sources/demo/plots.ts';
import { haldenAir } from '../../server/sources/demo/scenario.ts';
import { fill } from '../../server/sources/demo/slots.ts';
import { story } from '../../server/sources/demo/story.ts';
import type { Mention } from '../../shared/mention.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A Wednesday, 13:00 in Oslo. The hours before the story are ordinary ones. */
const START = Date.UTC(2026, 2, 11, 12, 0, 20);
const scenario = haldenAir();
const english = scenario.languages.find(({ lang }) => lang === 'en') ?? expect.unreachable('no English');
const posts = story(7, START)
  .between(START - 4 * HOUR, START)
  .flatMap(({ item }) => (item.kind === 'mention' ? [item.mention] : []));
const byId = new Map(posts.map((post) => [post.id, post]));
const ending = (suffix: string): Mention[] => posts.filter(({ id }) => /^demo:\d+-\d+-/.test(id) && id.endsWith(`-${suffix}`));

describe('conversations of an ordinary day', () => {
  it.each([
    ['care', 'haldencare', / \^[A-Z]{2}$/],
    ['later', 'haldencare', / \^[A-Z]{2}$/],
    ['bot', 'haldencare', / \^BOT$/],
    ['rival', /^(norvikfly|skyra)$/, /[^A-Z]$/],
  ])('have %s, by its account and signed as such', (suffix, handle, signed) => {
    const all = ending(suffix);
    expect(all.length).toBeGreaterThan(2);
    for (const { author, text } of all) {
      expect(author.handle).toMatch(handle);
      expect(text).toMatch(signed);
    }
  });

  it.each(['again', 'tells', 'thanks', 'waits'])('have customers who say more: %s', (suffix) => {
    const all = ending(suffix);
    expect(all.length).toBeGreaterThan(2);
    for (const { author, root } of all) {
      const first = byId.get(root ?? '');
      if (first) expect(author).toEqual(first.author);
    }
  });

  it('answer something that was said before, in the same conversation', () => {
    for (const post of posts) {
      const parent = byId.get(post.inReplyTo ?? '');
      if (!parent) continue;
      expect(parent.postedAt, post.id).toBeLessThan(post.postedAt);
      expect(parent.root ?? parent.id, post.id).toBe(post.root);
      expect(parent.network, post.id).toBe(post.network);
    }
  });

  it('are now and then carried on by somebody else', () => {
    const signer = ({ text }: Mention) => text.slice(-2);
    const pairs = ending('later').flatMap((later) => {
      const before = byId.get(later.id.replace(/later$/, 'care'));
      return before ? [signer(before) === signer(later)] : [];
    });
    expect(new Set(pairs)).toEqual(new Set([true, false]));
  });
});

test('every plot ends while what follows from a post is still told', () => {
  const longest = Array.from({ length: 3000 }, (_, i) => told(english, 'complaint', scenario.care.delay[1], dice('plot', i)))
    .flat()
    .reduce((most, { after }) => Math.max(most, after), 0);
  expect(longest).toBeGreaterThan(7000);
  expect(longest).toBeLessThan(AFTERMATH_MINUTES * 60);
});

test('the words of conversations are there in every language, and have every slot filled', () => {
  for (const language of scenario.languages) {
    const words = Object.values(language.care ?? expect.unreachable(`no conversations in ${language.lang}`)).flat();
    for (const text of words) {
      const filled = fill(dice(1, text), text, { scenario, language, network: 'x', clock: '06:40', you: 'nora_flyr' });
      expect(filled, text).not.toMatch(/[{}]|undefined|@@/);
    }
  }
});

test('who got no answer while something happened mostly gets one within the hour and a half after', () => {
  const belt = story(7, START).between(START + 3 * MINUTE, START + 14 * MINUTE);
  const complaints = belt.flatMap(({ item }) =>
    item.kind === 'mention' && /-bag-belt-\d+$/.test(item.mention.id) ? [item.mention.id] : [],
  );
  const later = story(7, START).between(START + 14 * MINUTE, START + 110 * MINUTE);
  const answered = new Set(
    later.flatMap(({ item }) => (item.kind === 'mention' && item.mention.author.handle === 'haldencare' ? [item.mention.inReplyTo] : [])),
  );
  expect(complaints.filter((id) => answered.has(id)).length / complaints.length).toBeGreaterThan(0.5);
});
