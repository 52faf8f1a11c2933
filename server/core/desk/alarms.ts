/**
 * When time next does something to whom: a binary heap beside the present time of each, both plain data. What was set otherwise since
 * stays in the heap until its turn comes, and is then passed over; when most of it is such, the heap is made anew.
 */
export interface Alarms {
  at: Map<string, number>;
  heap: [at: number, id: string][];
}

export const alarms = (): Alarms => ({ at: new Map(), heap: [] });

/** Entries passed over that the heap may hold beyond as many as there are alarms. */
const STALE_KEPT = 1_000;

/** Sets or moves an alarm. One at infinity never rings. */
export function setAlarm(alarms: Alarms, id: string, at: number): void {
  if (alarms.at.get(id) === at) return;
  alarms.at.set(id, at);
  if (!Number.isFinite(at)) return;
  alarms.heap.push([at, id]);
  rise(alarms.heap, alarms.heap.length - 1);
  if (alarms.heap.length > 2 * alarms.at.size + STALE_KEPT) remake(alarms);
}

export const dropAlarm = (alarms: Alarms, id: string): boolean => alarms.at.delete(id);

/** The one that rings first, when its time has come; it then has none until it is set again. */
export function ringing(alarms: Alarms, now: number): string | null {
  for (;;) {
    const [first] = alarms.heap;
    if (!first || first[0] > now) return null;
    take(alarms.heap);
    if (alarms.at.get(first[1]) !== first[0]) continue;
    alarms.at.delete(first[1]);
    return first[1];
  }
}

function remake(alarms: Alarms): void {
  alarms.heap = [...alarms.at].filter(([, at]) => Number.isFinite(at)).map(([id, at]) => [at, id]);
  for (let i = (alarms.heap.length >> 1) - 1; i >= 0; i--) sink(alarms.heap, i);
}

type Heap = Alarms['heap'];

/** Of the same moment the lower id stands first, so that the order never depends on how the heap came to be. */
const before = (a: Heap[number], b: Heap[number]): boolean => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);

function swap(heap: Heap, i: number, j: number): void {
  [heap[i], heap[j]] = [heap[j]!, heap[i]!];
}

function rise(heap: Heap, from: number): void {
  for (let i = from; i > 0; ) {
    const parent = (i - 1) >> 1;
    if (!before(heap[i]!, heap[parent]!)) return;
    swap(heap, i, parent);
    i = parent;
  }
}

function sink(heap: Heap, from: number): void {
  for (let i = from; ; ) {
    const left = 2 * i + 1;
    const least = left + 1 < heap.length && before(heap[left + 1]!, heap[left]!) ? left + 1 : left;
    if (least >= heap.length || !before(heap[least]!, heap[i]!)) return;
    swap(heap, i, least);
    i = least;
  }
}

function take(heap: Heap): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  heap[0] = last;
  sink(heap, 0);
}
