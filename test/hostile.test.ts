import { describe, expect, it } from 'vitest';
import { buildAnalyser } from '../server/core/analysis/analyse.ts';
import { likenessKey } from '../server/core/analysis/text/similar.ts';
import { defaultSettings } from '../server/core/settings.ts';
import { Analysis } from '../shared/mention.ts';
import { bound, cut, direction, plain, TEXT_BOUND } from '../shared/text.ts';

/** What a post comes to after intake, for a wall with one watch and one account. */
const analyser = buildAnalyser({
  ...defaultSettings(),
  watches: [{ id: 'norvik', name: 'Norvik', kind: 'ours', query: 'norvik', rank: 0 }],
  accounts: [{ network: '*', handle: 'norvikcare' }],
});

const hear = (text: string): Analysis => {
  const author = { id: 'eve', handle: 'eve', name: 'Eve' };
  return Analysis.parse(analyser.analyse({ id: 'web:1', source: 'web', network: 'web', author, text, postedAt: 0, receivedAt: 0 }));
};

const LONG = 100_000;

describe('A hostile post', () => {
  const rows: { hazard: string; given: string; shown: string; watches?: string[] }[] = [
    { hazard: 'text run backwards', given: 'norvik invoice \u202efdp.exe', shown: 'norvik invoice fdp.exe', watches: ['norvik'] },
    {
      hazard: 'isolates that are never closed',
      given: `norvik${'\u2067'.repeat(5000)} refund`,
      shown: 'norvik refund',
      watches: ['norvik'],
    },
    { hazard: 'NUL in a word', given: 'nor\0vik is down', shown: 'norvik is down', watches: ['norvik'] },
    { hazard: 'terminal escapes', given: '\x1b[2J\x1b]0;owned\x07norvik', shown: '[2J]0;ownednorvik' },
    { hazard: 'half a surrogate pair', given: 'norvik \ud800 down', shown: 'norvik \ufffd down', watches: ['norvik'] },
    { hazard: 'zalgo', given: `n${'\u0317\u0348\u0350\u0363'.repeat(25)}orvik`, shown: `n\u0317\u0348\u0350orvik`, watches: ['norvik'] },
    { hazard: 'sentences in tag characters', given: 'norvik\u{e0041}\u{e0042}\u{e0043}', shown: 'norvik', watches: ['norvik'] },
    { hazard: 'a script', given: '<script>alert("norvik")</script>', shown: '<script>alert("norvik")</script>', watches: ['norvik'] },
    { hazard: 'a handler', given: '"><img src=x onerror=norvik()>', shown: '"><img src=x onerror=norvik()>', watches: ['norvik'] },
    { hazard: 'an entity', given: '&lt;b&gt;norvik&#x202e;', shown: '&lt;b&gt;norvik&#x202e;', watches: ['norvik'] },
    { hazard: 'SQL', given: "norvik'); DROP TABLE mention;--", shown: "norvik'); DROP TABLE mention;--", watches: ['norvik'] },
    {
      hazard: 'format strings',
      given: 'norvik %s%n%x \u0024{process.env} {{7*7}} #{1}',
      shown: 'norvik %s%n%x \u0024{process.env} {{7*7}} #{1}',
      watches: ['norvik'],
    },
    { hazard: 'a path', given: '../../../../etc/passwd norvik', shown: '../../../../etc/passwd norvik', watches: ['norvik'] },
    {
      hazard: 'names of what every object has',
      given: '__proto__ constructor toString norvik',
      shown: '__proto__ constructor toString norvik',
      watches: ['norvik'],
    },
    {
      hazard: 'a spreadsheet formula',
      given: '=HYPERLINK("http://evil.example","norvik")',
      shown: '=HYPERLINK("http://evil.example","norvik")',
      watches: ['norvik'],
    },
    { hazard: 'nothing', given: '', shown: '' },
    { hazard: 'nothing but control characters', given: '\0\x01\x02\u202e', shown: '' },
  ];
  for (const { hazard, given, shown, watches } of rows) {
    it(`with ${hazard} is shown and heard as the text it is`, () => {
      const text = bound(plain(given));
      expect(text).toBe(shown.normalize('NFC'));
      expect(hear(text).watches).toEqual(watches ?? []);
    });
  }

  it('hides no word from a watch with zero-width characters', () => {
    for (const hidden of ['nor\u200bvik', 'n\u00adorvik', 'ｎｏｒｖｉｋ', 'NÖRVÎK', 'nor\u2060vik']) {
      expect(hear(plain(hidden)).watches).toEqual(['norvik']);
    }
  });

  it('counts the words of a prototype as words', () => {
    expect(hear('__proto__ constructor hasOwnProperty').terms).toEqual([
      'proto',
      'constructor',
      'constructor hasownproperty',
      'hasownproperty',
    ]);
  });
});

describe('A hundred thousand of', () => {
  const rows: [string, string][] = [
    ['one letter', 'a'],
    ['spaces', ' '],
    ['newlines', '\n'],
    ['at signs', '@'],
    ['handles', '@a.'],
    ['handles without space', '@a@b'],
    ['hash signs', '#'],
    ['hashtags', '#a '],
    ['apostrophes', "a'"],
    ['beginnings of a link', 'http://'],
    ['dots', 'a.'],
    ['combining marks', '\u0301'],
    ['alternating marks', '\u0301\u0316'],
    ['joined emoji', '👩\u200d'],
    ['halves of a flag', '🇩'],
    ['skin tones', '\u{1f3fb}'],
    ['exclamation marks', '!'],
    ['emoticons', ':('],
    ['ideographs', '最悪'],
    ['Thai letters', 'ไม่ดี'],
    ['Hangul letters', '\u1100\u1161'],
    ['lone surrogates', '\ud800'],
    ['overrides', '\u202e'],
    ['tags', '\u{e0041}'],
    ['quotes', '"'],
    ['opened brackets', '<a('],
    ['capital letters that grow in lower case', 'İ'],
    ['ligatures that grow when they are taken apart', 'ﷺ'],
  ];
  for (const [what, unit] of rows) {
    const given = unit.repeat(Math.ceil(LONG / unit.length));
    it(`${what} give a bounded post and a whole analysis`, () => {
      const text = bound(plain(given));
      expect(text.length).toBeLessThanOrEqual(TEXT_BOUND);
      expect(text.isWellFormed()).toBe(true);
      expect(hear(text).own).toBe(false);
      expect(hear(given).terms.every((term) => term.length <= 80)).toBe(true);
      expect([...new Intl.Segmenter('und').segment(cut(text, 80))].length).toBeLessThanOrEqual(80);
      expect(['ltr', 'rtl']).toContain(direction(given));
      expect(likenessKey(given)).toHaveLength(14);
    });
  }
});
