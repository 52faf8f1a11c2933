import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import rows from '../../../../fixtures/analysis/languages.json' with { type: 'json' };
import { hearLanguage, hinted, KNOWN_LANGUAGES, LANGUAGE_BOUND } from '../../../../server/core/analysis/language/language.ts';

interface Row {
  language: string;
  text: string;
  hint?: string;
}

describe('The language of a post', () => {
  for (const { language, text, hint } of rows as Row[]) {
    it(`is ${language} for "${text}"${hint ? ` tagged ${hint}` : ''}`, () => {
      expect(hearLanguage(text, hint).language).toBe(language);
    });
  }

  it('is surer when there is more to read', () => {
    const short = hearLanguage('la page est');
    const long = hearLanguage('la page de paiement est en panne depuis ce matin et personne ne répond au téléphone');
    expect([short.language, long.language]).toEqual(['fr', 'fr']);
    expect(long.confidence).toBeGreaterThan(short.confidence);
  });

  it('has no confidence when it cannot be told', () => {
    expect(hearLanguage('😂 12 !?')).toEqual({ language: 'und', confidence: 0 });
  });

  it('does not depend on what was heard before', () => {
    const texts = (rows as Row[]).map(({ text }) => text);
    const first = texts.map((text) => hearLanguage(text));
    const again = texts.toReversed().map((text) => hearLanguage(text));
    expect(again.toReversed()).toEqual(first);
  });

  it('is told from the beginning of a long text', () => {
    const german = 'Der Zug ist schon wieder zu spät und niemand sagt uns warum. '.repeat(Math.ceil(LANGUAGE_BOUND / 40));
    expect(hearLanguage(`${german} ${'and the rest of it is in English '.repeat(20)}`).language).toBe('de');
  });

  it('is told for any text and tag, with a confidence from 0 to 1', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.option(fc.string(), { nil: undefined }), (text, tag) => {
        const { language, confidence } = hearLanguage(text, tag);
        expect(language).toMatch(/^[a-z]{2,3}$/);
        expect(confidence >= 0 && confidence <= 1).toBe(true);
      }),
    );
  });
});

describe('A tag', () => {
  const word = fc.constantFrom(...'the la de no zug nie tak je van och sa na si un'.split(' '));
  const post = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
  const languages = fc.constantFrom('en', 'fr', 'de', 'no', 'pl', 'nl', 'hr', 'it');

  it('never makes its own language less likely', () => {
    fc.assert(
      fc.property(post, languages, (text, tag) => {
        const [without, within] = [hearLanguage(text), hearLanguage(text, tag)];
        if (without.language === tag) expect(within.language).toBe(tag);
      }),
    );
  });

  it('that nothing contradicts is believed where nothing is heard of other languages', () => {
    expect(hearLanguage('😂', 'fr')).toEqual({ language: 'und', confidence: 0 });
    expect(hearLanguage('quux', 'zu').language).toBe('zu');
  });

  it('of a language in another writing system is not believed', () => {
    expect(hearLanguage('С самого утра страница не работает', 'en').language).toBe('ru');
    expect(hearLanguage('The page does not work since this morning', 'ru').language).toBe('en');
  });
});

describe('The languages that can be told', () => {
  const desks = 'en es pt fr de it nl pl tr ru uk ar he fa hi bn id ms vi th zh ja ko sv da no fi cs ro hu el'.split(' ');
  for (const language of desks) it(`include ${language}`, () => expect(KNOWN_LANGUAGES.has(language)).toBe(true));
});

describe("The network's tag", () => {
  const tags: [string | undefined, string | undefined][] = [
    ['pt-BR', 'pt'],
    ['zh-Hans-CN', 'zh'],
    ['EN_us', 'en'],
    ['iw', 'he'],
    ['in', 'id'],
    ['nb', 'no'],
    ['und', undefined],
    ['zxx', undefined],
    ['qme', undefined],
    ['', undefined],
    ['klingon', undefined],
    ['__proto__', undefined],
    [undefined, undefined],
  ];
  for (const [tag, language] of tags) {
    it(`${tag} says ${language ?? 'nothing'}`, () => expect(hinted(tag)).toBe(language));
  }
});
