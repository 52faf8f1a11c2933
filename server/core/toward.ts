import type { Analysis, Label } from '../../shared/mention.ts';

/** What is needed of an analysis or of a held post. */
type Felt = Pick<Analysis, 'label' | 'watches' | 'toward'>;

/** What the post says of one watch: its own label, unless the watch was heard to fare otherwise. */
export const labelToward = ({ label, toward }: Pick<Felt, 'label' | 'toward'>, watch: string): Label => toward?.[watch]?.label ?? label;

export const scoreToward = ({ score, toward }: Pick<Analysis, 'score' | 'toward'>, watch: string): number =>
  toward?.[watch]?.score ?? score;

/** What concerns people most comes first. */
const WORST_FIRST: readonly Label[] = ['negative', 'unsure', 'neutral', 'positive'];

/**
 * What the post says of a group of watches: the worst that it says of any of them that it matches, for a scope must not miss an accusation
 * because another of its watches is praised in the same breath. Without watches, or where none of them matches, the post's own label.
 */
export function labelIn(felt: Felt, watches: readonly string[]): Label {
  if (!felt.toward || watches.length === 0) return felt.label;
  const labels = felt.watches.filter((watch) => watches.includes(watch)).map((watch) => labelToward(felt, watch));
  return WORST_FIRST.find((label) => labels.includes(label)) ?? felt.label;
}
