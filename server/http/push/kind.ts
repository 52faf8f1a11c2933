/** What a sender can push. */
export type Kind = 'mention' | 'engagement' | 'retraction';

/** Where a pushed item is wrong, and how. `field` is empty when it is wrong as a whole. */
export interface Fault {
  field: string;
  reason: string;
}

/** One pushed item before anything is known of it but its kind. */
export type Raw = { kind: Kind; value: unknown } | { fault: Fault };

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
