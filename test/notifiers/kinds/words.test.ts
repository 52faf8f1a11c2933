import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noteOf } from '../../../server/notifiers/words/read.ts';
import { address, bytes, inert, within, withinBytes } from '../../../server/notifiers/words/text.ts';
import { incidentOf, NOW, newsOf, opened, sendingOf, told } from './invented.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const headline = (changes: Parameters<typeof sendingOf>[0]) => noteOf(sendingOf(changes)).headline;
const ringing = { rings: true };

describe('the first 60 characters', () => {
  it.each([
    ['tell severity, what and how big', {}, '◆ CRITICAL Negative surge: Halden Air, 6.2× usual'],
    ['say that it is no real thing', { mode: 'drill' as const }, 'DRILL ◆ CRITICAL Negative surge: Halden Air, 6.2× usual'],
    [
      'cut a long title before the size',
      { told: told({ title: 'Negative surge: Halden Air Lounge Breakfast and Late Bar' }) },
      '◆ CRITICAL Negative surge: Halden Air Lounge Br…, 6.2× usual',
    ],
    [
      'count what a kind counts',
      { told: told({ title: 'Urgent cases wait over their time', seen: 4, lead: { ...incidentOf().lead, kind: 'breach' } }) },
      '◆ CRITICAL Urgent cases wait over their time, 4 cases',
    ],
    [
      'count one as one',
      { told: told({ title: 'Promises to customers were broken', seen: 1, lead: { ...incidentOf().lead, kind: 'promise' } }) },
      '◆ CRITICAL Promises to customers were broken, 1 promise',
    ],
    [
      'tell no size where a count tells nothing',
      { told: told({ title: 'Blind on bluesky', lead: { ...incidentOf().lead, kind: 'silence' } }) },
      '◆ CRITICAL Blind on bluesky',
    ],
    ['tell no size of what is never usual', { told: told({ expected: 0 }) }, '◆ CRITICAL Negative surge: Halden Air'],
    [
      'tell how long it took when it is over',
      { told: told({ state: 'closed', closedAt: NOW }) },
      '● OVER Negative surge: Halden Air, after 24 min',
    ],
  ])('%s', (_what, changes, expected) => {
    expect(headline(changes)).toBe(expected);
  });

  it('hold the severity whatever the title is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (title) => {
        const text = headline({ told: told({ title }) });
        expect(text.startsWith('◆ CRITICAL ')).toBe(true);
        expect([...new Intl.Segmenter().segment(text)].length).toBeLessThanOrEqual(120);
      }),
    );
  });
});

describe('a message that follows another', () => {
  it.each([
    ['escalated', newsOf('escalated', 'from high to critical', ringing), {}, '◆ NOW CRITICAL Negative surge: Halden Air, 6.2× usual'],
    ['resumed', newsOf('resumed', 'again', ringing), {}, '◆ CRITICAL, back again: Negative surge: Halden Air'],
    ['unsilenced', newsOf('unsilenced', 'the silence ended', ringing), {}, '◆ CRITICAL, silence over: Negative surge: Halden Air'],
    ['unacknowledged', newsOf('unacknowledged', 'Ines gave it back', ringing), {}, '◆ CRITICAL, nobody has it: Negative surge: Halden Air'],
    ['acknowledged', newsOf('acknowledged', 'Ines has it'), { owner: 'Ines' }, '◆ CRITICAL, Ines has it: Negative surge: Halden Air'],
    ['status', newsOf('status', 'we know (Ines)'), {}, '◆ CRITICAL, status: Negative surge: Halden Air'],
    ['eased', newsOf('eased', 'from critical to high'), { severity: 'high' as const }, '▲ HIGH, eased to high: Negative surge: Halden Air'],
    [
      'closed',
      newsOf('closed', 'back to usual'),
      { state: 'closed' as const, closedAt: NOW },
      '● OVER Negative surge: Halden Air, after 24 min',
    ],
  ])('begins with what is new: %s', (_what, news, incident, expected) => {
    const note = noteOf(sendingOf({ told: told(incident, [news]) }));
    expect([note.follows, note.update, note.changes]).toEqual([true, expected, [`14:23 ${news.text}`]]);
  });

  it('leads with what rings even when something quiet came after it', () => {
    const news = [newsOf('escalated', 'worse', { rings: true }), newsOf('status', 'we know')];
    expect(noteOf(sendingOf({ told: told({}, news) })).update).toContain('NOW CRITICAL');
  });

  it('is the whole message for those who were not told that it opened', () => {
    const note = noteOf(sendingOf({ told: told({}, [opened(), newsOf('acknowledged', 'Ines has it')]) }));
    expect([note.follows, note.changes]).toEqual([false, ['14:23 Ines has it']]);
  });

  it('counts the changes that are too many, and tells the newest', () => {
    const news = Array.from({ length: 11 }, (_, i) => newsOf('status', `word ${i}`));
    const { changes } = noteOf(sendingOf({ told: told({}, news) }));
    expect([changes[0], changes.length, changes.at(-1)]).toEqual(['3 earlier changes', 9, '14:23 word 10']);
  });

  it('says when it may be a repetition', () => {
    const note = noteOf(sendingOf({ repetition: true, told: told({}, [newsOf('status', 'we know')]) }));
    expect([note.changes.at(-1), note.footer].every((text) => text?.includes('may be a repetition'))).toBe(true);
  });
});

