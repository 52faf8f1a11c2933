import type { IncidentPost } from '../../../../shared/incident.ts';
import type { Analysis, Label, Mention } from '../../../../shared/mention.ts';
import { labelIn } from '../../toward.ts';

/** A post with what was heard in it. */
export interface Heard {
  mention: Mention;
  analysis: Analysis;
}

/** What a post says of the incident's watches. */
export const labelOf = ({ analysis }: Heard, watches: readonly string[] | null): Label => labelIn(analysis, watches ?? []);

export const isNegative = (heard: Heard, watches: readonly string[] | null): boolean => labelOf(heard, watches) === 'negative';

/** Networks that have no reposts of their own know them by how they begin. */
const BY_HAND = /^\s*rt\s+@/i;

export const isRepost = ({ mention }: Heard): boolean => mention.repostOf !== undefined || BY_HAND.test(mention.text);

export const authorOf = ({ mention: { network, author } }: Heard): string => `${network} ${author.id}`;

/** A post as the page shows it. How often it was passed on and answered is told by whoever counts that. */
export const shownPost = (heard: Heard, watches: readonly string[] | null): IncidentPost => {
  const { id, author, network, text, postedAt, url } = heard.mention;
  return {
    mention: id,
    author: author.name || author.handle,
    handle: author.handle,
    followers: author.followers ?? null,
    network,
    language: heard.analysis.language,
    text,
    label: labelOf(heard, watches),
    at: postedAt,
    url: url ?? null,
    reposts: 0,
    replies: 0,
  };
};
