/** What a measurement is given. */
export interface Measuring {
  /** Everything, not just what is quick. */
  full: boolean;
  /** A new folder that goes away with the run. */
  folder(): string;
  /** Screens joined at once. */
  screens: number;
}
