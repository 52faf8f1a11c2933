import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Server } from '../../server/main.ts';
import type { Case } from '../../shared/case.ts';
import { givenSecrets, zendeskDelivery } from '../support/helpdesk.ts';
import { startRedis } from '../support/redis.ts';
import { config, push, spawnServer, startServer, stats, until } from '../support/server.ts';
import { tempFolder } from '../support/temp.ts';
import { serveZendesk, type ZendeskComment } from '../support/zendesk.ts';

const MINUTE = 60_000;
const [INES, JO] = [501, 901];
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE).toISOString();
const says = (id: number, author: number, minutes: number, body: string): ZendeskComment => ({
  id,
  author_id: author,
  public: true,
  created_at: ago(minutes),
  plain_body: body,
});

async function withZendesk() {
  givenSecrets();
  const zendesk = await serveZendesk([
    {
      ticket: { id: 71, requester_id: INES, via: { channel: 'twitter' } },
      comments: [says(1, INES, 30, 'Where is my bag, Halden Air?')],
    },
  ]);
  const yaml = `
watches: [{name: Halden Air, query: halden OR haldenair}]
accounts: {x: [haldenair]}
sources:
  - {id: support, kind: zendesk, url: "${zendesk.url}", token: {env: EARSHOT_TEST_TOKEN}, webhookSecret: {env: EARSHOT_TEST_SIGNING}}`;
  return { zendesk, yaml, options: { config: config(yaml), folder: tempFolder() } };
}

async function tell({ address }: Pick<Server, 'address'>, ticket: number): Promise<number> {
  const { headers, body } = zendeskDelivery(
    { type: 'zen:event-type:ticket.comment_added', detail: { id: String(ticket) } },
    { at: Date.now() },
  );
  const answer = await fetch(`${address}/api/v1/hooks/support`, {
    method: 'POST',
    headers: headers as Record<string, string>,
    body: new Uint8Array(body),
  });
  return answer.status;
}

/** The posts of the desk's cases, by who spoke. */
const spoken = ({ engine }: Server): [id: string, by: string][][] =>
  [...engine.state.desk.cases.values()].map((one: Case) => one.turns.map(({ mention, by }) => [mention, by]));

it('both sides of a conversation in a helpdesk are at the desk, once, through a restart and a missed delivery', async () => {
  const { zendesk, options } = await withZendesk();
  const first = await startServer(options);
  for (const _again of [1, 2]) expect(await tell(first, 71)).toBe(200);
  await until(
    () => spoken(first),
    (cases) => cases.length === 1,
  );
  expect([...first.engine.state.desk.cases.values()]).toMatchObject([
    { why: 'helpdesk', network: 'x', answeredAt: null, ticket: { source: 'support', id: '71', url: `${zendesk.url}/agent/tickets/71` } },
  ]);
  await first.stop();

  zendesk.state.tickets.get(71)?.comments.push(says(2, JO, 5, 'Hi Ines, it is in Oslo and comes at noon today. ^JD'));
  zendesk.state.changes = [{ at: Math.floor(Date.now() / 1000) - 100, ticket_id: 71, child_events: [{ event_type: 'Comment' }] }];
  const second = await startServer(options);
  await until(
    () => spoken(second),
    ([turns]) => turns?.length === 2,
  );
  expect(spoken(second)).toEqual([
    [
      ['support:71/1', 'customer'],
      ['support:71/2', 'us'],
    ],
  ]);
  const [one] = second.engine.state.desk.cases.values();
  expect(one).toMatchObject({ agents: ['Jo Dahl'], replies: 1 });
  expect(one?.answeredAt).toBe(Date.parse(String(zendesk.state.tickets.get(71)?.comments[1]?.created_at)));
  expect(await tell(second, 71)).toBe(200);
  expect((await stats(second.address)).sources.support).toMatchObject({ rejected: 0 });
});

it('what was answered for is there after the server was killed at once', async () => {
  const { yaml, options } = await withZendesk();
  const file = join(options.folder, 'earshot.yaml');
  writeFileSync(file, yaml);
  const args = ['--config', file, '--data', options.folder];
  const killed = await spawnServer(args);
  expect(await tell(killed, 71)).toBe(200);
  await killed.kill('SIGKILL');
  const again = await spawnServer(args);
  const answer = await until(
    async () => (await fetch(`${again.address}/api/v1/cases?queue=open`)).json() as Promise<{ cases: { subject: string }[] }>,
    ({ cases }) => cases?.length > 0,
  );
  expect(answer.cases).toMatchObject([{ subject: 'Where is my bag, Halden Air?' }]);
});

it('any of several servers takes a delivery in, whichever of them asks the helpdesk', async () => {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const { options } = await withZendesk();
  const one = await startServer({ ...options, redis: redis.url });
  const other = await startServer({ ...options, redis: redis.url, folder: tempFolder() });
  for (const server of [other, one]) expect(await tell(server, 71)).toBe(200);
  await until(
    () => [spoken(one), spoken(other)],
    (all) => all.every((cases) => cases.length === 1),
  );
  expect(spoken(one)).toEqual(spoken(other));
});

it('a delivery that is not believed stands on the health of its source', async () => {
  const { options } = await withZendesk();
  const server = await startServer(options);
  const answer = await fetch(`${server.address}/api/v1/hooks/support`, { method: 'POST', body: '{}' });
  expect(answer.status).toBe(401);
  const counted = await until(
    async () => (await stats(server.address)).sources.support,
    (one) => one?.rejected === 1,
  );
  expect(counted).toMatchObject({ rejected: 1 });
});

it('a case of a network goes to a helpdesk, and what is said there comes back to it', async () => {
  const { zendesk, options } = await withZendesk();
  const server = await startServer(options);
  const post = {
    id: '1',
    source: 'feed',
    network: 'x',
    author: { id: 'ines', handle: 'ines', name: 'Ines Aas' },
    text: '@haldenair my seat is gone, why?',
  };
  await push(server.address, [post]);
  await until(
    () => spoken(server),
    (cases) => cases.length === 1,
  );
  const send = () =>
    fetch(`${server.address}/api/v1/cases/1/send`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to: 'support', by: 'Mara' }),
    });
  for (const _again of [1, 2])
    expect(await (await send()).json()).toEqual({ ok: true, ticket: '8001', url: `${zendesk.url}/agent/tickets/8001` });
  expect(zendesk.state.made).toBe(1);
  expect([...server.engine.state.desk.cases.values()]).toMatchObject([{ ticket: { source: 'support', id: '8001' } }]);

  const made = zendesk.state.tickets.get(8001);
  const future = says(9, JO, 0, 'You have 12A now, enjoy the flight. ^JD');
  made?.comments.push(future, {
    ...says(10, 777, 0, 'Thank you so much!'),
    created_at: new Date(Date.parse(future.created_at) + 1).toISOString(),
  });
  expect(await tell(server, 8001)).toBe(200);
  await until(
    () => spoken(server),
    ([turns]) => turns?.length === 3,
  );
  expect(spoken(server)).toEqual([
    [
      ['feed:1', 'customer'],
      ['support:8001/9', 'us'],
      ['support:8001/10', 'customer'],
    ],
  ]);
});
