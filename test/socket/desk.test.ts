import { afterEach, describe, expect, it } from 'vitest';
import { defaultDesk } from '../../server/core/desk/setting.ts';
import type { Clockwork } from '../../server/socket/conflate.ts';
import { CASES_LOOKED_AT, LOOKERS_TOLD, LOOKING_EVERY, Lookers } from '../../server/socket/looking.ts';
import type { Looking } from '../../shared/socket.ts';
import { caseOf } from '../support/case.ts';
import { bearer, closeAll, eventually, run, Screen } from '../support/screen.ts';

afterEach(closeAll);

/** A desk of that board, with all it is told of who looks at what. */
async function deskAt(url: string, board = 'main', headers: Record<string, string> = {}): Promise<Screen & { told: Looking[] }> {
  const desk = Object.assign(new Screen(url, board, headers, { auth: { board, desk: true } }), { told: [] as Looking[] });
  desk.client.on('looking', (looking) => void desk.told.push(looking));
  await desk.settled();
  return desk;
}

const sees = (desk: { told: Looking[] }, looking: Looking) => eventually(() => expect(desk.told.at(-1)).toEqual(looking));

describe('a desk that joins', () => {
  it('is sent alerts, their load and the desk’s own slice of the board’s scope, and nothing of the wall', async () => {
    const { url } = await run();
    const desk = await deskAt(url, 'north');
    await desk.hears(() => desk.heard, ['hello', 'alerts', 'desk', 'load']);
    expect(desk.slices.map(({ scope }) => scope)).toEqual(['north', 'north', 'north']);
    await sees(desk, {});
  });

  it('is told who there is, and what may be chosen', async () => {
    const { url, parts } = await run();
    const { config } = parts.current;
    const watch = (id: string, kind: 'ours' | 'competitor') => ({ id, name: id.toUpperCase(), kind, query: id, rank: 0 });
    const mara = { id: 'mara', name: 'Mara Lie', initials: ['ML'], languages: ['nb'], team: 'care' };
    const desk = {
      ...defaultDesk(),
      calendars: [{ id: 'office', zone: 'Europe/Oslo', always: false, hours: [], holidays: [] }],
      teams: [
        { id: 'care', name: 'Care', calendar: 'office', languages: [], watches: [] },
        { id: 'night', name: 'Night', calendar: 'always', languages: [], watches: [] },
      ],
      people: [mara],
      sheet: [{ id: 'tone', question: 'Is the tone right?' }],
    };
    const scopes = [
      { id: 'all', watches: [], rivals: [] },
      { id: 'north', watches: ['grinder'], rivals: ['rival'] },
    ];
    parts.current.config = {
      ...config,
      settings: {
        ...config.settings,
        desk,
        scopes,
        zone: 'UTC',
        watches: [watch('brand', 'ours'), watch('grinder', 'ours'), watch('rival', 'competitor')],
      },
      sources: [...config.sources, { id: 'support', kind: 'zendesk', options: {} }, { id: 'chat', kind: 'chatwoot', options: {} }],
    };
    const hello = (await deskAt(url)).hellos[0]?.desk;
    expect(hello).toEqual({
      people: [mara],
      teams: [
        { id: 'care', name: 'Care', zone: 'Europe/Oslo' },
        { id: 'night', name: 'Night', zone: 'UTC' },
      ],
      watches: [
        { id: 'brand', name: 'BRAND' },
        { id: 'grinder', name: 'GRINDER' },
      ],
      sheet: [{ id: 'tone', question: 'Is the tone right?' }],
      helpdesks: [
        { id: 'support', name: 'support' },
        { id: 'chat', name: 'chat' },
      ],
    });
    expect((await deskAt(url, 'north')).hellos[0]?.desk?.watches).toEqual([{ id: 'grinder', name: 'GRINDER' }]);
  });

  it('is an operator, and one who is limited to a board joins that alone', async () => {
    const { url, parts } = await run({ host: '0.0.0.0' });
    const joins = async (board: string, secret: string) => (await deskAt(url, board, bearer(secret))).refusals[0] ?? 'joined';
    const liv = await parts.secret('operator', 'Liv', 'north');
    expect(await joins('main', await parts.secret('operator'))).toBe('joined');
    expect(await joins('main', await parts.secret('screen'))).toBe('this needs a token with the role operator');
    expect(await joins('north', liv)).toBe('joined');
    expect(await joins('', liv)).toBe('joined');
    expect(await joins('main', liv)).toBe('this token is for another board');
  });

  it('acts within its operator’s board, and cannot say what only the server says', async () => {
    const { url, parts } = await run({ host: '0.0.0.0' });
    const desk = await deskAt(url, 'north', bearer(await parts.secret('operator', 'Liv', 'north')));
    const claim = { id: 'claim-0001', type: 'claim', case: '1', by: 'liv' } as const;
    expect(await desk.client.emitWithAck('action', claim)).toEqual({ ok: true });
    expect(parts.intake.within).toEqual(['north']);
    const sent = { ...claim, type: 'sent', source: 'support', ticket: '5', url: null } as const;
    expect(await desk.client.emitWithAck('action', sent)).toEqual({ ok: false, error: 'type: only the server says that a case was sent' });
    expect(parts.intake.acted).toEqual([claim]);
  });

  it('stays one when the configuration changes', async () => {
    const { url, parts, gateway } = await run();
    const desk = await deskAt(url);
    await desk.hears(() => desk.slices.length, 3);
    parts.current.config = { ...parts.current.config };
    gateway.beat();
    await desk.hears(
      () => desk.heard.filter((name) => name !== 'beat'),
      ['hello', 'alerts', 'desk', 'load', 'hello', 'alerts', 'desk', 'load'],
    );
    expect(desk.hellos.every((hello) => hello.desk !== undefined)).toBe(true);
  });
});

