import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';

/** Many screens in one process. They read as little as they can, so that the servers and not they are measured. */
interface Joining {
  url: string;
  speaks: 'socket.io' | 'ws';
  screens: number;
}
type Order = ({ kind: 'join' } & Joining) | { kind: 'count'; ms: number } | { kind: 'sample'; count: number } | { kind: 'leave' };

let joined: WebSocket[] = [];
let messages = 0;
const texts: string[] = [];
const TEXTS_KEPT = 1_000;
/** Screens that join at the same moment. */
const AT_ONCE = 50;

/** Of Socket.IO just enough: the handshake, the join, the heartbeat. `42` begins an event. */
function hear(socket: WebSocket, data: Buffer, joinedNow: () => void): void {
  const [engine, kind] = [data[0], data[1]];
  if (engine === 0x30) socket.send('40{"board":""}');
  else if (engine === 0x32) socket.send('3');
  else if (engine === 0x34 && kind === 0x32) heard(data);
  else if (engine === 0x34 && kind === 0x30) joinedNow();
}

function heard(data: Buffer): void {
  messages += 1;
  if (texts.length < TEXTS_KEPT) texts.push(data.toString('utf8'));
}

function open({ url, speaks }: Joining): Promise<WebSocket> {
  const socket = new WebSocket(speaks === 'ws' ? url : `${url}/socket.io/?EIO=4&transport=websocket`, { perMessageDeflate: false });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    if (speaks === 'ws') socket.once('open', () => resolve(socket)).on('message', heard);
    else socket.on('message', (data: Buffer) => hear(socket, data, () => resolve(socket)));
  });
}

async function join(joining: Joining): Promise<object> {
  await leave();
  while (joined.length < joining.screens) {
    const next = Math.min(AT_ONCE, joining.screens - joined.length);
    joined.push(...(await Promise.all(Array.from({ length: next }, () => open(joining)))));
  }
  return {};
}

async function count(ms: number): Promise<object> {
  await wait(200);
  messages = 0;
  await wait(ms);
  return { messages };
}

/** Texts of slices alone. */
async function sample(wanted: number): Promise<object> {
  texts.length = 0;
  while (texts.length < wanted) await wait(10);
  return { texts: texts.filter((text) => text.startsWith('42["slice"')) };
}

async function leave(): Promise<object> {
  for (const socket of joined) socket.terminate();
  joined = [];
  await wait(100);
  return {};
}

function done(order: Order): Promise<object> {
  switch (order.kind) {
    case 'join':
      return join(order);
    case 'count':
      return count(order.ms);
    case 'sample':
      return sample(order.count);
    case 'leave':
      return leave();
  }
}

process.on('message', (order: Order) => {
  done(order).then(
    (answer) => process.send?.(answer),
    (error) => {
      process.stderr.write(`${error}\n`);
      process.exit(1);
    },
  );
});
process.once('disconnect', () => process.exit(0));
