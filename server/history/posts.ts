import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { AccountResponses, ReportQuery } from '../../shared/report.ts';
import type { Packing } from '../core/desk/report/packed.ts';
import { type HeardPost, heardIn, Responses, type Tally } from '../core/desk/responses.ts';
import type { Said } from '../core/desk/talk.ts';
import type { MentionEntry } from '../core/entry.ts';
import { DailyFacts, dayOf } from './facts.ts';

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
/** Posts kept linked in memory, so that the next report is quick. */
export const LINKED_KEPT = 1_000_000;

type PostFacts = HeardPost & { network: string };

/** Posts that may belong to a conversation with one of our accounts: what response times by account are counted from. */
export class Posts {
  readonly #facts: DailyFacts<PostFacts, PackedPost>;
  readonly #await: StatementSync;
  readonly #arrive: StatementSync;
  readonly #entry: StatementSync;
  readonly #giveUp: StatementSync;
  #linked = new Responses();
  #days = new Map<number, Said<Tally>[]>();
  #count = 0;

  constructor(db: DatabaseSync) {
    this.#facts = new DailyFacts(db, 'post', PACKING);
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
    const day = this.#days.get(dayOf(post.at));
    if (day) this.#link(post, day);
  }

  #link(post: PostFacts, day: Said<Tally>[]): void {
    const linked = this.#linked.take(post, post.network);
    if (!linked) return;
    day.push(linked);
    this.#count++;
  }

  /** Of the posts of the period, on that network; answers that came somewhat later count as well. */
  accounts({ from, to, network }: Pick<ReportQuery, 'from' | 'to' | 'network'>): AccountResponses[] {
    if (this.#count > LINKED_KEPT) this.undo();
    const answered = to + ANSWERED_AFTER;
    const days = this.#facts.days(from, answered);
    for (const day of days) if (!this.#days.has(day)) this.#load(day);
    const posts = days.filter((day) => day * DAY < to).flatMap((day) => this.#days.get(day) ?? []);
    const some = network === undefined ? posts : posts.filter((post) => post.network === network);
    return this.#linked.figures(some, { from, to, answered });
  }

  #load(day: number): void {
    const posts: Said<Tally>[] = [];
    this.#days.set(day, posts);
    for (const post of this.#facts.of(day)) this.#link(post, posts);
  }

  warm(day: number): void {
    if (!this.#days.has(day)) this.#load(day);
  }

  erase(mention: string): void {
    this.#facts.remove(mention);
    this.#linked.remove(mention);
  }

  /** What is in memory may be ahead of the file after a step that was undone. */
  undo(): void {
    this.#linked = new Responses();
    this.#days = new Map();
    this.#count = 0;
  }

  retire(before: number): void {
    this.#facts.retire(before);
    this.#giveUp.run(dayOf(before));
    this.undo();
  }
}

const factsOf = ({ id, network, author, text, postedAt, inReplyTo }: MentionEntry['mention'], own: boolean): PostFacts => ({
  ...heardIn({ id, author: own ? author.handle : '', own, at: postedAt, text, parent: inReplyTo ?? null }),
  network,
});
