import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { drainage, runsRounds } from '../drained.ts';

/** The least that sending means: each of the given texts to everybody who is connected, and nothing else. */
const A_ROUND = 8;

let texts: string[] = [];
let next = 0;
const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });

function round(): void {
  for (let i = 0; i < A_ROUND; i++) {
    const text = texts[next++ % texts.length]!;
    for (const client of sockets.clients) client.send(text);
  }
}

const told = runsRounds(round, drainage(server));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const url = address && typeof address === 'object' ? `ws://127.0.0.1:${address.port}` : '';
  process.on('message', (order: { kind: string; texts?: string[] }) => {
    texts = order.texts ?? texts;
    told(order.kind);
    process.send?.({ url });
  });
});
process.once('disconnect', () => process.exit(0));
