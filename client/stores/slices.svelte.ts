import { SvelteMap } from 'svelte/reactivity';
import type { Slice, SliceData, SliceName } from '../../shared/slices.ts';

type Held = { [K in SliceName]?: Slice<K> };

/** The last slice of each name, whole. As many as there are names, so it cannot grow. */
export class Slices {
  #held = new SvelteMap<SliceName, Slice>();

  take(slice: Slice): void {
    this.#held.set(slice.name, slice);
  }

  /** Another board's data must not stand under this one's title. */
  clear(): void {
    this.#held.clear();
  }

  data<K extends SliceName>(name: K): SliceData[K] | undefined {
    return this.#slice(name)?.data;
  }

  /** Product time up to which the slice told the truth when it came; undefined before the first. */
  at(name: SliceName): number | undefined {
    return this.#held.get(name)?.at;
  }

  /** A slice is filed under its own name, so what is found under `name` is of that kind. */
  #slice<K extends SliceName>(name: K): Held[K] {
    return this.#held.get(name) as Held[K];
  }
}
