import type { MixSlice } from '../../../shared/slices.ts';
import { hearingOf } from '../analysis/sentiment/model.ts';
import type { Named, Scope, State } from '../state.ts';
import { sum } from '../windows/ring.ts';
import { MINUTE } from '../windows/track.ts';

const SHOWN = 8;

interface Row {
  name: string;
  count: number;
}

export function mix(state: State, scope: Scope): MixSlice {
  const bucket = Math.floor(state.now / MINUTE);
  const n = sum(scope.series.total.minutes, bucket - 59, bucket);
  const networks = rows(scope.networks, bucket);
  const languages = rows(scope.languages, bucket);
  const share = ({ count }: Row): number => Math.round((count / Math.max(1, n)) * 1000) / 1000;
  return {
    n,
    networks: networks.slice(0, SHOWN).map((row) => ({ network: row.name, count: row.count, share: share(row) })),
    languages: languages
      .slice(0, SHOWN)
      .map((row) => ({ language: row.name, count: row.count, share: share(row), hearing: hearingOf(row.name) })),
    moreNetworks: Math.max(0, networks.length - SHOWN),
    moreLanguages: Math.max(0, languages.length - SHOWN),
  };
}

const rows = (group: Map<string, Named>, bucket: number): Row[] =>
  [...group]
    .map(([name, counts]) => ({ name, count: sum(counts.total, bucket - 59, bucket) }))
    .filter((row) => row.count > 0)
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
