import { z } from 'zod';

/** What every helpdesk may be told beside where it is and who we are there. */
export const COMMON = {
  networks: z
    .record(z.string().max(64), z.string().min(1).max(32))
    .default({})
    .describe('What channels of the helpdesk are called here, where it is not what they are: {any_channel: reviews}.'),
  watches: z
    .array(z.string())
    .max(64)
    .default([])
    .describe('Ids of the watches that its conversations belong to: those of one property, say.'),
  seconds: z.number().min(10).max(3600).default(120).describe('How often changes are asked for.'),
  days: z.number().min(0).max(60).default(1).describe('How far back the very first question goes.'),
};
