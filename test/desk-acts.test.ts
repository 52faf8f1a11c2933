import { describe, expect, it } from 'vitest';
import { doorOf } from '../server/access/door.ts';
import { fileTokens } from '../server/access/file.ts';
import { Access } from '../server/access.ts';
import type { Action } from '../shared/action.ts';
import type { Case } from '../shared/case.ts';
import type { CasePage } from '../shared/queue.ts';
import { actAt, asks, caseAt, DESK_YAML, openCases } from './support/desk.ts';
import { config, joinBoard, push, startServer, until } from './support/server.ts';
import { tempFolder } from './support/temp.ts';

const server = () => startServer({ config: config(DESK_YAML) });

describe('acting at the desk', () => {
  it('is answered when it is done: the next look sees it', async () => {
    const { address } = await server();
    const id = (await openCases(address, ['ines'])).get('ines')!;
    expect(await actAt(address, { id: 'claim-0001', type: 'claim', case: id, by: 'Mara' })).toEqual({ ok: true, status: 200 });
    expect(await caseAt(address, id)).toMatchObject({ owner: 'Mara', status: 'claimed' });
  });

  it('has one winner when two browsers claim at once, and the other is told who', async () => {
    const { address } = await server();
    const ids = [...(await openCases(address, ['ines', 'jon', 'liv', 'tor', 'ada'])).values()];
    const [mara, noor] = [await joinBoard(address), await joinBoard(address)];
    for (const id of ids) {
      const claim = (by: string) => ({ id: `claim-${id}-${by}`, type: 'claim', case: id, by }) as const;
      const answers = await Promise.all([
        mara.socket.emitWithAck('action', claim('Mara')),
        noor.socket.emitWithAck('action', claim('Noor')),
      ]);
      const { owner } = await caseAt(address, id);
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(answers.find(({ ok }) => !ok)).toEqual({ ok: false, error: `${owner} has it already` });
    }
  });

  it('answers the same id the same again, and does it once', async () => {
    const { address } = await server();
    const id = (await openCases(address, ['ines'])).get('ines')!;
    const note = { id: 'note-0001', type: 'note', case: id, by: 'Mara', text: 'called the station' };
    const late = { id: 'claim-0002', type: 'claim', case: id, by: 'Noor' };
    await actAt(address, { id: 'claim-0001', type: 'claim', case: id, by: 'Mara' });
    for (let i = 0; i < 3; i++) {
      expect(await actAt(address, note)).toMatchObject({ ok: true });
      expect(await actAt(address, late)).toMatchObject({ status: 409, error: 'Mara has it already' });
    }
    const { events } = await caseAt(address, id);
    expect(events.filter(({ what }) => what === 'noted')).toHaveLength(1);
    await actAt(address, { id: 'release-01', type: 'release', case: id, by: 'Mara' });
    expect(await actAt(address, late)).toMatchObject({ status: 409, error: 'Mara has it already' });
  });

  it('keeps the order in which one person did things', async () => {
    const { address } = await server();
    const id = (await openCases(address, ['ines'])).get('ines')!;
    for (let i = 0; i < 20; i++)
      expect(await actAt(address, { id: `note-${1000 + i}`, type: 'note', case: id, by: 'Mara', text: `${i}` })).toMatchObject({
        ok: true,
      });
    const { events } = await caseAt(address, id);
    expect(events.flatMap(({ what, note }) => (what === 'noted' ? [Number(note)] : []))).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });

  it('refuses in words what cannot be done', async () => {
    const { address } = await server();
    const id = (await openCases(address, ['ines'])).get('ines')!;
    const rows: [action: object, words: string][] = [
      [{ type: 'claim', case: '999' }, 'case 999 is not at the desk any more'],
      [{ type: 'claim', case: '__proto__' }, 'case __proto__ is not at the desk any more'],
      [{ type: 'merge', into: '999' }, '999'],
      [{ type: 'undo', action: 'none' }, 'there is nothing to undo'],
      [{ type: 'release' }, 'nobody has it'],
      [{ type: 'correct', mention: 'x:none', label: 'neutral' }, 'that post is not in the case'],
    ];
    for (const [i, [action, words]] of rows.entries()) {
      const answer = await actAt(address, { id: `action-${i}`, by: 'Mara', case: id, ...action });
      expect([answer.status, answer.error]).toEqual([409, expect.stringContaining(words)]);
    }
  });
});

describe('an operator who is limited to a board', () => {
  it('lists, shows and touches the cases of that board alone, by HTTP and by socket', async () => {
    const folder = tempFolder();
    const access = await Access.open(fileTokens(folder), doorOf('127.0.0.1'));
    const [liv, sender] = [
      await access.create({ role: 'operator', name: 'Liv', board: 'bags' }),
      await access.create({ role: 'push', name: 'shop' }),
    ];
    const { address } = await startServer({ config: config(DESK_YAML), folder, origins: ['https://wall.example'] });
    await push(address, [asks('jon', '@haldenair my suitcase is still in Bergen, where is it?'), asks('ines')], sender.secret);
    const headers = { authorization: `Bearer ${liv.secret}` };
    const look = async (path: string) => fetch(`${address}/api/v1/${path}`, { headers });
    const { cases } = await until(
      async () => (await (await look('cases')).json()) as CasePage,
      ({ total }) => total === 1,
    );
    expect(cases.map(({ customer }) => customer.id)).toEqual(['jon']);
    const own = cases[0]!.id;
    const other = own === '1' ? '2' : '1';
    expect([(await look(`cases/${own}`)).status, (await look(`cases/${other}`)).status]).toEqual([200, 404]);
    const { socket } = await joinBoard(address, '', liv.secret);
    const act = (action: object) => socket.emitWithAck('action', { id: `act-${JSON.stringify(action)}`, by: 'Liv', ...action } as Action);
    const gone = (id: string) => ({ ok: false, error: `case ${id} is not at the desk any more` });
    expect(await act({ type: 'claim', case: own })).toEqual({ ok: true });
    expect(await act({ type: 'claim', case: other })).toEqual(gone(other));
    expect(await act({ type: 'link', case: own, other })).toEqual(gone(own));
    expect(await act({ type: 'merge', case: own, into: other })).toEqual(gone(own));
  });
});

describe('a case that is looked at', () => {
  it('has the words of its posts, what was heard in them, and no words that were taken back', async () => {
    const { address } = await server();
    const id = (await openCases(address, ['ines'])).get('ines')!;
    const look = async () =>
      (await (await fetch(`${address}/api/v1/cases/${id}`)).json()) as { case: Case; posts: Record<string, { mention: { text: string } }> };
    const [mention] = (await look()).case.turns.map((turn) => turn.mention);
    await until(look, ({ posts }) => posts[mention!]?.mention.text === asks('ines').text);
    await fetch(`${address}/api/v1/retractions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ mention }),
    });
    const after = await until(look, ({ posts }) => Object.keys(posts).length === 0);
    expect(JSON.stringify(after)).not.toContain('when does my flight');
  });
});
