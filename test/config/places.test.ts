import { describe, expect, it } from 'vitest';
import { ConfigError, explainConfig, loadConfig } from '../../server/config.ts';

const load = (yaml: string) => loadConfig(yaml, 'earshot.yaml');

function problemsOf(yaml: string) {
  try {
    load(yaml);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ line, column, path }) => [line, column, path]);
    throw error;
  }
  return [];
}

describe('places in the config', () => {
  it('need a name and coordinates, and get an id from the name', () => {
    const { settings } = load(
      'places:\n  - { name: Hôtel du Lac, lat: 46.2, lon: 6.1 }\n  - { id: hq, name: HQ, aliases: [Tower], lat: 1, lon: 2 }',
    );
    expect(settings.places).toEqual([
      { id: 'hotel-du-lac', name: 'Hôtel du Lac', lat: 46.2, lon: 6.1 },
      { id: 'hq', name: 'HQ', aliases: ['Tower'], lat: 1, lon: 2 },
    ]);
  });

  it('are absent where the file has none', () => {
    expect('places' in load('brand: Norvik').settings).toBe(false);
  });

  it.each([
    ['a latitude beyond the pole', 'places:\n  - { name: Pole, lat: 91, lon: 0 }', [2, 24, 'places[0].lat']],
    ['a longitude that is a word', 'places:\n  - name: Quay\n    lat: 5\n    lon: east', [4, 10, 'places[0].lon']],
    ['no coordinates', 'places:\n  - name: Quay\n    lat: 5', [2, 5, 'places[0].lon']],
    ['a key that is misspelt', 'places:\n  - { name: Quay, lat: 5, lon: 6, alias: [Q] }', [2, 35, 'places[0].alias']],
    ['a name twice', 'places:\n  - { name: Quay, lat: 5, lon: 6 }\n  - { name: quay, lat: 5, lon: 6 }', [3, 5, 'places[1].id']],
    ['a name without a letter', 'places:\n  - { name: "!!", lat: 5, lon: 6 }', [2, 13, 'places[0].name']],
  ])('tell line and column of %s', (_what, yaml, problem) => {
    expect(problemsOf(yaml)).toEqual([problem]);
  });

  it('are named when the config is explained', () => {
    expect(explainConfig(load('places:\n  - { name: Quay, lat: 5, lon: 6 }'))).toContain('places     Quay');
  });
});
