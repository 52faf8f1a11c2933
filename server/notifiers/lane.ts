import type { Delivery } from '../../shared/notify.ts';
import { alertingOf } from '../core/settings.ts';
import type { State } from '../core/state.ts';
import { backOff } from '../sources/backoff.ts';
import { attempt, type Way, wayOf, wouldBeThird } from './attempt.ts';
import type { ChannelConfig } from './config-types.ts';
import { type Surroundings, sendingOf } from './context.ts';
import type { Notifier, Outcome, Outgoing, Sending } from './notifier.ts';
import { AGAIN, ASKED_BOUND, ATTEMPTS_BOUND, GAPS, GIVE_UP, PROBE } from './pace.ts';
import { type Became, type Recording, record } from './record.ts';

export interface LaneDeps extends Omit<Recording, 'engine'> {
  engine: Recording['engine'] & { readonly state: State };
  /** How fast the product's clock runs. */
  pace: number;
  since(): number;
  random(): number;
  notifier(kind: string): Notifier | undefined;
  channel(id: string): ChannelConfig | undefined;
  surroundings(): Surroundings;
  outgoing(signal: AbortSignal): Outgoing;
  /** Ends what is being sent; a while after `signal`, so that what is nearly there can arrive. */
  ending: AbortSignal;
  /** Tells the one who runs the server that a channel takes nothing, or (null) that it does again. */
  trouble(channel: string, message: string | null): void;
  warn(details: { channel: string; delivery: string; error: string }, message: string): void;
  /** For an attempt in all, other than the usual. */
  within?: number;
}

/** Failures in a row after which somebody should know, if what waits wants somebody at once, and otherwise. */
const TELL_AFTER = { rings: 2, quiet: 5 };

/** Tells one channel, one message at a time, no faster than it takes them. */
export class Lane {
  readonly #id: string;
  readonly #deps: LaneDeps;
  #failures = 0;
  #readyAt = 0;

  constructor(id: string, deps: LaneDeps) {
    this.#id = id;
    this.#deps = deps;
  }

  /** Tells one thing after another until nothing is due. Rejects with the journal's own troubles. */
  async run(next: () => Delivery | undefined): Promise<void> {
    const { pause, since, signal } = this.#deps;
    while (next() && !signal.aborted) {
      if (this.#readyAt > since()) await pause(this.#readyAt - since(), signal);
      const delivery = signal.aborted ? undefined : next();
      if (delivery) await this.#tell(delivery);
    }
  }

  async #tell(delivery: Delivery): Promise<void> {
    const { channel, notifier, engine, surroundings } = this.#deps;
    const config = channel(this.#id);
    const way = wayOf(config, config && notifier(config.kind));
    if ('dead' in way) return this.#giveUp(delivery, way.dead);
    if (wouldBeThird(delivery, way.notifier)) return this.#giveUp(delivery, TWICE);
    await record(this.#deps, delivery, { version: delivery.wanted, outcome: 'trying' });
    const begun = engine.state.alerting.deliveries.get(delivery.id);
    if (!begun) return;
    const sending = sendingOf(engine.state, begun, surroundings());
    if (!sending) return this.#giveUp(begun, 'what it is about is no longer held');
    if (way.notifier.dedups) delete sending.repetition;
    await this.#ends({ ...begun, decidedAt: newsSince(begun, sending) }, sending.version, await this.#attempt(way, sending), way.notifier);
  }

  /** What no attempt can mend says nothing of the channel. */
  async #giveUp(delivery: Delivery, error: string): Promise<void> {
    this.#deps.warn({ channel: this.#id, delivery: delivery.id, error }, 'given up');
    await record(this.#deps, delivery, { version: delivery.wanted, outcome: 'dead', error });
  }

  #attempt(way: Extract<Way, { notifier: Notifier }>, sending: Sending): Promise<Outcome> {
    const { outgoing, ending, within } = this.#deps;
    return attempt(way, sending, outgoing, ending, within);
  }

  async #ends(delivery: Delivery, version: number, outcome: Outcome, notifier: Notifier): Promise<void> {
    // A message that a stop cut short may have arrived: it stays an attempt without an end, as after a crash.
    if (outcome.outcome === 'retry' && this.#deps.ending.aborted) return;
    const became = outcome.outcome === 'retry' ? this.#afterFailure(delivery, outcome) : outcome;
    if (became.outcome === 'sent') this.#took(notifier);
    else this.#failed(delivery, became);
    await record(this.#deps, delivery, { ...became, version });
  }

  #took(notifier: Notifier): void {
    this.#failures = 0;
    this.#deps.trouble(this.#id, null);
    this.#rest(GAPS[notifier.kind]);
  }

  #failed(delivery: Delivery, { outcome, error = '' }: Omit<Became, 'version'>): void {
    const { trouble, warn } = this.#deps;
    const isDead = outcome === 'dead';
    warn({ channel: this.#id, delivery: delivery.id, error }, isDead ? 'given up' : 'will be tried again');
    if (isDead && !saysOfChannel(delivery)) return;
    this.#failures += 1;
    const isLong = this.#failures >= (delivery.rings ? TELL_AFTER.rings : TELL_AFTER.quiet);
    if (isDead || isLong) trouble(this.#id, `The channel ${this.#name()} does not take what it is to tell: ${error}`);
  }

  #name(): string {
    const { channels } = alertingOf(this.#deps.engine.state.settings);
    return channels.find(({ id }) => id === this.#id)?.name ?? this.#id;
  }

  /** The channel rests a little, the message longer: others may get through where this one cannot. */
  #afterFailure(delivery: Delivery, { error, after }: Extract<Outcome, { outcome: 'retry' }>): Omit<Became, 'version'> {
    const { engine, now, pace, random } = this.#deps;
    const asked = after === undefined || !Number.isFinite(after) ? 0 : Math.min(Math.max(after, 0), ASKED_BOUND);
    this.#rest(Math.max(asked, backOff(this.#failures + 1, random, PROBE)));
    const at = Math.max(now(), engine.state.now);
    if (isHopeless(delivery, at)) return { outcome: 'dead', error: `given up after ${delivery.attempts} attempts: ${error}` };
    const wait = Math.max(asked, backOff(Math.max(1, delivery.attempts), random, AGAIN));
    return { outcome: 'again', error, nextAt: Math.round(at + wait * pace) };
  }

  #rest(ms: number): void {
    this.#readyAt = this.#deps.since() + ms;
  }
}

const TWICE =
  'the server stopped twice while this was on its way, so it may have arrived: it is not told a third time unless somebody asks';

/** That one person cannot be reached, or a test went wrong, says nothing of what the others are told. */
const saysOfChannel = ({ person, about }: Delivery): boolean => person === null && about.kind !== 'test';

/** Since when there is something that the channel was not told. */
const newsSince = ({ decidedAt }: Delivery, { told }: Sending): number =>
  Math.max(decidedAt, (told.kind === 'incident' ? told.news[0]?.at : undefined) ?? decidedAt);

const isHopeless = ({ attempts, decidedAt }: Delivery, now: number): boolean =>
  attempts >= ATTEMPTS_BOUND || (attempts >= GIVE_UP.attempts && now - decidedAt >= GIVE_UP.after);
