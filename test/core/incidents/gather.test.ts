import { describe, expect, it } from 'vitest';
import { extendSeries } from '../../../server/core/incidents/series.ts';
import type { Incident } from '../../../shared/incident.ts';
import { Running } from '../../support/alerting.ts';
import { MIN, START, Tale } from '../../support/tale.ts';

const calm = () => new Tale().settings().steady(0, 180, 2);
const surge = () => calm().steady(180, 190, 12);

function incidents(tale: Tale): Incident[] {
  const { alerting } = tale.fold().state;
  return [...[...alerting.open.values()].map(({ incident }) => incident), ...alerting.closed];
}
const only = (tale: Tale): Incident => {
  const all = incidents(tale);
  expect(all).toHaveLength(1);
  return all[0]!;
};
const happened = ({ events }: Incident) => events.map(({ what }) => what);
const rung = ({ news }: Incident) => news.filter(({ rings }) => rings).map(({ what }) => what);

describe('an incident', () => {
  it('is one thing that happens, however many watches and detectors tell of it', () => {
    const angry = () => ({ watches: ['halden', 'bags'], label: 'negative' as const });
    const incident = only(calm().steady(180, 196, 30, angry));
    expect(new Set(incident.subjects)).toEqual(new Set(['halden', 'bags']));
    expect(rung(incident).filter((what) => what === 'opened')).toHaveLength(1);
    expect(incident.severity).toBe('critical');
  });

  it('begins with the alert that leads it, in one sentence of facts', () => {
    const incident = only(surge());
    expect(incident).toMatchObject({ id: '1', state: 'open', title: 'Halden Air is surging', owner: null, version: 1 });
    expect(incident.sentence).toMatch(
      /^Halden Air is surging since 09:\d\d: \d+ mentions in \d+ min, [\d.]+ times the usual [\d.]+; 0% negative/,
    );
    expect(incident.sentence.match(/since/g)).toHaveLength(1);
  });

  it('closes with its last alert, tells so without ringing, and keeps how big it was', () => {
    const incident = only(surge().steady(190, 230, 2));
    expect(incident.state).toBe('closed');
    expect(incident.news.at(-1)).toMatchObject({ what: 'closed', rings: false });
    expect(incident.peak.seen).toBeGreaterThan(incident.peak.expected);
    expect(incident.closedAt! - incident.calmAt!).toBe(8 * MIN);
    expect(incident.sentence).toMatch(
      /^Halden Air is surging from 09:0\d to 09:\d\d \(\d+ min\): at its peak \d+ against [\d.]+, [\d.]+ times\.$/,
    );
  });

  it('is two where two watches that have nothing in common surge', () => {
    const both = new Tale()
      .settings()
      .steady(0, 180, 4, (i) => ({ watches: [i % 2 ? 'halden' : 'bags'] }))
      .steady(180, 190, 30, (i) => ({ watches: [i % 2 ? 'halden' : 'bags'] }));
    expect(
      incidents(both)
        .map(({ lead }) => lead.subject)
        .sort(),
    ).toEqual(['bags', 'halden']);
  });

  describe('of ours', () => {
    const both = () => new Tale().settings().steady(0, 180, 4, (i) => ({ watches: [i % 2 ? 'halden' : 'norvik'] }));
    const rival = () => ({ watches: ['norvik'] });
    const mixed = (i: number) => ({ watches: [i % 3 ? 'halden' : 'norvik'] });
    const inCrisis = () => both().steady(180, 186, 20).steady(186, 196, 45, mixed);

    it('draws in a rival that surges after it: that does not ring, and what is said of the rival is no part of it', () => {
      const incident = only(inCrisis());
      expect(incident.alerts.map(({ kind }) => kind)).toEqual(['spike', 'rival']);
      expect(incident.subjects).toEqual(['halden']);
      expect(rung(incident).filter((what) => what === 'opened')).toHaveLength(1);
    });

    it('is over when only the rival is left of it', () => {
      const [incident, ...others] = incidents(inCrisis().steady(196, 240, 20, rival));
      expect(others).toEqual([]);
      expect(incident).toMatchObject({ state: 'closed', lead: { kind: 'spike' } });
      expect(incident!.events.at(-1)!.note).toMatch(/left of it: norvik is surging$/);
    });

    it('leaves a rival alone that surged before it', () => {
      const tale = both().steady(180, 186, 20, rival).steady(186, 196, 20);
      expect(incidents(tale).map(({ lead }) => lead.kind)).toEqual(['rival', 'spike']);
    });
  });

  it('holds all sources that are blind together, and nothing that is heard', () => {
    const tale = surge().source(100).source(100, { source: 'mastodon' }).source(191, { status: 'down', message: 'refused' });
    tale.source(191, { source: 'mastodon', status: 'down', message: 'refused' }).steady(191, 196, 12);
    expect(incidents(tale).map(({ lead, alerts }) => `${lead.kind} ${alerts.length}`)).toEqual(['spike 1', 'silence 2']);
  });

  it('is called by what was worst of it once it is over, whatever outlasted that', () => {
    const tale = surge();
    for (let i = 0; i < 8; i++) tale.say(189 + i / 10, { urgency: ['legal'], intent: 'complaint', label: 'negative', handle: `law${i}` });
    const running = new Running(tale);
    const { incident } = running.state.alerting.open.get('1')!;
    const led = () => incident.lead.kind;
    while (led() === 'spike') running.minute(2);
    expect(incident).toMatchObject({ state: 'open', title: 'People speak of law or the press: Halden Air', lead: { kind: 'urgent' } });
    while (running.state.alerting.open.size > 0) running.minute(2);
    expect(incident).toMatchObject({ state: 'closed', title: 'Halden Air is surging', lead: { kind: 'spike' } });
  });

  it('is over when only late answers are left of it, which stand at the desk', () => {
    const tale = surge();
    const late = (minute: number) =>
      tale.say(minute, { addressed: true, intent: 'complaint', label: 'negative', urgency: ['safety'], handle: `late${minute}` });
    for (let i = 0; i < 6; i++) late(186 + i / 10);
    tale.steady(187, 240, 2);
    const incident = only(tale);
    expect(incident.alerts.map(({ kind }) => kind)).toEqual(['spike', 'urgent', 'breach']);
    expect(incident).toMatchObject({ state: 'closed', lead: { kind: 'spike' } });
    expect(incident.events.at(-1)!.note).toMatch(/left of it: urgent cases wait over their time$/);
  });

  it('that comes back within half an hour is the same one', () => {
    const tale = surge().steady(190, 225, 2).steady(225, 235, 12);
    const incident = only(tale);
    expect(incident).toMatchObject({ id: '1', state: 'open', closedAt: null, flapping: false });
    expect(incident.resumedAt).toHaveLength(1);
    expect(rung(incident)).toEqual(['opened', 'resumed']);
  });

  it('that comes and goes is told once, as a state, until it keeps still for half an hour', () => {
    const tale = surge();
    let minute = 190;
    for (let round = 0; round < 5; round++) {
      tale.steady(minute, minute + 24, 2).steady(minute + 24, minute + 29, 14);
      minute += 29;
    }
    const flaps = only(tale);
    expect(flaps.flapping).toBe(true);
    expect(happened(flaps).filter((what) => what === 'flapping')).toHaveLength(1);
    expect(rung(flaps).filter((what) => what === 'resumed').length).toBeLessThanOrEqual(3);
    tale.steady(minute, minute + 60, 2);
    const steady = only(tale);
    expect(steady).toMatchObject({ flapping: false, state: 'closed' });
    expect(happened(steady)).toContain('steady');
  });

  it('whose alerts clear and return three times within two hours flaps as well, though nobody was told of that', () => {
    const running = new Running(surge());
    const { incident } = running.state.alerting.open.get('1')!;
    const how = () => incident.state;
    for (let round = 0; round < 3; round++) {
      while (how() !== 'clearing') running.minute(2);
      while (how() !== 'open') running.minute(30);
    }
    expect(incident.flapping).toBe(true);
    expect(rung(incident)).not.toContain('resumed');
  });

  it('rings again when it grows worse', () => {
    const incident = only(surge().steady(190, 196, 60, () => ({ label: 'negative' })));
    expect(rung(incident)).toEqual(['opened', 'escalated']);
    expect(incident.news.at(-1)!.text).toMatch(/^from (medium|high) to critical: /);
  });

  it('draws its curve from half an hour before the onset, a value a minute', () => {
    const { series, onsetAt } = only(surge().steady(190, 200, 12));
    expect(series.from).toBe(onsetAt - 30 * MIN);
    expect(series.total.slice(0, 30)).toEqual(Array(30).fill(2));
    expect(series.total.slice(30, 45)).toEqual(Array(15).fill(12));
  });

  it('keeps its curve bounded, however long it lasts', () => {
    const { state } = surge().fold();
    const { incident } = state.alerting.open.get('1')!;
    const heard = incident.series.total.reduce((a, b) => a + b, 0);
    for (let minute = 0; minute < 2500; minute++) {
      state.now += MIN;
      extendSeries(state, incident);
    }
    expect(incident.series.step).toBe(4 * MIN);
    expect(incident.series.total.length).toBeLessThanOrEqual(720);
    expect(incident.series.total.slice(0, 12).reduce((a, b) => a + b, 0)).toBeGreaterThanOrEqual(heard);
  });

  it('counts our answers to its posts, and when the first came', () => {
    const tale = surge();
    const post = tale.entries.at(-1)!.entry.id;
    tale.say(191, { own: true, inReplyTo: post, handle: 'haldenair' }).tick(193);
    const incident = only(tale);
    expect(incident.answeredAt).toBe(START + 191 * MIN);
    expect(incident.series.replies.reduce((a, b) => a + b, 0)).toBe(1);
  });

  it('loses the words of a post that is taken back', () => {
    const tale = surge().steady(190, 192, 12);
    const { mention } = only(tale).evidence[0]!;
    tale.append({ kind: 'retraction', id: `r:${mention}`, at: tale.entries.at(-1)!.entry.at, mention });
    expect(only(tale).evidence.find((post) => post.mention === mention)).toMatchObject({ text: '', author: '' });
  });
});

