import { describe, expect, it } from 'vitest';
import { calmIn, forecastOf, slopeOf } from '../../../server/core/incidents/explain/forecast.ts';
import type { Heard } from '../../../server/core/incidents/explain/post.ts';
import { reviewOf } from '../../../server/core/incidents/explain/review.ts';
import { soonerOf } from '../../../server/core/incidents/explain/sooner.ts';
import { soonerInPosts } from '../../../server/core/incidents/explain/sooner-posts.ts';
import { defaultRules } from '../../../server/core/rules/defaults.ts';
import { emptyState, type State } from '../../../server/core/state.ts';
import type { Incident } from '../../../shared/incident.ts';
import { Rule } from '../../../shared/rule.ts';
import { CASE_MINUTE, CASE_NOON } from '../../support/case.ts';
import { leadOf, missOf, openIncident } from '../../support/past-incident.ts';

const NONE = { rise: [], quiet: [] };
const at = (minutes: number): number => CASE_NOON + minutes * CASE_MINUTE;
const clock = (time: number): string => new Date(time).toISOString().slice(11, 16);

function stateAt(minutes: number, rules: Partial<Rule>[] = []): State {
  const state = emptyState();
  state.now = at(minutes);
  const defaults = defaultRules(state.settings);
  for (const over of rules) {
    const rule = Rule.parse({ ...defaults.find(({ id }) => id === over.id), ...over });
    state.alerting.rules.set(rule.id, rule);
  }
  return state;
}

/** A curve by the minute that begins half an hour before noon with `usual` a minute. */
function curve(after: number[], usual = 2, negative = 0.5): Incident['series'] {
  const total = [...Array.from({ length: 30 }, () => usual), ...after];
  return {
    from: at(-30),
    step: CASE_MINUTE,
    total,
    negative: total.map((value) => Math.round(value * negative)),
    expected: total.map(() => usual),
    replies: total.map(() => 0),
  };
}

const halving = (start: number, everyMinutes: number, minutes: number): number[] =>
  Array.from({ length: minutes }, (_, i) => Math.round(2 + start * 2 ** (-i / everyMinutes)));

describe('when it may be calm', () => {
  const incident = (after: number[], over: Partial<Incident> = {}) => openIncident({ onsetAt: at(0), series: curve(after), ...over });
  const rows: [string, Incident, RegExp | null][] = [
    [
      'is told with its range while it falls',
      incident(halving(200, 10, 40)),
      /^falling: calm again about \d\d:\d\d if it goes on like this \(between \d\d:\d\d and \d\d:\d\d\)$/,
    ],
    [
      'is not told while it rises',
      incident(Array.from({ length: 40 }, (_, i) => 5 + 3 * i)),
      /^still rising: \d\.\d% a minute; when it ends cannot be told yet$/,
    ],
    ['is not told while it stands', incident(Array.from({ length: 40 }, (_, i) => 40 + (i % 3))), /^neither rising nor falling clearly/],
    [
      'is about now when the last minutes are usual',
      incident([...halving(60, 2, 10), ...Array.from({ length: 40 }, () => 2)]),
      /^about usual/,
    ],
    ['waits only for it to stay so once it clears', incident([9], { state: 'clearing' }), /^back to usual/],
    ['is not told where nothing is known to be usual', openIncident({ series: { ...curve([9, 9]), expected: [] } }), null],
    ['is not told of a blind source', incident(halving(200, 10, 40), { lead: leadOf({ kind: 'silence' }) }), null],
    ['is not told once it is over', incident(halving(200, 10, 40), { state: 'closed' }), null],
  ];
  it.each(rows)('%s', (_what, one, expected) => {
    const told = forecastOf(stateAt(40), one)?.text ?? null;
    if (expected === null) expect(told).toBeNull();
    else expect(told).toMatch(expected);
  });

  it('lies where a curve that halves every ten minutes comes down to 1.4 times the usual', () => {
    const slope = slopeOf(curve(halving(200, 10, 40)))!;
    // After 40 minutes there are 200 / 2^4 + 2 = 14.5 a minute, 7 times the usual; 0.8 more than usual is reached after another 40.
    const calm = calmIn(slope, Math.log(1.4));
    expect([Math.round(Math.exp(slope.now)), slope.change < 0, calm.in !== null && calm.in > 20 && calm.in < 45]).toEqual([7, true, true]);
  });

  it('is further off the earlier and later ends of its range than the middle', () => {
    const calm = calmIn({ now: 2, change: -0.5, error: 0.25 }, 0.5);
    expect(calm).toEqual({ in: 3, earliest: 2, latest: 6 });
    expect(calmIn({ now: 2, change: -0.001, error: 0.0005 }, 0.5)).toEqual({
      in: null,
      why: 'falling slowly: not calm within 24 h 00 min at this pace',
    });
    expect(calmIn({ now: 2, change: -0.01, error: 0.0099 }, 0.5)).toMatchObject({ in: 150, latest: null });
  });
});

