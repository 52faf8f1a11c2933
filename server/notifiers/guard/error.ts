/**
 * What became of a request that has no answer: `refused` by our own rules (trying again cannot help), `unsent` (nothing reached anybody),
 * or `unsure` (it may have arrived).
 */
export type Fate = 'refused' | 'unsent' | 'unsure';

/** It names the host and the reason alone: path, query and headers of such requests hold secrets. */
export class OutgoingError extends Error {
  override name = 'OutgoingError';
  readonly fate: Fate;

  constructor(host: string, reason: string, fate: Fate) {
    super(`${host}: ${reason}`);
    this.fate = fate;
  }
}
