import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export interface LabelledPost {
  text: string;
  /** ISO 639-1, or -3 where there is no shorter code. */
  language: string;
  /** Which collection it is from. */
  set: string;
}

interface Line {
  text: string;
  lang: string;
  set: string;
}

/** Posts of the sentiment data, whose language is known; `part` is `train` or `val`. */
export function sentimentPosts(data: string, part: 'train' | 'val'): LabelledPost[] {
  const lines = gunzipSync(readFileSync(join(data, 'sentiment', `${part}.jsonl.gz`))).toString();
  return parsed(lines).map(({ text, lang, set }) => ({ text, language: lang, set }));
}

/** Texts of a file of mentions, whose language is not known. */
export const mentionTexts = (data: string, file: string): string[] =>
  parsed(readFileSync(join(data, 'mentions', file), 'utf8')).map(({ text }) => text);

const parsed = (lines: string): Line[] =>
  lines
    .split('\n')
    .filter(Boolean)
    .map((line): Line => JSON.parse(line));
