import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { scan, type Token } from '../../core/analysis/text/tokens.ts';

const LABELS = ['negative', 'neutral', 'positive'] as const;

/** A line of `train.jsonl.gz` and `val.jsonl.gz`. `set` is the collection it comes from. */
const Line = z.object({ text: z.string(), label: z.enum(LABELS), lang: z.string(), set: z.string() });

export interface Example {
  text: string;
  tokens: Token[];
  language: string;
  set: string;
  /** 0 negative, 1 neutral, 2 positive. */
  label: number;
}

export function examplesOf(folder: string, name: 'train' | 'val'): Example[] {
  const lines = gunzipSync(readFileSync(join(folder, 'sentiment', `${name}.jsonl.gz`)))
    .toString()
    .trim()
    .split('\n');
  return lines.map((line) => {
    const { text, label, lang, set } = Line.parse(JSON.parse(line));
    return { text, tokens: scan(text), language: lang, set, label: LABELS.indexOf(label) };
  });
}

/** A line of `mentions/railway-de.ndjson`. */
const Railway = z.object({ text: z.string(), relevant: z.boolean(), sentiment: z.enum(LABELS) });

/** German posts about a railway, which are what customers write: the other collections hold little of that. */
export function railwayExamples(folder: string): Example[] {
  const lines = readFileSync(join(folder, 'mentions', 'railway-de.ndjson'), 'utf8')
    .trim()
    .split('\n');
  return lines
    .map((line) => Railway.parse(JSON.parse(line)))
    .filter(({ relevant }) => relevant)
    .map(({ text, sentiment }) => ({ text, tokens: scan(text), language: 'de', set: 'railway', label: LABELS.indexOf(sentiment) }));
}
