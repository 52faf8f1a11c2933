import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What a stand-in was sent. */
export interface Heard {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** How a stand-in answers: as a status with a body and headers, never (`hang`), or by hanging up (`drop`). */
export type Answering = { status: number; body?: string; headers?: Record<string, string> } | 'hang' | 'drop';

export interface StandIn {
  /** `http://127.0.0.1:40123` */
  url: string;
  /** `127.0.0.1:40123` */
  host: string;
  heard: Heard[];
  /** The bodies, parsed. */
  bodies(): Record<string, unknown>[];
  /** Changes how it answers from now on; a function is asked each time. */
  answer(with_: Answering | ((heard: Heard) => Answering | Promise<Answering>)): void;
  /** Resolves with the next request that comes. */
  next(): Promise<Heard>;
  close(): Promise<void>;
}

/** A local server in the place of a service: it notes what it is sent, and behaves as badly as it is told to. Ends with the test. */
export async function standIn(first: Answering = { status: 200, body: 'ok' }): Promise<StandIn> {
  const heard: Heard[] = [];
  const waiting: ((heard: Heard) => void)[] = [];
  let how: Parameters<StandIn['answer']>[0] = first;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const { method = '', url: path = '', headers } = request;
      const one = { method, path, headers, body: Buffer.concat(chunks).toString('utf8') };
      heard.push(one);
      for (const tell of waiting.splice(0)) tell(one);
      give(response, typeof how === 'function' ? await how(one) : how);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    if (server.listening) await new Promise((done) => server.close(done));
  };
  onTestFinished(close);
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    heard,
    bodies: () => heard.map(({ body }) => JSON.parse(body)),
    answer: (next) => {
      how = next;
    },
    next: () => new Promise((resolve) => waiting.push(resolve)),
    close,
  };
}

function give(response: ServerResponse, answer: Answering): void {
  if (answer === 'drop') response.socket?.destroy();
  else if (answer !== 'hang') response.writeHead(answer.status, answer.headers).end(answer.body ?? '');
}
