import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Address, EVERYTHING, onBoard, readAddress, writeAddress } from '../../client/incidents/address.ts';
import { byDay, dayWords } from '../../client/incidents/days.ts';
import { SHOWN_BOUND, withMore, withOlder } from '../../client/incidents/list.ts';
import { loadWords } from '../../client/incidents/load.ts';
import { localOf, momentOf } from '../../client/incidents/local.ts';
import { type Deed, type OnIncident, undoOf } from '../../client/incidents/undo.ts';
import { askedWords, EVENT_WORD, figures, KIND_WORD, lasted, sentenceRest, standing } from '../../client/incidents/words.ts';
import { pageOf } from '../../client/layout/address.ts';
import { AlertKind } from '../../shared/alert.ts';
import { type Incident, IncidentEvent, IncidentList, IncidentPage } from '../../shared/incident.ts';
import { IncidentReview } from '../../shared/incident-review.ts';
import { incidentListOf, incidentOf, incidentPageOf, lineOf, INCIDENT_NOW as NOW, reviewOf } from '../support/incident.ts';

const MINUTE = 60_000;
const list: Address = { id: null, page: 'list', board: '', wanted: EVERYTHING };

const read = (address: string): Address => {
  const { pathname, search } = new URL(address, 'http://desk.example');
  return readAddress(pathname, search);
};

describe('the address of the incidents', () => {
  it.each([
    ['/incidents', 'incidents'],
    ['/incidents/12/review', 'incidents'],
    ['/incidental', 'wall'],
  ])('%s is the page %s', (path, page) => {
    expect(pageOf(path)).toBe(page);
  });

  it.each<[string, Partial<Address>]>([
    ['/incidents', {}],
    ['/incidents/', {}],
    ['/incidents/12', { id: '12', page: 'incident' }],
    ['/incidents/12/', { id: '12', page: 'incident' }],
    ['/incidents/12/review', { id: '12', page: 'review' }],
    ['/incidents/12/elsewhere', { id: '12', page: 'incident' }],
    ['/incidents?state=open&severity=high&words=lost+bags', { wanted: { state: 'open', severity: 'high', words: 'lost bags' } }],
    ['/incidents?state=sideways&severity=dire', {}],
    ['/incidents/12?board=bright', { id: '12', page: 'incident', board: 'bright' }],
    ['/incidents/%E0%A4%A', { id: '%E0%A4%A', page: 'incident' }],
  ])('%s opens what it says, and leaves out what it does not know', (address, said) => {
    expect(read(address)).toEqual({ ...list, ...said });
  });

  it('is read again as it was written', () => {
    const words = fc.string({ maxLength: 40, unit: 'grapheme' }).map((text) => text.trim());
    const sound = words.filter((text) => text.isWellFormed());
    const wanted = fc.record({
      state: fc.constantFrom('open' as const, 'closed' as const, '' as const),
      severity: fc.constantFrom('critical' as const, 'high' as const, 'medium' as const, '' as const),
      words: sound.map((text) => text.slice(0, 200).trim()).filter((text) => text.isWellFormed()),
    });
    const ids = fc.integer({ min: 1, max: 1e9 }).map(String);
    const anywhere = fc.oneof(
      fc.record({ id: fc.constant(null), page: fc.constant('list' as const), board: sound, wanted }),
      fc.record({ id: ids, page: fc.constantFrom('incident' as const, 'review' as const), board: sound, wanted: fc.constant(EVERYTHING) }),
    );
    fc.assert(
      fc.property(anywhere, (said) => {
        expect(read(writeAddress(said))).toEqual(said);
      }),
    );
  });

  it.each([
    ['/desk?case=4', 'bright', '/desk?case=4&board=bright'],
    ['/desk', 'a b', '/desk?board=a%20b'],
    ['/desk', '', '/desk'],
  ])('takes the board along: %s on “%s” is %s', (path, board, address) => {
    expect(onBoard(path, board)).toBe(address);
  });
});