describe('a flood', () => {
  const many = 500;
  const watches = Array.from({ length: many }, (_, i) => ({ id: `w${i}`, name: `W${i}`, kind: 'ours' as const, query: `w${i}`, rank: i }));
  // Each watch hears one post a minute, and then thirty in the same minute as all the others.
  const tale = new Tale().settings(0, { watches });
  for (let minute = 0; minute < 60; minute += 10)
    for (let i = 0; i < many; i++) tale.say(minute + i / many, { watches: [`w${i}`], handle: `p${i}` });
  for (let round = 0; round < 25; round++)
    for (let i = 0; i < many; i++) tale.say(60 + (round * many + i) / (25 * many), { watches: [`w${i}`], handle: `p${i}` });
  tale.tick(61).tick(62);

  it('of five hundred findings at once loses none, and is ten incidents, not five hundred', () => {
    const { state } = tale.fold();
    const open = [...state.alerting.open.values()].map(({ incident }) => incident);
    expect(state.open.size).toBe(many);
    expect(open).toHaveLength(10);
    expect(open.reduce((sum, { alerts, alertsDropped }) => sum + alerts.length + alertsDropped, 0)).toBe(many);
    expect(open.flatMap(rung).filter((what) => what === 'opened')).toHaveLength(10);
  });
});

