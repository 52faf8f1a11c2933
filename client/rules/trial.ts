import type { BacktestResult, Tried } from '../../shared/backtest.ts';
import { lasting } from '../format/lasting.ts';
import { times, whole } from '../format/number.ts';

export interface Side {
  name: string;
  present: string;
  changed: string;
  /** More than is accepted. */
  bad: boolean;
}

const found = ({ found: n, of }: { found: number; of: number }): string => (of === 0 ? '–' : `${whole(n)} of ${whole(of)}`);
const raised = ({ raised: n, of }: { raised: number; of: number }): string => (of === 0 ? '–' : `${whole(n)} of ${whole(of)}`);
const rate = (value: number): string => (value === 0 ? '0' : value < 0.001 ? '<0.001' : String(Number(value.toPrecision(2))));

/** The figures of both sides, line by line. */
export function sidesOf({ present, changed, accepted }: BacktestResult): Side[] {
  const line = (name: string, of: (tried: Tried) => string, bad = false): Side => ({
    name,
    present: present ? of(present) : '',
    changed: of(changed),
    bad,
  });
  return [
    line('Alerts a week', ({ aWeek }) => times(aWeek)),
    line('Useful ones found', ({ useful }) => found(useful)),
    line('Missed ones found', ({ misses }) => found(misses)),
    line('Noise still raised', ({ noise }) => raised(noise)),
    line(
      `A person’s alerts in ten minutes, on average (${rate(accepted.average)} accepted)`,
      ({ load }) => rate(load.average),
      changed.load.average > accepted.average,
    ),
    line(
      `In the worst ten minutes (${whole(accepted.upset)} accepted)`,
      ({ load }) => whole(load.worst),
      changed.load.worst > accepted.upset,
    ),
  ];
}

/** "2 min sooner", "40 s later", "at once with it". */
export function soonerWords(sooner: number | null): string {
  if (sooner === null) return '';
  if (Math.abs(sooner) < 1000) return 'at the same time';
  return `${lasting(Math.abs(sooner))} ${sooner > 0 ? 'sooner' : 'later'}`;
}
