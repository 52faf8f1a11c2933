import type { Author, Mention } from '../../../shared/mention.ts';
import type { Incoming } from '../source.ts';
import type { Happening } from './arcs.ts';
import { chance, type Dice, whole } from './dice.ts';
import type { Growth, Language, Mood, Network } from './schema.ts';

export const MINUTE = 60_000;

/** Something that the demo brings, and when: ms since 1970 UTC. */
export interface Told {
  at: number;
  item: Incoming;
}

/** A post with what its author meant, from which its answers and its reposts follow. */
export interface Post {
  mention: Mention;
  language: Language;
  mood: Mood;
  topic: string;
  about: 'us' | 'rival' | 'both';
  /** Part of this happening. */
  happening?: Happening;
  /** A post of the plot: never taken back, answered only by the plot. */
  scripted?: boolean;
  growth?: Growth;
}

interface Draft {
  source: string;
  /** Unique without the source: minute and number. */
  native: string;
  network: Network;
  author: Author;
  text: string;
  lang?: string;
  at: number;
  media?: number;
  place?: string;
  inReplyTo?: string;
  root?: string;
}

const addressOf = ({ network, author, native }: Draft): string =>
  network === 'news'
    ? `https://news.example/${encodeURIComponent(author.handle)}/${native}`
    : `https://social.example/${network}/@${encodeURIComponent(author.handle)}/${native}`;

/** The simulated stream has no delay: a post is received at the moment it is posted. */
export function mentionOf(draft: Draft): Mention {
  const { source, native, at, lang, media, place, inReplyTo, root } = draft;
  return {
    id: `${source}:${native}`,
    source,
    network: draft.network,
    author: draft.author,
    text: draft.text,
    url: addressOf(draft),
    ...(lang && { lang }),
    postedAt: at,
    receivedAt: at,
    ...(inReplyTo && { inReplyTo }),
    ...(root && { root }),
    ...(place && { place }),
    ...(media && { media }),
  };
}

/** Networks tell the language of nine posts in ten. */
export const toldLanguage = (roll: Dice, lang: string): string | undefined => (chance(roll, 0.9) ? lang : undefined);

export const photos = (roll: Dice, share: number): number | undefined => (chance(roll, share) ? whole(roll, 1, 3) : undefined);