describe('people and an incident', () => {
  const done = (tale: Tale) => tale.fold().state.alerting.outcomes.get(tale.lastAction);

  it('have it with all its alerts, and the first who takes it has it', () => {
    const tale = surge().does(190, { type: 'take', incident: '1' });
    expect(done(tale)).toBeNull();
    tale.does(190, { type: 'take', incident: '1', by: 'Jonas' });
    expect(done(tale)).toBe('Mara has it already; it can be passed on');
    const { state } = tale.fold();
    expect([...state.open.values()].map(({ alert }) => alert.owner)).toEqual(['Mara']);
    expect(only(tale)).toMatchObject({ owner: 'Mara', firstAcknowledgedAt: START + 190 * MIN });
  });

  it('pass it on, give it back, and nobody having it rings again', () => {
    const tale = surge().does(190, { type: 'take', incident: '1' }).does(191, { type: 'pass-on', incident: '1', person: 'Jonas' });
    expect(only(tale).owner).toBe('Jonas');
    tale.does(192, { type: 'give-back', incident: '1', by: 'Jonas' });
    const incident = only(tale);
    expect(incident).toMatchObject({ owner: null, acknowledgedAt: null, firstAcknowledgedAt: START + 190 * MIN });
    expect(rung(incident)).toEqual(['opened', 'unacknowledged']);
  });

  it('who take one of its alerts take it', () => {
    const tale = surge();
    const alert = [...tale.fold().state.open.keys()][0]!;
    expect(only(tale.does(190, { type: 'acknowledge', alert })).owner).toBe('Mara');
  });

  it('write its status, notes, checks and exceptions, also when it is over, but for the status', () => {
    const tale = surge()
      .does(190, { type: 'status', incident: '1', text: 'Belts stand still in hall 2' })
      .does(190, { type: 'incident-note', incident: '1', text: 'Called the airport' })
      .does(190, { type: 'check', incident: '1', check: 'inform', done: true })
      .does(190, { type: 'exception', incident: '1', guideline: 'No names', why: 'A child was found', agreed: 'Ingrid' });
    const incident = only(tale);
    expect(incident.status).toEqual({ text: 'Belts stand still in hall 2', by: 'Mara', at: START + 190 * MIN });
    expect(incident.notes.map(({ text }) => text)).toEqual(['Called the airport']);
    expect(incident.checks.find(({ id }) => id === 'inform')?.done).toEqual({ by: 'Mara', at: START + 190 * MIN });
    expect(incident.exceptions).toMatchObject([{ guideline: 'No names', why: 'A child was found', agreed: 'Ingrid', by: 'Mara' }]);
    tale.steady(191, 230, 2).does(230, { type: 'mark', incident: '1', mark: 'useful' });
    expect(only(tale).marks).toMatchObject([{ by: 'Mara', mark: 'useful' }]);
    tale.does(231, { type: 'status', incident: '1', text: 'late' });
    expect(done(tale)).toBe('that incident is over');
  });

  it('close it by hand, and what still fires then opens no other', () => {
    const tale = surge().does(190, { type: 'close', incident: '1', note: 'a rehearsal' }).steady(190, 200, 12);
    const incident = only(tale);
    expect(incident.state).toBe('closed');
    expect(incident.events.at(-1)).toMatchObject({ what: 'closed', who: 'Mara', note: 'Mara: a rehearsal' });
  });

  it('merge two into one, which has the alerts and the worst of both', () => {
    const both = new Tale()
      .settings()
      .steady(0, 180, 4, (i) => ({ watches: [i % 2 ? 'halden' : 'bags'] }))
      .steady(180, 190, 30, (i) => ({ watches: [i % 2 ? 'halden' : 'bags'] }))
      .does(190, { type: 'merge-incident', incident: '2', into: '1' });
    const [kept, gone] = incidents(both);
    expect(kept!.alerts).toHaveLength(2);
    expect(gone).toMatchObject({ id: '2', state: 'closed', mergedInto: '1' });
    expect(both.fold().state.open.size).toBe(2);
    expect([...both.fold().state.open.values()].map(({ alert }) => alert.incident)).toEqual(['1', '1']);
  });

  it('are told of one that is long over', () => {
    const tale = surge().does(190, { type: 'take', incident: '99' });
    expect(done(tale)).toBe('incident 99 is long over');
  });
});

