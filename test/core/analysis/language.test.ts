import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import rows from '../../../fixtures/analysis/languages.json' with { type: 'json' };
import { hearLanguage, hinted } from '../../../server/core/analysis/language.ts';

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
    const short = hearLanguage('la page est en panne');
    const long = hearLanguage('la page de paiement est en panne depuis ce matin et personne ne répond au téléphone');
    expect([short.language, long.language]).toEqual(['fr', 'fr']);
    expect(long.confidence).toBeGreaterThan(short.confidence);
  });

  it('has no confidence when it cannot be told', () => {
    expect(hearLanguage('😂 12 !?')).toEqual({ language: 'und', confidence: 0 });
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
