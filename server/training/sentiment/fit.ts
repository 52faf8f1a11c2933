import { CLASSES } from '../../core/analysis/sentiment/shape.ts';
import { randomFrom, shuffle } from '../random.ts';

/** Examples as rows of a sparse matrix: `from[i]` to `from[i + 1]` are the places of row i in `columns` and `values`. */
export interface Rows {
  from: Uint32Array;
  columns: Uint32Array;
  values: Float32Array;
  labels: Uint8Array;
}

export interface Fitting {
  columns: number;
  epochs: number;
  rate: number;
  /** Weight of each row. */
  weights: Float32Array;
  seed: number;
}

/** Keeps the first steps of AdaGrad small. */
const FIRST_SQUARE = 1e-2;
const DECAY = 1e-5;

/** Multinomial logistic regression by AdaGrad (Duchi, Hazan, Singer 2011), one row at a time, at a rate that falls to 0. */
export function fitLogistic(rows: Rows, { columns, epochs, rate, weights, seed }: Fitting): Float32Array {
  const fitted = new Float32Array(columns * CLASSES);
  const squares = new Float32Array(columns * CLASSES).fill(FIRST_SQUARE);
  const order = Uint32Array.from(rows.labels, (_, i) => i);
  const random = randomFrom(seed);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    const step = rate * (1 - epoch / epochs);
    for (const row of order) if (weights[row]! > 0) learn(rows, row, weights[row]!, step, fitted, squares);
  }
  return fitted;
}

function learn(rows: Rows, row: number, weight: number, step: number, fitted: Float32Array, squares: Float32Array): void {
  const errors = errorsOf(scoresOf(rows, row, fitted), rows.labels[row]!);
  for (let k = rows.from[row]!; k < rows.from[row + 1]!; k++) {
    const at = rows.columns[k]! * CLASSES;
    const value = rows.values[k]! * weight;
    for (let label = 0; label < CLASSES; label++) {
      const slope = errors[label]! * value + DECAY * fitted[at + label]!;
      squares[at + label]! += slope * slope;
      fitted[at + label]! -= (step * slope) / Math.sqrt(squares[at + label]!);
    }
  }
}

export function scoresOf(rows: Rows, row: number, fitted: Float32Array): [number, number, number] {
  const scores: [number, number, number] = [0, 0, 0];
  for (let k = rows.from[row]!; k < rows.from[row + 1]!; k++) {
    const at = rows.columns[k]! * CLASSES;
    const value = rows.values[k]!;
    scores[0] += fitted[at]! * value;
    scores[1] += fitted[at + 1]! * value;
    scores[2] += fitted[at + 2]! * value;
  }
  return scores;
}

export function softmax(scores: readonly number[], temperature = 1): number[] {
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp((score - most) / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

const errorsOf = (scores: readonly number[], label: number): number[] => softmax(scores).map((likely, i) => likely - (i === label ? 1 : 0));