describe('a silence', () => {
  const quiet = (tale: Tale, minute: number, over: Record<string, unknown>) =>
    tale.does(minute, {
      type: 'silence',
      matcher: { watches: ['halden'] },
      reason: 'fire drill',
      from: null,
      until: START + 200 * MIN,
      ...over,
    });

  it('keeps what it matches from ringing, and says why', () => {
    const incident = only(quiet(calm(), 179, {}).steady(180, 190, 12));
    expect(rung(incident)).toEqual([]);
    expect(incident.silenced).toMatchObject({ reason: 'fire drill', by: 'Mara', until: START + 200 * MIN });
  });

  it.each([
    ['another watch', { matcher: { watches: ['bags'] } }],
    ['another kind', { matcher: { kinds: ['viral'] } }],
    ['another severity', { matcher: { severities: ['critical'] } }],
    ['another time', { from: START + 300 * MIN, until: START + 400 * MIN }],
  ])('leaves alone %s', (_what, over) => {
    expect(rung(only(quiet(calm(), 179, over).steady(180, 186, 12)))).toEqual(['opened']);
  });

  it('that ends in the middle of an incident lets it ring, as it stands then', () => {
    const tale = quiet(calm(), 179, { until: START + 192 * MIN }).steady(180, 195, 12);
    const incident = only(tale);
    expect(incident.silenced).toBeNull();
    expect(incident.news.map(({ what, rings }) => `${what} ${rings}`)).toEqual(['opened false', 'unsilenced true']);
    expect(incident.news.at(-1)!.at - START - 192 * MIN).toBeLessThanOrEqual(5000);
  });

  it('ends when somebody ends it', () => {
    const tale = quiet(calm(), 179, {}).steady(180, 190, 12);
    const [id] = [...tale.fold().state.alerting.silences.keys()];
    tale.does(190, { type: 'silence-end', silence: id });
    expect(rung(only(tale))).toEqual(['unsilenced']);
  });

  it('does not begin after its end', () => {
    const tale = quiet(calm(), 179, { until: START });
    expect(tale.fold().state.alerting.outcomes.get(tale.lastAction)).toBe('until: it would be over before it begins');
  });
});
