import type { AlertsSlice } from '../../shared/slices.ts';
import { chime } from './chime.ts';
import { newsToHear } from './heard.ts';

const KEY = 'earshot.sound';
/** Between two sounds, in ms. */
const APART_MS = 30_000;
/** Incidents and severities that were heard; older ones are long closed. */
const HEARD_BOUND = 200;

interface Wanted {
  severities: readonly string[];
  volume: number;
}

const wished = (): boolean => {
  try {
    return localStorage.getItem(KEY) === 'armed';
  } catch {
    return false;
  }
};

/**
 * A gentle sound for what nobody has yet. Browsers let a page sound only after somebody touched it, so it is armed at the screen; a screen that
 * was armed once asks again after a reload.
 */
export class Sound {
  #context: AudioContext | null = null;
  #armed = $state(false);
  #wished = $state(wished());
  /** `incident severity` of what this screen has seen. Null: it has seen nothing yet. */
  #heard: Set<string> | null = null;
  #soundedAt = Number.NEGATIVE_INFINITY;

  get armed(): boolean {
    return this.#armed;
  }

  /** It was armed before, and a reload took that away. */
  get lapsed(): boolean {
    return this.#wished && !this.#armed;
  }

  /** Called by a click. Plays it once, so that whoever armed it knows how loud it is. */
  async arm(volume: number): Promise<void> {
    this.#context ??= new AudioContext();
    await this.#context.resume();
    this.#armed = this.#context.state === 'running';
    this.#remember('armed');
    if (this.#armed) chime(this.#context, volume);
  }

  disarm(): void {
    this.#armed = false;
    this.#remember(null);
  }

  test(volume: number): void {
    if (this.#context) chime(this.#context, volume);
  }

  /** Sounds once for each incident that is new or worse, of these severities; what stood there when the screen came stays silent. */
  hear(alerts: AlertsSlice['alerts'], { severities, volume }: Wanted): void {
    const known = this.#heard;
    const news = newsToHear(alerts, severities, known ?? new Set());
    this.#heard = new Set([...(known ?? []), ...news].slice(-HEARD_BOUND));
    if (known === null || news.length === 0 || !this.#armed || !this.#context) return;
    if (performance.now() - this.#soundedAt < APART_MS) return;
    this.#soundedAt = performance.now();
    chime(this.#context, volume);
  }

  #remember(word: string | null): void {
    this.#wished = word !== null;
    try {
      if (word === null) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, word);
    } catch {
      // Storage can be forbidden; it is then asked for again after a reload.
    }
  }
}
