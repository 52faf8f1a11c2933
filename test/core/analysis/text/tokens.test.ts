import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../../server/core/analysis/text/fold.ts';
import { WORDS_KEPT } from '../../../../server/core/analysis/text/intern.ts';
import { SCAN_BOUND, scan, TOKEN_BOUND } from '../../../../server/core/analysis/text/tokens.ts';

const kindsOf = (text: string) => scan(text).map(({ kind, text: written }) => `${kind} ${written}`);

describe('A text is cut into', () => {
  const rows: [text: string, tokens: string[]][] = [
    ['Lost my bag', ['word Lost', 'word my', 'word bag']],
    ["don't I’m l'eau", ["word don't", 'word I’m', "word l'eau"]],
    ['rock ’n’ roll', ['word rock', 'word n', 'word roll']],
    ['@norvik.air hello @care@social.example.', ['handle norvik.air', 'word hello', 'handle care@social.example']],
    ['me@example.com', ['word me', 'word example', 'word com']],
    ['#Bag_Belt #2024 snake_#case', ['hashtag Bag_Belt', 'hashtag 2024', 'word snake', 'word case']],
    ['see https://a.example/b?c=1, now', ['word see', 'url https://a.example/b?c=1,', 'word now']],
    ['"www.a.example" www. http://', ['url www.a.example', 'word www', 'word http']],
    ['good :) bad :-( xD T_T <3', ['word good', 'emoticon :)', 'word bad', 'emoticon :-(', 'emoticon xD', 'emoticon T_T', 'emoticon <3']],
    ['boxDxD 10:30', ['word boxDxD', 'word 10', 'word 30']],
    ['why?! so!!', ['word why', 'emphasis ?!', 'word so', 'emphasis !!']],
    ['👍🏽 👩‍👩‍👧 🇳🇴', ['emoji 👍🏽', 'emoji 👩‍👩‍👧', 'emoji 🇳🇴']],
    ['नमस्ते दुनिया', ['word नमस्ते', 'word दुनिया']],
    ['𝐁𝐚𝐝 bag𝐬', ['word 𝐁𝐚𝐝', 'word bag𝐬']],
    ['荷物が届かない', ['word 荷物が届かない']],
    ['_a b_', ['word a', 'word b']],
  ];
  for (const [text, tokens] of rows) it(`${tokens.length} from "${text}"`, () => expect(kindsOf(text)).toEqual(tokens));
});

describe('A token', () => {
  it('stands where it says, in order, and is never empty', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        let end = 0;
        for (const token of scan(text)) {
          expect(token.at).toBeGreaterThanOrEqual(end);
          expect(token.end).toBeGreaterThan(token.at);
          expect(text.slice(token.at, token.end).endsWith(token.text)).toBe(true);
          expect(token.folded).toBe(fold(token.text));
          end = token.end;
        }
      }),
    );
  });

  it('is the same however many other words were heard in between', () => {
    const text = 'Ärger über Verspätung, déjà vu, ΣΟΦΌΣ';
    const before = scan(text).map(({ folded, text: written, parted }) => [folded, written, parted]);
    for (let i = 0; i < WORDS_KEPT * 2; i += 50) scan(Array.from({ length: 50 }, (_, j) => `w${(i + j).toString(36)}`).join(' '));
    expect(scan(text).map(({ folded, text: written, parted }) => [folded, written, parted])).toEqual(before);
  });

  it('tells that a comma, a stop or the end of a line stands before it', () => {
    const parted = scan('late, again. Really\nbad service').filter((token) => token.parted);
    expect(parted.map(({ text }) => text)).toEqual(['again', 'Really', 'bad']);
  });
});

it('Only so much is listened to, in so many tokens', () => {
  expect(scan('a '.repeat(5000)).length).toBe(TOKEN_BOUND);
  expect(scan(`${' '.repeat(SCAN_BOUND)}late`)).toEqual([]);
});
