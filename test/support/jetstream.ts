import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';

export type Json = Record<string, unknown>;

/** One client's line, seen from the server. */
export interface Client {
  wire: 'v1' | 'v2';
  params: URLSearchParams;
  /** Sends an object as JSON, a string as it is. */
  send(...frames: (Json | string)[]): void;
  sendBinary(bytes: Uint8Array): void;
  /** Cuts the line without a word. */
  drop(): void;
  close(code: number, reason: string): void;
  /** Resolves when the line is gone. */
  gone: Promise<void>;
}

export interface JetstreamServer {
  url: string;
  /** The next client that connected, in order; waits for one. */
  client(): Promise<Client>;
  /** What was asked for and refused, newest last. */
  refused: URL[];
  close(): Promise<void>;
}

/** A refusal before the line opens, or `null` to open it. */
export type Gate = (wire: 'v1' | 'v2', url: URL) => { status: number; error?: string; message?: string } | null;

const PATHS: Record<string, 'v1' | 'v2'> = { '/subscribe': 'v1', '/xrpc/network.bsky.jetstream.subscribeEvents': 'v2' };

/** A server on loopback that speaks both wires and plays what the test sends. */
export async function serveJetstream(gate: Gate = () => null): Promise<JetstreamServer> {
  const http = createServer((_request, response) => response.writeHead(404).end());
  const sockets = new WebSocketServer({ noServer: true });
  const connected: Client[] = [];
  const awaited: ((client: Client) => void)[] = [];
  const refused: URL[] = [];

  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const wire = PATHS[url.pathname];
    const refusal = wire ? gate(wire, url) : { status: 404 };
    if (!wire || refusal) {
      refused.push(url);
      return refuse(socket, refusal ?? { status: 404 });
    }
    sockets.handleUpgrade(request, socket, head, (ws) => {
      const client = clientOf(ws, wire, url.searchParams);
      const taker = awaited.shift();
      if (taker) taker(client);
      else connected.push(client);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}`,
    client: () => {
      const first = connected.shift();
      return first ? Promise.resolve(first) : new Promise((resolve) => awaited.push(resolve));
    },
    refused,
    close: async () => {
      for (const ws of sockets.clients) ws.terminate();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

function refuse(socket: Duplex, { status, error, message }: { status: number; error?: string; message?: string }): void {
  const body = error ? JSON.stringify({ error, message }) : 'not found';
  socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);
}

function clientOf(ws: WebSocket, wire: 'v1' | 'v2', params: URLSearchParams): Client {
  return {
    wire,
    params,
    send: (...frames) => {
      for (const frame of frames) ws.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
    },
    sendBinary: (bytes) => ws.send(bytes),
    drop: () => ws.terminate(),
    close: (code, reason) => ws.close(code, reason),
    gone: new Promise((resolve) => ws.on('close', () => resolve())),
  };
}

/** A v1 frame as v2 would send it. */
export function asV2(frame: Json, seq: number): Json {
  const { did, time_us, kind, commit, identity, account } = frame;
  const time = `${new Date(Number(time_us) / 1000).toISOString().slice(0, -1)}000Z`;
  const parts = kind === 'commit' && typeof commit === 'object' ? commit : { identity, account };
  return { $type: 'message', payload: { $type: `network.bsky.jetstream.subscribeEvents#${kind}`, seq, did, time, ...parts } };
}

/** A v1 frame of a created record. */
export function created(did: string, collection: string, rkey: string, us: number, record: Json): Json {
  return {
    did,
    time_us: us,
    kind: 'commit',
    commit: { rev: '3mzzzzzzzzz2a', operation: 'create', collection, rkey, record, cid: 'bafyinvented' },
  };
}

export const post = (did: string, rkey: string, us: number, text: string, more: Json = {}): Json =>
  created(did, 'app.bsky.feed.post', rkey, us, {
    $type: 'app.bsky.feed.post',
    createdAt: new Date(us / 1000).toISOString(),
    text,
    ...more,
  });

export const reaction = (name: 'like' | 'repost', did: string, rkey: string, us: number, uri: string): Json =>
  created(did, `app.bsky.feed.${name}`, rkey, us, {
    $type: `app.bsky.feed.${name}`,
    createdAt: new Date(us / 1000).toISOString(),
    subject: { cid: 'bafyinvented', uri },
  });

export const deleted = (did: string, collection: string, rkey: string, us: number): Json => ({
  did,
  time_us: us,
  kind: 'commit',
  commit: { rev: '3mzzzzzzzzz2b', operation: 'delete', collection, rkey },
});
