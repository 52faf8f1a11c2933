import { createHash } from 'node:crypto';
import type { Sending } from '../notifier.ts';
import type { Note } from '../words/note.ts';
import { within } from '../words/text.ts';

/** Characters of a subject. */
const SUBJECT_BOUND = 150;

export interface Place {
  messageId: string;
  /** The first message of the thread; null: this is it. */
  root: string | null;
  subject: string;
}

/**
 * Where a mail stands among those of its delivery. Ids follow from what is sent, so that the same message has the same id after a
 * crash, and programs that drop repetitions can. `reference` is the subject that the thread began with: quiet news keep it, since some
 * programs make threads by it; what rings and what ends has one of its own that tells it.
 */
export function placeOf({ id, version, reference }: Sending, note: Note, from: string): Place {
  const domain = from.replace(/^.*@/, '').replace(/[^A-Za-z0-9.-]/g, '') || 'earshot.invalid';
  const hash = createHash('sha256').update(id).digest('hex').slice(0, 32);
  const root = `<${hash}@${domain}>`;
  const first = reference === null;
  const quiet = !first && !note.rings && note.level !== 'fine';
  return {
    messageId: first ? root : `<${hash}.${version}@${domain}>`,
    root: first ? null : root,
    subject: within(quiet ? `Re: ${reference}` : first ? note.headline : note.update, SUBJECT_BOUND),
  };
}
