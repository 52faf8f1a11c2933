import { languageOf } from '../../core/analysis/language/language.ts';
import { hear, hearPlain } from '../../core/analysis/sentiment/model.ts';
import { UNSURE_BELOW } from '../../core/analysis/sentiment/sentiment.ts';
import { CLASSES } from '../../core/analysis/sentiment/shape.ts';
import type { Measured } from '../measured.ts';
import { type Example, examplesOf } from './examples.ts';

type Likely = readonly [number, number, number];
/** Rows are what people said, columns what was heard. */
type Confusion = number[][];

interface Judged {
  label: number;
  likely: Likely;
}

/** On the posts of `data/sentiment/val.jsonl.gz`, none of which the model was fitted on. Figures are percent. */
export async function evaluate(data: string): Promise<Measured[]> {
  const examples = examplesOf(data, 'val');
  const english = examples.filter(({ set }) => set === 'tweeteval');
  const others = [...new Set(examples.filter(({ set }) => set !== 'tweeteval').map(({ language }) => language))].sort();
  const of = (language: string) => examples.filter((example) => example.set !== 'tweeteval' && example.language === language);
  const tagged = ({ tokens, language }: Example) => hear(tokens, language).likely;
  const untagged = ({ tokens }: Example) => hear(tokens, languageOf(tokens).language).likely;
  const listsOnly = ({ tokens, language }: Example) => hearPlain(tokens, language).likely;
  const mean = (ear: (example: Example) => Likely) => others.reduce((sum, one) => sum + f1(confusion(of(one), ear)), 0) / others.length;
  const eight = (ear: (example: Example) => Likely) => (mean(ear) * others.length + f1(confusion(english, ear))) / (others.length + 1);
  const n = examples.length;
  return [
    { name: 'sentiment: English, macro recall', value: recall(confusion(english, tagged)), n: english.length },
    { name: 'sentiment: English, language withheld', value: recall(confusion(english, untagged)), n: english.length },
    ...others.map((one) => ({ name: `sentiment: ${one}, macro F1`, value: f1(confusion(of(one), tagged)), n: of(one).length })),
    { name: 'sentiment: mean macro F1 of eight languages', value: eight(tagged), n },
    { name: 'sentiment: the same, language withheld', value: eight(untagged), n },
    { name: 'sentiment: the same, by lists and signs alone', value: eight(listsOnly), n },
    { name: 'sentiment: calibration error', value: calibrationError(judge(examples, tagged)), n },
    { name: 'sentiment: share unsure', value: unsure(judge(examples, tagged)), n },
  ];
}

const best = (likely: Likely): number => likely.reduce((most, value, i) => (value > likely[most]! ? i : most), 0);
const judge = (examples: readonly Example[], ear: (example: Example) => Likely): Judged[] =>
  examples.map((example) => ({ label: example.label, likely: ear(example) }));

function confusion(examples: readonly Example[], ear: (example: Example) => Likely): Confusion {
  const counts: Confusion = Array.from({ length: CLASSES }, () => Array.from({ length: CLASSES }, () => 0));
  for (const { label, likely } of judge(examples, ear)) counts[label]![best(likely)]! += 1;
  return counts;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const percent = (part: number): number => Math.round(part * 1000) / 10;
const column = (counts: Confusion, label: number): number => sum(counts.map((row) => row[label]!));

const recall = (counts: Confusion): number => percent(sum(counts.map((row, label) => row[label]! / Math.max(1, sum(row)))) / CLASSES);
const f1 = (counts: Confusion): number =>
  percent(sum(counts.map((row, label) => (2 * row[label]!) / Math.max(1, sum(row) + column(counts, label)))) / CLASSES);

/** Mean distance between how sure the model was and how often it was right, in ten groups of equal size. */
function calibrationError(judged: readonly Judged[]): number {
  const sorted = judged
    .map(({ label, likely }) => ({ sure: Math.max(...likely), right: best(likely) === label ? 1 : 0 }))
    .sort((a, b) => a.sure - b.sure);
  const groups = Array.from({ length: 10 }, (_, i) => sorted.slice((i * sorted.length) / 10, ((i + 1) * sorted.length) / 10));
  return percent(sum(groups.map((group) => Math.abs(sum(group.map(({ sure, right }) => sure - right))))) / sorted.length);
}

const unsure = (judged: readonly Judged[]): number =>
  percent(judged.filter(({ likely }) => Math.max(...likely) < UNSURE_BELOW).length / judged.length);
