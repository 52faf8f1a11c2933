import { scaleLinear } from 'd3-scale';
import { area } from 'd3-shape';
import type { SentimentSlice } from '../../shared/slices.ts';

interface Step {
  at: number;
  share: number | null;
}

/** Shares above this fill the chart: a hundred percent stands at the top, but a quiet day is not flattened to a line. */
const LEAST_TOP = 0.4;

/** Steps that are worse than usual by this much stand out in colour; less is the noise of any day. */
const OUTSTANDING = 0.05;

export interface NegativeChart {
  area: string;
  /** What rises above usual, in steps where it clearly does; empty when usual is not known. */
  above: string;
  /** Height of the line of what is usual, in pixels from the top; null when it is not known. */
  usual: number | null;
}

/** The area of negative shares over time, zero-based, open where nothing was heard. A step is drawn as wide as it lasted. */
export function negativeChart(slice: SentimentSlice, width: number, height: number): NegativeChart {
  const { from, step, negative, usualNegative: usual } = slice;
  const steps: Step[] = negative.flatMap((share, i) => [
    { at: from + i * step, share },
    { at: from + (i + 1) * step, share },
  ]);
  const top = Math.max(LEAST_TOP, usual ?? 0, ...negative.map((share) => share ?? 0));
  const x = scaleLinear([from, from + negative.length * step], [0, width]);
  const y = scaleLinear([0, top], [height, 2]);
  const shape = (base: number, drawn: (share: number) => boolean) =>
    area<Step>()
      .defined(({ share }) => share !== null && drawn(share))
      .x(({ at }) => x(at))
      .y0(y(base))
      .y1(({ share }) => y(share ?? 0))
      .digits(1)(steps) ?? '';
  return {
    area: shape(0, () => true),
    above: usual === null ? '' : shape(usual, (share) => share > usual + OUTSTANDING),
    usual: usual === null ? null : y(usual),
  };
}
