import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signatureOf, signatureSpot, stripped } from '../../../../server/core/analysis/reply/signature.ts';
import { HAZARDS } from '../../../support/hazards.ts';

describe('A signature', () => {
  const rows: [why: string, text: string, signature: string | null][] = [
    ['after a caret', 'On its way. ^JD', 'JD'],
    ['in small letters, told as initials', 'On its way ^sp', 'SP'],
    ['hung onto the last word', 'On its way^kl', 'KL'],
    ['with a space behind the sign', 'Sorry about that. - Kirsti', 'Kirsti'],
    ['after a dash', 'On its way. -AB', 'AB'],
    ['right behind a stop', 'On its way.-AB', 'AB'],
    ['after a slash', 'What do you see? /MK', 'MK'],
    ['after a star, up to four letters', 'Safe travels! *LSKA', 'LSKA'],
    ['a name, as written', 'Safe travels! *Ingrid', 'Ingrid'],
    ['before a link', 'Tell us here ^JD https://halden.example/x', 'JD'],
    ['before a part marker', 'and the gate is B4 ^JD (1/2)', 'JD'],
    ['before emoji and stops', 'Enjoy! ^JD. 🎉', 'JD'],
    ['behind an emoji', 'Enjoy 🎉-AB', 'AB'],
    ['before several of these', 'Enjoy ^JD 2/2 https://halden.example/a https://halden.example/b …', 'JD'],
    ['with escaped signs before it', 'Fish &amp; chips ^JD', 'JD'],
    ['none: a dash in a word', 'Please try the Wi-Fi', null],
    ['none: a slash between words', 'Bring your card and/OR', null],
    ['none: small letters after a dash', 'We are open -daily', null],
    ['none: too many letters', 'We are open *DAILYS', null],
    ['none: in the middle', 'The ^JD is not at the end', null],
    ['none: a name that is too long', 'Yours ^Bartholomewson', null],
    ['none: digits', 'Gate ^A4', null],
    ['none: nothing behind the sign', 'Hm ^', null],
    ['none: no text', '', null],
  ];
  for (const [why, text, signature] of rows) it(`${why}: "${text}"`, () => expect(signatureOf(text)).toBe(signature));

  it('stands where it says', () => {
    const text = 'On its way. - Kirsti 🎉';
    const spot = signatureSpot(text)!;
    expect(text.slice(spot.from, spot.to)).toBe('- Kirsti');
  });

  it('is at most a name long, and within the text, whatever the text', () => {
    const piece = fc.constantFrom('^', '/', '*', '-', ' ', 'JD', 'Ann', '1/2', '(1/2)', '.', '🎉', 'https://x.example/1', '\ud83d', 'é');
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' }))), (pieces) => {
        const text = pieces.join('');
        const spot = signatureSpot(text);
        expect(spot === null || (0 <= spot.from && spot.from < spot.to && spot.to <= text.length && spot.signature.length <= 12)).toBe(
          true,
        );
      }),
    );
  });

  it('is looked for in every hazard', () => {
    const found = HAZARDS.map(({ text }) => signatureOf(text));
    expect(found.filter((signature) => signature !== null)).toEqual([]);
  });
});

describe('What a reply says', () => {
  const rows: [why: string, text: string, said: string][] = [
    ['without whom it answers', '@ada @bo.example Thanks!', 'Thanks!'],
    ['with whom it names', '@ada ask @norvik', 'ask @norvik'],
    ['without links', 'See https://halden.example/a for more', 'See for more'],
    ['without the signature and what follows it', 'On its way ^JD 1/2', 'On its way'],
    ['as it is, where it holds nothing of these', 'On its way', 'On its way'],
    ['nothing, of a bare link', '@ada https://halden.example/a', ''],
  ];
  for (const [why, text, said] of rows) it(`is left ${why}`, () => expect(stripped(text)).toBe(said));
});
