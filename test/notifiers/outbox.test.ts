import { describe, expect, it, vi } from 'vitest';
import { JournalFull } from '../../server/journal/journal.ts';
import type { Notifier } from '../../server/notifiers/notifier.ts';
import type { OutboxDeps } from '../../server/notifiers/outbox.ts';
import type { Incident } from '../../shared/incident.ts';
import { alertingWith, channel, Running, surging } from '../support/alerting.ts';
import { type StandIn, standIn } from '../support/channels.ts';
import { OutboxInHand } from '../support/outbox.ts';
import { plainNotifier } from '../support/plain-notifier.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SECRET = 's3cr3t-t0ken';

interface Given {
  dedups?: boolean;
  over?: Partial<OutboxDeps>;
  /** Channels that have to tell incident 1; the first one's service is `service`. */
  channels?: string[];
  notifier?: Notifier;
}

interface Box {
  box: OutboxInHand;
  service: StandIn;
  services: StandIn[];
}

/** One incident that each channel has to tell, and the services that they tell through. */
async function toTell({ dedups = true, over = {}, channels = ['chat'], notifier = plainNotifier({ dedups }) }: Given = {}): Promise<Box> {
  const services = await Promise.all(channels.map(() => standIn()));
  for (const [i, { url }] of services.entries()) vi.stubEnv(`URL_${i}`, `${url}/hook/${SECRET}`);
  const { state } = new Running(surging(alertingWith({ channels: channels.map((id) => channel(id)) })));
  const configs = channels.map((id, i) => ({ id, kind: 'webhook' as const, options: { url: { env: `URL_${i}` } } }));
  const allow = services.map(({ host }) => host);
  const box = new OutboxInHand(state, { channels: configs, allow }, [notifier], over);
  return { box, service: services[0]!, services };
}

const first = ({ box }: Pick<Box, 'box'>) => box.deliveries()[0]!;
const incident = ({ box }: Pick<Box, 'box'>): Incident => box.state.alerting.open.get('1')!.incident;

/** Something that those who were told should hear. */
function news({ box }: Pick<Box, 'box'>, text: string): void {
  const action = { id: `status-${text}`, by: 'Mara', type: 'status' as const, incident: '1', text };
  box.fold({ kind: 'action', id: `a:status-${text}`, at: box.time.now(), action });
  box.time.offset += 1000;
  box.tick();
}

/** As a node leaves it that dies during an attempt. */
function diesTrying({ box }: Pick<Box, 'box'>, n = 0): void {
  const { id, wanted } = first({ box });
  box.fold({ kind: 'delivery', id: `d:${id}:died${n}`, at: box.time.now(), delivery: id, version: wanted, outcome: 'trying' });
}

describe('what has to be told', () => {
  it('is told once, and journaled before and after', async () => {
    const given = await toTell();
    const { box, service } = given;
    box.start();
    await box.until(() => first(given).state === 'sent');
    await box.go(HOUR);
    expect(service.bodies()).toMatchObject([{ id: 'chat/-/i1', version: 1, kind: 'incident', news: ['opened'], repetition: false }]);
    expect(box.journaled).toMatchObject([
      { outcome: 'trying', version: 1 },
      { outcome: 'sent', version: 1, reference: 'm1' },
    ]);
  });

  it('is told anew when there is more, and only of what is new', async () => {
    const given = await toTell();
    const { box, service } = given;
    box.start();
    await box.until(() => first(given).state === 'sent');
    news(given, 'we are on it');
    await box.until(() => first(given).sent === incident(given).version);
    expect(service.bodies()).toMatchObject([
      { version: 1, news: ['opened'] },
      { version: 2, news: ['status'] },
    ]);
  });

  it('that grows while it is being told is told again with what came meanwhile', async () => {
    const given = await toTell();
    const { box, service } = given;
    service.answer(() => {
      if (service.heard.length === 1) news(given, 'more of it');
      return { status: 200 };
    });
    box.start();
    await box.until(() => first(given).sent === 2);
    expect(service.bodies()).toMatchObject([{ version: 1 }, { version: 2, news: ['status'] }]);
  });
});

