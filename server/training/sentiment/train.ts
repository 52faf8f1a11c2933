import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hearFeatures } from '../../core/analysis/sentiment/features.ts';
import { featureOf } from '../../core/analysis/sentiment/hashes.ts';
import { PLAIN_FEATURES, plainFeatures, plainScores } from '../../core/analysis/sentiment/plain.ts';
import { CLASSES, narrowed } from '../../core/analysis/sentiment/shape.ts';
import type { Tally } from '../../core/analysis/sentiment/tally.ts';
import { pack } from '../pack.ts';
import { coolest } from './calibrate.ts';
import { type Example, examplesOf, railwayExamples } from './examples.ts';
import { fitLogistic, type Rows, scoresOf } from './fit.ts';
import { rowsOf } from './rows.ts';

const MODELS = join(import.meta.dirname, '../../core/models');
const COLUMNS = 1 << 20;
const SEED = 20_131;
const EPOCHS = 7;
const RATE = 0.018;
/** One example in so many is kept back to see how sure the model may be. */
const KEPT_BACK = 8;
/** Weights beyond this part of all stand at the largest byte. */
const CLIPPED = 0.99998;

/** Fits the model on the posts in `data/sentiment` and writes it into the tree. The word lists have to be there already. */
export async function train(data: string): Promise<void> {
  const examples = [...examplesOf(data, 'train'), ...railwayExamples(data)];
  const back = (example: Example) => featureOf(example.text, SEED) % KEPT_BACK === 0;
  const model = {
    languages: [...new Set(examples.map(({ language }) => language))].sort(),
    ...cooled(
      examples.filter((example) => !back(example)),
      examples.filter(back),
    ),
    ...written(fitted(examples)),
  };
  writeFileSync(join(MODELS, 'sentiment.json'), `${JSON.stringify(model)}\n`);
}

const fitted = (examples: readonly Example[]): Float32Array => fitOn(rowsOf(examples, COLUMNS), examples);

const fitOn = (rows: Rows, examples: readonly Example[]): Float32Array =>
  fitLogistic(rows, { columns: COLUMNS, epochs: EPOCHS, rate: RATE, weights: weightsOf(examples), seed: SEED });

/** Collections differ in care and in how near they are to what the product hears. */
const WORTH: Readonly<Record<string, number>> = { semeval: 1, 'xlm-t': 1.5, afrisenti: 0.5 };
/** No example of a rare label counts for more than this many. */
const RARE_BOUND = 3;

/** Every label of a collection's language weighs the same. */
function weightsOf(examples: readonly Example[]): Float32Array {
  const counts = new Map<string, number[]>();
  const groupOf = ({ set, language }: Example) => `${set} ${language}`;
  for (const example of examples) {
    const labels = counts.get(groupOf(example)) ?? [0, 0, 0];
    labels[example.label]! += 1;
    counts.set(groupOf(example), labels);
  }
  return Float32Array.from(examples, (example) => {
    const labels = counts.get(groupOf(example))!;
    const even = labels.reduce((sum, count) => sum + count, 0) / CLASSES;
    return Math.min(RARE_BOUND, even / labels[example.label]!) * (WORTH[example.set] ?? 1);
  });
}

/** How much less sure the model must be than it would say, for each language, and the model of languages that it does not know. */
function cooled(known: readonly Example[], back: readonly Example[]): object {
  const weights = fitted(known);
  const rows = rowsOf(back, COLUMNS);
  const judged = back.map((example, row) => ({ group: example.language, scores: scoresOf(rows, row, weights), label: example.label }));
  const languages = [...new Set(back.map(({ language }) => language))].sort();
  const all = coolest(judged);
  const temperatures = Object.fromEntries(
    languages.map((language) => [
      language,
      coolest(
        judged.filter(({ group }) => group === language),
        all,
      ),
    ]),
  );
  return { temperatures, ...plain(known, back) };
}

/** Languages by which it is measured what word lists are worth; their own lists are as good as those of most others. */
const MEASURED = ['ar', 'de', 'en', 'es', 'fr', 'it', 'pt'];
const DEAF = { word: () => undefined, put: () => undefined };

function plain(known: readonly Example[], back: readonly Example[]): object {
  const of = (examples: readonly Example[]) => examples.filter(({ language, set }) => MEASURED.includes(language) && set !== 'afrisenti');
  const tallyOf = ({ tokens, language }: Example) => hearFeatures(tokens, language, DEAF);
  const weights = fitPlain(
    plainRows(of(known).map((example) => ({ tally: tallyOf(example), label: example.label }))),
    weightsOf(of(known)),
  );
  const judged = of(back).map((example) => ({ group: '', scores: plainScores(tallyOf(example), weights), label: example.label }));
  return { plain: weights, plainTemperature: coolest(judged) };
}

function plainRows(examples: readonly { tally: Tally; label: number }[]): Rows {
  const from = [0];
  const columns: number[] = [];
  const values: number[] = [];
  for (const { tally } of examples) {
    plainFeatures(tally, (place, value) => {
      columns.push(place);
      values.push(value);
    });
    from.push(columns.length);
  }
  const labels = Uint8Array.from(examples, ({ label }) => label);
  return { from: Uint32Array.from(from), columns: Uint32Array.from(columns), values: Float32Array.from(values), labels };
}

function fitPlain(rows: Rows, weights: Float32Array): number[][] {
  const flat = fitLogistic(rows, { columns: PLAIN_FEATURES, epochs: 5, rate: 0.05, weights, seed: SEED });
  const rounded = (weight: number) => Math.round(weight * 1e4) / 1e4;
  return Array.from({ length: PLAIN_FEATURES }, (_, i) => Array.from(flat.subarray(i * CLASSES, (i + 1) * CLASSES), rounded));
}

function written(weights: Float32Array): object {
  const sizes = Float32Array.from(weights, Math.abs).sort();
  const largest = Math.round(sizes[Math.floor(sizes.length * CLIPPED)]! * 1e4) / 1e4;
  return { largest, weights: pack(Uint8Array.from(weights, (weight) => narrowed(weight, largest) & 0xff)) };
}
