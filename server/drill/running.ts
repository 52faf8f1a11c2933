import { type ChildProcess, fork } from 'node:child_process';
import type { Drill, DrillRequest } from '../../shared/drill.ts';
import type { Config } from '../config.ts';
import { alertingOf } from '../core/settings.ts';
import { FLAGS } from '../travel/open.ts';
import type { Figures, ToDrill } from './messages.ts';
import { nameOf } from './scenarios.ts';

/** A drill that runs, as the server knows it. */
export interface Running {
  drill: Drill;
  child: ChildProcess;
  folder: string;
  secret: string;
  port: number;
  ready: PromiseWithResolvers<void>;
  ended: PromiseWithResolvers<Figures>;
}

/** Starts its process, which waits to be told what to begin. */
export function started(drill: Drill, folder: string, secret: string): Running {
  const child = fork(new URL('./child.ts', import.meta.url), [], { execArgv: FLAGS, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const running: Running = { drill, child, folder, secret, port: 0, ready: Promise.withResolvers(), ended: Promise.withResolvers() };
  // Nobody may be waiting for them when it fails.
  running.ready.promise.catch(() => {});
  running.ended.promise.catch(() => {});
  return running;
}

/** A process that is on its way out hears nothing more; its end is told by itself. */
export const send = ({ child }: Running, message: ToDrill): void => void (child.connected && child.send(message, () => {}));

export const begun = (
  id: string,
  { scenario, boards, channels, speed }: DrillRequest,
  by: string,
  startedAt: number,
  of: number,
): Drill => ({
  id,
  state: 'starting',
  scenario,
  name: nameOf(scenario),
  boards,
  channels,
  speed,
  by,
  startedAt,
  onsetAt: null,
  endedAt: null,
  told: 0,
  of,
  incidents: [],
  deeds: [],
  problem: null,
});

/** What a drill listens and tells with: its own source, links that lead into it, no summaries, and no channel unless they are to be tried. */
export function rehearsed(config: Config, base: string, tells: boolean): Config {
  const { redis: _kept, channels = [], ...rest } = config;
  const alerting = alertingOf(rest.settings);
  const told = { ...alerting, channels: tells ? alerting.channels : [], digests: [] };
  return { ...rest, base, sources: [], channels: tells ? channels : [], settings: { ...rest.settings, alerting: told } };
}
