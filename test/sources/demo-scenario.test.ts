import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadConfig } from '../../server/config.ts';
import { buildMatcher } from '../../server/core/analysis/query/watches.ts';
import { dice } from '../../server/sources/demo/dice.ts';
import { haldenAir, readScenario, SCENARIOS } from '../../server/sources/demo/scenario.ts';
import { type Language, slotsIn } from '../../server/sources/demo/schema.ts';
import { fill } from '../../server/sources/demo/slots.ts';
import { demo } from '../../server/sources/demo.ts';

const scenario = haldenAir();
const folder = join(SCENARIOS, 'halden-air');
const config = loadConfig(readFileSync(join(folder, 'earshot.yaml'), 'utf8'), 'earshot.yaml', { sourceKinds: [demo] });
const matcher = buildMatcher(config.settings.watches);
const copies: string[] = [];
afterAll(() => {
  for (const copy of copies) rmSync(copy, { recursive: true });
});

interface Line {
  language: Language;
  text: string;
  about: 'us' | 'rival' | 'both';
}

const languageOf = (lang: string): Language => scenario.languages.find((each) => each.lang === lang) ?? expect.unreachable(lang);

const lines: Line[] = [
  ...scenario.languages.flatMap((language) =>
    language.posts.flatMap(({ about, texts }) => texts.map((text) => ({ language, text, about }))),
  ),
  ...scenario.languages.flatMap((language) => language.thanks.map((text) => ({ language, text, about: 'us' as const }))),
  ...[...scenario.arcs.values()].flatMap((arc) =>
    arc.phases.flatMap(({ texts }) =>
      Object.entries(texts).flatMap(([lang, list]) => list.map((text) => ({ language: languageOf(lang), text, about: 'us' as const }))),
    ),
  ),
];

const filled = ({ language, text }: Pick<Line, 'language' | 'text'>, network: 'x' | 'reddit', seed: number): string =>
  fill(dice(seed, text), text, { scenario, language, network, clock: '06:40', you: 'nora_flyr' });

test('more than 350 templates are told in at least 14 languages', () => {
  expect(new Set(lines.map(({ text }) => text)).size).toBeGreaterThan(350);
  expect(scenario.languages.length).toBeGreaterThanOrEqual(14);
});

test('a template stands in its file once', () => {
  for (const { posts, lang } of scenario.languages) {
    const texts = posts.flatMap((group) => group.texts);
    expect(new Set(texts).size, lang).toBe(texts.length);
  }
});

test('every slot of every template and reply is filled', () => {
  const replies = scenario.languages.flatMap((language) =>
    Object.values(language.replies).flatMap((texts) => texts.map((text) => ({ language, text }))),
  );
  for (const line of [...lines, ...replies]) expect(filled(line, 'x', 1), line.text).not.toMatch(/[{}]|undefined|@@/);
  expect(replies.filter(({ text }) => !slotsIn(text).includes('you'))).toEqual([]);
});

test('every text names who it is about, so that the watches of the demo match it', () => {
  const wanted = { us: ['halden-air'], rival: ['rival'], both: ['halden-air', 'rival'] };
  for (const line of lines) {
    for (const network of ['x', 'reddit'] as const) {
      for (let seed = 0; seed < 4; seed++) {
        const text = filled(line, network, seed);
        const found = matcher.match({ text, network }).map((id) => (id === 'norvik' || id === 'skyra' ? 'rival' : id));
        expect(found, text).toEqual(expect.arrayContaining(wanted[line.about]));
      }
    }
  }
});

test('the demo has its accounts, its clocks and one board', () => {
  expect(config.settings.accounts).toContainEqual({ network: 'x', handle: 'haldencare' });
  expect(config.boards.map(({ name, zones }) => [name, zones.map(({ label }) => label)])).toEqual([
    ['main', ['Oslo', 'New York', 'Manila']],
  ]);
  expect(config.settings.watches.map(({ kind }) => kind)).toEqual(['ours', 'topic', 'property', 'product', 'competitor', 'competitor']);
  expect(config.sources.map(({ id, kind }) => [id, kind])).toEqual([['demo', 'demo']]);
});

const faults: { fault: string; file: string; from: string; to: string; says: RegExp }[] = [
  { fault: 'an unknown slot', file: 'languages/en.json', from: '{city}', to: '{town}', says: /languages\/en\.json[\s\S]*unknown slot/ },
  {
    fault: 'a text about us that does not name us',
    file: 'languages/no.json',
    from: 'Innstilt igjen?? {us}',
    to: 'Innstilt igjen??',
    says: /does not name us/,
  },
  {
    fault: 'letters right behind a name',
    file: 'languages/en.json',
    from: '{us} cancelled',
    to: '{us}s cancelled',
    says: /must stand alone/,
  },
  {
    fault: 'a beat that answers nobody',
    file: 'arcs/bag-belt.json',
    from: '"answers": "norvik"',
    to: '"answers": "norwik"',
    says: /answers no beat norwik/,
  },
  { fault: 'a part without an actor', file: 'arcs/bag-belt.json', from: '"who": "mateo"', to: '"who": "matteo"', says: /casts no matteo/ },
  { fault: 'an arc that is not there', file: 'scenario.json', from: '"fog-bergen"', to: '"fog-oslo"', says: /no arc fog-oslo/ },
  { fault: 'a city that is not there', file: 'languages/da.json', from: '"CPH"', to: '"XXX"', says: /no city XXX/ },
  { fault: 'a key that nobody reads', file: 'languages/fi.json', from: '"share"', to: '"weight": 1, "share"', says: /weight/ },
];

test.each(faults)('$fault is told by file and place', ({ file, from, to, says }) => {
  const copy = mkdtempSync(join(tmpdir(), 'scenario-'));
  copies.push(copy);
  cpSync(folder, copy, { recursive: true });
  writeFileSync(join(copy, file), readFileSync(join(copy, file), 'utf8').replace(from, to));
  expect(() => readScenario(copy)).toThrow(says);
});