describe('what takes a deed back', () => {
  const before = incidentOf({ owner: null });
  const rows: [string, OnIncident | Deed, Partial<Incident>, Deed | null][] = [
    ['taking what nobody had gives it back', { type: 'take' }, {}, { type: 'give-back' }],
    ['passing it on hands it to whoever had it', { type: 'pass-on', person: 'Tor' }, { owner: 'Ida' }, { type: 'pass-on', person: 'Ida' }],
    ['passing on what nobody had gives it back', { type: 'pass-on', person: 'Tor' }, {}, { type: 'give-back' }],
    ['giving back one’s own takes it', { type: 'give-back' }, { owner: 'Ingrid' }, { type: 'take' }],
    ['giving back another’s returns it to them', { type: 'give-back' }, { owner: 'Ida' }, { type: 'pass-on', person: 'Ida' }],
    [
      'a status gives way to the one before',
      { type: 'status', text: 'b' },
      { status: { text: 'a', by: 'Ida', at: 1 } },
      { type: 'status', text: 'a' },
    ],
    ['a first status goes', { type: 'status', text: 'b' }, { status: null }, { type: 'status', text: '' }],
    ['a tick goes', { type: 'check', check: 'facts', done: true }, {}, { type: 'check', check: 'facts', done: false }],
    ['an added item goes', { type: 'check-add', text: 'Call them' }, {}, { type: 'check-remove', check: 'action-1' }],
    [
      'an open item that was taken off comes back',
      { type: 'check-remove', check: 'holding' },
      {},
      { type: 'check-add', text: 'Publish a holding statement: what we know, what we do, when we tell more' },
    ],
    ['one that was done does not, for who did it would be lost', { type: 'check-remove', check: 'facts' }, {}, null],
    ['a first mark stays', { type: 'mark', mark: 'noise' }, { marks: [] }, null],
    [
      'a changed mark is as it was',
      { type: 'mark', mark: 'noise' },
      { marks: [{ by: 'Ingrid', at: 1, mark: 'late', note: 'we knew' }] },
      { type: 'mark', mark: 'late', note: 'we knew' },
    ],
    ['what is closed stays so', { type: 'close' }, {}, null],
    ['a note stays', { type: 'incident-note', text: 'x' }, {}, null],
    [
      'what was said to be missed is unsaid',
      { type: 'miss', happenedAt: 1, mention: null, watches: [], note: 'x' },
      {},
      { type: 'miss-back', miss: 'action-1' },
    ],
  ];
  it.each(rows)('%s', (_title, deed, over, undo) => {
    expect(undoOf(deed, 'action-1', 'Ingrid', { ...before, ...over })).toEqual(undo);
  });

  it('is nothing where there is no incident to do it to', () => {
    expect(undoOf({ type: 'take' }, 'action-1', 'Ingrid', null)).toBeNull();
  });
});

describe('the words of an incident', () => {
  it.each<[string, Partial<Incident>, RegExp]>([
    ['goes on', {}, /^going on$/],
    ['calms', { state: 'clearing' }, /^calming$/],
    ['comes and goes', { flapping: true }, /^comes and goes$/],
    ['is silenced', { silenced: { id: 's', reason: 'r', by: 'Ida', until: NOW + 30 * MINUTE } }, /^going on, silenced until 15:00$/],
    ['is over', { state: 'closed', closedAt: NOW - MINUTE }, /^over since 14:29$/],
  ])('say that it %s', (_title, over, words) => {
    expect(standing(incidentOf(over), NOW, 'UTC')).toMatch(words);
  });

  it.each([
    [212, 21.2, 300, '212 in 5\u00a0min where 21 is usual'],
    [30, 0.2, 300, '30 in 5\u00a0min where less than 1 is usual'],
    [7, 2, 0, '7 where 2 is usual'],
  ])('tell %d against %d in %d s', (seen, expected, windowSeconds, words) => {
    expect(figures({ seen, expected, windowSeconds })).toBe(words);
  });

  it('do not say the title twice', () => {
    expect(sentenceRest({ title: 'Bags surging', sentence: 'Bags surging since 13:56: a lot.' })).toBe('since 13:56: a lot.');
    expect(sentenceRest({ title: 'Bags surging', sentence: 'Something else.' })).toBe('Something else.');
  });

  it.each([
    [null, 34, '34\u00a0min'],
    [NOW - 24 * MINUTE, 34, '10\u00a0min'],
  ])('tell how long it lasts, or lasted (closed at %s)', (closedAt, minutes, words) => {
    expect(lasted({ onsetAt: NOW - minutes * MINUTE, closedAt }, NOW)).toBe(words);
  });

  it('name who was asked last, and say when nobody was', () => {
    const told = (over: object) => ({ channel: 'room', person: null, state: 'sent', at: NOW, why: '', error: null, ...over });
    expect(askedWords([], NOW, 'UTC')).toBe('nobody was asked');
    expect(askedWords([told({ state: 'dead' })], NOW, 'UTC')).toBe('nobody could be asked yet');
    expect(askedWords([told({}), told({ at: NOW + MINUTE, person: 'Tor' })], NOW + MINUTE, 'UTC')).toBe('Tor was asked at 14:31');
  });

  it('know every kind of alert and everything that can happen', () => {
    expect(Object.keys(KIND_WORD).sort()).toEqual([...AlertKind.options].sort());
    expect(Object.keys(EVENT_WORD).sort()).toEqual([...IncidentEvent.shape.what.options].sort());
  });

  it('tell the load of alerts beside what people can take in', () => {
    const load = { people: 3, lately: 0.7, average: 0.02, accepted: { average: 1, upset: 10 } };
    const rest = { standing: 1, unclaimed: 1, flapping: 0, silenced: 0, floodSince: null, hours: [], rules: [], undelivered: 0 };
    expect(loadWords({ ...load, ...rest })).toBe(
      'Alerts for each of 3 people: 0.7 in the last ten minutes (10 at most in an upset), less than 0.1 in ten minutes over the day (1 at most).',
    );
  });
});

