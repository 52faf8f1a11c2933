import { describe, expect, it } from 'vitest';
import { defaultDesk } from '../../../server/core/desk/setting.ts';
import { alertingWith, channel, Running, route, surging } from '../../support/alerting.ts';
import { MIN, START, Tale } from '../../support/tale.ts';

const chat = channel('chat');
const mail = channel('mail', { kind: 'email', personal: true });
const states = (running: Running) => running.deliveries().map(({ id, state }) => `${id} ${state}`);

describe('who is told', () => {
  it('is every channel at once, where no route says otherwise', () => {
    const running = new Running(surging(alertingWith({ channels: [chat, channel('pager')] })));
    expect(states(running)).toEqual(['chat/-/i1 waiting', 'pager/-/i1 waiting']);
  });

  it('is nobody without a channel', () => {
    expect(new Running(surging(alertingWith({}))).deliveries()).toEqual([]);
  });

  it.each([
    ['kind', { kinds: ['viral' as const], severities: [], watches: [] }, []],
    ['severity', { kinds: [], severities: ['critical' as const], watches: [] }, []],
    ['watch', { kinds: [], severities: [], watches: ['bags'] }, []],
    ['the very watch', { kinds: [], severities: [], watches: ['halden'] }, ['chat/-/i1 waiting']],
  ])('is chosen by %s', (_what, matcher, expected) => {
    const routes = [route([{ after: 0, channels: ['chat'], to: null }], { matcher })];
    expect(states(new Running(surging(alertingWith({ channels: [chat], routes }))))).toEqual(expected);
  });

  it('is told by the first route that matches, and by those after it while they let it go on', () => {
    const step = (id: string) => [{ after: 0, channels: [id], to: null }];
    const channels = ['a', 'b', 'c'].map((id) => channel(id));
    const routes = [route(step('a'), { goesOn: true }), route(step('b')), route(step('c'))];
    expect(states(new Running(surging(alertingWith({ channels, routes }))))).toEqual(['a/-/i1 waiting', 'b/-/i1 waiting']);
  });

  it('is the next one when nobody has it after a while, and no further one once somebody has', () => {
    const routes = [
      route(
        [0, 10, 20].map((after, i) => ({ after: after * MIN, channels: ['mail'], to: { people: [['mara'], ['jonas'], ['ingrid']][i]! } })),
      ),
    ];
    const running = new Running(surging(alertingWith({ channels: [mail], routes }), 6));
    const { openedAt } = running.state.alerting.open.get('1')!.incident;
    const opened = (openedAt - START) / MIN;
    expect(states(running)).toEqual(['mail/mara/i1 waiting']);
    running.until(opened + 9.9);
    expect(running.deliveries()).toHaveLength(1);
    running.until(opened + 10.1);
    expect(states(running)).toEqual(['mail/mara/i1 waiting', 'mail/jonas/i1 waiting']);
    expect(running.deliveries()[1]!.why).toBe('Route, jonas: nobody had it after 10 min');
    running.append({
      kind: 'action',
      id: 'a:t',
      at: running.state.now,
      action: { id: 'take-0001', by: 'Jonas', type: 'take', incident: '1' },
    });
    running.until(opened + 25);
    expect(running.deliveries().map(({ person }) => person)).toEqual(['mara', 'jonas']);
  });

  it('is whoever is on shift', () => {
    const hours = (from: number, to: number) => Array.from({ length: 7 }, () => [{ from: from * 60, to: to * 60 }]);
    const calendar = (id: string, from: number, to: number) => ({ id, zone: 'UTC', always: false, hours: hours(from, to), holidays: [] });
    const team = (id: string) => ({ id, name: id, calendar: id, languages: [], watches: [] });
    const person = (id: string, at: string) => ({ id, name: id, initials: [], languages: [], team: at });
    const desk = {
      ...defaultDesk(),
      calendars: [calendar('early', 6, 14), calendar('late', 14, 22)],
      teams: [team('early'), team('late')],
      people: [person('mara', 'early'), person('jonas', 'late')],
    };
    const alerting = alertingWith({ channels: [mail], routes: [route([{ after: 0, channels: ['mail'], to: { onShift: true } }])] });
    const tale = new Tale().settings(0, { alerting, desk }).steady(0, 180, 2).steady(180, 190, 12);
    expect(states(new Running(tale))).toEqual(['mail/mara/i1 waiting']);
  });
});

