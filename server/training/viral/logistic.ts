import { FEATURES } from '../../core/viral/features.ts';
import { type Rows, STREAMS } from './rows.ts';

/** Ridge on what all streams share, on what a stream differs by, and on its own level. The first weight is free. */
const SHARED = 1;
const APART = 60;
const LEVEL = 0.1;
const ROUNDS = 20;
/** Newton's step is cut at this length, and the fit ends below the other. */
const LONGEST = 5;
const ENOUGH = 1e-4;
const UNKNOWNS = FEATURES * (1 + STREAMS.length);

/** Brings every feature but the constant to mean 0 and deviation 1, in place, and tells what it did. */
export function standardise({ x, reached }: Rows): { mean: Float64Array; spread: Float64Array } {
  const n = reached.length;
  const mean = new Float64Array(FEATURES);
  const spread = new Float64Array(FEATURES).fill(1);
  for (let f = 1; f < FEATURES; f++) {
    let sum = 0;
    let squares = 0;
    for (let at = f; at < x.length; at += FEATURES) sum += x[at]!;
    for (let at = f; at < x.length; at += FEATURES) squares += (x[at]! - sum / n) ** 2;
    mean[f] = sum / n;
    spread[f] = Math.sqrt(squares / n) || 1;
    for (let at = f; at < x.length; at += FEATURES) x[at] = (x[at]! - mean[f]!) / spread[f]!;
  }
  return { mean, spread };
}

/**
 * Weighted logistic regression by Newton's method: weights that all streams share, then, for each stream, what it differs by. The
 * ridge on the differences is what lets a small stream borrow from the large ones.
 */
export function fitWeights(rows: Rows): Float64Array {
  const weights = new Float64Array(UNKNOWNS);
  const ridge = ridges();
  for (let round = 0; round < ROUNDS; round++) {
    const { slope, curve } = sums(rows, weights);
    for (let i = 0; i < UNKNOWNS; i++) {
      slope[i]! += ridge[i]! * weights[i]!;
      curve[i * UNKNOWNS + i]! += ridge[i]!;
    }
    const step = solve(curve, slope, UNKNOWNS);
    const longest = step.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    for (let i = 0; i < UNKNOWNS; i++) weights[i]! -= step[i]! * Math.min(1, LONGEST / longest);
    if (longest < ENOUGH) break;
  }
  return weights;
}

function ridges(): Float64Array {
  const ridge = new Float64Array(UNKNOWNS).fill(APART).fill(SHARED, 0, FEATURES);
  ridge[0] = 1e-6;
  for (let stream = 1; stream <= STREAMS.length; stream++) ridge[stream * FEATURES] = LEVEL;
  return ridge;
}

/** Gradient and Hessian of the loss. A row touches what is shared and its own stream: each stream's block is summed once. */
function sums(rows: Rows, weights: Float64Array): { slope: Float64Array; curve: Float64Array } {
  const slope = new Float64Array(UNKNOWNS);
  const curve = new Float64Array(UNKNOWNS * UNKNOWNS);
  for (let stream = 0; stream < STREAMS.length; stream++) {
    const block = blockOf(rows, weights, stream);
    const own = (stream + 1) * FEATURES;
    for (let i = 0; i < FEATURES; i++) {
      slope[i]! += block.slope[i]!;
      slope[own + i] = block.slope[i]!;
      for (let j = 0; j < FEATURES; j++) {
        const value = block.curve[Math.max(i, j) * FEATURES + Math.min(i, j)]!;
        curve[i * UNKNOWNS + j]! += value;
        curve[(own + i) * UNKNOWNS + j] = value;
        curve[i * UNKNOWNS + own + j] = value;
        curve[(own + i) * UNKNOWNS + own + j] = value;
      }
    }
  }
  return { slope, curve };
}

/** The lower triangle of one stream's Hessian, and its gradient. */
function blockOf({ x, reached, stream, weight }: Rows, weights: Float64Array, of: number) {
  const slope = new Float64Array(FEATURES);
  const curve = new Float64Array(FEATURES * FEATURES);
  const summed = new Float64Array(FEATURES).map((_, i) => weights[i]! + weights[(of + 1) * FEATURES + i]!);
  for (let row = 0; row < reached.length; row++) {
    if (stream[row] !== of) continue;
    const at = row * FEATURES;
    let odds = 0;
    for (let i = 0; i < FEATURES; i++) odds += summed[i]! * x[at + i]!;
    const chance = 1 / (1 + Math.exp(-Math.min(30, Math.max(-30, odds))));
    const error = weight[row]! * (chance - reached[row]!);
    const bend = weight[row]! * chance * (1 - chance) + 1e-9;
    for (let i = 0; i < FEATURES; i++) {
      const value = x[at + i]!;
      slope[i]! += error * value;
      const bent = bend * value;
      const line = i * FEATURES;
      for (let j = 0; j <= i; j++) curve[line + j]! += bent * x[at + j]!;
    }
  }
  return { slope, curve };
}

/** Solves the symmetric, positive system by Cholesky; `matrix` is used up. */
export function solve(matrix: Float64Array, right: Float64Array, n: number): Float64Array {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= matrix[i * n + k]! * matrix[j * n + k]!;
      matrix[i * n + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / matrix[j * n + j]!;
    }
  }
  const out = Float64Array.from(right);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) out[i]! -= matrix[i * n + k]! * out[k]!;
    out[i]! /= matrix[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) out[i]! -= matrix[k * n + i]! * out[k]!;
    out[i]! /= matrix[i * n + i]!;
  }
  return out;
}
