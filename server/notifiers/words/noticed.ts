import type { Sending } from '../notifier.ts';
import type { Note } from './note.ts';

/** Editing a message makes no sound: what rings and what ends is told by a message of its own as well. */
export const isNoticed = (note: Note, { told }: Pick<Sending, 'told'>): boolean =>
  note.follows && (note.rings || (told.kind === 'incident' && told.incident.state === 'closed'));