describe('what would have found it sooner', () => {
  const slow = Array.from({ length: 20 }, (_, i) => 3 + i);
  const incident = (after: number[], opened: number, over: Partial<Incident> = {}) =>
    openIncident({ onsetAt: at(0), openedAt: at(opened), series: curve(after), ...over });

  it('is a lower minimum that still keeps silent in the quiet before, with when and how much sooner', () => {
    const state = stateAt(30, [
      { id: 'spike', minimum: 90, times: 2 },
      { id: 'negative-spike', enabled: false },
    ]);
    const { sooner, soonerNote } = soonerOf(state, incident(slow, 12), NONE);
    const [hint] = sooner;
    expect(hint).toMatchObject({ rule: 'spike', kind: 'spike', setting: 'minimum', is: 90, ruleName: 'More mentions than usual' });
    // The sum of the minutes that the window held then, of the curve itself.
    const minutes = [...Array.from({ length: 30 }, () => 2), ...slow];
    const end = (hint!.at - at(-30)) / CASE_MINUTE;
    const windows = [5, 15].map((length) => minutes.slice(end - length, end).reduce((sum, value) => sum + value, 0));
    expect(windows).toContain(hint!.instead);
    expect(hint!.sooner).toBe(at(12) - hint!.at);
    expect(soonerNote).toBe(
      `“More mentions than usual” with a minimum of ${hint!.instead} instead of 90 would have opened it at ${clock(hint!.at)}, ${hint!.sooner / CASE_MINUTE} min sooner`,
    );
  });

  it('is fewer times the usual', () => {
    const state = stateAt(30, [
      { id: 'spike', minimum: 10, times: 9 },
      { id: 'negative-spike', enabled: false },
    ]);
    const [hint] = soonerOf(state, incident(slow, 15), NONE).sooner;
    expect(hint).toMatchObject({ setting: 'times', is: 9 });
    expect(hint!.instead).toBeLessThan(9);
    expect(hint!.text).toContain('times the usual instead of 9 times would have opened it at');
  });

  it('is not told, but what stood in the way is, where the rise was not clear enough for any surge', () => {
    const state = stateAt(30, [
      { id: 'spike', minimum: 5, times: 1.5 },
      { id: 'negative-spike', enabled: false },
    ]);
    const { sooner, soonerNote } = soonerOf(state, incident([2, 4, 4, 4, 4, 4, 4, 4, 4], 9), NONE);
    expect(sooner).toEqual([]);
    expect(soonerNote).toMatch(/: it stood out most at 12:\d\d, by \d+ mentions against \d+ or [1-4]\.\d deviations; a surge needs 5$/);
  });

  it('is the hold time of the rule that found it', () => {
    const state = stateAt(30, [{ id: 'spike', hold: 4 * CASE_MINUTE }]);
    const { sooner } = soonerOf(
      state,
      incident(
        Array.from({ length: 9 }, () => 60),
        8,
      ),
      NONE,
    );
    expect(sooner.find(({ setting }) => setting === 'hold')).toMatchObject({
      ...{ rule: 'spike', is: 4 * CASE_MINUTE, instead: 0, at: at(4), sooner: 4 * CASE_MINUTE },
      text: 'without its hold time of 4 min, “More mentions than usual” would have opened it at 12:04',
    });
  });

  const rows: [string, Incident, string][] = [
    ['nothing: it was found at once', incident([60, 60], 1), 'it was found within two minutes of its onset'],
    [
      'nothing that would not ring in the quiet as well',
      incident(
        Array.from({ length: 20 }, () => 2),
        15,
      ),
      'no single setting of the rules in force would have opened it sooner without ringing in the quiet before',
    ],
    [
      'not told without a curve',
      incident([], 9, { series: { ...curve([]), total: [] } }),
      'its curve by the minute is not kept: what would have found it sooner cannot be told',
    ],
    [
      'not told of a curve in longer steps',
      incident(slow, 9, { series: { ...curve(slow), step: 2 * CASE_MINUTE } }),
      'its curve by the minute is not kept: what would have found it sooner cannot be told',
    ],
    [
      'not told of a blind source',
      incident(slow, 9, { lead: leadOf({ kind: 'silence' }) }),
      'its curve by the minute is not kept: what would have found it sooner cannot be told',
    ],
  ];
  it.each(rows)('is %s', (_what, one, note) => {
    expect(soonerOf(stateAt(30), one, NONE)).toEqual({ sooner: [], soonerNote: note });
  });
});

