/** Snapshots that are kept of the version in use. */
export const SNAPSHOTS_KEPT = 3;

/**
 * How much longer than its entry an id stays known, in ms: a source that brings a month-old post again after its entry was
 * deleted for age doesn't make it count twice.
 */
export const KNOWN_FOR = 30 * 24 * 60 * 60 * 1000;

/** At most so many ids outlive their entries, whatever their age: about half a gigabyte. The oldest are forgotten first. */
export const KNOWN_BOUND = 5_000_000;
