import type { Effect } from '../../server/core/effect.ts';
import type { Entry, SourceEntry, Stored } from '../../server/core/entry.ts';
import { defaultSettings, type Settings } from '../../server/core/settings.ts';
import { emptyState, type State } from '../../server/core/state.ts';
import { step } from '../../server/core/step.ts';
import { Action, CaseAction } from '../../shared/action.ts';
import type { Analysis, Mention } from '../../shared/mention.ts';

export const MIN = 60_000;
/** A Saturday, 06:00 UTC. */
export const START = Date.parse('2026-03-07T06:00:00Z');

export const settings = (over: Partial<Settings> = {}): Settings => ({
  ...defaultSettings(),
  brand: 'Halden Air',
  watches: [
    { id: 'halden', name: 'Halden Air', kind: 'ours', query: 'halden', rank: 0 },
    { id: 'bags', name: 'Baggage', kind: 'topic', query: 'bags', rank: 1 },
    { id: 'norvik', name: 'Norvik', kind: 'competitor', query: 'norvik', rank: 2 },
  ],
  scopes: [
    { id: 'all', watches: [], rivals: [] },
    { id: 'ours', watches: ['halden', 'bags'], rivals: ['norvik'] },
  ],
  ...over,
});

/** A word of its own for each number: digits alone would make two posts near-duplicates. */
const spelled = (n: number): string => [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('');

/** An action of the desk; who does it and its id are made where they are not given. */
type Deed = { type: CaseAction['type']; case: string } & Record<string, unknown>;

interface Said extends Partial<Omit<Mention, 'author'>> {
  watches?: string[];
  label?: Analysis['label'];
  toward?: Analysis['toward'];
  terms?: string[];
  places?: string[];
  score?: number;
  intent?: Analysis['intent'];
  urgency?: Analysis['urgency'];
  reply?: Analysis['reply'];
  thanks?: boolean;
  own?: boolean;
  addressed?: boolean;
  language?: string;
  followers?: number;
  handle?: string;
}

/** Writes a journal entry by entry: times are given as minutes after START. */
export class Tale {
  readonly entries: Stored[] = [];
  #seq: number;

  /** `after`: the number of the last entry of a tale that this one goes on with. */
  constructor(after = 0) {
    this.#seq = after;
  }

  append(entry: Entry): this {
    this.entries.push({ seq: ++this.#seq, entry });
    return this;
  }

  settings(minute = 0, over: Partial<Settings> = {}): this {
    return this.append({ kind: 'settings', id: `c:${this.#seq}`, at: START + minute * MIN, settings: settings(over) });
  }

  tick(minute: number): this {
    return this.append({ kind: 'tick', id: `t:${this.#seq}`, at: START + Math.round(minute * MIN) });
  }

  say(minute: number, said: Said = {}): this {
    const at = START + Math.round(minute * MIN);
    const {
      watches = ['halden'],
      label = 'neutral',
      toward,
      terms = [],
      places,
      score = 0,
      intent,
      urgency,
      reply,
      thanks,
      own = false,
      addressed = false,
      language = 'en',
      followers,
      handle,
      ...rest
    } = said;
    const name = handle ?? `p${this.#seq}`;
    const mention: Mention = {
      id: `push:${this.#seq}`,
      source: 'push',
      network: 'web',
      text: `halden ${spelled(this.#seq)}`,
      postedAt: at,
      receivedAt: at,
      author: { id: name, handle: name, name, ...(followers === undefined ? {} : { followers }) },
      ...rest,
    };
    const analysis: Analysis = {
      language,
      label,
      score,
      confidence: 0.5,
      terms,
      watches,
      own,
      addressed,
      ...(places ? { places } : {}),
      ...(toward ? { toward } : {}),
      ...(intent ? { intent } : {}),
      ...(urgency ? { urgency } : {}),
      ...(reply ? { reply } : {}),
      ...(thanks ? { thanks } : {}),
    };
    return this.append({ kind: 'mention', id: mention.id, at, mention, analysis });
  }

  /** Somebody at the desk does something; the id of what they do is `act-` and its number. */
  act(minute: number, action: Deed): this {
    const id = `act-${String(this.#seq).padStart(4, '0')}`;
    return this.append({
      kind: 'action',
      id: `a:${id}`,
      at: START + Math.round(minute * MIN),
      action: CaseAction.parse({ id, by: 'mara', ...action }),
    });
  }

  /** The same for incidents, rules, silences and whatever else people do. */
  does(minute: number, action: { type: Action['type'] } & Record<string, unknown>): this {
    const id = `act-${String(this.#seq).padStart(4, '0')}`;
    return this.append({
      kind: 'action',
      id: `a:${id}`,
      at: START + Math.round(minute * MIN),
      action: Action.parse({ id, by: 'Mara', ...action }),
    });
  }

  /** The id of the action that was done last. */
  get lastAction(): string {
    const last = this.entries.findLast(({ entry }) => entry.kind === 'action')?.entry;
    return last?.kind === 'action' ? last.action.id : '';
  }

  /** `perMinute` posts in each minute, evenly spaced, with a tick at each minute. */
  steady(from: number, to: number, perMinute: number, said: (i: number) => Said = () => ({})): this {
    let n = 0;
    for (let minute = from; minute < to; minute++) {
      this.tick(minute);
      for (let i = 0; i < perMinute; i++) this.say(minute + i / perMinute, said(n++));
    }
    return this;
  }

  source(minute: number, over: Partial<SourceEntry> = {}): this {
    return this.append({
      kind: 'source',
      id: `s:${this.#seq}`,
      at: START + minute * MIN,
      source: 'bluesky',
      connector: 'bluesky',
      listens: true,
      status: 'live',
      duplicates: 0,
      rejected: 0,
      ...over,
    });
  }

  fold(state: State = emptyState()): { state: State; effects: Effect[] } {
    const effects = this.entries.flatMap((stored) => step(state, stored));
    return { state, effects };
  }
}
