import type { ActionAnswer, AlertAction } from '../../shared/action.ts';
import { actionId } from './actionId.ts';

const KEY = 'earshot.operator';
/** Results that are kept to be shown; older ones are forgotten. */
const RESULTS_BOUND = 20;

type Send = (action: AlertAction) => Promise<ActionAnswer>;
type Wish = Pick<AlertAction, 'type' | 'alert'>;

/** Storage can be forbidden or full; a name that is not remembered is asked again. */
function remembered(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

function remember(name: string): void {
  try {
    localStorage.setItem(KEY, name);
  } catch {
    return;
  }
}

/** The person at this screen: their name, what they asked for, and what became of it. */
export class Operator {
  #send: Send;
  #name = $state(remembered());
  #wish = $state.raw<Wish>();
  #results = $state.raw<ReadonlyMap<string, string>>(new Map());

  constructor(send: Send) {
    this.#send = send;
  }

  get name(): string {
    return this.#name;
  }

  /** An action that waits for the operator's name. */
  get asking(): boolean {
    return this.#wish !== undefined;
  }

  /** What to tell about the last action on that alert: that it is under way, or why it failed. */
  result(alert: string): string | undefined {
    return this.#results.get(alert);
  }

  async act(wish: Wish): Promise<void> {
    if (this.#name === '') {
      this.#wish = wish;
      return;
    }
    this.#tell(wish.alert, 'Sending');
    const answer = await this.#send({ ...wish, id: actionId(), by: this.#name });
    this.#tell(wish.alert, answer.ok ? undefined : (answer.error ?? 'The server refused.'));
  }

  introduce(name: string): void {
    const wish = this.#wish;
    this.#wish = undefined;
    this.#name = name.trim().slice(0, 64);
    if (this.#name === '') return;
    remember(this.#name);
    if (wish) void this.act(wish);
  }

  forgetWish(): void {
    this.#wish = undefined;
  }

  #tell(alert: string, words: string | undefined): void {
    const results = [...this.#results].filter(([id]) => id !== alert);
    if (words) results.push([alert, words]);
    this.#results = new Map(results.slice(-RESULTS_BOUND));
  }
}
