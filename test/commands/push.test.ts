import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { pushTo } from '../../server/commands/push.ts';
import type { Incoming } from '../../server/sources/source.ts';

interface Asked {
  path: string;
  headers: IncomingMessage['headers'];
  lines: { id: string; [field: string]: unknown }[];
}

/** What the server answers, one after the other; the last for all that follow. A number is the counts of everything accepted. */
type Answer = { status: number; headers?: Record<string, string>; body?: object } | 'accept' | 'hang up';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serving(...answers: Answer[]) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    asked.push({ path: request.url ?? '', headers: request.headers, lines: await linesOf(request) });
    reply(answers[Math.min(asked.length, answers.length) - 1] ?? 'accept', response, asked.at(-1)?.lines.length ?? 0);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close().closeAllConnections());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

async function linesOf(request: IncomingMessage): Promise<Asked['lines']> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function reply(answer: Answer, response: ServerResponse, count: number): void {
  if (answer === 'hang up') return void response.destroy();
  const {
    status,
    headers = {},
    body,
  } = answer === 'accept' ? { status: 202, body: { accepted: count, duplicate: 0, rejected: [] } } : answer;
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body ?? {}));
}

/** A wire on which waiting takes no time and is written down. */
function waiting() {
  const waits: number[] = [];
  return { waits, wire: { fetch, wait: async (ms: number) => void waits.push(ms) } };
}

const mention = (id: string, text = 'hello'): Incoming => ({
  kind: 'mention',
  mention: {
    id: `import:${id}`,
    source: 'import',
    network: 'x',
    author: { id: 'ana', handle: 'ana', name: 'ana' },
    text,
    postedAt: 1000,
    receivedAt: 2000,
    inReplyTo: 'import:0',
  },
});

describe('pushing to a running server', () => {
  it('sends NDJSON with the token, as the server takes it: its own id without the source, and no time of receipt', async () => {
    const { url, asked } = await serving('accept');
    expect(await pushTo(url, 'secret')([mention('1'), mention('2')])).toEqual({ accepted: 2, duplicate: 0, rejected: [] });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.path).toBe('/api/v1/mentions');
    expect(asked[0]?.headers).toMatchObject({ 'content-type': 'application/x-ndjson', authorization: 'Bearer secret' });
    expect(asked[0]?.lines[1]).toEqual({
      id: '2',
      source: 'import',
      network: 'x',
      author: { id: 'ana', handle: 'ana', name: 'ana' },
      text: 'hello',
      postedAt: 1000,
      inReplyTo: 'import:0',
    });
  });

  it('splits what is too large for one request, and tells refusals by their place in the whole', async () => {
    const one = { status: 202, body: { accepted: 1, duplicate: 0, rejected: [{ index: 1, field: 'text', reason: 'odd' }] } };
    const { url, asked } = await serving(one);
    const items = ['1', '2', '3', '4'].map((id) => mention(id, 'x'.repeat(200_000)));
    const receipt = await pushTo(url)(items);
    expect(asked.map(({ lines }) => lines.map(({ id }) => id))).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(receipt.rejected.map(({ index }) => index)).toEqual([1, 3]);
  });

  it.each<[Answer, number, string]>([
    [{ status: 429, headers: { 'retry-after': '7' } }, 7000, 'for as many seconds as it says'],
    [{ status: 503, headers: { 'retry-after': '86400' } }, 30_000, 'but never too long'],
    [{ status: 503, headers: { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' } }, 0, 'until a date'],
    [{ status: 503 }, 1000, 'by itself when it says nothing'],
  ])('waits for a busy server: %j -> %d ms (%s)', async (busy, wait) => {
    const { url, asked } = await serving(busy, 'accept');
    const { waits, wire } = waiting();
    expect(await pushTo(url, undefined, wire)([mention('1')])).toEqual({ accepted: 1, duplicate: 0, rejected: [] });
    expect(waits).toEqual([wait]);
    expect(asked[1]?.lines).toEqual(asked[0]?.lines);
  });

  it('counts once what an interrupted try had taken in', async () => {
    const midway = { status: 503, body: { error: 'no room', receipt: { accepted: 2, duplicate: 0, rejected: [] } } };
    const again = { status: 202, body: { accepted: 1, duplicate: 2, rejected: [] } };
    const { url } = await serving(midway, again);
    const receipt = await pushTo(url, undefined, waiting().wire)([mention('1'), mention('2'), mention('3')]);
    expect(receipt).toEqual({ accepted: 3, duplicate: 0, rejected: [] });
  });

  it('asks again when the server is gone for a moment', async () => {
    const { url } = await serving('accept', 'hang up', 'accept');
    const { waits, wire } = waiting();
    const push = pushTo(url, undefined, wire);
    await push([mention('1')]);
    expect(await push([mention('2')])).toEqual({ accepted: 1, duplicate: 0, rejected: [] });
    expect(waits).toEqual([1000]);
  });

  it('says at once that nobody is there', async () => {
    const { waits, wire } = waiting();
    await expect(pushTo('http://127.0.0.1:1', undefined, wire)([mention('1')])).rejects.toThrow('no Earshot answers at http://127.0.0.1:1');
    expect(waits).toEqual([]);
  });

  it('gives up on a refusal with what the server said, and on a server that stays busy', async () => {
    const refusing = await serving({ status: 401, body: { error: 'a token is needed' } });
    await expect(pushTo(refusing.url)([mention('1')])).rejects.toThrow('the server refuses with 401: a token is needed');
    const busy = await serving({ status: 503, body: { error: 'no room' } });
    await expect(pushTo(busy.url, undefined, waiting().wire)([mention('1')])).rejects.toThrow('the server refuses with 503: no room');
    expect(busy.asked).toHaveLength(8);
  });
});
