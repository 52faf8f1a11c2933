import { story } from '../../server/sources/demo/story.ts';
import type { Mention } from '../../shared/mention.ts';

const MINUTE = 60_000;
/** Any time will do, as long as it is always the same. */
export const STORY_STARTS = Date.UTC(2026, 2, 1, 9);

/** The first `count` posts of the demo's story, told from six hours before it begins, in some twenty languages. */
export function posts(count: number): Mention[] {
  const tale = story(7, STORY_STARTS);
  const told: Mention[] = [];
  for (let at = STORY_STARTS - 360 * MINUTE; told.length < count; at += MINUTE)
    told.push(...tale.between(at, at + MINUTE).flatMap(({ item }) => (item.kind === 'mention' ? [item.mention] : [])));
  return told.slice(0, count);
}

/** What a sender pushes of a post: it is posted when it comes. */
export const pushed = ({ network, author, text, lang, url }: Mention, id: string): object => ({
  id,
  source: 'bench',
  network,
  author,
  text,
  lang,
  url,
});

/** `count` posts as NDJSON bodies of `size` lines; ids begin with `prefix`. */
export function bodies(told: readonly Mention[], count: number, size: number, prefix: string): Buffer[] {
  const lines = Array.from({ length: count }, (_, i) => JSON.stringify(pushed(told[i % told.length]!, `${prefix}-${i}`)));
  return Array.from({ length: Math.ceil(count / size) }, (_, i) => Buffer.from(`${lines.slice(i * size, (i + 1) * size).join('\n')}\n`));
}
