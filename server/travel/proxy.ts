import { type Server as HttpServer, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Caller } from '../access/caller.ts';
import { hostMeant, originMeant } from '../access/door.ts';
import { permit } from '../access/permits.ts';
import type { Access } from '../access.ts';
import type { Through } from './travels.ts';

/** What is shown beneath `/at/ID`: undefined where there is no such id, null while it loads. */
export interface Ways {
  through(id: string, caller: Caller): Through | null | undefined;
}

/** The way into a drill or a look back of this id. */
export function wayInto({ drills, travels }: { drills?: Ways; travels?: Ways }, id: string, caller: Caller): Through | null | undefined {
  const drill = drills?.through(id, caller);
  return drill === undefined ? travels?.through(id, caller) : drill;
}

/** Headers that are between a browser and us alone. */
const OURS = new Set(['host', 'authorization', 'cookie', 'origin', 'referer', 'connection', 'keep-alive', 'transfer-encoding', 'expect']);

const passedOn = (headers: IncomingHttpHeaders, { port, pass }: Through): IncomingHttpHeaders => ({
  ...Object.fromEntries(Object.entries(headers).filter(([name]) => !OURS.has(name))),
  host: `127.0.0.1:${port}`,
  authorization: `Bearer ${pass}`,
});

/** The id of the look back, and the address within it. */
export function addressIn(url: string): { id: string; path: string } | null {
  const [, id, path] = /^\/at\/([\w-]{1,64})(\/.*)$/.exec(url) ?? [];
  return id && path ? { id, path } : null;
}

/** Hands a request on to the process of the look back, and its answer back, as they come. */
export function passOn(asked: IncomingMessage, answer: ServerResponse, path: string, through: Through): void {
  const onward = request({ host: '127.0.0.1', port: through.port, method: asked.method, path, headers: passedOn(asked.headers, through) });
  onward.on('response', (response) => {
    answer.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(answer);
  });
  onward.on('error', () => {
    if (!answer.headersSent) answer.writeHead(502, { 'content-type': 'application/json' });
    answer.end('{"error":"this look back does not answer; open it again"}');
  });
  answer.on('close', () => onward.destroy());
  asked.pipe(onward);
}

const refuse = (socket: Duplex, status: string): void =>
  void socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);

const headOf = (asked: IncomingMessage, path: string, through: Through): string => {
  const lines = Object.entries(passedOn(asked.headers, through)).map(([name, value]) => `${name}: ${value}`);
  return [`${asked.method} ${path} HTTP/1.1`, ...lines, 'connection: Upgrade', '', ''].join('\r\n');
};

/** Joins both ends until one of them goes. */
function tunnel(socket: Duplex, asked: IncomingMessage, head: Buffer, path: string, through: Through): Socket {
  const onward = connect(through.port, '127.0.0.1', () => {
    onward.write(headOf(asked, path, through));
    onward.write(head);
    socket.pipe(onward).pipe(socket);
  });
  const leave = through.stay();
  const end = () => {
    onward.destroy();
    socket.destroy();
  };
  for (const side of [socket, onward]) side.on('error', end);
  onward.on('close', end);
  socket.on('close', end);
  onward.once('close', leave);
  return onward;
}

/** The way to the look back for whoever asks, or why there is none. */
function wayFor(
  { headers }: IncomingMessage,
  { id, path }: { id: string; path: string },
  access: Access,
  travels: Ways,
): { through: Through; token: string | undefined } | string {
  const { caller } = access.identify(headers);
  const meant = hostMeant(access.door, headers.host) && originMeant(access.door, headers.origin, headers.host);
  if (!meant || !caller || permit('look', caller) !== 'granted' || !path.startsWith('/socket.io/')) return '403 Forbidden';
  const through = travels.through(id, caller);
  if (!through) return through === null ? '503 Service Unavailable' : '404 Not Found';
  return { through, token: caller.token };
}

/**
 * Sockets of looks back on the server's own port; those of the live server are left alone. Whoever's token is revoked is cut. Returns how
 * to stop.
 */
export function attachTunnels(server: HttpServer, access: Access, travels: Ways): () => void {
  const tunnels = new Map<Socket, string | undefined>();
  const onUpgrade = (asked: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const address = addressIn(asked.url ?? '');
    if (!address) return;
    const way = wayFor(asked, address, access, travels);
    if (typeof way === 'string') {
      refuse(socket, way);
      return;
    }
    const onward = tunnel(socket, asked, head, address.path, way.through);
    tunnels.set(onward, way.token);
    onward.once('close', () => tunnels.delete(onward));
  };
  server.on('upgrade', onUpgrade);
  const unhear = access.onRevoke((ids) => {
    for (const [onward, token] of tunnels) if (token !== undefined && ids.has(token)) onward.destroy();
  });
  return () => {
    unhear();
    server.off('upgrade', onUpgrade);
    for (const onward of tunnels.keys()) onward.destroy();
  };
}
