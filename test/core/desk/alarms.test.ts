import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alarms, dropAlarm, ringing, setAlarm } from '../../../server/core/desk/alarms.ts';

const names = ['a', 'b', 'c', 'd', 'e'];
const deed = fc.oneof(
  fc.record({
    does: fc.constant('set'),
    id: fc.constantFrom(...names),
    at: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.constant(Number.POSITIVE_INFINITY)),
  }),
  fc.record({ does: fc.constant('drop'), id: fc.constantFrom(...names), at: fc.constant(0) }),
  fc.record({ does: fc.constant('ring'), id: fc.constant(''), at: fc.integer({ min: 0, max: 60 }) }),
);

test('alarms ring in the order of their times, each as it was set last, whatever was done before', () => {
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 60 }), (deeds) => {
      const set = alarms();
      const known = new Map<string, number>();
      for (const { does, id, at } of deeds) {
        if (does === 'set') {
          setAlarm(set, id, at);
          known.set(id, at);
        } else if (does === 'drop') {
          dropAlarm(set, id);
          known.delete(id);
        } else {
          const [first] = [...known].filter(([, due]) => due <= at).sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));
          expect(ringing(set, at)).toBe(first?.[0] ?? null);
          if (first) known.delete(first[0]);
        }
      }
      expect(set.at).toEqual(known);
    }),
    { numRuns: 500 },
  );
});

test('moving one alarm a hundred thousand times does not grow it', () => {
  const set = alarms();
  for (let i = 0; i < 100_000; i++) setAlarm(set, 'a', 100_000 - i);
  expect(set.heap.length).toBeLessThan(1_100);
  expect(ringing(set, 1)).toBe('a');
});
