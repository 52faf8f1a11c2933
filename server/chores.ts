/**
 * Does `work` every `ms` until the returned function is called, never twice at a time. Nothing waits for it: what fails is told, and
 * tried again the next time. Stopping waits for the one that is under way.
 */
export function every(ms: number, work: () => Promise<void>, failed: (error: unknown) => void): () => Promise<void> {
  let underWay: Promise<void> | null = null;
  const timer = setInterval(() => {
    underWay ??= work()
      .catch(failed)
      .finally(() => {
        underWay = null;
      });
  }, ms);
  return async () => {
    clearInterval(timer);
    await underWay;
  };
}
