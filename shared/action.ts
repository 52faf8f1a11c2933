import { z } from 'zod';

/** What an operator does. `by` is the name they go by; `id` is made by the client, so sending twice is harmless. */
export const Action = z.object({
  id: z.string().min(8).max(64),
  type: z.enum(['acknowledge', 'unacknowledge']),
  alert: z.string().max(128),
  by: z.string().trim().min(1).max(64),
});
export type Action = z.infer<typeof Action>;

export const ActionAnswer = z.object({ ok: z.boolean(), error: z.string().optional() });
export type ActionAnswer = z.infer<typeof ActionAnswer>;
