import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockWords, left, leftOf } from '../../client/desk/countdown.ts';
import { stretches } from '../../client/desk/marks.ts';
import { idOf, nameOf } from '../../client/desk/person.ts';
import { given } from '../../client/desk/picks.ts';
import { momentOf, presets } from '../../client/desk/snooze.ts';
import { tagChange } from '../../client/desk/tags.ts';
import { CLOSED, withoutAddress } from '../../client/desk/words.ts';
import { CaseStatus, isClosed } from '../../shared/case.ts';
import type { Mark } from '../../shared/reply.ts';
import { CASE_MINUTE, CASE_NOON, clockOf } from '../support/case.ts';

/** Figures keep together with their units by a space that does not break. */
const said = (words: string): string => words.replaceAll('\u00a0', ' ');

describe('the time that is left', () => {
  it.each([
    [130 * CASE_MINUTE, '2 h 10 min left', 'calm'],
    [14 * CASE_MINUTE, '14 min left', 'soon'],
    [272_000, '4:32 left', 'soon'],
    [1, '0:00 left', 'soon'],
    [-1, '0:00 over', 'over'],
    [-65_000, '1:05 over', 'over'],
    [-12 * CASE_MINUTE, '12 min over', 'over'],
    [-9 * 60 * CASE_MINUTE - 1, '9 h 00 min over', 'over'],
    [-677 * CASE_MINUTE, '11 h over', 'over'],
    [-50 * 60 * CASE_MINUTE, '2 d over', 'over'],
  ])('of %d ms is "%s"', (ms, words, press) => {
    const told = left(CASE_NOON + ms, CASE_NOON);
    expect({ ...told, words: said(told.words) }).toEqual({ words, press });
  });

  it.each([
    ['what is due', { due: { kind: 'first' as const, at: CASE_NOON, from: CASE_NOON, breached: false } }, 'answer 20 min left'],
    [
      'what is due after an answer',
      { due: { kind: 'next' as const, at: CASE_NOON, from: CASE_NOON, breached: false } },
      'next answer 20 min left',
    ],
    ['how long ago they wrote where nothing is due', {}, 'wrote 40 min ago'],
    ['when it wakes', { snoozedUntil: CASE_NOON + 40 * CASE_MINUTE }, 'wakes in 1 h 00 min'],
  ])('of a row says %s', (_story, over, words) => {
    const line = { due: null, snoozedUntil: null, customerAt: CASE_NOON - 60 * CASE_MINUTE, ...over };
    expect(said(leftOf(line, CASE_NOON - 20 * CASE_MINUTE).words)).toBe(words);
  });

  it.each([
    ['runs', clockOf(), '50 min left'],
    ['is over', clockOf({ due: CASE_NOON, breachedAt: CASE_NOON }), '10 min over'],
    ['is paused', clockOf({ due: null, runningSince: null, left: 30 * CASE_MINUTE }), 'paused, 30 min left'],
    ['is over and paused', clockOf({ due: null, runningSince: null, breachedAt: CASE_NOON }), 'over time, paused'],
    ['was kept', clockOf({ stoppedAt: CASE_NOON + 9 * CASE_MINUTE, worked: 5 * CASE_MINUTE }), 'in time, 5 min'],
    ['was broken', clockOf({ stoppedAt: CASE_NOON + 90 * CASE_MINUTE, breachedAt: CASE_NOON + 60 * CASE_MINUTE }), 'late, 1 h 30 min'],
  ])('of a clock that %s', (_story, clock, words) => {
    expect(said(clockWords(clock, CASE_NOON + 10 * CASE_MINUTE).words)).toBe(words);
  });
});