describe('news', () => {
  it('go to who was told before, the newest alone, in the same message', () => {
    const running = new Running(surging(alertingWith({ channels: [chat] })));
    running.send();
    expect(running.deliveries()[0]).toMatchObject({ state: 'sent', sent: 1, wanted: 1, reference: 'm-chat/-/i1' });
    const status = (id: string, text: string) =>
      running.append({
        kind: 'action',
        id: `a:${id}`,
        at: running.state.now,
        action: { id, by: 'Mara', type: 'status', incident: '1', text },
      });
    status('status-01', 'looking');
    status('status-02', 'found');
    running.until(191);
    expect(running.deliveries()[0]).toMatchObject({ state: 'waiting', sent: 1, wanted: 3, rings: false, reference: 'm-chat/-/i1' });
    running.send();
    expect(running.deliveries()[0]).toMatchObject({ state: 'sent', sent: 3 });
  });

  it('end with that it is over', () => {
    const running = new Running(surging(alertingWith({ channels: [chat] })));
    running.send();
    running.until(230);
    expect(running.state.alerting.open.size).toBe(0);
    expect(running.deliveries()[0]).toMatchObject({ state: 'waiting', rings: false });
    running.send();
    running.until(260);
    expect(running.deliveries()).toMatchObject([{ state: 'sent', wanted: 2, sent: 2 }]);
  });

  it('wait while a silence covers the incident, but for its end', () => {
    const silence = { id: 's', matcher: { kinds: [], severities: [], watches: [] }, reason: 'works', by: 'file', maintenance: true };
    const silences = [{ ...silence, from: START + 185 * MIN, until: START + 400 * MIN }];
    const running = new Running(surging(alertingWith({ channels: [chat], silences }), 4));
    running.send();
    running.until(186);
    running.append({
      kind: 'action',
      id: 'a:s',
      at: running.state.now,
      action: { id: 'status-01', by: 'Mara', type: 'status', incident: '1', text: 'x' },
    });
    running.until(188);
    expect(running.send()).toEqual([]);
    running.until(230);
    expect(running.send().map(({ wanted }) => wanted)).toEqual([running.state.alerting.closed[0]!.version]);
  });

  it('of what was given up are tried again when it rings anew, or somebody asks', () => {
    const running = new Running(surging(alertingWith({ channels: [chat] })));
    running.send('dead');
    expect(running.deliveries()[0]).toMatchObject({ state: 'dead', error: 'refused' });
    expect(running.state.alerting.open.get('1')!.incident.events.at(-1)).toMatchObject({
      what: 'told',
      note: 'chat could not be told: refused',
    });
    const again = { id: 'again-001', by: 'Mara', type: 'deliver-again', delivery: 'chat/-/i1' } as const;
    running.append({ kind: 'action', id: 'a:again-001', at: running.state.now, action: again });
    expect(running.deliveries()[0]).toMatchObject({ state: 'waiting', attempts: 0, error: null });
  });

  it('are told at the end of quiet hours, in one summary where there is more than one', () => {
    const quiet = { from: 8 * 60, to: 10 * 60, zone: 'UTC', unless: ['critical' as const] };
    const alerting = alertingWith({ channels: [channel('chat', { quiet })] });
    const two = new Tale()
      .settings(0, { alerting })
      .steady(0, 180, 4, (i) => ({ watches: [i % 2 ? 'halden' : 'bags'] }))
      .steady(180, 190, 14, (i) => ({ watches: [i % 2 ? 'halden' : 'bags'] }));
    const running = new Running(two);
    expect(states(running)).toEqual(['chat/-/i1 held', 'chat/-/i2 held']);
    expect(running.deliveries()[0]).toMatchObject({ heldBy: 'quiet', nextAt: START + 240 * MIN });
    running.until(239);
    expect(running.send()).toEqual([]);
    running.until(240.1);
    expect(running.send().map(({ about }) => about)).toMatchObject([{ kind: 'summary', why: 'quiet', incidents: ['1', '2'], more: 0 }]);
    expect(states(running).filter((one) => one.includes('/i'))).toEqual(['chat/-/i1 sent', 'chat/-/i2 sent']);
  });

  it('pass through quiet hours where their severity may', () => {
    const quiet = { from: 8 * 60, to: 10 * 60, zone: 'UTC', unless: ['critical' as const, 'high' as const, 'medium' as const] };
    expect(states(new Running(surging(alertingWith({ channels: [channel('chat', { quiet })] }))))).toEqual(['chat/-/i1 waiting']);
  });
});

