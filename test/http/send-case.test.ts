import { describe, expect, it } from 'vitest';
import { CONVERSATION_BOUND } from '../../server/http/send.ts';
import { type Helpdesk, HelpdeskTrouble, type Parcel } from '../../server/sources/source.ts';
import type { Case } from '../../shared/case.ts';
import { aFound, makeApp } from '../support/app.ts';
import { CASE_NOON, caseOf, turnOf } from '../support/case.ts';
import { NOON } from '../support/memory.ts';
import { send } from '../support/send.ts';

/** An app with a case 17 of two posts, and a helpdesk `support` that keeps what it is sent. */
async function withCase({
  over = {},
  deliver = () => {},
}: {
  over?: Partial<Case>;
  deliver?: (parcel: Parcel) => void | Promise<void>;
} = {}) {
  const parcels: Parcel[] = [];
  const helpdesk: Helpdesk = {
    deliver: async () => {},
    async send(parcel) {
      parcels.push(parcel);
      await deliver(parcel);
      return { ticket: '8001', url: 'https://desk.example/8001' };
    },
  };
  const first = aFound('shop:1', '@haldenair my bag is still in Bergen');
  const second = aFound('shop:2', 'Hello?');
  second.mention.url = 'https://x.example/2';
  const { app, parts } = await makeApp({ found: [first, second], helpdesk: (id) => (id === 'support' ? helpdesk : null) });
  const turns = [turnOf(), turnOf({ mention: 'shop:2', postedAt: CASE_NOON + 1 })];
  const one = caseOf({ id: '17', turns, ...over });
  parts.engine.state.desk.cases.set('17', one);
  const ask = (body: object = { to: 'support', by: 'Mara' }, id = '17') => send(app, body, `/api/v1/cases/${id}/send`);
  return { parts, parcels, one, ask };
}

describe('sending a case to a helpdesk', () => {
  it('hands over the whole conversation, and says in the journal what became of it', async () => {
    const { parts, parcels, ask } = await withCase();
    expect((await ask()).body).toEqual({ ok: true, ticket: '8001', url: 'https://desk.example/8001' });
    const said = '2026-03-01 09:30 UTC:\n';
    expect(parcels).toEqual([
      {
        case: '17',
        subject: '@haldenair my bag is still in Bergen',
        conversation: `Ines (@ines) on reviews, ${said}@haldenair my bag is still in Bergen\n\nInes (@ines) on reviews, ${said}Hello?\nhttps://x.example/2`,
        customer: { id: 'ines', name: 'Ines Aas', network: 'x' },
      },
    ]);
    expect(parts.intake.acted).toMatchObject([
      { type: 'sent', by: 'Mara', case: '17', source: 'support', ticket: '8001', url: 'https://desk.example/8001' },
    ]);
    expect(new Date(NOON).toISOString()).toContain('09:30');
  });

  it('leaves out what was taken back, and says how much is not kept', async () => {
    const { parcels, ask } = await withCase({
      over: { turns: [turnOf({ retracted: true }), turnOf({ mention: 'shop:2' })], turnsDropped: 3 },
    });
    await ask();
    expect(parcels[0]?.conversation).toMatch(/^\(3 older posts are not kept\.\)\n\nInes/);
    expect(parcels[0]?.conversation).not.toContain('Bergen');
  });

  it('is the same act when it is done again, and none when it is known to be done', async () => {
    const { parts, parcels, one, ask } = await withCase();
    await ask();
    await ask();
    expect(new Set(parts.intake.acted.map(({ id }) => id)).size).toBe(1);
    one.events.push({ at: CASE_NOON, what: 'undone', who: 'Mara', note: '' });
    await ask();
    expect(new Set(parts.intake.acted.map(({ id }) => id)).size).toBe(2);
    one.ticket = { source: 'support', id: '8001', url: null };
    expect((await ask()).body).toEqual({ ok: true, ticket: '8001', url: null });
    expect(parcels).toHaveLength(3);
  });

  it('by two at once is done one after the other', async () => {
    const going = { now: 0, most: 0 };
    const deliver = async () => {
      going.most = Math.max(going.most, ++going.now);
      await new Promise(setImmediate);
      going.now -= 1;
    };
    const { ask } = await withCase({ deliver });
    await Promise.all([ask(), ask(), ask()]);
    expect(going.most).toBe(1);
  });

  it.each([
    ['there is no such case', { to: 'support', by: 'Mara' }, '99', 404, 'there is no case 99 at the desk'],
    ['there is no such helpdesk', { to: 'shop', by: 'Mara' }, '17', 404, 'there is no helpdesk shop'],
    ['nobody says who does it', { to: 'support' }, '17', 400, 'by: Invalid input: expected string, received undefined'],
  ])('is refused in words when %s', async (_case, body, id, status, error) => {
    const { ask } = await withCase();
    expect(await ask(body, id)).toMatchObject({ status, body: { error } });
  });

  it('tells what the helpdesk says, and writes nothing', async () => {
    const deliver = () => {
      throw new HelpdeskTrouble('Zendesk answered 401: check the token of source support', 401);
    };
    const { parts, ask } = await withCase({ deliver });
    expect(await ask()).toMatchObject({ status: 502, body: { error: 'Zendesk answered 401: check the token of source support' } });
    expect(parts.intake.acted).toEqual([]);
  });

  it('never sends more than a helpdesk takes', async () => {
    const turns = Array.from({ length: 60 }, (_, i) => turnOf({ mention: `long:${i}` }));
    const { parts, parcels, ask } = await withCase({ over: { turns } });
    for (const { mention } of turns) parts.history.found.push(aFound(mention, 'x'.repeat(10_000)));
    await ask();
    expect(parcels[0]?.conversation).toHaveLength(CONVERSATION_BOUND);
  });
});
