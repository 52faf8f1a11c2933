import type { Receipt } from '../../shared/push.ts';
import type { Refusal } from '../files/row.ts';
import type { Verdict } from '../sources/source.ts';
import { grouped } from './progress.ts';

/** Reasons told apart, and lines named of each; beyond these bounds they are only counted. */
export const REASONS_KEPT = 50;
export const LINES_NAMED = 5;

export type Place = Pick<Refusal, 'file' | 'line'>;

/** What became of the posts of a run: `read` is always the sum of the other three. */
export interface Tally {
  read(): number;
  counts(): { accepted: number; duplicate: number; refused: number };
  refuse(refusal: Refusal): void;
  /** Counts a submitted batch by the answer to it; `places` tells where its items stood, where that is known. */
  take(places: readonly Place[], answer: readonly Verdict[] | Receipt): void;
  /** The table at the end; a dry run knows nothing of duplicates. */
  table(dryRun: boolean): string;
}

interface Reason {
  count: number;
  text: string;
  places: Place[];
}

export function newTally(): Tally {
  const counts = { accepted: 0, duplicate: 0, refused: 0 };
  const reasons = new Map<string, Reason>();

  const refuse = (refusal: Refusal): void => {
    counts.refused += 1;
    note(reasons, refusal);
  };
  return {
    read: () => counts.accepted + counts.duplicate + counts.refused,
    counts: () => ({ ...counts }),
    refuse,
    take(places, answer) {
      const receipt = 'rejected' in answer ? answer : receiptOf(answer);
      counts.accepted += receipt.accepted;
      counts.duplicate += receipt.duplicate;
      for (const { index, field, reason } of receipt.rejected) refuse({ ...(places[index] ?? { file: '', line: 0 }), field, reason });
    },
    table: (dryRun) => tableOf(counts, reasons, dryRun),
  };
}

const WHY_NOT: Record<Exclude<Verdict, 'accepted' | 'duplicate'>, string> = {
  unmatched: 'no watch matches it',
  unheld: 'it is about a post that is not held',
};

function receiptOf(verdicts: readonly Verdict[]): Receipt {
  const rejected = verdicts.flatMap((verdict, index) =>
    verdict === 'accepted' || verdict === 'duplicate' ? [] : [{ index, field: 'text', reason: WHY_NOT[verdict] }],
  );
  const count = (one: Verdict) => verdicts.filter((verdict) => verdict === one).length;
  return { accepted: count('accepted'), duplicate: count('duplicate'), rejected };
}

/** Reasons that differ only in the value they quote (after the colon) are one; the first stands for all. */
function note(reasons: Map<string, Reason>, { field, reason, file, line }: Refusal): void {
  const kind = `${field}: ${reason.split(':')[0]}`;
  const key = reasons.has(kind) || reasons.size < REASONS_KEPT ? kind : '';
  const known = reasons.get(key) ?? { count: 0, text: key === '' ? 'other reasons' : `${field}: ${reason}`, places: [] };
  known.count += 1;
  if (line > 0 && known.places.length < LINES_NAMED) known.places.push({ file, line });
  reasons.set(key, known);
}

function tableOf({ accepted, duplicate, refused }: ReturnType<Tally['counts']>, reasons: Map<string, Reason>, dryRun: boolean): string {
  const taken: [string, number][] = dryRun
    ? [['readable', accepted]]
    : [
        ['accepted', accepted],
        ['duplicate', duplicate],
      ];
  const rows: [string, number][] = [['read', accepted + duplicate + refused], ...taken, ['refused', refused]];
  const width = Math.max(...rows.map(([, count]) => grouped(count).length));
  const totals = rows.map(([name, count]) => `${name.padEnd(10)} ${grouped(count).padStart(width)}`);
  const whys = [...reasons.values()]
    .toSorted((a, b) => b.count - a.count)
    .map((why) => `  ${grouped(why.count)} × ${why.text}${placed(why)}`);
  return [...totals, ...whys, ''].join('\n');
}

function placed({ count, places }: Reason): string {
  const files = [...new Set(places.map((place) => place.file))];
  const lines = files.map((file) => {
    const own = places.filter((place) => place.file === file).map((place) => place.line);
    return `${file} line${own.length > 1 ? 's' : ''} ${own.join(', ')}`;
  });
  return lines.length > 0 ? ` (${lines.join('; ')}${count > places.length ? ', ...' : ''})` : '';
}
