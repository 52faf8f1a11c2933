import type { TrendsSlice } from '../../shared/slices.ts';

type Trend = TrendsSlice['trends'][number];

/** A trend as it goes over the wire: twelve posts in ten minutes where hardly any are usual. */
export const trend = (term: string, over: Partial<Trend> = {}): Trend => ({
  term,
  kind: 'word',
  also: [],
  count: 12,
  minutes: 10,
  usual: 0.2,
  times: null,
  significance: 6,
  people: 12,
  copies: 0,
  coordinated: null,
  networks: ['web'],
  negative: 0.5,
  spark: [],
  since: 0,
  example: null,
  ...over,
});
