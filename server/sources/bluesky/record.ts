import { z } from 'zod';

export const POST = 'app.bsky.feed.post';
export const LIKE = 'app.bsky.feed.like';
export const REPOST = 'app.bsky.feed.repost';

/** A weird optional part is left out; it must not cost us the post. */
const lenient = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

const Ref = z.object({ uri: z.string().max(512) });
const Embed = z.object({
  $type: z.string(),
  images: lenient(z.array(z.unknown()).max(100)),
  record: lenient(z.object({ uri: lenient(z.string().max(512)), record: lenient(Ref) })),
  media: lenient(z.object({ $type: z.string(), images: lenient(z.array(z.unknown()).max(100)) })),
});

const Post = z.object({
  text: z.string().max(50_000),
  createdAt: lenient(z.string().max(64)),
  langs: lenient(z.array(z.string()).max(20)),
  reply: lenient(z.object({ parent: Ref, root: Ref })),
  embed: lenient(Embed),
});
type Embed = z.infer<typeof Embed>;

/** A post's record, read: links are `at://` addresses of posts. */
export interface PostRecord {
  text: string;
  createdAt?: string;
  lang?: string;
  parent?: string;
  root?: string;
  quote?: string;
  media?: number;
}

export function readPost(record: unknown): PostRecord | null {
  const read = Post.safeParse(record);
  if (!read.success) return null;
  const { text, createdAt, langs, reply, embed } = read.data;
  const lang = langs?.find((tag) => /^[a-z]{2,3}(-[a-z0-9]{1,8}){0,3}$/i.test(tag));
  const parent = postUri(reply?.parent.uri);
  const root = postUri(reply?.root.uri);
  return { text, createdAt, lang, parent, root, quote: embed && postUri(quoted(embed)), media: embed && mediaIn(embed) };
}

const Subject = z.object({ subject: Ref });

/** Address of the post that is liked or reposted; `undefined` when it is something else (a feed, a list), `null` when it is garbage. */
export function readSubject(record: unknown): string | undefined | null {
  const read = Subject.safeParse(record);
  return read.success ? postUri(read.data.subject.uri) : null;
}

const POST_URI = /^at:\/\/did:[a-z]+:[\w.:%-]{1,190}\/app\.bsky\.feed\.post\/[\w.:~-]{1,200}$/;

function postUri(uri: string | undefined): string | undefined {
  return uri !== undefined && POST_URI.test(uri) ? uri : undefined;
}

/** `record` embeds a post, `recordWithMedia` wraps that once more. */
function quoted(embed: Embed): string | undefined {
  return embed.record?.uri ?? embed.record?.record?.uri;
}

/** Pictures and films; a link's preview is not counted. */
function mediaIn(embed: Embed): number | undefined {
  const shown = embed.media ?? embed;
  if (shown.$type === 'app.bsky.embed.video') return 1;
  return shown.images?.length || undefined;
}

/** How far back an author's own clock is believed, in ms. */
const BACKDATING_MS = 3_600_000;

/** When it was posted, in ms: what the author's client says, unless that is later or much earlier than the server saw it. */
export function postedAt(createdAt: string | undefined, seenAt: number): number {
  const said = Date.parse(createdAt ?? '');
  return said <= seenAt && said >= seenAt - BACKDATING_MS ? said : seenAt;
}