describe('a cap', () => {
  it('lets so many ring, and tells the others in one summary once there is room', () => {
    const watches = Array.from({ length: 10 }, (_, i) => ({ id: `w${i}`, name: `W${i}`, kind: 'ours' as const, query: `w${i}`, rank: i }));
    const alerting = alertingWith({ channels: [channel('chat', { cap: { most: 3, within: 60 * MIN } })] });
    const tale = new Tale()
      .settings(0, { alerting, watches })
      .steady(0, 180, 10, (i) => ({ watches: [`w${i % 10}`] }))
      .steady(180, 187, 80, (i) => ({ watches: [`w${i % 10}`] }));
    const running = new Running(tale);
    const counts = () => Object.groupBy(running.deliveries(), ({ state }) => state);
    expect(running.deliveries()).toHaveLength(10);
    expect(counts().waiting?.length).toBeLessThanOrEqual(6);
    const held = counts().held!.length;
    expect(held).toBeGreaterThanOrEqual(4);
    running.send();
    running.until(320);
    const summaries = running.deliveries().filter(({ about }) => about.kind === 'summary');
    expect(summaries.flatMap(({ about }) => (about.kind === 'summary' ? about.incidents : [])).length + held).toBeGreaterThanOrEqual(
      2 * held - 1,
    );
    expect(running.deliveries().some(({ state }) => state === 'held')).toBe(false);
  });
});

describe('a digest', () => {
  const digests = [{ id: 'lead', channels: ['chat'], to: null, daily: 10 * 60, crisis: 60 * MIN }];
  it('comes daily at its hour, from where the last one ended', () => {
    const running = new Running(new Tale().settings(0, { alerting: alertingWith({ channels: [chat], digests }) }).tick(1));
    running.until(245);
    expect(running.send().map(({ about }) => about)).toMatchObject([{ kind: 'digest', crisis: false, to: START + 240 * MIN }]);
    running.until(240 + 24 * 60 + 1);
    expect(running.send().map(({ about }) => about)).toMatchObject([
      { kind: 'digest', from: START + 240 * MIN, to: START + (240 + 24 * 60) * MIN },
    ]);
  });

  it('comes every hour while something critical goes on', () => {
    const angry = () => ({ label: 'negative' as const });
    const alerting = alertingWith({ channels: [chat], digests: [{ ...digests[0]!, daily: 5 * 60 }] });
    const tale = new Tale().settings(0, { alerting }).steady(0, 180, 2).steady(180, 320, 60, angry);
    const crises = new Running(tale).deliveries().filter(({ about }) => about.kind === 'digest' && about.crisis);
    expect(crises.length).toBe(3);
    expect(crises[2]!.decidedAt - crises[1]!.decidedAt).toBe(60 * MIN);
  });
});

describe('a test', () => {
  it('goes to the channel, and to whoever asks where it reaches one person at a time', () => {
    const people = [{ id: 'mara', name: 'Mara', initials: [], languages: [], team: null }];
    const tale = new Tale().settings(0, { alerting: alertingWith({ channels: [chat, mail] }), desk: { ...defaultDesk(), people } });
    tale.does(1, { type: 'test-channel', channel: 'chat' }).does(1, { type: 'test-channel', channel: 'mail' });
    const running = new Running(tale);
    expect(running.deliveries()).toMatchObject([
      { channel: 'chat', person: null, about: { kind: 'test', by: 'Mara' }, state: 'waiting' },
      { channel: 'mail', person: 'mara', about: { kind: 'test', by: 'Mara' }, state: 'waiting' },
    ]);
  });

  it('is refused where there is no such channel, or nobody of that name', () => {
    const tale = new Tale().settings(0, { alerting: alertingWith({ channels: [mail] }) }).does(1, { type: 'test-channel', channel: 'fax' });
    expect(tale.fold().state.alerting.outcomes.get(tale.lastAction)).toBe('there is no channel fax');
    tale.does(1, { type: 'test-channel', channel: 'mail' });
    expect(tale.fold().state.alerting.outcomes.get(tale.lastAction)).toBe(
      'mail reaches one person at a time, and nobody of the desk is called Mara',
    );
  });
});
