import { pixelShift } from '../layout/shift.ts';

/** The height that is left for the picture: a bar above it takes its own. */
const room = () => ({ width: innerWidth, height: document.getElementById('app')?.clientHeight || innerHeight });

/** The browser's window: its size, and the few pixels by which the picture is shifted. */
export class Screen {
  #size = $state.raw(room());
  #shift = $state.raw({ x: 0, y: 0 });

  get size() {
    return this.#size;
  }

  get shift() {
    return this.#shift;
  }

  /** Follows the window and keeps it awake until the returned function is called. */
  start(): () => void {
    const measure = () => {
      this.#size = room();
    };
    const timer = setInterval(() => {
      this.#shift = pixelShift(Date.now());
    }, 10_000);
    addEventListener('resize', measure);
    const release = stayAwake();
    return () => {
      clearInterval(timer);
      removeEventListener('resize', measure);
      release();
    };
  }
}

/** Asks the browser not to dim the screen; it drops the lock whenever the page is hidden, so it is asked again. */
function stayAwake(): () => void {
  const ask = () => {
    // Refused without a gesture, on battery or over plain http: the wall works on, only the screen may sleep.
    if (document.visibilityState === 'visible') navigator.wakeLock?.request('screen').catch(() => undefined);
  };
  ask();
  document.addEventListener('visibilitychange', ask);
  return () => document.removeEventListener('visibilitychange', ask);
}
