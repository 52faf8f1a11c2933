import { type Author, type Engagement, type Mention, TEXT_BOUND } from '../../../shared/mention.ts';
import type { Incoming, SourceContext } from '../source.ts';
import type { Happening } from './frame.ts';
import { Held } from './held.ts';
import { Lru } from './lru.ts';
import type { Follow } from './options.ts';
import { LIKE, POST, type PostRecord, postedAt, REPOST, readPost, readSubject } from './record.ts';

type Commit = Extract<Happening, { kind: 'commit' }>;
type Counted = 'likes' | 'reposts' | 'replies';

/** Likes, reposts and answers of posts that we hold, kept to be taken back. Older ones stay counted when they are withdrawn. */
const MARKS_BOUND = 50_000;
/** States in which the author or the network has taken the author's posts back. */
const GONE = new Set(['deleted', 'takendown', 'suspended', 'deactivated']);

export interface Authors {
  /** What is known of this author without asking. */
  known(did: string): Author | undefined;
  /** Asks for news of this author; they come later. */
  want(did: string): void;
}

/** Turns what happened in the network into what we take in. It looks before it builds: nearly everything is not for us. */
export class Translator {
  readonly held = new Held();
  readonly #marks = new Lru<{ mention: string; counted: Counted }>(MARKS_BOUND);
  readonly #context: Pick<SourceContext, 'id' | 'now' | 'matches' | 'holds' | 'heldBy' | 'reject'>;
  readonly #follow: Follow;
  readonly #authors: Authors;

  constructor(context: Pick<SourceContext, 'id' | 'now' | 'matches' | 'holds' | 'heldBy' | 'reject'>, follow: Follow, authors: Authors) {
    this.#context = context;
    this.#follow = follow;
    this.#authors = authors;
  }

  items(happening: Happening): Incoming[] {
    if (happening.kind === 'identity') return this.#identity(happening.did, happening.handle);
    if (happening.kind === 'account') return this.#account(happening.did, happening.active, happening.status);
    if (happening.operation === 'delete') return this.#deletion(happening);
    if (happening.operation !== 'create') return [];
    if (happening.collection === POST) return this.#post(happening);
    if (happening.collection === LIKE && this.#follow.likes) return this.#reaction(happening, 'likes');
    if (happening.collection === REPOST && this.#follow.reposts) return this.#reaction(happening, 'reposts');
    return [];
  }

  #holds(mention: string): boolean {
    return this.held.has(mention) || this.#context.holds(mention);
  }

  #idOf(uri: string): string {
    return `${this.#context.id}:${uri}`;
  }

  #post(commit: Commit): Incoming[] {
    const post = readPost(commit.record);
    if (post === null) return this.#refuse('post: text');
    const author = this.#authors.known(commit.did) ?? { id: commit.did, handle: commit.did, name: commit.did };
    if (!this.#answers(post) && !this.#matches(post, author)) return [];
    const mention = this.#mention(commit, post, author);
    this.held.add(mention.id, commit.did);
    const counted = this.#follow.replies && mention.inReplyTo && this.#holds(mention.inReplyTo);
    if (!counted || !mention.inReplyTo) return [{ kind: 'mention', mention }];
    return [{ kind: 'mention', mention }, this.#count(commit, mention.inReplyTo, 'replies')];
  }

  #answers(post: PostRecord): boolean {
    return this.#follow.replies && [post.parent, post.root, post.quote].some((uri) => uri !== undefined && this.#holds(this.#idOf(uri)));
  }

  #matches(post: PostRecord, author: Author): boolean {
    return this.#context.matches({ text: post.text, network: 'bluesky', lang: post.lang, handle: author.handle });
  }

  #mention(commit: Commit, post: PostRecord, author: Author): Mention {
    const receivedAt = this.#context.now();
    return {
      id: this.#idOf(uriOf(commit)),
      source: this.#context.id,
      network: 'bluesky',
      author,
      text: cut(post.text),
      url: `https://bsky.app/profile/${commit.did}/post/${commit.rkey}`,
      lang: post.lang,
      postedAt: postedAt(post.createdAt, Math.min(Math.floor(commit.us / 1000), receivedAt)),
      receivedAt,
      inReplyTo: post.parent && this.#idOf(post.parent),
      root: post.root && this.#idOf(post.root),
      quoteOf: post.quote && this.#idOf(post.quote),
      media: post.media,
    };
  }

  #reaction(commit: Commit, counted: Counted): Incoming[] {
    const subject = readSubject(commit.record);
    if (subject === null) return this.#refuse(`${counted === 'likes' ? 'like' : 'repost'}: subject`);
    if (subject === undefined || !this.#holds(this.#idOf(subject))) return [];
    return [this.#count(commit, this.#idOf(subject), counted)];
  }

  /**
   * A deletion tells only the address of what went. What it was is known when it is a post, or was remembered. Whether we hold the
   * post, the shell knows best: it may have been taken in long ago.
   */
  #deletion(commit: Commit): Incoming[] {
    const id = this.#idOf(uriOf(commit));
    const mark = this.#marks.get(id);
    this.#marks.delete(id);
    const undone = mark ? [growth(`${id}:gone`, mark.mention, mark.counted, -1)] : [];
    if (commit.collection !== POST) return undone;
    this.held.delete(id);
    return [...undone, { kind: 'retraction', mention: id }];
  }

  #count(commit: Commit, mention: string, counted: Counted): Incoming {
    const id = this.#idOf(uriOf(commit));
    this.#marks.set(id, { mention, counted });
    return growth(id, mention, counted, 1);
  }

  #account(did: string, active: boolean, status: string | undefined): Incoming[] {
    if (active || !GONE.has(status ?? '')) return [];
    const posts = this.#postsOf(did);
    for (const mention of posts) this.held.delete(mention);
    return posts.map((mention) => ({ kind: 'retraction', mention }));
  }

  #identity(did: string, handle: string | undefined): Incoming[] {
    const known = this.#authors.known(did);
    if (!handle || known?.handle === handle || (!known && this.#postsOf(did).length === 0)) return [];
    this.#authors.want(did);
    return [{ kind: 'author', source: this.#context.id, author: { ...(known ?? { id: did, name: handle }), handle } }];
  }

  #postsOf(did: string): string[] {
    return [...new Set([...this.held.of(did), ...(this.#context.heldBy?.(did) ?? [])])];
  }

  #refuse(reason: string): Incoming[] {
    this.#context.reject(reason);
    return [];
  }
}

const uriOf = (commit: Commit): string => `at://${commit.did}/${commit.collection}/${commit.rkey}`;

/** The id comes from the event, so that hearing of it twice counts once. */
function growth(id: string, mention: string, counted: Counted, by: 1 | -1): Incoming {
  const engagement: Engagement = { id, mention, mode: 'delta', [counted]: by };
  return { kind: 'engagement', engagement };
}

/** Cuts at the bound without halving a character. */
function cut(text: string): string {
  if (text.length <= TEXT_BOUND) return text;
  const end = text.slice(0, TEXT_BOUND - 1);
  return `${/[\uD800-\uDBFF]$/.test(end) ? end.slice(0, -1) : end}…`;
}
