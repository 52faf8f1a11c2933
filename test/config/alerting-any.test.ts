import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RULE_KINDS } from '../../server/config/alert-rules.ts';
import { ConfigError, explainConfig, loadConfig } from '../../server/config.ts';
import { alertingOf } from '../../server/core/settings.ts';
import { NOTIFIERS } from '../../server/notifiers/index.ts';
import { Planned, Rule, Silence } from '../../shared/rule.ts';

/** Values that some parameter takes, and some that none does. */
const value = fc.oneof(
  fc.constantFrom(
    '0m',
    '0.5m',
    '1m',
    '30m',
    '1d',
    '2d',
    '10:00',
    '08:00',
    '24:00',
    'mon-fri',
    'mon, mon-sun, tue',
    '2026-12-01',
    'urgent',
    'critical',
  ),
  fc.constantFrom<unknown>([], ['safety'], ['legal', 'time'], ['@ida'], ['app'], ['all'], ['fjordjet'], ['bluesky'], null, {}, [[]]),
  fc.integer({ min: -1, max: 2_000_000 }),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.boolean(),
  fc.string({ maxLength: 130 }),
);

const rule = fc.constantFrom(...RULE_KINDS).chain(({ kind, options }) => {
  const keys = fc.subarray(
    Object.keys(options.shape).filter((key) => key !== 'enabled'),
    { maxLength: 4 },
  );
  return keys.chain((some) => fc.record({ kind: fc.constant(kind), ...Object.fromEntries(some.map((key) => [key, value])) }));
});

const moment = fc.constantFrom('2026-12-01 10:00', '2026-03-29 02:30', '2026-12-01T10:00Z', '2026-12-01T12:00+05:30', 'tomorrow', 5);
const span = { from: moment, until: moment };
const silence = fc.record(
  { reason: fc.string({ maxLength: 70 }), by: fc.string({ maxLength: 70 }), ...span },
  { requiredKeys: ['reason', 'until'] },
);
const event = fc.record({ name: fc.string({ maxLength: 130 }), times: fc.oneof(fc.integer({ max: 200 }), fc.double()), ...span });

const watches = [
  { id: 'app', name: 'App', query: 'app' },
  { id: 'fjordjet', name: 'Fjordjet', query: 'fjordjet', kind: 'competitor' },
];

describe('whatever stands in the file', () => {
  it('is either refused with its place or gives what the fold and the wire understand', () => {
    const file = fc.record({
      rules: fc.array(rule, { maxLength: 3 }),
      silences: fc.array(silence, { maxLength: 2 }),
      planned: fc.array(event, { maxLength: 2 }),
    });
    let right = 0;
    fc.assert(
      fc.property(file, (given) => {
        // JSON is YAML.
        const text = JSON.stringify({ watches, sources: [{ kind: 'bluesky' }], zone: 'Europe/Oslo', ...given });
        try {
          const config = loadConfig(text, 'earshot.yaml', { channelKinds: NOTIFIERS });
          const { rules, silences, planned } = alertingOf(config.settings);
          for (const one of rules) expect(Rule.parse(one)).toEqual(one);
          for (const one of silences) expect(Silence.parse(one)).toEqual(one);
          for (const one of planned) expect(Planned.parse(one)).toEqual(one);
          expect(explainConfig(config)).not.toMatch(/undefined|NaN|\[object/);
          right++;
        } catch (error) {
          if (!(error instanceof ConfigError)) throw error;
          expect(error.problems.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300 },
    );
    expect(right).toBeGreaterThan(5);
  });
});
