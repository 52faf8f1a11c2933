import { createContext } from 'svelte';
import type { Drill, DrillPage, DrillRequest } from '../../shared/drill.ts';
import { rememberedName } from '../desk/person.ts';
import { Locked } from '../travel/api.ts';
import { askDrills, beginDrill, endDrill } from './api.ts';

/** How often the page is read anew, in ms: often while a drill runs. */
const LOOK_EVERY = 10_000;
const LOOK_RUNNING = 1_000;

const inWords = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What the page of drills shows, and what is done on it. */
export class Drills {
  #page = $state.raw<DrillPage>();
  #locked = $state('');
  #trouble = $state('');
  name = $state(rememberedName());
  /** Words for what is under way, or empty. */
  #busy = $state('');
  #timer: ReturnType<typeof setTimeout> | undefined;

  get page(): DrillPage | undefined {
    return this.#page;
  }
  get locked(): string {
    return this.#locked;
  }
  get trouble(): string {
    return this.#trouble;
  }
  get busy(): string {
    return this.#busy;
  }
  get running(): Drill | null {
    return this.#page?.running ?? null;
  }

  begin(): () => void {
    void this.#look();
    return () => clearTimeout(this.#timer);
  }

  /** Whether it began. */
  async start(request: Omit<DrillRequest, 'by'>): Promise<boolean> {
    const by = this.name.trim();
    return this.#do('Copying the state', () => beginDrill({ ...request, ...(by ? { by } : {}) }));
  }

  end(id: string): Promise<boolean> {
    return this.#do('Ending the drill', () => endDrill(id));
  }

  async #do(words: string, work: () => Promise<Drill>): Promise<boolean> {
    if (this.#busy) return false;
    this.#busy = words;
    this.#trouble = '';
    const error = await work().then(
      () => '',
      (reason: unknown) => inWords(reason),
    );
    this.#busy = '';
    await this.#look();
    this.#trouble = error;
    return error === '';
  }

  async #look(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      this.#page = await askDrills();
      this.#trouble = '';
    } catch (error) {
      if (error instanceof Locked) this.#locked = error.message;
      else this.#trouble = inWords(error);
    }
    clearTimeout(this.#timer);
    if (!this.#locked) this.#timer = setTimeout(() => void this.#look(), this.running ? LOOK_RUNNING : LOOK_EVERY);
  }
}

export const [useDrills, provideDrills] = createContext<Drills>();
