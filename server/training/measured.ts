/** One line of the table of how good the product hears. `n` is how many cases it was measured on. */
export interface Measured {
  name: string;
  value: number;
  n: number;
  /** What it ought to reach. */
  goal?: number;
}
