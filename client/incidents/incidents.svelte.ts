import { createContext, tick } from 'svelte';
import type { Incident, IncidentList, IncidentPage } from '../../shared/incident.ts';
import type { IncidentReview } from '../../shared/incident-review.ts';
import type { DeskHello, Hello } from '../../shared/socket.ts';
import { inside, within } from '../base.ts';
import { keepFocus } from '../desk/focus.ts';
import { idOf, NAME_BOUND, nameOf, rememberedName, rememberName } from '../desk/person.ts';
import { Sparing } from '../desk/sparing.ts';
import { join, type Line } from '../socket.ts';
import { Clock } from '../stores/clock.svelte.ts';
import { Link } from '../stores/link.svelte.ts';
import { Slices } from '../stores/slices.svelte.ts';
import { type Address, readAddress, writeAddress } from './address.ts';
import { askIncident, askList, askReview } from './api.ts';
import { Deeds } from './deeds.svelte.ts';
import { withMore, withOlder } from './list.ts';
import { Reading } from './reading.svelte.ts';
import type { Deed } from './undo.ts';

export const [useIncidents, provideIncidents] = createContext<Incidents>();

/** What changed is asked for at most this often, in ms. */
const REFRESH_MS = 2000;
/** Notes and posts come without a word from the server: what is looked at is asked for anew after so long, in ms. */
const AGAIN_MS = 10_000;
/** Where the keyboard goes on when a button went with what it did. */
const HOMES = ['incident'];
const NOBODY: DeskHello = { people: [], teams: [], watches: [], sheet: [], helpdesks: [] };

/** What a dialog asks. */
export type Asked = 'who' | 'pass-on' | 'close' | 'merge' | 'exception' | 'miss' | 'help';

/** When something was missed, ms since 1970 UTC, and the post that shows it; null: not said yet, none. */
export interface Missed {
  at: number | null;
  mention: string | null;
}

/** The incidents as one person sees them in one browser: the list, or one of them. */
export class Incidents {
  readonly clock = new Clock();
  readonly link = new Link(this.clock);
  readonly slices = new Slices();
  readonly list = new Reading<IncidentList>();
  readonly page = new Reading<IncidentPage>();
  readonly review = new Reading<IncidentReview>();
  readonly deeds: Deeds;
  #line: Line;
  #address = $state.raw<Address>(readAddress(inside(location.pathname), location.search));
  #name = $state(rememberedName());
  #asked = $state<Asked>();
  /** What no rule found, where a point of a chart or a post was chosen for it. */
  #missed = $state.raw<Missed>({ at: null, mention: null });
  /** What is done once we know who does it. */
  #wish: (() => void) | undefined;
  #refreshes = new Sparing(REFRESH_MS, () => void this.refresh());
  /** What the list was narrowed to when older incidents than its first page were asked for. */
  #extended: string | undefined;

  constructor() {
    this.#line = join(
      this.#address.board,
      {
        hello: (hello) => this.#welcome(hello),
        slice: (slice) => {
          this.slices.take(slice);
          this.link.heard();
          if (slice.name === 'alerts') this.#refreshes.ask();
        },
        beat: (beat) => {
          this.clock.sync(beat.now);
          this.link.beat(beat);
        },
        refused: (reason) => this.link.stop({ is: 'refused', reason }),
        locked: (reason) => this.link.stop({ is: 'locked', reason }),
        lost: () => this.link.lose(),
      },
      true,
    );
    this.deeds = new Deeds((action) => this.#line.act(action));
  }

