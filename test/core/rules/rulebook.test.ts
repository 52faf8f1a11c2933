import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rulebook, ruleIn, rulesIn } from '../../../server/core/rules/rulebook.ts';
import { ruleFor, rulesInForce, rulesOf } from '../../../server/core/rules/rules.ts';
import { defaultSettings } from '../../../server/core/settings.ts';
import { emptyState, type State } from '../../../server/core/state.ts';
import { AlertKind } from '../../../shared/alert.ts';
import type { Rule } from '../../../shared/rule.ts';
import { ruled, ruleOf } from '../../support/rules.ts';

/** Rules of the file, and those made at the desk. */
function stateWith(file: Rule[], desk: Rule[] = []): State {
  const state = emptyState();
  state.settings = { ...defaultSettings(), ...ruled(file) };
  for (const rule of desk) state.alerting.rules.set(rule.id, rule);
  return state;
}

describe('the rules in force', () => {
  it('are one a kind where nothing else is said, named like it, each finding what its kind is about', () => {
    const rules = rulesInForce(emptyState());
    expect(rules.map(({ rule }) => rule.id).sort()).toEqual([...AlertKind.options].sort());
    expect(rules.every(({ rule, origin, beneath }) => rule.id === rule.kind && origin === 'default' && beneath === null)).toBe(true);
    expect(rules.filter(({ rule }) => !rule.enabled).map(({ rule }) => rule.kind)).toEqual(['share', 'absence']);
  });

  const bags = ruleOf('spike', { id: 'bags', watches: ['bags'], minimum: 5 });
  const loose = ruleOf('spike', { id: 'loose', minimum: 7 });
  it.each([
    { story: 'the default where no other is', state: stateWith([]), subject: 'bags', counts: 'spike' },
    { story: 'one of the file before the default', state: stateWith([loose]), subject: 'bags', counts: 'loose' },
    { story: 'one that names the watch before one for all', state: stateWith([loose, bags]), subject: 'bags', counts: 'bags' },
    { story: 'the one for all where the other names another watch', state: stateWith([loose, bags]), subject: 'halden', counts: 'loose' },
    { story: 'one of the desk before one of the file', state: stateWith([loose], [{ ...loose, id: 'own' }]), subject: 'x', counts: 'own' },
    {
      story: 'none where the one that names the watch is switched off',
      state: stateWith([{ ...bags, enabled: false }]),
      subject: 'bags',
      counts: null,
    },
    {
      story: 'none where the desk switched off the default',
      state: stateWith([], [ruleOf('spike', { enabled: false })]),
      subject: 'bags',
      counts: null,
    },
  ])('let $story count', ({ state, subject, counts }) => {
    expect(ruleFor(state, 'spike', subject)?.id ?? null).toBe(counts);
    expect(ruleIn(rulebook(state), 'spike', subject)?.id ?? null).toBe(counts);
  });

  it('show what lies beneath a change of the desk', () => {
    const changed = { ...loose, minimum: 50 };
    expect(rulesInForce(stateWith([loose], [changed])).find(({ rule }) => rule.id === 'loose')).toEqual({
      rule: changed,
      origin: 'desk',
      beneath: loose,
    });
  });

  it('answer the same from the book as one by one, whatever rules there are', () => {
    const watch = fc.constantFrom('a', 'b', 'c');
    const rule = fc
      .record({ id: fc.stringMatching(/^[a-z]{1,3}$/), watches: fc.uniqueArray(watch), enabled: fc.boolean(), rival: fc.boolean() })
      .map(({ rival, ...over }): Rule => (rival ? ruleOf('rival', over) : ruleOf('spike', over)));
    const rules = fc.uniqueArray(rule, { selector: ({ id }) => id, maxLength: 8 });
    fc.assert(
      fc.property(rules, rules, (file, desk) => {
        const state = stateWith(file, desk);
        const book = rulebook(state);
        for (const kind of ['spike', 'rival'] as const) {
          for (const subject of ['a', 'b', 'c', 'd', 'all']) expect(ruleIn(book, kind, subject)).toEqual(ruleFor(state, kind, subject));
          expect(rulesIn(book, kind)).toEqual(rulesOf(state, kind));
        }
      }),
    );
  });
});
