import { z } from 'zod';

/** Ids are numbers in answers and text in deliveries. */
export const Id = z
  .union([z.int(), z.string().min(1).max(64)])
  .transform(String)
  .pipe(z.string().regex(/^[\w-]+$/));

/** What of a list can be read; the rest is counted by the first field that is wrong, and passed over. */
export function readList<T>(
  list: readonly unknown[],
  schema: z.ZodType<T>,
  what: string,
  { reject }: { reject(reason: string): void },
): T[] {
  return list.flatMap((one) => {
    const read = schema.safeParse(one);
    if (read.success) return [read.data];
    reject(`${what}: ${read.error.issues[0]?.path[0]?.toString() ?? 'shape'}`);
    return [];
  });
}
