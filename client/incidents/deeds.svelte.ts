import type { Action, ActionAnswer } from '../../shared/action.ts';
import type { Incident } from '../../shared/incident.ts';
import { actionId } from '../stores/actionId.ts';
import { type Deed, isOnAlerting, undoOf } from './undo.ts';

/** How long it is told what was done, in ms. */
const TOAST_MS = 12_000;

const DONE: Record<Deed['type'], string> = {
  take: 'You have it',
  'give-back': 'Given back: nobody has it',
  'pass-on': 'Passed on',
  status: 'Status sent',
  'incident-note': 'Noted',
  check: 'Checklist changed',
  'check-add': 'Added to the checklist',
  'check-remove': 'Taken off the checklist',
  exception: 'Exception recorded',
  mark: 'Marked',
  close: 'Closed',
  'merge-incident': 'Merged',
  'incident-review': 'Review saved',
  miss: 'Recorded: it counts in how good the rules are',
  'miss-back': 'Taken back',
};

export interface Toast {
  words: string;
  bad: boolean;
  /** What takes it back, on which incident. */
  undo: { deed: Deed; on: string | null } | null;
}

/** What this person does: it is sent, told, and where it can be, taken back. */
export class Deeds {
  #send: (action: Action) => Promise<ActionAnswer>;
  #toast = $state.raw<Toast>();
  #busy = $state(0);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (action: Action) => Promise<ActionAnswer>) {
    this.#send = send;
  }

  get toast(): Toast | undefined {
    return this.#toast;
  }
  get busy(): boolean {
    return this.#busy > 0;
  }

  /** Whether the server took it; a refusal is told in its words. `on` is the incident as it is before. */
  async act(deed: Deed, by: string, on: Incident | null): Promise<boolean> {
    const action = actionOf(deed, actionId(), by, on?.id ?? null);
    if (action === null) return false;
    this.#busy++;
    const answer = await this.#send(action).catch(() => ({ ok: false, error: 'The server did not answer. Try again.' }));
    this.#busy--;
    if (!answer.ok) this.tell(answer.error ?? 'The server refused.', true);
    else this.#told(deed, undoOf(deed, action.id, by, on), on);
    return answer.ok;
  }

  tell(words: string, bad = false, undo: Toast['undo'] = null): void {
    clearTimeout(this.#timer);
    this.#toast = { words, bad, undo };
    this.#timer = setTimeout(() => this.hush(), TOAST_MS);
  }

  hush(): void {
    clearTimeout(this.#timer);
    this.#toast = undefined;
  }

  #told(deed: Deed, undo: Deed | null, on: Incident | null): void {
    this.tell(DONE[deed.type], false, undo && { deed: undo, on: on?.id ?? null });
  }
}

function actionOf(deed: Deed, id: string, by: string, incident: string | null): Action | null {
  if (isOnAlerting(deed)) return { ...deed, id, by };
  return incident === null ? null : { ...deed, id, by, incident };
}