describe('a channel that is down', () => {
  it('for an hour is told everything once when it is back, as things stand then', async () => {
    const given = await toTell();
    const { box, service } = given;
    service.answer({ status: 503 });
    box.start();
    await box.go(30 * 60_000);
    box.tick();
    await box.go(30 * 60_000);
    expect(first(given)).toMatchObject({ state: 'waiting', sent: 0, error: 'it says 503' });
    expect(box.troubles.get('chat')).toBe('The channel chat does not take what it is to tell: it says 503');
    const failed = service.heard.length;
    expect(failed).toBeGreaterThan(15);
    expect(failed).toBeLessThan(60);
    service.answer({ status: 200 });
    await box.until(() => first(given).state === 'sent', 10 * 60_000);
    expect(service.bodies().slice(failed)).toMatchObject([{ version: 2, news: ['opened', 'closed'] }]);
    expect(box.troubles.size).toBe(0);
  });

  it('whose server is gone altogether is told when it is there again', async () => {
    const given = await toTell();
    const { box, service } = given;
    await service.close();
    box.start();
    await box.until(() => first(given).attempts > 3);
    expect(first(given).error).toBe('127.0.0.1: nobody listens there');
    const back = await standIn();
    vi.stubEnv('URL_0', back.url);
    await box.go(HOUR);
    expect(first(given).error).toMatch(/^127\.0\.0\.1: its address is loopback/);
    expect(first(given).state).toBe('dead');
  });

  it('is given up after a day and many attempts, visibly, and told when somebody asks for it', async () => {
    let isUp = false;
    const send = async () => (isUp ? { outcome: 'sent' as const } : { outcome: 'retry' as const, error: 'it says 500' });
    const given = await toTell({ notifier: plainNotifier({ send }) });
    const { box } = given;
    box.start();
    await box.until(() => first(given).state === 'dead', 3 * DAY);
    expect(box.time.real / DAY).toBeCloseTo(1, 1);
    expect(first(given).error).toMatch(/^given up after \d+ attempts: it says 500$/);
    expect(box.troubles.has('chat')).toBe(true);
    isUp = true;
    const action = { id: 'again-0001', by: 'Mara', type: 'deliver-again' as const, delivery: first(given).id };
    box.fold({ kind: 'action', id: 'a:again-0001', at: box.time.now(), action });
    await box.until(() => first(given).state === 'sent', HOUR);
    expect(box.troubles.size).toBe(0);
  });

  it('that asks for time is given it', async () => {
    const given = await toTell();
    const { box, service } = given;
    service.answer(() => (service.heard.length === 1 ? { status: 429, headers: { 'retry-after': '600' } } : { status: 200 }));
    box.start();
    await box.until(() => first(given).state === 'sent');
    expect(box.time.real).toBeGreaterThanOrEqual(600_000);
    expect(box.time.real).toBeLessThan(620_000);
  });

  it('does not delay the others when it hangs', async () => {
    const given = await toTell({ channels: ['hung', 'chat', 'pager'], over: { within: 300 } });
    const { box, services } = given;
    services[0]!.answer('hang');
    box.start();
    const others = () => box.deliveries().filter(({ channel: id }) => id !== 'hung');
    await box.until(() => others().every(({ state }) => state === 'sent'));
    expect(services.slice(1).map(({ heard }) => heard.length)).toEqual([1, 1]);
    expect(first(given).state).toBe('trying');
    await box.until(() => first(given).state === 'waiting');
    expect(first(given).error).toBe('no answer in time');
    services[0]!.answer({ status: 200 });
    await box.until(() => first(given).state === 'sent');
  });

  it('that can never take it is told nothing more', async () => {
    const given = await toTell();
    const { box, service } = given;
    service.answer({ status: 404 });
    box.start();
    await box.until(() => first(given).state === 'dead');
    await box.go(DAY);
    expect(service.heard).toHaveLength(1);
    expect(incident(given).events.at(-1)).toMatchObject({ what: 'told', note: 'chat could not be told: it says 404' });
  });

  it('that sends us to a private address is not followed there', async () => {
    const given = await toTell();
    const { box, service } = given;
    const inside = await standIn();
    service.answer({ status: 307, headers: { location: `${inside.url}/admin/${SECRET}` } });
    box.start();
    await box.until(() => first(given).state === 'dead');
    expect(inside.heard).toEqual([]);
    expect(first(given).error).toBe('127.0.0.1: its address is loopback; allow the host by name if that is meant');
  });
});

