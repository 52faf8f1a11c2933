import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { Travel } from '../../shared/travel.ts';
import type { FromChild, ToChild } from './messages.ts';

/** Megabytes that the state of a look back may take. */
const MEMORY = 1_024;

/** A look back that is open, as the server knows it. */
export interface Open {
  travel: Travel;
  child: ChildProcess;
  port: number;
  secret: string;
  usedAt: number;
  /** Connections that screens hold. */
  screens: number;
  /** Somebody has moved it: it no longer stands where it was asked to. */
  moved: boolean;
  /** Erasures that its journal's words were read after. */
  erasures: number;
  /** When it began to load, by an even clock in ms. */
  began: number;
  settled: (() => void)[];
}

export const FLAGS = ['--disable-warning=ExperimentalWarning', '--no-memory-protection-keys', `--max-old-space-size=${MEMORY}`];

export function touched(open: Open): Open {
  open.usedAt = Date.now();
  return open;
}

export function stay(open: Open): () => void {
  open.screens += 1;
  return () => {
    open.screens -= 1;
    touched(open);
  };
}

/** A process that is on its way out hears nothing more; its end is told by itself. */
export const send = ({ child }: Open, message: ToChild): void => void (child.connected && child.send(message, () => {}));

/** The moment stands in the id, so that whoever finds it ended can open it anew. */
export function newTravel(at: number, speed: number, paused: boolean, zone: string): Travel {
  const id = `${new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')}-${randomBytes(4).toString('hex')}`;
  const start = { asked: at, at, seq: 0, speed, paused, from: at, to: at, done: 0, of: 0, ms: 0 };
  return { id, mode: 'replay', state: 'loading', zone, ...start };
}

export const placeOf = ({ at, seq, speed, paused, from, to }: Extract<FromChild, { kind: 'now' | 'ready' }>) => ({
  at,
  seq,
  speed,
  paused,
  from,
  to,
});

export function arrived(open: Open, ready: Extract<FromChild, { kind: 'ready' }>): void {
  open.port = ready.port;
  open.travel = { ...open.travel, ...placeOf(ready), state: 'ready', ms: Math.round(performance.now() - open.began) };
}
