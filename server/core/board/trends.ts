import type { TrendsSlice } from '../../../shared/slices.ts';
import { riseBegan, spark, trends } from '../detectors/trend.ts';
import type { Scope, State } from '../state.ts';

const SHOWN = 8;
const EXAMPLE_TEXT = 160;

export function topTrends(state: State, scope: Scope): TrendsSlice {
  return {
    trends: trends(state, scope, SHOWN).map(({ name, term, count, times }) => ({
      term: name,
      count,
      times: times === null ? null : Math.round(times * 10) / 10,
      spark: spark(term, state.now),
      since: riseBegan(term, state.now),
      example: example(state, term.example),
    })),
  };
}

function example(state: State, id: string): TrendsSlice['trends'][number]['example'] {
  const held = state.held.get(id);
  if (!held || held.retracted) return null;
  return { text: held.mention.text.slice(0, EXAMPLE_TEXT).toWellFormed(), author: held.mention.author.name || held.mention.author.handle };
}