  get address(): Address {
    return this.#address;
  }
  get hello(): DeskHello {
    return this.link.hello?.desk ?? NOBODY;
  }
  get zone(): string {
    return this.link.hello?.board.zones[0]?.zone ?? 'UTC';
  }
  get now(): number {
    return this.clock.now;
  }
  get mayAct(): boolean {
    return this.link.hello?.mayAct === true && !this.link.stale;
  }
  get name(): string {
    return this.#name;
  }
  /** As incidents name this person: they show what people are called, not their ids. */
  get me(): string {
    return nameOf(idOf(this.#name, this.hello.people), this.hello.people);
  }
  get incident(): Incident | undefined {
    return this.page.answer?.incident;
  }
  get asked(): Asked | undefined {
    return this.#asked;
  }
  get missed(): Missed {
    return this.#missed;
  }
  /** Of the incident that is open, what the walls of this scope show now; undefined: it is on none of them. */
  get onWall() {
    return this.slices.data('alerts')?.alerts.find(({ incident }) => incident === this.#address.id);
  }

  ask(asked: Asked | undefined): void {
    this.#asked = asked;
    this.#wish = undefined;
  }

  /** "We missed one", then, and by that post where there is one. */
  miss(at: number | null, mention: string | null = null): void {
    this.#missed = { at, mention };
    this.ask('miss');
  }

  introduce(name: string): void {
    const wish = this.#wish;
    this.#name = name.trim().slice(0, NAME_BOUND);
    this.ask(undefined);
    if (this.#name === '') return;
    rememberName(this.#name);
    wish?.();
  }

  /** Does it to the incident that is open; asks first who we are. Whether it was done. */
  async act(deed: Deed, on: Incident | null = this.incident ?? null): Promise<boolean> {
    const why = this.#whyNot();
    if (why !== null) this.deeds.tell(why, true);
    else if (this.#name === '') {
      this.#asked = 'who';
      this.#wish = () => void this.act(deed, on);
    } else {
      return keepFocus(async () => {
        const done = await this.deeds.act(deed, this.me, on);
        await this.refresh();
        return done;
      }, HOMES);
    }
    return false;
  }

  #whyNot(): string | null {
    if (this.link.stale) return 'Not connected: nothing can be done until this page is live again.';
    return this.mayAct ? null : 'This token may look, but not act.';
  }

  async undo(): Promise<void> {
    const undo = this.deeds.toast?.undo;
    if (!undo) return;
    if (undo.on !== null && undo.on !== this.incident?.id) this.deeds.tell('That incident is no longer open here.', true);
    else if (await this.act(undo.deed)) this.deeds.tell('Taken back');
  }

  /** Another page, or the list narrowed: kept in the address. `replace`: no step of its own on the way back. */
  go(change: Partial<Address>, replace = false): void {
    const before = this.#address;
    this.#address = { ...before, ...change };
    history[replace ? 'replaceState' : 'pushState'](null, '', within(writeAddress(this.#address)));
    void this.#arrive(before).then(() => this.#begin(before));
  }

  /** Another page is read from its beginning, by whoever looks and by whoever listens. */
  async #begin(before: Address): Promise<void> {
    if (before.id === this.#address.id && before.page === this.#address.page) return;
    await tick();
    scrollTo(0, 0);
    document.getElementById('incident')?.focus({ preventScroll: true });
  }

  async refresh(): Promise<void> {
    this.#refreshes.done();
    const { id, page, wanted, board } = this.#address;
    if (id === null) {
      const shown = this.#extended === JSON.stringify(wanted) ? this.list.answer : undefined;
      await this.list.read(async (signal) => withOlder(await askList(wanted, board, null, signal), shown));
    } else {
      const review = page === 'review' ? this.review.read((signal) => askReview(id, board, signal)) : undefined;
      await Promise.all([this.page.read((signal) => askIncident(id, board, signal)), review]);
    }
  }

  /** The next older incidents, after those that are shown. */
  async more(): Promise<void> {
    const shown = this.list.answer;
    const { wanted, board } = this.#address;
    if (!shown?.next) return;
    this.#extended = JSON.stringify(wanted);
    await this.list.read(async (signal) => withMore(shown, await askList(wanted, board, shown.next, signal)));
  }

  start(): () => void {
    const back = () => {
      const before = this.#address;
      this.#address = readAddress(inside(location.pathname), location.search);
      void this.#arrive(before);
    };
    addEventListener('popstate', back);
    const stop = this.clock.start();
    const again = setInterval(() => this.#again(), AGAIN_MS);
    return () => {
      removeEventListener('popstate', back);
      clearInterval(again);
      this.#refreshes.stop();
      stop();
      this.#line.close();
    };
  }

  /** What goes on is asked for again; what is over no longer changes by itself, and a list that was read on stays as it is. */
  #again(): void {
    const goesOn = this.#address.id !== null && this.incident !== undefined && this.incident.state !== 'closed';
    if (!document.hidden && !this.link.stale && (goesOn || this.page.trouble?.is === 'failed')) this.#refreshes.ask();
  }

  async #arrive(before: Address): Promise<void> {
    if (before.id !== this.#address.id) {
      this.page.forget();
      this.review.forget();
    }
    await this.refresh();
  }

  #welcome(hello: Hello): void {
    const before = this.link.hello;
    if (before && before.version !== hello.version) location.reload();
    this.clock.sync(hello.now, hello.pace);
    this.link.welcome(hello);
    void this.refresh();
  }
}
