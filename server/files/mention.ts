import { ID_BOUND, type Mention } from '../../shared/mention.ts';
import type { PushMention } from '../../shared/push.ts';
import { bound, plain } from '../../shared/text.ts';
import type { Reading } from './post.ts';

const LINKS = ['inReplyTo', 'root', 'repostOf', 'quoteOf'] as const;

/** The mention that a checked row stands for, or the name of the field whose id comes out too long. */
export function mentionOf(post: PushMention, postedAt: number, reading: Reading): Mention | (typeof LINKS)[number] | 'id' {
  const whole = (id: string): string => wholeId(id, post.source, reading);
  const mention: Mention = {
    ...post,
    id: whole(post.id),
    source: reading.oneSource ? reading.source : post.source,
    network: post.network.toLowerCase(),
    author: known(post.author),
    text: bound(plain(post.text)),
    postedAt,
    receivedAt: reading.receivedAt ?? postedAt,
  };
  for (const link of LINKS) if (post[link] !== undefined) mention[link] = whole(post[link]);
  return ([...LINKS, 'id'] as const).find((field) => (mention[field]?.length ?? 0) > ID_BOUND) ?? mention;
}

/** `source:native id`. An id that already begins with its source, as in our own exports, is left as it is. */
function wholeId(given: string, source: string, reading: Reading): string {
  const id = given.toWellFormed();
  const whole = id.startsWith(`${source}:`) ? id : `${source}:${id}`;
  return reading.oneSource && source !== reading.source ? `${reading.source}:${whole}` : whole;
}

const line = (text: string): string => bound(plain(text).replaceAll('\n', ' ').trim(), 256);

/** What is known of an author names them everywhere; who is wholly unknown stays so, with empty names. */
function known({ id, handle, name, ...rest }: PushMention['author']): Mention['author'] {
  const any = handle ?? name ?? id ?? '';
  return { ...rest, id: (id ?? any).toWellFormed(), handle: line(handle ?? any).replace(/^@/, ''), name: line(name ?? any) };
}
