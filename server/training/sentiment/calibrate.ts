import { softmax } from './fit.ts';

export interface Judged {
  scores: readonly number[];
  label: number;
}

const TEMPERATURES = Array.from({ length: 46 }, (_, i) => Math.round((0.5 + i * 0.1) * 10) / 10);
/** Worth of what is known of all languages, in examples. */
const PRIOR = 150;

/** The temperature under which the labels that were kept back are likeliest (Guo and others 2017), drawn towards `usual`. */
export function coolest(judged: readonly Judged[], usual?: number): number {
  const loss = (temperature: number) => judged.reduce((sum, { scores, label }) => sum - Math.log(softmax(scores, temperature)[label]!), 0);
  const best = TEMPERATURES.map((temperature) => [loss(temperature), temperature] as const).reduce((a, b) => (b[0] < a[0] ? b : a))[1];
  if (usual === undefined) return best;
  return Math.round(((best * judged.length + usual * PRIOR) / (judged.length + PRIOR)) * 100) / 100;
}
