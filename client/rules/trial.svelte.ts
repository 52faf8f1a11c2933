import type { Backtest } from '../../shared/backtest.ts';
import type { Rule } from '../../shared/rule.ts';
import { askTest, beginTest, inWords, stopTest } from './api.ts';
import { isSame } from './drafts.ts';

/** How often it is asked how far a test is, in ms. */
const ASK_EVERY = 400;

/** The test of a rule on the past: it says something of the rule as it was tested, and of no other. */
export class Trial {
  #test = $state.raw<Backtest>();
  #problem = $state('');
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Rises with each test: what comes of an older one is not heard. */
  #turn = 0;

  get test(): Backtest | undefined {
    return this.#test;
  }
  get problem(): string {
    return this.#problem;
  }
  get runs(): boolean {
    return this.#test?.state === 'running';
  }

  /** Whether this very rule was tested to the end. */
  isOf(rule: Rule): boolean {
    return this.#test?.state === 'done' && isSame(this.#test.rule, rule);
  }

  async begin(rule: Rule, days: number): Promise<void> {
    await this.stop();
    const turn = ++this.#turn;
    this.#problem = '';
    try {
      this.#hear(await beginTest(rule, days), turn);
    } catch (error) {
      this.#problem = inWords(error);
    }
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#turn++;
    const test = this.#test;
    this.#test = undefined;
    if (test?.state === 'running') await stopTest(test.id).catch(() => undefined);
  }

  #hear(test: Backtest, turn: number): void {
    if (turn !== this.#turn) return;
    this.#test = test;
    if (test.state === 'failed') this.#problem = test.error ?? 'the test failed';
    if (test.state === 'running') this.#timer = setTimeout(() => void this.#ask(test.id, turn), ASK_EVERY);
  }

  async #ask(id: string, turn: number): Promise<void> {
    try {
      this.#hear(await askTest(id), turn);
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#problem = inWords(error);
      this.#test = undefined;
    }
  }
}
