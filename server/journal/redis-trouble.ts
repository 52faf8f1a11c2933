import { ErrorReply, ReconnectStrategyError } from 'redis';
import { JournalCorrupt, JournalFull, JournalUnavailable, LeaseLost } from './journal.ts';

const AFTERWARDS = 'What was refused can be brought again.';

/** Replies that pass: Redis starts, fails over, or is a replica. */
const PASSING = /^(LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|BUSY|NOREPLICAS|UNBLOCKED)\b/;
const REFUSED = /^(NOAUTH|WRONGPASS|NOPERM)\b/;

/** Redis doesn't let us in: asking again would not help. */
export const turnedAway = (error: unknown): boolean => error instanceof ErrorReply && REFUSED.test(error.message);

/** What an error of the Redis client or server means for whoever appends, in words that say what to do. */
export function redisTrouble(error: unknown, place: string): unknown {
  if (error instanceof ReconnectStrategyError) return redisTrouble(error.originalError, place);
  if (error instanceof ErrorReply) return ofReply(error, place);
  if (!(error instanceof Error) || error instanceof JournalCorrupt || error instanceof JournalFull) return error;
  return new JournalUnavailable(`Redis at ${place} can't be reached (${error.message || error.name}); trying again. ${AFTERWARDS}`, {
    cause: error,
  });
}

function ofReply(cause: ErrorReply, place: string): Error {
  const says = cause.message;
  if (says.startsWith('LEASELOST')) return new LeaseLost('The lease was taken by another node.', { cause });
  if (says.startsWith('OOM')) {
    return new JournalFull(`Redis at ${place} has no memory left: raise its maxmemory or keep fewer days. ${AFTERWARDS}`, { cause });
  }
  if (says.startsWith('MISCONF')) {
    return new JournalFull(`Redis at ${place} can't write to its disk: free some space there. ${AFTERWARDS} (${says})`, { cause });
  }
  if (PASSING.test(says)) return new JournalUnavailable(`Redis at ${place} isn't ready (${says}); trying again. ${AFTERWARDS}`, { cause });
  if (REFUSED.test(says)) return new Error(`Redis at ${place} refuses us (${says}): check the user and password in its URL.`, { cause });
  if (says.startsWith('WRONGTYPE')) {
    return new JournalCorrupt(`The journal in Redis at ${place} is damaged: another program has written over its keys (${says}).`, {
      cause,
    });
  }
  return cause;
}
