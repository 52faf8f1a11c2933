import type { IncidentPage } from '../../../../shared/incident.ts';
import { authorOf, type Heard, isNegative, isRepost, shownPost } from './post.ts';

type Drivers = IncidentPage['drivers'];

const PARTS_TOLD = 8;
const AUTHORS_TOLD = 12;
const FIRST_TOLD = 6;

/** Networks or languages with their share of the posts and the part of their own that is negative, largest first. */
export function partsOf(posts: readonly Heard[], watches: readonly string[] | null, of: (heard: Heard) => string): Drivers['networks'] {
  const parts = [...Map.groupBy(posts, of)].map(([name, some]) => ({
    name,
    count: some.length,
    share: some.length / posts.length,
    negative: some.filter((heard) => isNegative(heard, watches)).length / some.length,
  }));
  return parts.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)).slice(0, PARTS_TOLD);
}

/** Who wrote about it, those with the largest audience first; where that is not known, those who wrote most. */
export function authorsOf(posts: readonly Heard[], watches: readonly string[] | null): Drivers['authors'] {
  // Some exports leave out who wrote.
  const signed = posts.filter(({ mention: { author } }) => author.id !== '' || author.handle !== '');
  const authors = [...Map.groupBy(signed, authorOf).values()].map((own) => {
    const { network, author } = own[0]!.mention;
    const known = own.flatMap(({ mention }) => mention.author.followers ?? []);
    return {
      name: author.name || author.handle,
      handle: author.handle,
      network,
      followers: known.length > 0 ? Math.max(...known) : null,
      posts: own.length,
      negative: own.filter((heard) => isNegative(heard, watches)).length,
    };
  });
  return authors
    .sort((a, b) => (b.followers ?? -1) - (a.followers ?? -1) || b.posts - a.posts || (a.handle < b.handle ? -1 : 1))
    .slice(0, AUTHORS_TOLD);
}

/** The earliest posts that say what it is about; where too few of them do, the earliest of all. `posts`: oldest first. */
export function firstOf(
  posts: readonly Heard[],
  terms: readonly string[],
  watches: readonly string[] | null,
  onset: number,
): Drivers['first'] {
  const own = posts.filter((heard) => !isRepost(heard));
  const telling = own.filter(({ analysis }) => analysis.terms.some((term) => terms.includes(term)));
  const since = own.filter(({ mention }) => mention.postedAt >= onset);
  return (telling.length >= FIRST_TOLD ? telling : since).slice(0, FIRST_TOLD).map((heard) => shownPost(heard, watches));
}
