import { createContext } from 'svelte';
import type { DeskHello, Hello, Looking } from '../../shared/socket.ts';
import { inside, within } from '../base.ts';
import { join, type Line } from '../socket.ts';
import { Clock } from '../stores/clock.svelte.ts';
import { Link } from '../stores/link.svelte.ts';
import { Slices } from '../stores/slices.svelte.ts';
import { type Address, queryOf, readAddress, writeAddress } from './address.ts';
import type { Asked } from './asked.ts';
import { type Deed, Deeds } from './deeds.svelte.ts';
import { keepFocus } from './focus.ts';
import { neighbour } from './list.ts';
import { Opened } from './opened.svelte.ts';
import { idOf, NAME_BOUND, nameOf, rememberedName, rememberName } from './person.ts';
import { Queue } from './queue.svelte.ts';
import { Sparing } from './sparing.ts';

export const [useDesk, provideDesk] = createContext<Desk>();

/** What changed is asked for at most this often, in ms. */
const REFRESH_MS = 1000;
/** Moving on through the queue opens the case where one stays this long, in ms. */
const SETTLE_MS = 80;
const NOBODY: DeskHello = { people: [], teams: [], watches: [], sheet: [], helpdesks: [] };

/** The desk of one person in one browser. */
export class Desk {
  readonly clock = new Clock();
  readonly link = new Link(this.clock);
  readonly slices = new Slices();
  readonly queue = new Queue();
  readonly opened = new Opened();
  readonly deeds: Deeds;
  #line: Line;
  #address = $state.raw<Address>(readAddress(inside(location.pathname), location.search));
  #name = $state(rememberedName());
  #looking = $state.raw<Looking>({});
  #asked = $state<Asked>();
  /** What is done once we know who does it. */
  #wish: (() => void) | undefined;
  #revision: number | undefined;
  #refreshes = new Sparing(REFRESH_MS, () => void this.refresh());
  #settling: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.#line = join(
      this.#address.board,
      {
        hello: (hello) => this.#welcome(hello),
        slice: (slice) => {
          this.slices.take(slice);
          this.link.heard();
          this.#notice();
        },
        beat: (beat) => {
          this.clock.sync(beat.now);
          this.link.beat(beat);
        },
        refused: (reason) => this.link.stop({ is: 'refused', reason }),
        locked: (reason) => this.link.stop({ is: 'locked', reason }),
        lost: () => this.link.lose(),
        looking: (looking) => {
          this.#looking = looking;
        },
      },
      true,
    );
    this.deeds = new Deeds((action) => this.#line.act(action));
    this.opened.onnew = (turn) =>
      this.deeds.tell(turn.by === 'customer' ? 'The customer wrote again, below' : `New post by ${turn.author}, below`);
  }

  get address() {
    return this.#address;
  }
  get shown(): string | null {
    return this.#address.shown;
  }
  get hello(): DeskHello {
    return this.link.hello?.desk ?? NOBODY;
  }
  get zone(): string {
    return this.link.hello?.board.zones[0]?.zone ?? 'UTC';
  }
  get mayAct(): boolean {
    return this.link.hello?.mayAct === true && !this.link.stale;
  }
  get name(): string {
    return this.#name;
  }
  /** As the server knows this person. */
  get me(): string {
    return idOf(this.#name, this.hello.people);
  }
  get asked() {
    return this.#asked;
  }

  /** Who else has the case open, by name. */
  lookers(id: string): string[] {
    return (this.#looking[id] ?? []).filter((who) => who !== this.me && who !== this.#name).map((who) => this.person(who));
  }

  person(id: string | null): string {
    return nameOf(id, this.hello.people);
  }

  team(id: string | null): string {
    return nameOf(id, this.hello.teams);
  }

  ask(asked: Asked | undefined): void {
    this.#asked = asked;
    this.#wish = undefined;
  }

  /** What was asked is answered: the dialog goes, and then it is done. */
  answered(then: () => void): void {
    this.#asked = undefined;
    then();
  }

  /** Whether we have to ask first who somebody is; `then` is done when we know. */
  asksWho(then: () => void): boolean {
    if (this.#name !== '') return false;
    this.#asked = 'who';
    this.#wish = then;
    return true;
  }

  introduce(name: string): void {
    const wish = this.#wish;
    this.#name = name.trim().slice(0, NAME_BOUND);
    this.ask(undefined);
    if (this.#name === '') return;
    rememberName(this.#name);
    this.#look();
    if (this.#address.queue === 'mine') void this.reload();
    wish?.();
  }

  /** Does it to the case that is open, or to another; asks first who we are. */
  async act(deed: Deed, on: string | null = this.shown): Promise<boolean> {
    if (on === null) return false;
    if (!this.mayAct) {
      this.deeds.tell(
        this.link.stale ? 'Not connected: nothing can be done until this page is live again.' : 'This token may look, but not act.',
        true,
      );
      return false;
    }
    if (this.asksWho(() => void this.act(deed, on))) return false;
    return keepFocus(async () => {
      const done = await this.deeds.act(deed, on, this.me);
      await this.refresh();
      return done;
    });
  }

  async undo(): Promise<void> {
    if (!this.mayAct) return;
    await keepFocus(async () => {
      await this.deeds.undo(this.me);
      await this.refresh();
    });
  }

  /** Another queue, filter or case: kept in the address. `replace`: no step of its own on the way back. */
  go(change: Partial<Address>, replace = false): void {
    clearTimeout(this.#settling);
    this.#settling = undefined;
    const before = this.#address;
    this.#address = { ...before, ...change };
    history[replace ? 'replaceState' : 'pushState'](null, '', within(writeAddress(this.#address)));
    this.#arrive(before);
  }

  /** The next or previous case of the queue; it opens where one stays a moment. */
  move(step: number, open: boolean): void {
    const to = neighbour(this.queue.rows, this.cursor ?? this.shown, step);
    if (to === null) return;
    this.cursor = to;
    clearTimeout(this.#settling);
    if (open) this.#settling = setTimeout(() => this.settle(), SETTLE_MS);
    else this.#settling = undefined;
  }

  /** What is done next is done to the case that the keys are at, however soon it comes. */
  settle(): void {
    if (this.#settling === undefined) return;
    clearTimeout(this.#settling);
    this.#settling = undefined;
    this.go({ shown: this.cursor }, true);
  }

  /** The row the keys are at: the open case, or on a phone the one that would open. */
  cursor = $state<string | null>(null);

  reload(): Promise<void> {
    return this.queue.load(queryOf(this.#address, this.me));
  }

  async refresh(): Promise<void> {
    this.#refreshes.done();
    // Nobody reads a page that is hidden: it may come up to date.
    const all = document.hidden ? this.reload() : this.queue.refresh();
    await Promise.all([all, this.opened.refresh()]);
  }

  start(): () => void {
    const back = () => {
      const before = this.#address;
      this.#address = readAddress(inside(location.pathname), location.search);
      this.#arrive(before);
    };
    addEventListener('popstate', back);
    const stop = this.clock.start();
    return () => {
      removeEventListener('popstate', back);
      this.#refreshes.stop();
      clearTimeout(this.#settling);
      stop();
      this.#line.close();
    };
  }

  #arrive(before: Address): void {
    const now = this.#address;
    if (now.shown !== before.shown) this.#show();
    if (queryOf(now, '').toString() !== queryOf(before, '').toString()) void this.reload();
  }

  #show(): void {
    const { shown, board } = this.#address;
    this.cursor = shown ?? this.cursor;
    if (this.deeds.toast?.bad) this.deeds.hush();
    void this.opened.open(shown, board);
    this.queue.opened(shown);
    this.#look();
  }

  #look(): void {
    if (this.#name !== '') this.#line.look(this.shown, this.me);
  }

  #notice(): void {
    const revision = this.slices.data('desk')?.revision;
    if (revision === this.#revision || this.queue.unknown) return;
    this.#revision = revision;
    this.#refreshes.ask();
  }

  #welcome(hello: Hello): void {
    const before = this.link.hello;
    if (before && before.version !== hello.version) location.reload();
    this.clock.sync(hello.now, hello.pace);
    this.link.welcome(hello);
    if (before) void this.refresh();
    else {
      void this.reload();
      this.#show();
    }
    this.#look();
  }
}
