import type { Action, ActionAnswer, CaseAction } from '../../shared/action.ts';
import { actionId } from '../stores/actionId.ts';

/** A deed without what every deed has: its id, who does it, and the case. */
type Bare<A> = A extends CaseAction ? Omit<A, 'id' | 'by' | 'case'> : never;
export type Deed = Bare<CaseAction>;

/** Deeds that can be taken back from here, the newest last. */
const UNDO_BOUND = 20;
/** How long it is told what was done, in ms. */
const TOAST_MS = 12_000;

const DONE: Record<Deed['type'], string> = {
  claim: 'claimed',
  release: 'released',
  assign: 'assigned',
  'hand-off': 'handed off',
  note: 'noted',
  tag: 'tagged',
  priority: 'priority set',
  snooze: 'snoozed',
  wake: 'woken',
  resolve: 'resolved',
  reopen: 'reopened',
  merge: 'merged',
  link: 'linked',
  split: 'split',
  dismiss: 'put aside as not for us',
  undo: 'undone',
  correct: 'corrected: kept as labelled data',
  promise: 'promise settled',
  review: 'scored',
  sent: 'sent to the helpdesk',
};

export interface Toast {
  words: string;
  bad: boolean;
  undo: boolean;
}

/** What this person does: it is sent, told, and can be taken back. */
export class Deeds {
  #send: (action: Action) => Promise<ActionAnswer>;
  #done: { case: string; action: string; what: string }[] = [];
  #toast = $state.raw<Toast>();
  #busy = $state(0);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (action: Action) => Promise<ActionAnswer>) {
    this.#send = send;
  }

  get toast() {
    return this.#toast;
  }
  get busy(): boolean {
    return this.#busy > 0;
  }

  /** Whether the server took it; a refusal is told in its words. */
  async act(deed: Deed, on: string, by: string): Promise<boolean> {
    const action: CaseAction = { ...deed, id: actionId(), by, case: on };
    this.#busy++;
    const answer = await this.#send(action).catch(() => ({ ok: false, error: 'The server did not answer. Try again.' }));
    this.#busy--;
    if (!answer.ok) this.tell(answer.error ?? 'The server refused.', true);
    else this.#keep(action);
    return answer.ok;
  }

  /** Takes back the newest deed of this page. */
  async undo(by: string): Promise<boolean> {
    const last = this.#done.at(-1);
    if (!last) {
      this.tell('There is nothing of yours to undo.', true);
      return false;
    }
    const taken = await this.act({ type: 'undo', action: last.action }, last.case, by);
    if (taken) this.tell(`Taken back: case ${last.case} ${last.what.split(':')[0]}`);
    // A refusal is final: somebody else has gone on with the case since.
    this.#done = this.#done.filter((one) => one !== last);
    return taken;
  }

  tell(words: string, bad = false, undo = false): void {
    clearTimeout(this.#timer);
    this.#toast = { words, bad, undo };
    this.#timer = setTimeout(() => this.hush(), TOAST_MS);
  }

  hush(): void {
    clearTimeout(this.#timer);
    this.#toast = undefined;
  }

  #keep(action: CaseAction): void {
    const undone = action.type === 'undo';
    if (!undone) this.#done = [...this.#done, { case: action.case, action: action.id, what: DONE[action.type] }].slice(-UNDO_BOUND);
    this.tell(`Case ${action.case} ${DONE[action.type]}`, false, !undone);
  }
}
