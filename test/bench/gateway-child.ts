import { createServer } from 'node:http';
import { pino } from 'pino';
import { doorOf } from '../../server/access/door.ts';
import { fileTokens } from '../../server/access/file.ts';
import { Access } from '../../server/access.ts';
import { buildAnalyser } from '../../server/core/analysis/analyse.ts';
import { renderSlice } from '../../server/core/board/index.ts';
import { emptyState } from '../../server/core/state.ts';
import { step } from '../../server/core/step.ts';
import { attachGateway } from '../../server/socket/gateway.ts';
import { drainage, runsRounds } from './drained.ts';
import { posts, STORY_STARTS } from './posts.ts';
import { config } from './settings.ts';

/** The product's gateway over a fold that never rests: between two looks at the slices a quarter of a second passes at once. */
const POSTS = 2_000;
const FRAME = 250;

const configured = config();
const { settings } = configured;
const state = emptyState();
const { analyse } = buildAnalyser(settings);
const heard = posts(POSTS).map((mention) => ({ mention, analysis: analyse(mention) }));
let [seq, now] = [1, STORY_STARTS];
step(state, { seq, entry: { kind: 'settings', id: 'c:1', at: now, settings } });

const listeners = new Set<() => void>();
function round(): void {
  now += FRAME;
  for (let i = 0; i < 25; i++) {
    const { mention, analysis } = heard[++seq % POSTS]!;
    const again = { ...mention, id: `m:${seq}`, postedAt: now, receivedAt: now };
    step(state, { seq, entry: { kind: 'mention', id: again.id, at: now, mention: again, analysis } });
  }
  for (const listener of listeners) listener();
}

const server = createServer((_request, response) => response.writeHead(404).end());
attachGateway(
  server,
  {
    log: pino({ level: 'error' }, pino.destination(2)),
    engine: {
      state,
      get seq() {
        return seq;
      },
      slice(name, scope) {
        const data = renderSlice(state, name, scope);
        return data && { name, scope, seq, at: state.now, data };
      },
      onFold(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    intake: { act: async () => {} },
    access: await Access.open(fileTokens(process.argv[2]!), doorOf('127.0.0.1', [])),
    config: () => configured,
    mode: 'live',
    clock: { now: () => now, pace: 1 },
    version: 'bench',
    limits: { packetsAMinute: 1_000_000 },
  },
  { now: () => now, after: () => () => {} },
);
const told = runsRounds(round, drainage(server));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const url = address && typeof address === 'object' ? `ws://127.0.0.1:${address.port}` : '';
  process.on('message', ({ kind }: { kind: string }) => {
    if (kind !== 'where') told(kind);
    process.send?.({ url });
  });
});
process.once('disconnect', () => process.exit(0));