describe('what a message tells of an incident', () => {
  it('is since when, how big, who has it, the status and what is part of it', () => {
    const status = { text: 'Crews are on their way', by: 'Ines', at: NOW };
    const { facts } = noteOf(sendingOf({ told: told({ status, flapping: true }) }));
    expect(facts.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      'Since: 14:00 (24 min)',
      'How big: 210 mentions in 5 min; usual are 34 (6.2×); at its peak 228',
      'Who has it: nobody yet',
      'Status: Crews are on their way (Ines, 14:24)',
      'Part of it: 1 more alert',
      'State: it comes and goes',
    ]);
  });

  it('is what was biggest, when it is over', () => {
    const { facts } = noteOf(sendingOf({ told: told({ state: 'closed', closedAt: NOW, alerts: [], owner: 'Ines' }) }));
    expect(facts.map(({ value }) => value)).toEqual([
      '14:00 to 14:24 (24 min)',
      'at its peak 228 mentions in 5 min; usual are 34 (6.7×)',
      'Ines',
    ]);
  });

  it('is two posts, without those whose words were taken back and with links that may be opened alone', () => {
    const evidence = [
      { mention: 'a', author: 'A', network: 'x', text: '' },
      { mention: 'b', author: 'B', network: 'x', text: 'one', url: 'javascript:alert(1)' },
      { mention: 'c', author: 'C', network: 'x', text: 'two', url: 'https://posts.example/2' },
      { mention: 'd', author: 'D', network: 'x', text: 'three' },
    ];
    const { posts } = noteOf(sendingOf({ told: told({ evidence }) }));
    expect(posts.map(({ text, url }) => [text, url])).toEqual([
      ['one', null],
      ['two', 'https://posts.example/2'],
    ]);
  });
});

describe('other messages', () => {
  it('tell what was held back, the open ones first and what is left out counted', () => {
    const incidents = [
      incidentOf({ id: '1', state: 'closed', severity: 'critical', worst: 'critical', title: 'Over by now', closedAt: NOW }),
      incidentOf({ id: '2', severity: 'medium', title: 'Still there', owner: 'Ines' }),
    ];
    const note = noteOf(
      sendingOf({ told: { kind: 'summary', why: 'quiet', from: NOW - 16 * HOUR, to: NOW - 7 * HOUR, incidents, more: 1 } }),
    );
    expect([note.headline, ...note.listed.map(({ text }) => text)]).toEqual([
      '■ While quiet, 22:24 to 07:24: 3 incidents, 1 still open',
      '■ MEDIUM since 14:00: Still there. Ines has it',
      '● over, was critical, 14:00 to 14:24: Over by now',
      'and 1 more',
    ]);
  });

  it('tell a digest as a note: headline, paragraphs, figures, incidents, and its period', () => {
    const digest = {
      headline: 'A calm day',
      paragraphs: ['a', 'b', 'c', 'd', 'e'],
      incidents: [],
      figures: [{ label: 'Mentions', value: '3,412' }],
    };
    const note = noteOf(sendingOf({ told: { kind: 'digest', crisis: true, from: NOW - DAY, to: NOW, digest } }));
    expect([note.headline, note.paragraphs, note.facts, note.footer.split(' · ')[0]]).toEqual([
      '● Crisis: A calm day',
      ['a', 'b', 'c', 'd'],
      [{ label: 'Mentions', value: '3,412' }],
      'Mon 14:24 to Tue 14:24',
    ]);
  });

  it('say that a test is one', () => {
    const note = noteOf(sendingOf({ told: { kind: 'test', by: 'Ines' } }));
    expect([note.headline, note.paragraphs]).toEqual([
      '● TEST This channel works. Nothing happened',
      ['Ines tried this channel at 14:24. Nobody has to do anything.'],
    ]);
  });
});

describe('text from outside', () => {
  it.each([
    ['rings nobody', 'hey @here and ＠all', 'hey @\u200bhere and ＠\u200ball'],
    ['is no link', 'https://evil.example/a', 'https:\u200b//evil\u200b.example/a'],
    ['keeps its numbers and stops', 'it is 3.5 h. Really.', 'it is 3.5 h. Really.'],
    ['stands on one line', 'a\n\n b\tc', 'a b c'],
    ['cannot run backwards', '\u202eabc\u202c', 'abc'],
  ])('%s', (_what, text, expected) => {
    expect(inert(text)).toBe(expected);
  });

  it.each([
    ['https://posts.example/1', 'https://posts.example/1'],
    ['javascript:alert(1)', null],
    ['https://me:secret@posts.example/', null],
    ['posts.example', null],
    [undefined, null],
  ])('opens %s as %s', (url, expected) => {
    expect(address(url)).toBe(expected);
  });

  it('opens no address that is too long to be one', () => {
    expect(address(`https://posts.example/${'a'.repeat(2000)}`)).toBeNull();
  });

  it('is cut within its bound and never within a character', () => {
    const unit = fc.constantFrom('👨‍👩‍👧‍👦', 'é', 'नि', '字', 'a', '🇳🇴', ' ');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), fc.integer({ min: 1, max: 80 }), (text, most) => {
        const [short, few] = [within(text, most), withinBytes(text, most + 3)];
        expect([short.length <= most, bytes(few) <= most + 3]).toEqual([true, true]);
        const whole = [...new Intl.Segmenter('und').segment(text)].map(({ segment }) => segment);
        const kept = [...new Intl.Segmenter('und').segment(short.replace(/…$/, ''))].map(({ segment }) => segment);
        expect(whole.slice(0, kept.length)).toEqual(kept);
      }),
    );
  });
});
