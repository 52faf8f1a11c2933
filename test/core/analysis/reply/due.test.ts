import { describe, expect, it } from 'vitest';
import { dueOf } from '../../../../server/core/analysis/reply/due.ts';
import { sentencesOf } from '../../../../server/core/analysis/reply/sentences.ts';
import { scan } from '../../../../server/core/analysis/text/tokens.ts';

const OSLO = 'Europe/Oslo';
/** A Monday, ten in the morning in Oslo. */
const MONDAY = '2026-11-23T09:00:00.000Z';

function due(text: string, zone = OSLO, postedAt = MONDAY): string {
  const [sentence] = sentencesOf(scan(text), text);
  return new Date(dueOf(sentence!, text, zone, Date.parse(postedAt))).toISOString();
}

describe('A promise falls due', () => {
  const rows: [text: string, at: string][] = [
    ["We'll get back to you", '2026-11-24T09:00:00.000Z'],
    ["We'll get back to you today", '2026-11-23T23:00:00.000Z'],
    ["We'll get back to you by tomorrow", '2026-11-24T23:00:00.000Z'],
    ["I'll call you within 2 hours", '2026-11-23T11:00:00.000Z'],
    ["I'll call you in an hour", '2026-11-23T10:00:00.000Z'],
    ["I'll call you within 24-48 hours", '2026-11-25T09:00:00.000Z'],
    ["I'll reply in 30mins", '2026-11-23T09:30:00.000Z'],
    ["I'll call you by 17:00", '2026-11-23T16:00:00.000Z'],
    ["I'll call you by 5pm", '2026-11-23T16:00:00.000Z'],
    ["I'll call you by 9:30", '2026-11-24T08:30:00.000Z'],
    ["I'll call you tomorrow by 9:30", '2026-11-24T08:30:00.000Z'],
    ["I'll call you at 12am", '2026-11-23T23:00:00.000Z'],
    ["We'll reply by Friday", '2026-11-27T23:00:00.000Z'],
    ["We'll reply by Monday", '2026-11-30T23:00:00.000Z'],
    ["We'll reply within 3 working days", '2026-11-26T09:00:00.000Z'],
    ["We'll reply within 500 weeks", '2027-01-22T09:00:00.000Z'],
    ['Vi svarer deg i dag', '2026-11-23T23:00:00.000Z'],
    ['Vi svarar i morgon', '2026-11-24T23:00:00.000Z'],
    ['Wir melden uns morgen bis 12 Uhr', '2026-11-24T11:00:00.000Z'],
    ['Wir melden uns innerhalb von 4 Stunden', '2026-11-23T13:00:00.000Z'],
    ['Le responderemos mañana', '2026-11-24T23:00:00.000Z'],
    ['Je reviens vers vous vendredi', '2026-11-27T23:00:00.000Z'],
    ['Ti aggiorniamo entro 2 ore', '2026-11-23T11:00:00.000Z'],
    ['本日中にご連絡いたします', '2026-11-23T23:00:00.000Z'],
  ];
  for (const [text, at] of rows) it(`"${text}": ${at}`, () => expect(due(text)).toBe(at));

  it('by the clocks of the zone', () => {
    expect(due("I'll call you by 17:00", 'Asia/Manila')).toBe('2026-11-24T09:00:00.000Z');
  });

  it('at the right hour of the day on which clocks change', () => {
    expect(due("I'll call you tomorrow at 17:00", OSLO, '2026-03-28T12:00:00.000Z')).toBe('2026-03-29T15:00:00.000Z');
    expect(due("We'll reply tomorrow", OSLO, '2026-03-28T12:00:00.000Z')).toBe('2026-03-29T22:00:00.000Z');
  });

  it('some time even where the network sends no real time', () => {
    const text = 'We will reply today';
    const [sentence] = sentencesOf(scan(text), text);
    expect(Number.isFinite(dueOf(sentence!, text, OSLO, Number.MAX_SAFE_INTEGER))).toBe(true);
    expect(dueOf(sentence!, text, 'UTC', -1)).toBe(86_400_000);
  });
});
