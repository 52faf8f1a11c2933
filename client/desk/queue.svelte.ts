import type { CasePage } from '../../shared/queue.ts';
import { askPage, inWords } from './api.ts';
import { append, merge, PAGE, type Part, type Row, rowsOf, seen } from './list.ts';

/** Languages and networks to choose from: those of the cases held, now or since this page was opened. */
const MET_BOUND = 60;

/** The queue as it stands before the reader: it changes its order only when they ask. */
export class Queue {
  #rows = $state.raw<readonly Row[]>([]);
  #page = $state.raw<CasePage>();
  /** New to the reader, and not shown yet. */
  #fresh = $state.raw<ReadonlySet<string>>(new Set());
  #problem = $state('');
  #loading = $state(false);
  #networks = $state.raw<readonly string[]>([]);
  #languages = $state.raw<readonly string[]>([]);
  #tags = $state.raw<readonly string[]>([]);
  #query = new URLSearchParams();
  /** Where the next page begins, by the server's count. */
  #next = $state(0);
  /** Answers to a question that is no longer asked are dropped. */
  #round = 0;
  /** The case that is open: what happens to it is seen as it happens. */
  #open: string | null = null;
  /** The rows that are on the screen. */
  seen = { from: 0, to: 0 };

  get rows() {
    return this.#rows;
  }
  get total(): number {
    return this.#page?.total ?? 0;
  }
  get counts(): CasePage['counts'] | undefined {
    return this.#page?.counts;
  }
  get fresh(): number {
    return this.#fresh.size;
  }
  get problem(): string {
    return this.#problem;
  }
  get loading(): boolean {
    return this.#loading;
  }
  /** Nothing has been heard of the queue yet. */
  get unknown(): boolean {
    return this.#page === undefined;
  }
  get networks() {
    return this.#networks;
  }
  get languages() {
    return this.#languages;
  }
  get tags() {
    return this.#tags;
  }
  /** Rows that exist beyond those that are held. */
  get beyond(): number {
    return Math.max(0, this.total - this.#next);
  }

  /** Begins anew, with another question or with the same one. */
  async load(query: URLSearchParams): Promise<void> {
    this.#query = query;
    const round = ++this.#round;
    await this.#ask(0, PAGE, round, (page) => {
      this.#rows = rowsOf(page.cases);
      this.#next = page.cases.length;
      this.#fresh = new Set();
    });
  }

  /** The next page, when somebody comes near the end. */
  async more(): Promise<void> {
    if (this.#loading || this.beyond === 0) return;
    await this.#ask(this.#next, PAGE, this.#round, (page) => {
      this.#rows = append(this.#rows, page.cases);
      // An empty page ends it, whatever the count says.
      this.#next = page.cases.length === 0 ? page.total : this.#next + page.cases.length;
    });
  }

  /** Marks what happened; nothing moves. The top is asked for too, because what is new and pressing comes there. */
  async refresh(): Promise<void> {
    if (this.unknown) return;
    const round = this.#round;
    await this.#look(0, round);
    if (this.seen.to > PAGE - 50) await this.#look(Math.max(0, this.seen.from - 80), round);
  }

  opened(id: string | null): void {
    this.#open = id;
    if (id !== null) this.#rows = seen(this.#rows, id);
  }

  async #look(offset: number, round: number): Promise<void> {
    await this.#ask(offset, PAGE, round, (page) => {
      const part: Part = { offset, limit: PAGE, cases: page.cases, total: page.total };
      const { rows, fresh } = merge(this.#rows, part);
      this.#rows = this.#open === null ? rows : seen(rows, this.#open);
      // Beyond what is held, a case is not new, only not reached yet.
      if (offset === 0) this.#fresh = new Set(rows.length < part.limit || this.#next >= PAGE ? fresh : []);
    });
  }

  async #ask(offset: number, limit: number, round: number, take: (page: CasePage) => void): Promise<void> {
    this.#loading = true;
    try {
      const page = await askPage(this.#query, limit, offset);
      if (round !== this.#round) return;
      this.#page = page;
      this.#problem = '';
      this.#meet(page);
      take(page);
    } catch (error) {
      if (round === this.#round) this.#problem = inWords(error);
    } finally {
      if (round === this.#round) this.#loading = false;
    }
  }

  #meet({ values }: CasePage): void {
    const met = (held: readonly string[], more: string[]) => [...new Set([...held, ...more])].slice(0, MET_BOUND).sort();
    this.#networks = met(this.#networks, values?.networks ?? []);
    this.#languages = met(this.#languages, values?.languages ?? []);
    this.#tags = values?.tags ?? [];
  }
}
