import { z } from 'zod';

/** How fast a look back may be played on: times as fast as it was. */
export const SPEEDS = [1, 10, 60, 600] as const;
export const SPEED_BOUND = 600;

const Moment = z.int().min(0).max(8_640_000_000_000_000);
const Speed = z.number().min(1).max(SPEED_BOUND);

/** Asks to see everything as it was at `at`, in ms since 1970 UTC. */
export const TravelRequest = z.object({
  at: Moment,
  speed: Speed.default(1),
  paused: z.boolean().default(true),
  /** Answer when it can be looked at; otherwise at once, and `GET` tells how far it is. */
  wait: z.boolean().default(true),
});
export type TravelRequest = z.infer<typeof TravelRequest>;

/** Goes to another moment, plays on or stands still. */
export const Steering = z.object({ at: Moment.optional(), speed: Speed.optional(), paused: z.boolean().optional() });
export type Steering = z.infer<typeof Steering>;

/** One look back, which is shown beneath `/at/ID`. Times are ms since 1970 UTC. */
export const Travel = z.object({
  id: z.string(),
  mode: z.literal('replay'),
  state: z.enum(['loading', 'ready', 'failed']),
  /** The moment that was asked for. */
  asked: z.int(),
  /** What its clock says. */
  at: z.int(),
  /** Last entry of the journal that is folded in. */
  seq: z.int(),
  speed: z.number(),
  paused: z.boolean(),
  /** The oldest and the newest moment that can be gone to. */
  from: z.int(),
  to: z.int(),
  /** Entries folded of those that have to be, while it loads. */
  done: z.int(),
  of: z.int(),
  /** How long loading took. */
  ms: z.int(),
  /** The zone in which its times are told. */
  zone: z.string(),
  problem: z.string().optional(),
});
export type Travel = z.infer<typeof Travel>;
