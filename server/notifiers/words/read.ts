import type { Sending } from '../notifier.ts';
import { digestNote } from './digest.ts';
import { incidentNote } from './incident.ts';
import type { Note } from './note.ts';
import { summaryNote } from './summary.ts';
import { testNote } from './test-message.ts';

/** How a message reads, whatever it is sent through. Depends on nothing but the sending. */
export function noteOf(sending: Sending): Note {
  const { told } = sending;
  if (told.kind === 'incident') return incidentNote(sending, told);
  if (told.kind === 'summary') return summaryNote(sending, told);
  if (told.kind === 'digest') return digestNote(sending, told);
  return testNote(sending, told);
}
