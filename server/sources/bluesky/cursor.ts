import type { Place } from './outbox.ts';

/** How far before the saved place a host is asked to begin. Its times are not quite in order. In ms. */
export const REWIND_MS = 5_000;
/** The same for another host, which may have seen everything later or earlier. */
export const OTHER_HOST_REWIND_MS = 60_000;

/** `time@host`, time in microseconds: a number in one host's sequence would mean nothing to the next host. */
export function formatPlace(place: Place): string {
  return `${place.us}@${place.host}`;
}

/** `null` for what is not a place, so that a damaged cursor begins at the present. */
export function parsePlace(text: string | null): Place | null {
  const match = /^(\d{15,17})@(.+)$/.exec(text ?? '');
  return match?.[1] && match[2] ? { us: Number(match[1]), host: match[2] } : null;
}

/** Going on where we were, with any host. */
export class Resumption {
  readonly #from: Place | null;
  readonly #rewind: number;
  #judged = false;
  /** What the server said about the place, if it said something. */
  notice = '';

  constructor(from: Place | null, host: string) {
    this.#from = from;
    this.#rewind = (from?.host === host ? REWIND_MS : OTHER_HOST_REWIND_MS) * 1000;
  }

  /** What to ask for; `undefined` begins at the present. */
  get cursor(): number | undefined {
    return this.#from ? this.#from.us - this.#rewind : undefined;
  }

  /**
   * The time that is missing for good, told by the first frame. A server that still holds our place begins with frames from before it
   * (those that led to it, at least), so one that begins later has lost what lies between.
   */
  gap(firstUs: number): { from: number; to: number; reason: string } | null {
    if (this.#judged || this.#from === null) return null;
    this.#judged = true;
    if (firstUs <= this.#from.us + this.#rewind) return null;
    const reason = this.notice || 'the server no longer has the posts of this time';
    return { from: Math.floor(this.#from.us / 1000), to: Math.floor(firstUs / 1000), reason };
  }
}
