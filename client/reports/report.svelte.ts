import type { Board } from '../../shared/board.ts';
import type { Report } from '../../shared/report.ts';
import { within } from '../base.ts';
import { addressOf, queryOf, type View, viewOf } from './view.ts';

/** Whose reports these are, in which zone, and the product's time when it was asked. */
export interface House {
  boards: Board[];
  brand: string;
  zone: string;
  now: number;
}

export type Standing = { is: 'loading' } | { is: 'ready' } | { is: 'locked'; reason: string } | { is: 'failed'; reason: string };

/** A report that was read for a view, and when. */
export interface Read {
  report: Report;
  view: View;
  /** The product's time, ms since 1970 UTC. */
  at: number;
}

class NotSignedIn extends Error {}

const NO_SERVER = 'The server does not answer.';

async function ask<T>(url: string, signal?: AbortSignal): Promise<T> {
  const answer = await fetch(within(url), { headers: { accept: 'application/json' }, ...(signal ? { signal } : {}) });
  if (answer.ok) return answer.json();
  const told = await reasonOf(answer);
  throw answer.status === 401 || answer.status === 403 ? new NotSignedIn(told) : new Error(told);
}

/** A proxy in between may answer with anything. */
async function reasonOf(answer: Response): Promise<string> {
  try {
    const { error }: { error?: unknown } = await answer.json();
    if (typeof error === 'string') return error;
  } catch {
    return `The server answered with ${answer.status}.`;
  }
  return `The server answered with ${answer.status}.`;
}

/** The report that is shown, and what was asked for. While a new one is on its way the old one stays, told as such. */
export class Reports {
  #view = $state.raw<View>(viewOf(location.search));
  #house = $state.raw<House>();
  #read = $state.raw<Read>();
  #standing = $state.raw<Standing>({ is: 'loading' });
  #asking: AbortController | undefined;
  /** What the browser's clock said when the house told its own. */
  #heardAt = 0;

  get view(): View {
    return this.#view;
  }

  get house(): House | undefined {
    return this.#house;
  }

  get read(): Read | undefined {
    return this.#read;
  }

  get standing(): Standing {
    return this.#standing;
  }

  /** The product's time now. */
  get now(): number {
    return this.#house ? this.#house.now + Date.now() - this.#heardAt : Date.now();
  }

  /** The same report for a spreadsheet. */
  get csv(): string {
    return this.#house ? `/api/v1/reports.csv?${this.#query(this.#house)}` : '';
  }

  show(view: View): void {
    history.pushState(null, '', within(addressOf(view)));
    this.#view = view;
    void this.load();
  }

  /** The hours are both in every report: nothing is asked anew for them. */
  turn(hours: View['hours']): void {
    this.#view = { ...this.#view, hours };
    history.replaceState(null, '', within(addressOf(this.#view)));
  }

  back(): void {
    this.#view = viewOf(location.search);
    void this.load();
  }

  async load(): Promise<void> {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    this.#standing = { is: 'loading' };
    try {
      const house = this.#house ?? (await this.#meet());
      const view = this.#view;
      const report = await ask<Report>(`/api/v1/reports?${this.#query(house)}`, asking.signal);
      if (asking.signal.aborted) return;
      this.#read = { report, view, at: this.now };
      this.#standing = { is: 'ready' };
    } catch (error) {
      if (!asking.signal.aborted) this.#fail(error);
    }
  }

  async #meet(): Promise<House> {
    const house = await ask<House>('/api/v1/boards');
    this.#heardAt = Date.now();
    this.#house = house;
    return house;
  }

  #query(house: House): string {
    return queryOf(this.#view, this.now, house.zone);
  }

  #fail(error: unknown): void {
    if (error instanceof NotSignedIn) this.#standing = { is: 'locked', reason: error.message };
    else this.#standing = { is: 'failed', reason: error instanceof TypeError || !(error instanceof Error) ? NO_SERVER : error.message };
  }
}
