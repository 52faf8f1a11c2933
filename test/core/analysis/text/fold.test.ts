import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, type Token, words } from '../../../../server/core/analysis/text/fold.ts';

describe('folding', () => {
  const same: [why: string, one: string, other: string][] = [
    ['case', 'NORVIK Air', 'norvik air'],
    ['accents', 'Café São Málaga', 'cafe sao malaga'],
    ['accents written apart', 'Cafe\u0301', 'cafe'],
    ['letters that Unicode does not take apart', 'Øresund Łódź Straße Ægir Đà', 'oresund lodz strasse aegir da'],
    ['Turkish i with and without a dot', 'İstanbul ISI ısı', 'istanbul isi isi'],
    ['Greek final sigma and accents', 'Οδυσσεύς', 'οδυσσευσ'],
    ['full and half width', 'ＮＯＲＶＩＫ ｶﾞｿﾘﾝ', 'norvik ガソリン'],
    ['mathematical letters that dodge filters', '𝗡𝗼𝗿𝘃𝗶𝗸', 'norvik'],
    ['Arabic alef, hamza, maqsura and ta marbuta', 'أحمد إلى مدرسة آمال', 'احمد الي مدرسه امال'],
    ['Arabic points and tatweel', 'مُحَمَّد كـــتاب', 'محمد كتاب'],
    ['Persian ye and ke', 'کتاب یک', 'كتاب يك'],
    ['digits of other scripts', '١٢٣ ۴۵۶ ७८९', '123 456 789'],
    ['Hebrew points', 'שָׁלוֹם', 'שלום'],
    ['zero-width characters, bidi controls, soft hyphens', 'n\u200bo\u202er\u00advi\ufeffk', 'norvik'],
    ['variation selectors and skin tones', '❤️ 👍🏽', '❤ 👍'],
    ['curly quotes', 'l’app “ok”', 'l\'app "ok"'],
    ['trade marks', 'Norvik™ Air®', 'norvik air'],
    ['Russian ё', 'ёлка', 'елка'],
  ];
  it.each(same)('makes no difference of %s', (_, one, other) => {
    expect(fold(one)).toBe(other);
  });

  const apart: [why: string, one: string, other: string][] = [
    ['hiragana and katakana', 'のるびく', 'ノルビク'],
    ['voiced and unvoiced kana', 'ガ', 'カ'],
    ['й and и', 'мой', 'мои'],
    ['ї and і', 'їх', 'іх'],
    ['Hangul syllables that share letters', '가', '각'],
    ['a joined picture and its first part', '👩‍🚒', '👩'],
    ['flags of the nations of Britain', '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}', '🏴'],
    ['Indic vowels', 'की', 'क'],
  ];
  it.each(apart)('keeps %s apart', (_, one, other) => {
    expect(fold(one)).not.toBe(fold(other));
  });

  it('makes no syllable of Hangul the beginning of another', () => {
    expect(fold('각').startsWith(fold('가'))).toBe(false);
  });

  it('changes nothing more when done twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  it('drops a joiner that joins nothing and keeps one between pictures', () => {
    expect(fold('a\u200db')).toBe('ab');
    expect(fold('😀\u200d')).toBe('😀');
    expect(fold('👩🏽\u200d🚒')).toBe('👩\u200d🚒');
  });

  const LENGTH = 100_000;
  const hostile: [name: string, unit: string, letters: number][] = [
    ['a pile of accents', '\u0301\u0323', 0],
    ['a pile of marks that are kept', '\u094d\u093c', 8],
    ['right-to-left overrides', '\u202e', 0],
    ['lone surrogates', '\ud800', LENGTH],
  ];
  it.each(hostile)('survives %s', (_, unit, letters) => {
    const folded = fold(`a${unit.repeat(LENGTH / unit.length)}`);
    expect(folded.length).toBe(1 + letters);
    expect(folded.isWellFormed()).toBe(true);
  });
});

describe('words', () => {
  const cut = (text: string) => words(fold(text)).map((token) => `${token.kind} ${token.text}`);
  const rows: [why: string, text: string, tokens: `${Token['kind']} ${string}`[]][] = [
    ['punctuation parts words', 'Delay, again! (2 hours)', ['word delay', 'word again', 'word 2', 'word hours']],
    ['apostrophes hold them together', "Wendy’s 'best' don't", ["word wendy's", 'word best', "word don't"]],
    ['underscores around a word are no part of it', '_norvik_', ['word norvik']],
    ['hashtags keep their sign', '#Norvik_Air #日本語', ['hashtag #norvik_air', 'hashtag #日本語']],
    ['a number behind # is no hashtag', 'we are #1', ['word we', 'word are', 'word 1']],
    ['handles keep domains but no full stop', '@norvik.bsky.social.', ['handle @norvik.bsky.social']],
    ['handles keep their host', 'hi @care@social.example!', ['word hi', 'handle @care@social.example']],
    ['a URL is one token', 'see https://norvik.example/a?b=c#d now', ['word see', 'link https://norvik.example/a?b=c#d', 'word now']],
    [
      'so is one without scheme, if it has a path or www',
      'norvik.example/app www.norvik.example',
      ['link norvik.example/app', 'link www.norvik.example'],
    ],
    ['a bare domain is words', 'booking.example', ['word booking', 'word example']],
    ['an e-mail address is one token', 'mail Help@norvik.example', ['word mail', 'link help@norvik.example']],
    ['a URL ends where Japanese goes on', 'https://a.example/x東京', ['link https://a.example/x', 'run 東京']],
    ['emoji are single tokens, side by side too', 'ok😀😀👩🏽‍🚒🇩🇪', ['word ok', 'emoji 😀', 'emoji 😀', 'emoji 👩‍🚒', 'emoji 🇩🇪']],
    ['scripts without spaces stay runs', 'iPhone発売、สวัสดี 삼성이', ['word iphone', 'run 発売', 'run สวัสดี', 'run 삼성이']],
    ['spaced scripts are words', 'мой дом בית بيت', ['word мой', 'word дом', 'word בית', 'word بيت']],
    ['nothing gives nothing', ' …!? ', []],
  ];
  it.each(rows)('%s', (_, text, tokens) => {
    expect(cut(text)).toEqual(tokens);
  });

  it('reads plain text the same with and without something foreign behind it', () => {
    const letters = fc.constantFrom(...'ab1 .-_\'"/:@#&'.split(''), 'https://', 'www.', '.com/', '@host.example');
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        expect(words(`${text} 東`).slice(0, -1)).toEqual(words(text));
      }),
    );
  });

  const floods = ['a.', '@a', '#0', '#', "a'", 'a:/', '@a-', 'www.', '@a@b.', '😀\u200d', '🏴\u{E0067}'];
  it.each(floods)('gets through 100,000 characters of %s', (unit) => {
    const text = fold(unit.repeat(100_000 / unit.length));
    expect(words(text).reduce((length, token) => length + token.text.length, 0)).toBeLessThanOrEqual(text.length);
  });
});
