import { pino } from 'pino';
import type { Incoming, SourceContext, Verdict } from '../../server/sources/source.ts';
import type { SourceStatus } from '../../shared/slices.ts';

export interface Recording {
  context: SourceContext;
  submitted: Incoming[];
  verdicts: Verdict[];
  rejected: Record<string, number>;
  gaps: { from: number; to: number; reason: string }[];
  statuses: [SourceStatus, string][];
  cursors: string[];
  /** While set, `submit` rejects with it. */
  failure: Error | null;
  now: number;
  stop(): void;
  /** Resolves as soon as the condition holds; it is looked at after everything that the source does. */
  until(condition: () => boolean): Promise<void>;
}

export interface Given {
  id?: string;
  /** Ids of mentions that are held from the start. */
  held?: readonly string[];
  /** A post matches when it has one of these words; every post does without. */
  words?: readonly string[];
  cursor?: string;
  now?: number;
}

/** A context that keeps what a source does, and judges what it brings as the intake would. Posts that it accepts are held. */
export function recordingContext({ id = 'bluesky', held = [], words, cursor, now = 1_780_000_000_000 }: Given = {}): Recording {
  const stop = new AbortController();
  const holding = new Set(held);
  const seen = new Set<string>();
  const waiting = new Set<() => void>();
  const did = () => {
    for (const look of waiting) look();
  };
  const matches = (text: string) => !words || words.some((word) => text.toLowerCase().includes(word));

  const judge = (item: Incoming): Verdict => {
    if (item.kind === 'author') return 'accepted';
    if (item.kind === 'mention') return judgeMention(item);
    const [key, mention] = item.kind === 'engagement' ? [item.engagement.id, item.engagement.mention] : [item.mention, item.mention];
    if (!holding.has(mention)) return 'unheld';
    if (item.kind === 'retraction') holding.delete(mention);
    return once(`${item.kind} ${key}`);
  };
  const once = (key: string): Verdict => {
    const known = seen.has(key);
    seen.add(key);
    return known ? 'duplicate' : 'accepted';
  };
  const judgeMention = ({ mention }: Extract<Incoming, { kind: 'mention' }>): Verdict => {
    const related = [mention.inReplyTo, mention.root, mention.quoteOf].some((one) => one !== undefined && holding.has(one));
    if (!related && !matches(mention.text)) return 'unmatched';
    holding.add(mention.id);
    return once(`mention ${mention.id}`);
  };

  const recording: Recording = {
    submitted: [],
    verdicts: [],
    rejected: {},
    gaps: [],
    statuses: [],
    cursors: [],
    failure: null,
    now,
    stop: () => stop.abort(),
    until: (condition) =>
      new Promise((resolve) => {
        const look = () => {
          if (!condition()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    context: {
      id,
      log: pino({ level: 'silent' }),
      signal: stop.signal,
      now: () => recording.now,
      random: () => 0.5,
      async submit(items) {
        await Promise.resolve();
        if (recording.failure) throw recording.failure;
        const verdicts = items.map(judge);
        recording.submitted.push(...items);
        recording.verdicts.push(...verdicts);
        did();
        return verdicts;
      },
      matches: (post) => matches(post.text),
      holds: (mention) => holding.has(mention),
      cursor: async () => recording.cursors.at(-1) ?? cursor ?? null,
      async saveCursor(place) {
        recording.cursors.push(place);
        did();
      },
      status(status, message = '') {
        recording.statuses.push([status, message]);
        did();
      },
      reject(reason, count = 1) {
        recording.rejected[reason] = (recording.rejected[reason] ?? 0) + count;
        did();
      },
      gap(from, to, reason) {
        recording.gaps.push({ from, to, reason });
        did();
      },
    },
  };
  return recording;
}