describe('a server that stops', () => {
  it('lets arrive what is nearly there', async () => {
    const given = await toTell({ dedups: false, over: { grace: () => 5000 } });
    const { box, service } = given;
    const stopped = new Promise<void>((resolve) => {
      service.answer(async () => {
        const stopping = box.stop();
        void stopping.then(resolve);
        return { status: 200 };
      });
    });
    box.start();
    await stopped;
    expect(first(given)).toMatchObject({ state: 'sent', sent: 1 });
  });

  it('does not wait for what hangs, and leaves it as an attempt without an end', async () => {
    const given = await toTell();
    const { box, service } = given;
    service.answer('hang');
    const arrived = service.next();
    box.start();
    await arrived;
    await box.stop();
    expect(first(given).state).toBe('trying');
    expect(box.outcomes()).toEqual(['trying']);
  });
});

describe('a channel', () => {
  it('that is no longer in the configuration is told nothing', async () => {
    const given = await toTell({ over: { channel: () => undefined } });
    given.box.start();
    await given.box.until(() => first(given).state === 'dead');
    expect(first(given).error).toBe('there is no such channel any more');
  });

  it('whose options are wrong says where, and not what', async () => {
    const options = { url: 'https://hooks.example/s3cr3t' };
    const given = await toTell({ over: { channel: () => ({ id: 'chat', kind: 'webhook', options }) } });
    given.box.start();
    await given.box.until(() => first(given).state === 'dead');
    expect(first(given).error).toBe('the configuration of this channel is wrong: url');
  });

  it('whose secret is missing is told when it is there', async () => {
    const given = await toTell();
    const url = process.env.URL_0;
    vi.stubEnv('URL_0', '');
    given.box.start();
    await given.box.until(() => first(given).attempts === 3);
    expect(first(given).error).toBe('the variable URL_0 is not set');
    vi.stubEnv('URL_0', url);
    await given.box.until(() => first(given).state === 'sent');
  });

  it('that cannot take a test is no trouble of the installation', async () => {
    const given = await toTell();
    const { box, service } = given;
    box.start();
    await box.until(() => first(given).state === 'sent');
    service.answer({ status: 404 });
    const action = { id: 'test-0001', by: 'Mara', type: 'test-channel' as const, channel: 'chat' };
    box.fold({ kind: 'action', id: 'a:test-0001', at: box.time.now(), action });
    await box.until(() => box.deliveries()[1]?.state === 'dead');
    expect(box.troubles.size).toBe(0);
  });
});

describe('after a crash', () => {
  it('what was decided and not sent is sent', async () => {
    const given = await toTell();
    given.box.start();
    await given.box.stop();
    given.box.start();
    await given.box.until(() => first(given).state === 'sent');
    expect(given.service.heard).toHaveLength(1);
  });

  it('a channel that knows its messages again is sent the same once more', async () => {
    const given = await toTell();
    diesTrying(given);
    given.box.start();
    await given.box.until(() => first(given).state === 'sent');
    expect(given.service.bodies()).toMatchObject([{ id: 'chat/-/i1', version: 1, repetition: false }]);
  });

  it('another channel is told once more, with the word that it may be a repetition', async () => {
    const given = await toTell({ dedups: false });
    diesTrying(given);
    given.box.start();
    await given.box.until(() => first(given).state === 'sent');
    expect(given.service.bodies()).toMatchObject([{ repetition: true }]);
    news(given, 'and on');
    await given.box.until(() => first(given).sent === 2);
    expect(given.service.bodies()[1]).toMatchObject({ repetition: false });
  });

  it('and another one during the repetition, it is never told a third time unless somebody asks', async () => {
    const given = await toTell({ dedups: false });
    diesTrying(given, 1);
    diesTrying(given, 2);
    given.box.start();
    await given.box.until(() => first(given).state === 'dead');
    await given.box.go(DAY);
    expect(given.service.heard).toEqual([]);
    expect(first(given).error).toMatch(/^the server stopped twice while this was on its way/);
  });

  it('a failure in between does not make the doubt forgotten', async () => {
    const given = await toTell({ dedups: false });
    diesTrying(given, 1);
    given.service.answer({ status: 500 });
    given.box.start();
    await given.box.until(() => first(given).state === 'waiting' && first(given).error !== null);
    await given.box.stop();
    diesTrying(given, 2);
    given.box.start();
    await given.box.until(() => first(given).state === 'dead');
    expect(given.service.bodies()).toMatchObject([{ repetition: true }]);
  });
});

