/** Where a command writes. Results go to `stdout`, everything else to `stderr`; `isTTY` tells whether that is a terminal. */
export interface Terminal {
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
  isTTY: boolean;
}

/** How far a run has come. `total` is `null` when the end isn't known. */
export interface Mark {
  bytes: number;
  total: number | null;
  posts: number;
}

export interface Progress {
  show(mark: Mark): void;
  /** Removes the bar, so that what is written next stands on a line of its own. */
  end(): void;
}

/** Milliseconds between two bars on a terminal, and between two lines in a log. */
const BAR_EVERY = 100;
const LINE_EVERY = 5000;
const BAR_CELLS = 24;

/** A bar that is redrawn on a terminal, a line now and then elsewhere. `now` is a clock in ms. */
export function progressOn({ stderr, isTTY }: Terminal, now: () => number): Progress {
  const started = now();
  let shown = started;
  return {
    show(mark) {
      if (now() - shown < (isTTY ? BAR_EVERY : LINE_EVERY)) return;
      shown = now();
      const text = progressLine(mark, shown - started);
      stderr.write(isTTY ? `\r\x1b[2K${text}` : `${text}\n`);
    },
    end() {
      if (isTTY && shown > started) stderr.write('\r\x1b[2K');
    },
  };
}

/** The state after `elapsed` ms in words: share, bar, posts, pace, and the time left at that pace. */
export function progressLine({ bytes, total, posts }: Mark, elapsed: number): string {
  const pace = `${grouped(posts)} posts, ${grouped(Math.round(posts / Math.max(elapsed / 1000, 0.001)))} a second`;
  if (!total) return pace;
  const share = Math.min(1, bytes / total);
  const left = share > 0 ? `, ${lasting((elapsed / share) * (1 - share))} left` : '';
  return `${String(Math.floor(share * 100)).padStart(3)} % ${bar(share)} ${pace}${left}`;
}

const bar = (share: number): string => `[${'#'.repeat(Math.round(share * BAR_CELLS)).padEnd(BAR_CELLS, '-')}]`;

export const grouped = (number: number): string => number.toLocaleString('en-GB');

const UNITS: [name: string, ms: number][] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
];

/** A duration in ms in its largest two units: `2 h 5 min`, `41 s`. */
export function lasting(ms: number): string {
  const at = UNITS.findIndex(([, unit]) => ms >= unit);
  const [name, unit] = UNITS[at] ?? ['s', 1000];
  const whole = Math.floor(ms / unit);
  if (at < 0) return `${Math.ceil(ms / unit)} s`;
  const [smaller, size] = UNITS[at + 1] ?? ['s', 1000];
  const rest = Math.floor((ms - whole * unit) / size);
  return rest > 0 ? `${whole} ${name} ${rest} ${smaller}` : `${whole} ${name}`;
}
