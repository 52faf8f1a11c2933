import type { Entry } from '../../server/core/entry.ts';
import { type AlertingSetting, type ChannelSetting, defaultAlerting, type RouteSetting } from '../../server/core/settings.ts';
import { emptyState, type State } from '../../server/core/state.ts';
import { step } from '../../server/core/step.ts';
import type { Delivery } from '../../shared/notify.ts';
import { MIN, START, Tale } from './tale.ts';

export const channel = (id: string, over: Partial<ChannelSetting> = {}): ChannelSetting => ({
  id,
  name: id,
  kind: 'webhook',
  personal: false,
  quiet: null,
  cap: null,
  ...over,
});

export const route = (steps: RouteSetting['steps'], over: Partial<RouteSetting> = {}): RouteSetting => ({
  id: 'r',
  name: 'Route',
  matcher: { kinds: [], severities: [], watches: [] },
  calendar: null,
  goesOn: false,
  steps,
  ...over,
});

export const alertingWith = (over: Partial<AlertingSetting>): AlertingSetting => ({ ...defaultAlerting(), ...over });

/** A quiet morning of three hours, then a surge of ten minutes that opens incident 1. */
export const surging = (alerting: AlertingSetting, minutes = 10): Tale =>
  new Tale()
    .settings(0, { alerting })
    .steady(0, 180, 2)
    .steady(180, 180 + minutes, 12);

/** Folds further entries into a state, as the server does once it runs. */
export class Running {
  readonly state: State;
  #seq: number;

  constructor(tale: Tale) {
    this.state = tale.fold(emptyState()).state;
    this.#seq = this.state.seq;
  }

  append(entry: Entry): this {
    step(this.state, { seq: ++this.#seq, entry });
    return this;
  }

  /** `perMinute` posts in the next whole minute. */
  minute(perMinute: number, said: Parameters<Tale['steady']>[3] = () => ({})): this {
    const next = Math.floor((this.state.now - START) / MIN) + 1;
    for (const { entry } of new Tale(this.#seq).steady(next, next + 1, perMinute, said).entries) this.append(entry);
    return this;
  }

  /** The clock alone, second by second. */
  until(minute: number): this {
    const end = START + minute * MIN;
    for (let at = this.state.now + 1000; at <= end; at += 1000) this.append({ kind: 'tick', id: `t:${at}`, at });
    return this;
  }

  /** The channel took all that waits, or what `outcome` says. */
  send(outcome: 'sent' | 'dead' = 'sent'): Delivery[] {
    const due = this.deliveries().filter(({ state }) => state === 'waiting');
    for (const { id, wanted } of due) {
      this.append({
        kind: 'delivery',
        id: `d:${id}:${wanted}:try${this.#seq}`,
        at: this.state.now,
        delivery: id,
        version: wanted,
        outcome: 'trying',
      });
      const reference = outcome === 'sent' ? { reference: `m-${id}` } : { error: 'refused' };
      this.append({
        kind: 'delivery',
        id: `d:${id}:${wanted}:done${this.#seq}`,
        at: this.state.now,
        delivery: id,
        version: wanted,
        outcome,
        ...reference,
      });
    }
    return due.map((one) => structuredClone(one));
  }

  deliveries(): Delivery[] {
    return [...this.state.alerting.deliveries.values()];
  }
}
