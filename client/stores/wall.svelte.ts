import { createContext } from 'svelte';
import type { PanelName } from '../../shared/board.ts';
import type { SliceName } from '../../shared/slices.ts';
import type { Hello } from '../../shared/socket.ts';
import { goInto } from '../drills/going.ts';
import type { Tiling } from '../layout/address.ts';
import { arrange } from '../layout/arrange.ts';
import type { Filled } from '../layout/plans.ts';
import { sceneDuring } from '../layout/rotation.ts';
import { takesOver } from '../layout/takeover.ts';
import { unitFor } from '../layout/unit.ts';
import { join, type Line } from '../socket.ts';
import { Clock } from './clock.svelte.ts';
import { Link } from './link.svelte.ts';
import { Operator } from './operator.svelte.ts';
import { Screen } from './screen.svelte.ts';
import { Slices } from './slices.svelte.ts';
import { Sound } from './sound.svelte.ts';

export const [useWall, provideWall] = createContext<Wall>();

/** How long the place of what went viral is kept when it is over, in ms: the next may come, and the wall must not jump. */
const LINGER_MS = 600_000;

/** One board on one screen: everything its panels read. */
export class Wall {
  readonly clock = new Clock();
  readonly link = new Link(this.clock);
  readonly slices = new Slices();
  readonly screen = new Screen();
  readonly operator: Operator;
  readonly sound = new Sound();
  /** Screens side by side that show one picture together. */
  readonly tiling: Tiling;
  #line: Line;
  /** The alert whose reasons somebody asked for. */
  #explained = $state<string>();
  /** When something was last going viral, by this screen's own clock. */
  #viralAt = $state(Number.NEGATIVE_INFINITY);

  constructor(board: string, tiling: Tiling) {
    this.tiling = tiling;
    this.#line = join(board, {
      hello: (hello) => this.#welcome(hello),
      slice: (slice) => {
        this.slices.take(slice);
        if (slice.name === 'alerts') this.#hearAlerts();
        if (this.slices.data('viral')?.items.length) this.#viralAt = performance.now();
        this.link.heard();
      },
      beat: (beat) => {
        this.clock.sync(beat.now);
        this.link.beat(beat);
      },
      refused: (reason) => this.link.stop({ is: 'refused', reason }),
      locked: (reason) => this.link.stop({ is: 'locked', reason }),
      lost: () => this.link.lose(),
      visit: goInto,
    });
    this.operator = new Operator((action) => this.#line.act(action));
  }

  get board() {
    return this.link.hello?.board;
  }

  /** The board's own zone, in which its sentence and axes speak. */
  get zone(): string {
    return this.board?.zones[0]?.zone ?? 'UTC';
  }

  get mayAct(): boolean {
    return this.link.hello?.mayAct === true && !this.link.stale;
  }

  get explained(): string | undefined {
    return this.#explained;
  }

  explain(alert: string | undefined): void {
    this.#explained = alert;
  }

  get unit() {
    return unitFor(this.screen.size, this.board?.screen);
  }

  /** Something critical is open and nobody has it. */
  get urgent(): boolean {
    return this.slices.data('alerts')?.alerts.some(({ severity, owner }) => severity === 'critical' && !owner) ?? false;
  }

  /** What nobody has takes over the whole wall for a while, and again now and then. A phone shows one page that does not turn. */
  get focus() {
    const incident = this.slices.data('focus')?.incident;
    if (!incident || !this.board?.takeover || this.link.stale || this.unit.phone) return null;
    return takesOver(this.clock.lived(Math.max(0, this.clock.now - incident.since))) ? incident : null;
  }

  /** `clock.wall` makes it turn; the time of day decides, so that screens side by side agree. */
  get scene() {
    return sceneDuring(this.board?.scenes ?? [], Math.floor((performance.timeOrigin + this.clock.wall) / 1000), this.urgent);
  }

  /** What is asked for now: a scene's panels, and on a phone, which shows one page that does not turn, those of every scene. */
  get panels(): readonly PanelName[] {
    return this.unit.phone ? (this.board?.scenes ?? []).flatMap(({ panels }) => panels) : (this.scene?.panels ?? []);
  }

  get arrangement() {
    const { width, height } = this.screen.size;
    const { u } = this.unit;
    return arrange({ width: (width * this.tiling.count) / u, height: height / u }, this.panels, this.#filled);
  }

  /** What is not known yet keeps its room. */
  get #filled(): Filled {
    const alerts = this.slices.data('alerts');
    return {
      alerts: alerts ? alerts.alerts.length + alerts.more : 0,
      viral: this.slices.data('viral')?.items.length !== 0 || this.clock.wall - this.#viralAt < LINGER_MS,
      share: this.slices.data('share')?.items.some(({ kind }) => kind === 'competitor') ?? true,
    };
  }

  /** Age of a panel's data in lived ms; undefined before it first came. */
  age(name: SliceName): number | undefined {
    const at = this.slices.at(name);
    return at === undefined ? undefined : this.link.ageOf(at);
  }

  start(): () => void {
    const stops = [this.clock.start(), this.screen.start(), () => this.#line.close()];
    return () => {
      for (const stop of stops) stop();
    };
  }

  #hearAlerts(): void {
    const wanted = this.board?.sound;
    const alerts = this.slices.data('alerts')?.alerts ?? [];
    // A replay rushes through a day: its alerts are nobody's business now.
    if (wanted && this.link.hello?.mode !== 'replay') this.sound.hear(alerts, wanted);
  }

  #welcome(hello: Hello): void {
    const before = this.link.hello;
    if (before && before.version !== hello.version) location.reload();
    if (before && before.board.scope !== hello.board.scope) this.slices.clear();
    this.clock.sync(hello.now, hello.pace);
    this.link.welcome(hello);
  }
}