describe('the journal', () => {
  it('that takes nothing keeps everything from being sent, until it does', async () => {
    const given = await toTell();
    given.box.failure = new JournalFull('no space left');
    given.box.start();
    await given.box.go(60_000);
    expect(given.service.heard).toEqual([]);
    given.box.failure = null;
    await given.box.until(() => first(given).state === 'sent');
    expect(given.service.heard).toHaveLength(1);
  });

  it('that is full after a message arrived is asked until it takes that, and nobody is told twice', async () => {
    const given = await toTell({ dedups: false });
    const { box, service } = given;
    service.answer(() => {
      box.failure = new JournalFull('no space left');
      return { status: 200 };
    });
    box.start();
    await box.go(60_000);
    expect(first(given).state).toBe('trying');
    box.failure = null;
    await box.until(() => first(given).state === 'sent');
    expect(service.heard).toHaveLength(1);
  });

  it('that knows of a newer lease when a message has just arrived lets the other node tell once more, and no more', async () => {
    const given = await toTell({ dedups: false });
    const { box, service } = given;
    service.answer(() => {
      box.token = 2;
      return { status: 200 };
    });
    box.start();
    await box.running;
    expect(first(given).state).toBe('trying');
    box.start();
    await box.until(() => first(given).state === 'sent');
    await box.go(HOUR);
    expect(service.bodies()).toMatchObject([{ repetition: false }, { repetition: true }]);
  });

  it('that knows of a newer lease ends the telling here', async () => {
    const given = await toTell();
    given.box.start();
    given.box.token += 1;
    await given.box.running;
    expect(given.service.heard).toEqual([]);
    expect(first(given).state).toBe('waiting');
  });
});

describe('a clock that jumps', () => {
  it.each([
    ['back by a day', -DAY],
    ['ahead by a day', DAY],
    ['back by a year', -365 * DAY],
    ['ahead by a year', 365 * DAY],
  ])('%s, while a channel is down, neither holds a message back nor gives it up', async (_how, by) => {
    const given = await toTell();
    const { box, service } = given;
    service.answer({ status: 500 });
    box.start();
    await box.until(() => first(given).attempts === 4);
    box.time.offset += by;
    box.tick();
    await box.until(() => first(given).attempts === 8, HOUR);
    box.time.offset -= by;
    box.tick();
    await box.until(() => first(given).attempts === 10 && first(given).state === 'waiting', HOUR);
    service.answer({ status: 200 });
    await box.until(() => first(given).state === 'sent', HOUR);
    expect(service.heard).toHaveLength(11);
  });
});

describe('what holds secrets', () => {
  it('stays out of the journal, the log, the problems and the state, whatever fails', async () => {
    const given = await toTell({ channels: ['a', 'b', 'c', 'd', 'e'], over: { within: 300 } });
    const { box, services } = given;
    const answers = [
      { status: 500 },
      { status: 404, body: SECRET },
      { status: 307, headers: { location: `http://10.0.0.7/${SECRET}` } },
      'hang',
      'drop',
    ] as const;
    for (const [i, answer] of answers.entries()) services[i]!.answer(answer);
    box.start();
    await box.until(() => box.deliveries().every(({ error }) => error !== null));
    for (const place of [box.journaled, box.warned, [...box.troubles], box.deliveries(), incident(given)])
      expect(JSON.stringify(place)).not.toContain(SECRET);
    expect(services.slice(0, 3).every(({ heard }) => heard[0]?.path.includes(SECRET))).toBe(true);
  });

  it('is taken out where a library quotes it', async () => {
    const send = async () => {
      throw new Error(`connect to ${process.env.URL_0} failed,\n path /hook/${SECRET}`);
    };
    const given = await toTell({ notifier: plainNotifier({ send }) });
    const { box } = given;
    box.start();
    await box.until(() => first(given).error !== null);
    expect(first(given).error).toBe('connect to *** failed, path ***');
  });
});
