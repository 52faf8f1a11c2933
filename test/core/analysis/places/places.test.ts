import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPlaces, placeOf } from '../../../../server/core/analysis/places/places.ts';
import { scan } from '../../../../server/core/analysis/text/tokens.ts';
import { defaultSettings, type PlaceSetting, type Settings } from '../../../../server/core/settings.ts';
import { PLACES_BOUND } from '../../../../shared/mention.ts';

interface Sentence {
  text: string;
  lang: string;
  tag?: string;
  places: string[];
}
const FIXTURE = join(import.meta.dirname, '../../../../fixtures/analysis/places.json');
const { sentences } = JSON.parse(readFileSync(FIXTURE, 'utf8')) as { sentences: Sentence[] };

const settings = (over: Partial<Settings> = {}): Settings => ({ ...defaultSettings(), ...over });
function hearing(given: Settings) {
  const hear = buildPlaces(given);
  return (text: string, lang = 'en', tag?: string) => hear(scan(text), text, lang, tag).map((id) => placeOf(id, given)?.name);
}
const plain = hearing(settings());

const OURS: PlaceSetting[] = [
  { id: 'osl', name: 'Oslo Airport', aliases: ['Gardermoen', 'OSL'], lat: 60.2, lon: 11.1 },
  { id: 'grand', name: 'Hotel Paris', lat: 59.9, lon: 10.7 },
  { id: 'shop', name: '丸の内店', lat: 35.7, lon: 139.8 },
];
const ours = hearing(settings({ places: OURS }));

describe('places in the labelled sentences', () => {
  const rows = sentences.map((row) => ({ ...row, heard: plain(row.text, row.lang, row.tag) }));
  const right = rows.flatMap(({ places, heard }) => heard.filter((name) => name !== undefined && places.includes(name)));
  const heard = rows.reduce((sum, row) => sum + row.heard.length, 0);
  const named = rows.reduce((sum, { places }) => sum + places.length, 0);

  it('are enough, in enough languages, to say something', () => {
    expect(sentences.length).toBeGreaterThan(150);
    expect(new Set(sentences.map(({ lang }) => lang)).size).toBeGreaterThan(20);
  });

  it('are seldom missed, and traps are seldom fallen into', () => {
    expect(right.length / heard).toBeGreaterThan(0.97);
    expect(right.length / named).toBeGreaterThan(0.97);
  });
});

describe('a name that is a word, a person, a dish or a club as well', () => {
  it.each([
    ['Nice flight', []],
    ['Reading a book', []],
    ['Your Mobile app', []],
    ['Paris Hilton is here', []],
    ['Manchester United lost', []],
    ['NICE WORK AT THE GATE', []],
    ['flight to Nice', ['Nice']],
    ['We went to Nice, France', ['Nice']],
    ['STUCK IN LONDON', ['London']],
    ['Oslo–Bergen is late', ['Oslo', 'Bergen']],
  ])('%s: %j', (text, names) => {
    expect(plain(text)).toEqual(names);
  });
});

describe("the config's own places", () => {
  it('come before cities that their names hold', () => {
    expect(ours('Chaos at Oslo Airport')).toEqual(['Oslo Airport']);
    expect(ours('a night at hotel paris')).toEqual(['Hotel Paris']);
    expect(ours('a night in Paris')).toEqual(['Paris']);
  });

  it('are heard by a code in capitals alone, or as a hashtag', () => {
    expect(ours('OSL is a mess')).toEqual(['Oslo Airport']);
    expect(ours('osl is a mess')).toEqual([]);
    expect(ours('waiting #osl')).toEqual(['Oslo Airport']);
  });

  it('are found inside text without spaces', () => {
    expect(ours('昨日丸の内店で買いました', 'ja')).toEqual(['丸の内店']);
  });

  it('are no places any more when the config has lost them', () => {
    expect(placeOf('p:osl', settings())).toBeUndefined();
    expect(placeOf('p:osl', settings({ places: OURS }))).toEqual({ id: 'p:osl', name: 'Oslo Airport', lat: 60.2, lon: 11.1 });
  });
});

describe("a network's tag", () => {
  it.each([
    ['Nice', ['Nice']],
    ['Bergen, Norway', ['Bergen']],
    ['Somewhere small, Norway', ['Norway']],
    ['東京', ['Tokyo']],
    ['Gate 14', []],
    ['Oslo Airport', ['Oslo Airport']],
  ])('%s is %j', (tag, names) => {
    expect(ours('no words of a place', 'en', tag)).toEqual(names);
  });

  it('counts once with the same place in the text', () => {
    expect(plain('Sunny London', 'en', 'London')).toEqual(['London']);
  });
});

describe('a brand that is called like a place', () => {
  const watch = (name: string, kind: 'ours' | 'property' = 'ours') => ({ id: 'w', name, kind, query: 'x', rank: 0 });

  it('is not that place, unless something speaks for it', () => {
    const hear = hearing(settings({ brand: 'Phoenix', watches: [watch('Lisbon')] }));
    expect(hear('Lisbon has the best shoes')).toEqual([]);
    expect(hear('landed in Lisbon')).toEqual(['Lisbon']);
  });

  it('holds no place in a name of several words', () => {
    const hear = hearing(settings({ brand: 'Air Berlin' }));
    expect(hear('air berlin was late')).toEqual([]);
    expect(hear('late to Berlin')).toEqual(['Berlin']);
  });
});

describe('hearing places', () => {
  const WORDS = [
    'Oslo',
    'in',
    'Nice',
    'new',
    'york',
    '東京都',
    'the',
    'Hague',
    "d'",
    '#london',
    'São',
    'Paulo',
    '–',
    ', ',
    'OSL',
    '🙂',
    'القاهرة',
  ];

  it('gives at most the bound, each place once, all of them known, and the same again for the same text', () => {
    const given = settings({ places: OURS });
    const hear = buildPlaces(given);
    const texts = fc.array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: 'grapheme', maxLength: 8 })), { maxLength: 40 });
    fc.assert(
      fc.property(texts, fc.option(fc.string({ unit: 'grapheme' }), { nil: undefined }), (words, tag) => {
        const text = words.join(' ');
        const ids = hear(scan(text), text, 'en', tag);
        expect(ids.length).toBeLessThanOrEqual(PLACES_BOUND);
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids) expect(placeOf(id, given)?.id).toBe(id);
        expect(hear(scan(text), text, 'en', tag)).toEqual(ids);
      }),
    );
  });

  it('does not depend on which settings heard the same words before', () => {
    expect(plain('Gardermoen to Oslo')).toEqual(['Oslo']);
    expect(ours('Gardermoen to Oslo')).toEqual(['Oslo Airport', 'Oslo']);
    expect(plain('Gardermoen to Oslo')).toEqual(['Oslo']);
  });
});
