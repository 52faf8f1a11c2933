import type { Looking } from '../../shared/socket.ts';
import type { Clockwork } from './conflate.ts';

/** Told at most so often, in ms. */
export const LOOKING_EVERY = 250;
/** Cases that are told, and people at one of them: those who came first. */
export const CASES_LOOKED_AT = 200;
export const LOOKERS_TOLD = 8;

/** What one desk shows, and to whom. */
interface Look {
  scope: string;
  case: string;
  by: string;
}

interface Deps {
  clockwork: Clockwork;
  tell(scope: string, looking: Looking): void;
}

/**
 * Who looks at which case. It is no fact about a case, so it is not in the journal: each node knows the desks that are connected to it,
 * and whoever is at another node is not seen. Holds one look a connection.
 */
export class Lookers {
  readonly #deps: Deps;
  readonly #looks = new Map<string, Look>();
  /** Scopes that were told lately, and whether there is something new for them. */
  readonly #resting = new Map<string, { news: boolean; stop(): void }>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  look(connection: string, look: Look): void {
    const before = this.#looks.get(connection);
    if (before && before.scope === look.scope && before.case === look.case && before.by === look.by) return;
    this.#looks.set(connection, look);
    if (before && before.scope !== look.scope) this.#changed(before.scope);
    this.#changed(look.scope);
  }

  /** Looks at nothing any more, or is gone. */
  leave(connection: string): void {
    const before = this.#looks.get(connection);
    if (this.#looks.delete(connection) && before) this.#changed(before.scope);
  }

  /** Names by the case's number; who has it open twice is named once. */
  in(scope: string): Looking {
    const cases = new Map<string, Set<string>>();
    for (const look of this.#looks.values()) {
      if (look.scope !== scope || (cases.size >= CASES_LOOKED_AT && !cases.has(look.case))) continue;
      cases.set(look.case, (cases.get(look.case) ?? new Set()).add(look.by));
    }
    return Object.fromEntries([...cases].map(([id, names]) => [id, [...names].slice(0, LOOKERS_TOLD)]));
  }

  stop(): void {
    for (const { stop } of this.#resting.values()) stop();
    this.#resting.clear();
    this.#looks.clear();
  }

  #changed(scope: string): void {
    const resting = this.#resting.get(scope);
    if (resting) resting.news = true;
    else this.#tell(scope);
  }

  #tell(scope: string): void {
    this.#deps.tell(scope, this.in(scope));
    const stop = this.#deps.clockwork.after(LOOKING_EVERY, () => this.#rested(scope));
    this.#resting.set(scope, { news: false, stop });
  }

  #rested(scope: string): void {
    const news = this.#resting.get(scope)?.news === true;
    this.#resting.delete(scope);
    if (news) this.#tell(scope);
  }
}
