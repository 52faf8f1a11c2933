import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { AccountResponses, ReportQuery } from '../../shared/report.ts';
import { accountsOf } from '../core/desk/accounts.ts';
import type { Packing } from '../core/desk/report/packed.ts';
import { Words } from '../core/desk/report/words.ts';
import { heardIn } from '../core/desk/responses.ts';
import type { MentionEntry } from '../core/entry.ts';
import { DailyFacts, dayOf } from './facts.ts';
import type { Seeds } from './keys.ts';
import { POST_WORDS, type PostColumns, type PostFacts, postColumns, talkOf } from './post-columns.ts';

const DAY = 86_400_000;

const packPost = ({ id, network, author, own, at, parent, handles, signature }: PostFacts) =>
  [id, network, author, own ? 1 : 0, at, parent, handles.length === 0 ? 0 : handles, signature] as const;

type PackedPost = ReturnType<typeof packPost>;

const PACKING: Packing<PostFacts, PackedPost> = {
  pack: packPost,
  unpack: ([id, network, author, own, at, parent, handles, signature]) => ({
    id,
    network,
    author,
    own: own === 1,
    at,
    parent,
    handles: handles === 0 ? [] : handles,
    signature,
  }),
};
/** An answer posted up to so long after a period still counts for the posts of that period, ms. */
export const ANSWERED_AFTER = 7 * DAY;
/** Words (handles, signatures ...) kept for the columns that have them: some 100 bytes each. */
export const WORDS_KEPT = 100_000;

/** Posts that may belong to a conversation with one of our accounts: what response times by account are counted from. */
export class Posts {
  readonly #facts: DailyFacts<PostFacts, PackedPost, PostColumns>;
  readonly #words = new Words();
  readonly #await: StatementSync;
  readonly #arrive: StatementSync;
  readonly #entry: StatementSync;
  readonly #giveUp: StatementSync;

  constructor(db: DatabaseSync) {
    const seeds = seedsOf(db);
    const columns = (all: readonly PostFacts[], words: Words): PostColumns => postColumns(all, words, seeds);
    this.#facts = new DailyFacts(db, 'post', { ...PACKING, ...POST_WORDS, columns }, this.#words);
    this.#await = db.prepare('INSERT OR IGNORE INTO awaited VALUES (?, ?)');
    this.#arrive = db.prepare('DELETE FROM awaited WHERE id = ?');
    this.#giveUp = db.prepare('DELETE FROM awaited WHERE day < ?');
    this.#entry = db.prepare('SELECT entry FROM mentions WHERE id = ? AND erased = 0');
  }

  /**
   * A post counts that is ours, names somebody or answers something, and any that is answered, whichever of the two comes first: two of our
   * answers may hang together by a post that names nobody.
   */
  hear({ mention, analysis }: MentionEntry): void {
    const post = factsOf(mention, analysis.own);
    const answered = Number(this.#arrive.run(mention.id).changes) > 0;
    if (post.own || post.parent !== null || post.handles.length > 0 || answered) this.#put(post);
    if (post.parent !== null) this.#hearAnswered(post.parent, post.at);
  }

  #hearAnswered(id: string, at: number): void {
    if (this.#facts.has(id)) return;
    const json = this.#entry.get(id)?.entry;
    if (json === undefined) return void this.#await.run(id, dayOf(at));
    const { mention, analysis } = JSON.parse(String(json)) as MentionEntry;
    this.#put(factsOf(mention, analysis.own));
  }

  #put(post: PostFacts): void {
    this.#facts.add(post.id, post);
  }

  /** Of the posts of the period, on that network; answers that came somewhat later count as well. */
  accounts({ from, to, network }: Pick<ReportQuery, 'from' | 'to' | 'network'>): AccountResponses[] {
    this.#tidy();
    const answered = to + ANSWERED_AFTER;
    const talk = talkOf([...this.#facts.between(from, answered)], this.#words);
    return accountsOf(talk, { from, to, answered, ...(network === undefined ? {} : { network }) });
  }

  /** No column may still hold words that are let go. */
  #tidy(): void {
    if (this.#words.size <= WORDS_KEPT) return;
    this.undo();
    this.#words.clear();
  }

  erase(mention: string): void {
    this.#facts.remove(mention);
  }

  shelve(): void {
    this.#facts.shelve();
  }

  /** What is in memory may be ahead of the file after a step that was undone. */
  undo(): void {
    this.#facts.forget();
  }

  retire(before: number): void {
    this.#facts.retire(before);
    this.#giveUp.run(dayOf(before));
  }
}

function seedsOf(db: DatabaseSync): Seeds {
  const stored = db.prepare('SELECT high, low FROM seeds').get();
  return { high: Number(stored?.high), low: Number(stored?.low) };
}

const factsOf = ({ id, network, author, text, postedAt, inReplyTo }: MentionEntry['mention'], own: boolean): PostFacts => ({
  ...heardIn({ id, author: own ? author.handle : '', own, at: postedAt, text, parent: inReplyTo ?? null }),
  network,
});