describe('what was heard in a text', () => {
  const marked = (text: string, ...marks: Mark[]) => stretches(text, marks).map(({ text, what }) => (what ? `[${what} ${text}]` : text));

  it.each<[string, Mark[], string[]]>([
    ['nothing', [], ['We will call you. ^ML']],
    ['one thing', [{ what: 'signature', from: 18, to: 21 }], ['We will call you. ', '[signature ^ML]']],
    [
      'two, in any order',
      [
        { what: 'signature', from: 18, to: 21 },
        { what: 'promise', from: 0, to: 16 },
      ],
      ['[promise We will call you]', '. ', '[signature ^ML]'],
    ],
    [
      'one within another, which gives way',
      [
        { what: 'promise', from: 0, to: 16 },
        { what: 'substance', from: 3, to: 7 },
      ],
      ['[promise We will call you]', '. ^ML'],
    ],
    ['something beyond its end', [{ what: 'signature', from: 18, to: 99 }], ['We will call you. ', '[signature ^ML]']],
    ['something where no text is', [{ what: 'thanks', from: 40, to: 50 }], ['We will call you. ^ML']],
  ])('is highlighted: %s', (_story, marks, shown) => {
    expect(marked('We will call you. ^ML', ...marks)).toEqual(shown);
  });

  it('leaves every word of it, wherever the marks point', () => {
    const mark = fc.record<Mark>({ what: fc.constant('promise'), from: fc.nat(40), to: fc.nat(40) });
    fc.assert(
      fc.property(fc.string({ maxLength: 30, unit: 'grapheme' }), fc.array(mark), (text, marks) => {
        expect(
          stretches(text, marks)
            .map((each) => each.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});

describe('putting a case aside', () => {
  const iso = (at: number) => new Date(at).toISOString().slice(0, 16);
  const offered = (now: string, zone: string) => presets(Date.parse(now), zone).map(({ id, until }) => `${id} ${iso(until)}`);

  it.each([
    [
      'a Tuesday noon in Oslo',
      '2026-03-10T11:00Z',
      'Europe/Oslo',
      ['hour 2026-03-10T12:00', 'evening 2026-03-10T17:00', 'tomorrow 2026-03-11T08:00', 'monday 2026-03-16T08:00'],
    ],
    [
      'late, when the evening has passed',
      '2026-03-10T20:00Z',
      'Europe/Oslo',
      ['hour 2026-03-10T21:00', 'tomorrow 2026-03-11T08:00', 'monday 2026-03-16T08:00'],
    ],
    [
      'a Sunday, when tomorrow is Monday',
      '2026-03-15T11:00Z',
      'Europe/Oslo',
      ['hour 2026-03-15T12:00', 'evening 2026-03-15T17:00', 'tomorrow 2026-03-16T08:00'],
    ],
    [
      'the Saturday before the clocks go forward',
      '2026-03-28T11:00Z',
      'Europe/Oslo',
      ['hour 2026-03-28T12:00', 'evening 2026-03-28T17:00', 'tomorrow 2026-03-29T07:00', 'monday 2026-03-30T07:00'],
    ],
    [
      'a Monday already in Auckland',
      '2026-03-08T20:00Z',
      'Pacific/Auckland',
      ['hour 2026-03-08T21:00', 'evening 2026-03-09T05:00', 'tomorrow 2026-03-09T20:00', 'monday 2026-03-15T20:00'],
    ],
  ])('is offered on %s', (_story, now, zone, choices) => {
    expect(offered(now, zone)).toEqual(choices);
  });

  it.each([
    ['2026-03-10T14:30', '2026-03-10T13:30'],
    ['2026-07-10T14:30', '2026-07-10T12:30'],
    ['2026-03-10T14:30:59', '2026-03-10T13:30'],
  ])('until %s means the time in the team’s own zone', (field, at) => {
    expect(iso(momentOf(field, 'Europe/Oslo') ?? 0)).toBe(at);
  });

  it.each(['', 'tomorrow', '2026-13-40T99:99'])('until "%s" means nothing', (field) => {
    expect(momentOf(field, 'Europe/Oslo')).toBeNull();
  });
});

describe('the words of the desk', () => {
  it.each([
    ['@haldenair where is my bag', 'where is my bag'],
    ['@haldenair, @haldencare: hello?', 'hello?'],
    ['.@haldenair@fly.example where', 'where'],
    ['my bag, @haldenair', 'my bag, @haldenair'],
    ['@haldenair', '@haldenair'],
  ])('leave out to whom "%s" is said', (text, words) => {
    expect(withoutAddress(text)).toBe(words);
  });

  it('call those cases closed that are', () => {
    for (const status of CaseStatus.options) expect(CLOSED[status]).toBe(isClosed(status));
  });

  it.each([
    [[], 'lost bag, Bergen', { add: ['lost bag', 'Bergen'], remove: [] }],
    [['Bergen'], '', { add: [], remove: ['Bergen'] }],
    [['Bergen', 'bag'], ' bag ,,bag, Oslo', { add: ['Oslo'], remove: ['Bergen'] }],
  ])('turn the tags %j into "%s"', (before, text, change) => {
    expect(tagChange(before, text)).toEqual(change);
  });

  it.each([
    ['p:mara', { person: 'mara' }],
    ['t:bags', { team: 'bags', person: null }],
    ['-', { person: null, team: null }],
    ['Somebody New', { person: 'Somebody New' }],
  ])('give a case to %s', (choice, to) => {
    expect(given(choice)).toEqual(to);
  });

  const people = [{ id: 'mara', name: 'Mara Lind', initials: ['ML'], team: null, languages: [] }];
  it.each([
    ['Mara Lind', 'mara'],
    [' mara lind ', 'mara'],
    ['MARA', 'mara'],
    ['Somebody New', 'Somebody New'],
  ])('know "%s" as %s', (name, id) => {
    expect(idOf(name, people)).toBe(id);
  });

  it('name people by the config, and others as written', () => {
    expect([nameOf('mara', people), nameOf('XY', people), nameOf(null, people)]).toEqual(['Mara Lind', 'XY', '']);
  });
});