describe('a list that is read again', () => {
  const [open, today, before] = incidentListOf().incidents;
  const first = incidentListOf({ incidents: [open!, today!], next: 'c.1.11' });

  it('keeps what one has scrolled to', () => {
    const shown = { ...first, incidents: [open!, today!, before!], next: null };
    expect(withOlder(first, shown)).toEqual(shown);
  });

  it('has nothing twice, and what is over once in its new place', () => {
    const closed = { ...open!, state: 'closed' as const };
    const shown = { ...first, incidents: [open!, today!, before!], next: 'c.2.10' };
    const fresh = { ...first, incidents: [closed, today!] };
    expect(withOlder(fresh, shown).incidents).toEqual([closed, today, before]);
    expect(withOlder(fresh, shown).next).toBe('c.2.10');
  });

  it('grows by what is older, up to a bound', () => {
    const many = Array.from({ length: SHOWN_BOUND - 1 }, () => before!);
    expect(withMore(first, { ...first, incidents: [before!], next: 'c.3.9' })).toMatchObject({
      incidents: [open, today, before],
      next: 'c.3.9',
    });
    const full = withMore({ ...first, incidents: many }, { ...first, incidents: [before!, before!] });
    expect([full.incidents.length, full.next]).toEqual([SHOWN_BOUND, null]);
  });

  it('is as it was read where there is nothing older', () => {
    expect(withOlder(first, undefined)).toBe(first);
    expect(withOlder({ ...first, next: null }, { ...first, incidents: [before!] })).toEqual({ ...first, next: null });
  });
});

describe('the days of the list', () => {
  it('are named as one says them', () => {
    expect([NOW, NOW - 1440 * MINUTE, NOW - 2880 * MINUTE].map((at) => dayWords(at, NOW, 'Europe/Oslo'))).toEqual([
      'Today',
      'Yesterday',
      'Thursday 5 Mar 2026',
    ]);
  });

  it('hold what began on them, in the zone of the board', () => {
    const at = (id: string, openedAt: number) => lineOf(incidentOf({ id, openedAt }));
    const midnight = Date.parse('2026-03-06T23:00:00Z');
    const days = byDay([at('3', NOW), at('2', midnight), at('1', midnight - 1)], NOW, 'Europe/Oslo');
    expect(days.map(({ name, incidents }) => [name, incidents.map(({ id }) => id)])).toEqual([
      ['Today', ['3', '2']],
      ['Yesterday', ['1']],
    ]);
  });
});

describe('a field for date and time', () => {
  it.each([
    ['UTC', '2026-03-07T14:05', '2026-03-07T14:05:00Z'],
    ['Europe/Oslo', '2026-07-07T14:05', '2026-07-07T12:05:00Z'],
    ['Asia/Kathmandu', '2026-03-07T14:05', '2026-03-07T08:20:00Z'],
    // The clocks go back on 25 October 2026: half past two comes twice.
    ['Europe/Oslo', '2026-10-25T02:30', '2026-10-25T00:30:00Z'],
  ])('in %s, %s is %s', (zone, local, moment) => {
    expect(momentOf(local, zone)).toBe(Date.parse(moment));
    expect(localOf(Date.parse(moment), zone)).toBe(local);
  });

  it.each(['', 'yesterday', '2026-13-40T99:99'])('of “%s” names no moment', (local) => {
    expect(momentOf(local, 'UTC')).toBeNull();
  });
});

describe('the invented incident', () => {
  it('is one that the server could send', () => {
    expect(IncidentPage.parse(incidentPageOf())).toEqual(incidentPageOf());
    expect(IncidentList.safeParse(incidentListOf()).error).toBeUndefined();
    expect(IncidentReview.parse(reviewOf())).toEqual(reviewOf());
  });
});
