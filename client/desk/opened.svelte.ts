import type { Turn } from '../../shared/turn.ts';
import { askCase, type CaseAnswer, inWords } from './api.ts';

/** The case that is open, and the post of it that is in focus. */
export class Opened {
  #answer = $state.raw<CaseAnswer>();
  #problem = $state('');
  #wanted = $state<string | null>(null);
  #board = '';
  #post = $state<string>();
  /** Posts that came while it was open, to be told. */
  onnew: (turn: Turn) => void = () => undefined;

  /** A case that is just being asked for does not stand under the number of the one before. */
  get answer() {
    return this.#answer?.case.id === this.#wanted ? this.#answer : undefined;
  }
  get problem(): string {
    return this.#problem;
  }

  /** The post in focus; nobody has chosen one: the newest that the customer wrote. */
  get post(): Turn | undefined {
    const turns = this.answer?.case.turns ?? [];
    return turns.find(({ mention }) => mention === this.#post) ?? turns.findLast(({ by, retracted }) => by === 'customer' && !retracted);
  }

  /** Our reply in focus, or our newest. */
  get reply(): Turn | undefined {
    if (this.post?.by === 'us') return this.post;
    return this.answer?.case.turns.findLast(({ by, retracted }) => by === 'us' && !retracted);
  }

  focus(mention: string): void {
    this.#post = mention;
  }

  /** Id of the post `step` from the one in focus. */
  step(step: number): string | undefined {
    const turns = this.answer?.case.turns ?? [];
    const at = turns.findIndex(({ mention }) => mention === this.post?.mention);
    return turns[Math.min(turns.length - 1, Math.max(0, at + step))]?.mention;
  }

  async open(id: string | null, board: string): Promise<void> {
    if (id === this.#wanted && this.answer) return;
    this.#wanted = id;
    this.#board = board;
    this.#post = undefined;
    this.#problem = '';
    if (id === null) this.#answer = undefined;
    else await this.#ask(id);
  }

  /** In place: what the reader reads stays where it is. */
  async refresh(): Promise<void> {
    if (this.#wanted !== null) await this.#ask(this.#wanted);
  }

  async #ask(id: string): Promise<void> {
    try {
      const answer = await askCase(id, this.#board);
      if (this.#wanted !== id) return;
      this.#tell(answer);
      this.#answer = answer;
      this.#problem = '';
    } catch (error) {
      if (this.#wanted !== id) return;
      this.#problem = inWords(error);
      if (this.#answer?.case.id !== id) this.#answer = undefined;
    }
  }

  #tell(answer: CaseAnswer): void {
    const before = this.#answer;
    if (before?.case.id !== answer.case.id) return;
    const known = new Set(before.case.turns.map(({ mention }) => mention));
    // A merge that is taken back brings posts that are not new.
    const newest = Math.max(before.case.receivedAt, ...before.case.turns.map(({ receivedAt }) => receivedAt));
    const fresh = answer.case.turns.findLast(({ mention, receivedAt }) => !known.has(mention) && receivedAt > newest);
    if (fresh) this.onnew(fresh);
  }
}
