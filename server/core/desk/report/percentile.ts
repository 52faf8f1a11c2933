const rankOf = (n: number, p: number): number => Math.max(0, Math.ceil(p * n) - 1);

/** Median and 90th percentile by nearest rank, without putting all values in order. Leaves `values` in another order. */
export function medianAndNinth(values: Float64Array): { median: number | null; p90: number | null } {
  if (values.length === 0) return { median: null, p90: null };
  const ninth = rankOf(values.length, 0.9);
  const p90 = select(values, ninth, values.length - 1);
  // What comes before its place is no greater, so the median is among that.
  return { median: select(values, rankOf(values.length, 0.5), ninth), p90 };
}

/** Hoare's quickselect: brings the value of that rank to its place within `0..right`, no greater ones before it, and returns it. */
function select(values: Float64Array, rank: number, right: number): number {
  let left = 0;
  while (left < right) {
    const pivot = middleOf(values[left]!, values[(left + right) >> 1]!, values[right]!);
    let [i, j] = [left, right];
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i <= j) swap(values, i++, j--);
    }
    if (rank <= j) right = j;
    else if (rank >= i) left = i;
    else break;
  }
  return values[rank]!;
}

const middleOf = (a: number, b: number, c: number): number => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));

function swap(values: Float64Array, i: number, j: number): void {
  const kept = values[i]!;
  values[i] = values[j]!;
  values[j] = kept;
}