describe('what would have found it sooner, of the rules that count people', () => {
  const post = (id: string, minute: number, over: Partial<Heard['analysis']> = {}, followers = 50): Heard => ({
    mention: {
      ...{ id, source: 'shop', network: 'x', text: 'words', postedAt: at(minute), receivedAt: at(minute) },
      author: { id, handle: id, name: id, followers },
    },
    analysis: {
      ...{ language: 'en', label: 'negative', score: -0.5, confidence: 1, terms: [], own: false, addressed: false },
      watches: ['halden'],
      ...over,
    },
  });
  const RULES: Partial<Rule>[] = [
    { id: 'urgent', minimum: 4, window: 30 * CASE_MINUTE },
    { id: 'influencer', followers: 250_000 },
  ];
  const danger = (id: string, minute: number, over: Partial<Heard['analysis']> = {}) => post(id, minute, { urgency: ['safety'], ...over });
  const told = (rise: Heard[], quiet: Heard[] = []) =>
    soonerInPosts(stateAt(30, RULES), openIncident({ onsetAt: at(0), openedAt: at(20) }), { rise, quiet }).map(
      ({ rule, instead, sooner }) => [rule, instead, sooner / CASE_MINUTE],
    );

  const rows: [string, Heard[], Heard[], (string | number)[][]][] = [
    ['two who speak of danger, where nobody does on other days', [danger('a', 3), danger('b', 5), danger('c', 9)], [], [['urgent', 2, 15]]],
    [
      'three, where two did on another day',
      [danger('a', 3), danger('b', 5), danger('c', 9)],
      [danger('q', -300), danger('r', -299)],
      [['urgent', 3, 11]],
    ],
    [
      'not as many as the rule asks for anyway',
      [1, 2, 3, 4].map((n) => danger(`a${n}`, n)),
      [1, 2, 3].map((n) => danger(`q${n}`, n - 300)),
      [],
    ],
    ['not one person who says it twice', [danger('a', 3), { ...danger('b', 5), mention: { ...danger('a', 5).mention, id: 'b' } }], [], []],
    ['not what they say of another watch', [danger('a', 3, { watches: ['ferry'] }), danger('b', 4, { watches: ['ferry'] })], [], []],
    [
      'somebody with a smaller audience',
      [post('a', 2, {}, 400), post('b', 6, {}, 40_000)],
      [post('q', -300, {}, 9_000)],
      [['influencer', 40_000, 14]],
    ],
    ['not where such an audience complains on other days', [post('b', 6, {}, 40_000)], [post('q', -300, {}, 90_000)], []],
    ['not praise', [post('b', 6, { label: 'positive' }, 40_000)], [], []],
  ];
  it.each(rows)('is %s', (_what, rise, quiet, expected) => {
    expect(told(rise, quiet)).toEqual(expected);
  });

  it('says so in words, and stands before what saves less', () => {
    const state = stateAt(30, RULES);
    const review = reviewOf(state, openIncident({ onsetAt: at(0), openedAt: at(20), series: curve([2, 2, 2]) }), {
      rise: [post('b', 6, {}, 40_000), danger('c', 2), danger('d', 3)],
      quiet: [],
    });
    expect(review.sooner.map(({ text }) => text)).toEqual([
      '“Danger or law is spoken of” with 2 people instead of 4 would have opened it at 12:03, 17 min sooner',
      '“Somebody with an audience complains” with 40,000 followers instead of 250,000 would have opened it at 12:06, 14 min sooner',
    ]);
    expect(review.soonerNote).toBe(review.sooner[0]?.text);
  });
});

describe('times', () => {
  it('that are not known are not told', () => {
    const review = reviewOf(stateAt(30), openIncident(), NONE);
    expect(review).toMatchObject({ detect: 10 * CASE_MINUTE, acknowledge: null, answer: null, calm: null, people: null, press: null });
  });

  const knew: [string, Partial<Incident>, Parameters<typeof missOf>[0] | null, { lead: number; what: string } | null][] = [
    ['not by an answer, which may be everyday care', { answeredAt: at(-4) }, null, null],
    ['by who took it, where the event has left', { firstAcknowledgedAt: at(2) }, null, { lead: 2 * CASE_MINUTE, what: 'somebody took it' }],
    [
      'by what somebody did',
      { events: [{ at: at(3), what: 'note', note: 'x', who: 'Jo' }] },
      null,
      { lead: 3 * CASE_MINUTE, what: 'Jo: note' },
    ],
    ['not by what the rules did', { events: [{ at: at(3), what: 'escalated', note: 'x' }] }, null, null],
    ['by a miss of one of its watches', {}, { at: at(-2) }, { lead: -2 * CASE_MINUTE, what: 'Mara recorded that it was missed' }],
    ['not by a miss of another watch', {}, { watches: ['ferry'] }, null],
    ['not by a miss of long before', {}, { happenedAt: at(-90) }, null],
  ];
  it.each(knew)('at which people knew: %s', (_how, over, miss, expected) => {
    const state = stateAt(30);
    if (miss) state.alerting.misses.set('miss-0001', missOf(miss));
    const { people } = reviewOf(state, openIncident(over), NONE);
    expect(people && { lead: people.lead, what: people.what }).toEqual(expected);
  });
});