describe('who looks at what', () => {
  const withCases = async () => {
    const running = await run();
    for (const id of ['1', '2']) running.parts.engine.state.desk.cases.set(id, caseOf({ id }));
    return running;
  };

  it('is told to the desks of the same scope, also when somebody moves on, stops or leaves', async () => {
    const { url } = await withCases();
    const [mara, noor, north] = [await deskAt(url), await deskAt(url), await deskAt(url, 'north')];
    mara.client.emit('look', { case: '1', by: 'Mara' });
    await sees(noor, { 1: ['Mara'] });
    noor.client.emit('look', { case: '1', by: 'Noor' });
    await sees(mara, { 1: ['Mara', 'Noor'] });
    mara.client.emit('look', { case: '2', by: 'Mara' });
    await sees(noor, { 1: ['Noor'], 2: ['Mara'] });
    noor.client.emit('look', { case: null, by: 'Noor' });
    await sees(noor, { 2: ['Mara'] });
    mara.client.disconnect();
    await sees(noor, {});
    expect(north.told).toEqual([{}]);
  });

  it('is told to who joins, at once', async () => {
    const { url } = await withCases();
    const mara = await deskAt(url);
    mara.client.emit('look', { case: '1', by: 'Mara' });
    await sees(mara, { 1: ['Mara'] });
    await sees(await deskAt(url), { 1: ['Mara'] });
  });

  it.each([
    ['nothing', []],
    ['null', [null]],
    ['a number', [{ case: 1, by: 'Mara' }]],
    ['nobody', [{ case: '1', by: ' ' }]],
    ['a case that there is not', [{ case: '99', by: 'Mara' }]],
    ['a prototype', [{ case: '__proto__', by: 'Mara' }]],
    ['a very long name', [{ case: '1', by: 'x'.repeat(65) }]],
    ['bytes', [Buffer.from('x')]],
  ])('is not changed by %s', async (_case, sent) => {
    const { url } = await withCases();
    const [mara, noor] = [await deskAt(url), await deskAt(url)];
    Reflect.apply(mara.client.emit, mara.client, ['look', ...sent]);
    noor.client.emit('look', { case: '2', by: 'Noor' });
    await sees(mara, { 2: ['Noor'] });
  });

  it('is not for walls: what they say of it is not heard', async () => {
    const { url } = await withCases();
    const desk = await deskAt(url);
    const wall = await new Screen(url, 'main').settled();
    const told: Looking[] = [];
    wall.client.on('looking', (looking) => void told.push(looking));
    wall.client.emit('look', { case: '1', by: 'Wall' });
    desk.client.emit('look', { case: '2', by: 'Mara' });
    await sees(desk, { 2: ['Mara'] });
    expect(told).toEqual([]);
  });
});

describe('telling who looks', () => {
  /** Time that passes when it is told to. */
  class StillClock implements Clockwork {
    at = 0;
    waiting: { at: number; run: () => void }[] = [];
    now = () => this.at;
    after = (ms: number, run: () => void) => {
      const one = { at: this.at + ms, run };
      this.waiting.push(one);
      return () => void this.waiting.splice(this.waiting.indexOf(one), 1);
    };
    pass(ms: number): void {
      this.at += ms;
      for (const { run } of this.waiting.filter(({ at }) => at <= this.at)) run();
      this.waiting = this.waiting.filter(({ at }) => at > this.at);
    }
  }

  const told = () => {
    const clockwork = new StillClock();
    const heard: Looking[] = [];
    return { clockwork, heard, lookers: new Lookers({ clockwork, tell: (_scope, looking) => void heard.push(looking) }) };
  };

  it('is done at once, then at most four times a second with the newest, and not without news', () => {
    const { clockwork, heard, lookers } = told();
    for (let i = 0; i < 50; i++) lookers.look('a', { scope: 'all', case: `${i}`, by: 'Mara' });
    expect(heard).toEqual([{ 0: ['Mara'] }]);
    clockwork.pass(LOOKING_EVERY);
    expect(heard.slice(1)).toEqual([{ 49: ['Mara'] }]);
    lookers.look('a', { scope: 'all', case: '49', by: 'Mara' });
    lookers.leave('stranger');
    for (let i = 0; i < 5; i++) clockwork.pass(LOOKING_EVERY);
    expect(heard).toHaveLength(2);
    lookers.leave('a');
    expect(heard.at(-1)).toEqual({});
  });

  it('names a person once, and at most so many people and cases', () => {
    const { lookers } = told();
    for (let i = 0; i < LOOKERS_TOLD + 3; i++) lookers.look(`p${i}`, { scope: 'all', case: '1', by: `P${i}` });
    lookers.look('again', { scope: 'all', case: '1', by: 'P0' });
    for (let i = 0; i < CASES_LOOKED_AT + 50; i++) lookers.look(`c${i}`, { scope: 'all', case: `${10 + i}`, by: 'Mara' });
    const looking = lookers.in('all');
    expect(looking[1]).toEqual(Array.from({ length: LOOKERS_TOLD }, (_, i) => `P${i}`));
    expect(Object.keys(looking)).toHaveLength(CASES_LOOKED_AT);
    expect(lookers.in('north')).toEqual({});
  });
});
