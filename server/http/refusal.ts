import { z } from 'zod';
import { Receipt } from '../../shared/push.ts';

/** Every answer that is not a success. */
export const Refused = z.object({
  error: z.string(),
  /** Where in what was sent. */
  field: z.string().optional(),
  reason: z.string().optional(),
  /** What of a stream had been taken in by then. */
  receipt: Receipt.optional(),
});
export type Refused = z.infer<typeof Refused>;

interface Details {
  field?: string;
  reason?: string;
  receipt?: Receipt;
  /** Seconds after which it is worth trying again. */
  retryAfter?: number;
}

/** An answer meant for the one who asked; everything else that is thrown is our own failure and stays in the log. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly statusCode: number;
  readonly details: Details;

  constructor(statusCode: number, message: string, details: Details = {}) {
    super(message);
    this.statusCode = statusCode;
    this.details = details;
  }
}

/** The refusals that any route may answer with. */
export const REFUSALS = { '4xx': Refused, '5xx': Refused };
