import { describe, expect, it } from 'vitest';
import { isBorneOut } from '../../../server/core/analysis/own-words.ts';
import { scan } from '../../../server/core/analysis/tokens.ts';

describe("A tag is borne out by two small words that are the language's alone", () => {
  const rows: [why: string, text: string, tag: string, borneOut: boolean][] = [
    ['two of them', 'They should have told us about the delay', 'en', true],
    ['one, twice', 'Should? Should!', 'en', false],
    ['none of another language', 'They should have told us about the delay', 'fr', false],
    ['words that neighbours share', 'og det er en til', 'da', false],
    ['hashtags and handles say nothing', '#should @about #they', 'en', false],
    ['a language of which no words are known', 'They should have told us', 'xx', false],
    ['a tag that is no language', 'They should have told us', '__proto__', false],
    ['a language in another writing system', 'я не знаю что это', 'ru', false],
    ['nothing said', '', 'en', false],
  ];
  for (const [why, text, tag, borneOut] of rows) it(`${why}: ${tag}`, () => expect(isBorneOut(scan(text), tag)).toBe(borneOut));
});
