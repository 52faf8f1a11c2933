import { describe, expect, it } from 'vitest';
import { MIN, START, Tale } from '../../support/tale.ts';

const quiet = (perMinute: number, minutes = 180) => new Tale().settings().steady(0, minutes, perMinute);
const alertsOf = (tale: Tale) => [...tale.fold().state.open.values()].map((open) => open.alert);

describe('a spike', () => {
  it.each([
    { story: 'a steady stream', tale: () => quiet(4) },
    { story: 'a slow rise over hours', tale: () => new Tale().settings().steady(0, 120, 4).steady(120, 240, 5).steady(240, 360, 6) },
    { story: 'three times a very small usual, under the minimum', tale: () => quiet(0, 60).steady(60, 65, 2) },
    { story: 'a flood before anything usual was learnt', tale: () => new Tale().settings().steady(0, 30, 60) },
  ])('does not open on $story', ({ tale }) => {
    expect(alertsOf(tale())).toEqual([]);
  });

  it('opens within the second in which enough was said, with its arithmetic', () => {
    const tale = quiet(2);
    for (let i = 0; i < 60; i++) tale.say(180 + i / 600);
    tale.tick(180.2);
    const [alert] = alertsOf(tale);
    expect(alert).toMatchObject({ kind: 'spike', subject: 'halden', subjectName: 'Halden Air', severity: 'high', windowSeconds: 300 });
    expect(alert!.openedAt - (START + 180 * MIN)).toBeLessThan(5000);
    expect(alert!.onsetAt).toBe(START + 180 * MIN);
    expect(alert!.seen).toBeGreaterThanOrEqual(24);
    expect(alert!.expected).toBeGreaterThan(9);
    expect(alert!.reason).toMatch(/^\d+ mentions in 5 min, [\d.]+ times the usual [\d.]+; \d+% negative; since 09:00$/);
    expect(alert!.whyNow).toMatch(/deviations above what is expected/);
    expect(alert!.whyNotBefore).toMatch(/^until 09:00 /);
    expect(alert!.rule.settings).toMatchObject({ minimum: 20, times: 2 });
    expect(alert!.evidence.length).toBe(5);
    expect(alert!.timeline[0]!.what).toBe('opened');
  });

  it('did not begin before it did when what is usual was filled in afterwards', () => {
    const tale = new Tale().settings(180);
    for (let i = 0; i < 360; i++) tale.say(180, { postedAt: START + i * (MIN / 2) });
    tale.tick(180.1);
    for (let i = 0; i < 60; i++) tale.say(181.2 + i / 600);
    expect(alertsOf(tale.tick(181.4)).map(({ onsetAt }) => onsetAt)).toEqual([START + 181 * MIN]);
  });

  it('is one alert for one event, whichever watches, totals and negative parts surge', () => {
    const tale = quiet(2);
    tale.steady(180, 190, 40, (i) => ({ label: i % 4 ? 'negative' : 'neutral', watches: i % 2 ? ['halden', 'bags'] : ['halden'] }));
    const alerts = alertsOf(tale);
    expect(alerts).toHaveLength(1);
    expect(alerts[0]!.merged).toEqual(['bags']);
  });

  it('of a competitor stands apart and is never more than medium', () => {
    const tale = new Tale().settings().steady(0, 180, 2, (i) => ({ watches: [i % 2 ? 'norvik' : 'halden'] }));
    tale.steady(180, 190, 40, () => ({ watches: ['norvik'], label: 'negative' }));
    expect(alertsOf(tale).map(({ subject, severity }) => [subject, severity])).toEqual([['norvik', 'medium']]);
  });

  it('of ours takes in what the same posts say of a rival', () => {
    const tale = new Tale().settings().steady(0, 180, 3, (i) => ({ watches: [i % 3 ? 'halden' : 'norvik'] }));
    tale.steady(180, 190, 40, (i) => ({ watches: i % 2 ? ['halden', 'norvik'] : ['halden'], label: 'negative' }));
    expect(alertsOf(tale).map(({ subject, merged }) => [subject, merged])).toEqual([['halden', ['norvik']]]);
  });

  it('without any watch is looked for in everything that is heard', () => {
    const tale = new Tale().settings(0, { watches: [], scopes: [{ id: 'all', watches: [], rivals: [] }] });
    tale.steady(0, 180, 2, () => ({ watches: [] })).steady(180, 184, 30, () => ({ watches: [] }));
    expect(alertsOf(tale)[0]).toMatchObject({ subject: 'all', subjectName: 'Everything heard' });
  });

  it('is not opened by a source that catches up on the past', () => {
    const tale = quiet(2);
    for (let i = 0; i < 400; i++) tale.say(180.1, { postedAt: START + 60 * MIN + i * 15_000, receivedAt: START + 180 * MIN });
    tale.tick(181);
    expect(alertsOf(tale)).toEqual([]);
  });

  it('keeps what was usual before it while it lasts, so that it does not fade by becoming usual', () => {
    const tale = quiet(2).steady(180, 400, 20);
    const [alert] = alertsOf(tale);
    expect(alert!.state).toBe('open');
    expect(alert!.seen / alert!.expected).toBeGreaterThan(8);
  });

  it('in one language shows although the whole does not, and is an alert of the watch', () => {
    const tale = quiet(10).steady(180, 195, 13, (i) => ({ language: i % 13 >= 10 ? 'es' : 'en' }));
    expect(alertsOf(tale)).toMatchObject([{ kind: 'spike', subject: 'halden', title: 'Halden Air is surging in Spanish' }]);
  });

  it('of the whole is not told again for the language in which it is', () => {
    const tale = quiet(4).steady(180, 195, 40, (i) => ({ language: i % 5 ? 'es' : 'en' }));
    expect(alertsOf(tale).map(({ title }) => title)).toEqual(['Halden Air is surging']);
  });

  it('says how many times a usual hour of the week it is once earlier days are known, and how rare once the stream is', () => {
    const fresh = quiet(2).steady(180, 186, 30);
    expect(alertsOf(fresh)[0]!.surge).toMatchObject({ score: null, rarity: 'how rare that is here is still being learnt' });
    expect(alertsOf(fresh)[0]!.surge!.multiple).toMatch(/^[\d.]+ times usual$/);
    const known = quiet(1, 30 * 60).steady(1800, 1806, 20);
    const { surge, whyNow } = alertsOf(known)[0]!;
    expect(surge!.score).toBeGreaterThan(0.999);
    expect(surge!.multiple).toMatch(/^[\d.]+ times a usual Sunday at 12:00$/);
    expect(whyNow).toMatch(/as rare as one in [\d,]+ five-minute windows$/);
  });

  it('names what drives it: one thread, copies, a far-reaching author', () => {
    const tale = quiet(2).steady(180, 186, 30, (i) => ({
      handle: i === 3 ? 'dara.radio' : `q${i}`,
      ...(i === 3 ? { followers: 240_000 } : {}),
      ...(i % 2 ? { root: 'push:1' } : {}),
    }));
    const { drivers } = alertsOf(tale)[0]!.surge!;
    expect(drivers).toContain('@dara.radio reaches 240,000');
    expect(drivers.some((driver) => /^\d+% in one thread$/.test(driver))).toBe(true);
  });

  it.each([
    ['a language that is usual', 'en', 'en', []],
    ['a language that is not', 'en', 'de', ['100% in German, usually 0%']],
  ])('is driven by %s only where it stands above its usual share', (_what, before, during, told) => {
    const tale = new Tale().settings().steady(0, 180, 2, () => ({ language: before }));
    tale.steady(180, 186, 30, () => ({ language: during }));
    const drivers = alertsOf(tale)[0]!.surge!.drivers;
    expect(drivers.filter((driver) => / (in|on) \w+(,|$)/.test(driver))).toEqual(told);
  });

  it.each([
    ['without anger', 0, 'high'],
    ['with some anger', 4, 'critical'],
  ])('of more than ten times the usual %s', (_what, every, severity) => {
    const tale = quiet(2).steady(180, 186, 60, (i) => ({ label: every > 0 && i % every === 0 ? 'negative' : 'neutral' }));
    const [alert] = alertsOf(tale);
    expect(alert!.seen / alert!.expected).toBeGreaterThan(10);
    expect(alert!.severity).toBe(severity);
  });
});
