import { createHash } from 'node:crypto';
import type { Incident } from '../../../shared/incident.ts';
import type { Sending } from '../notifier.ts';
import { incidentUrl } from '../words/incident.ts';
import { noteOf } from '../words/read.ts';
import { address } from '../words/text.ts';

/** A CloudEvent 1.0 in JSON, the structured mode: https://github.com/cloudevents/spec */
export interface CloudEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  data: Record<string, unknown>;
}

/** The same message has the same id however often it is sent, so that a receiver can leave out what it has. */
export const eventId = ({ id, version }: Pick<Sending, 'id' | 'version'>): string =>
  `evt_${createHash('sha256').update(`${id}\n${version}`).digest('base64url').slice(0, 32)}`;

export function eventOf(sending: Sending): CloudEvent {
  const { kind, subject, data } = partsOf(sending);
  const note = noteOf(sending);
  return {
    specversion: '1.0',
    id: eventId(sending),
    source: sending.base,
    type: `earshot.${kind}`,
    subject,
    time: new Date(sending.now).toISOString(),
    datacontenttype: 'application/json',
    data: {
      ...data,
      text: note.headline,
      why: sending.why,
      rings: sending.rings,
      mode: sending.mode,
      brand: sending.brand,
      url: note.link.url,
    },
  };
}

function partsOf(sending: Sending): { kind: string; subject: string; data: Record<string, unknown> } {
  const { told } = sending;
  if (told.kind === 'incident') {
    const { incident, news } = told;
    return {
      kind: `incident.${stageOf(sending, incident)}`,
      subject: `incidents/${incident.id}`,
      data: { incident: outward(incident), news },
    };
  }
  if (told.kind === 'test') return { kind: 'test', subject: 'test', data: { by: told.by } };
  const { from, to } = told;
  const period = { from, to };
  if (told.kind === 'summary') {
    const { why, more, incidents } = told;
    return {
      kind: 'summary',
      subject: 'incidents',
      data: { ...period, held: why, more, incidents: incidents.map((one) => brief(sending, one)) },
    };
  }
  const { headline, paragraphs, figures, incidents } = told.digest;
  const data = { ...period, crisis: told.crisis, headline, paragraphs, figures, incidents: incidents.map((one) => brief(sending, one)) };
  return { kind: 'digest', subject: 'digest', data };
}

const stageOf = ({ told }: Sending, { state }: Incident): string => {
  if (state === 'closed') return 'closed';
  const first = told.kind === 'incident' && (told.news.length === 0 || told.news.some(({ what }) => what === 'opened'));
  return first ? 'opened' : 'updated';
};

/** An incident without what is the house's own: its record, notes, checklist, exceptions, marks and review, and the fold's bookkeeping. */
function outward({
  seq,
  news,
  notes,
  events,
  eventsDropped,
  alertsDropped,
  checks,
  exceptions,
  marks,
  review,
  series,
  ...rest
}: Incident): Record<string, unknown> {
  // What others wrote as an address is one, or is left out.
  return { ...rest, evidence: rest.evidence.map((post) => ({ ...post, url: address(post.url) ?? undefined })) };
}

const brief = (sending: Sending, incident: Incident): Record<string, unknown> => {
  const { id, state, severity, worst, title, subjects, onsetAt, openedAt, closedAt, owner } = incident;
  return { id, state, severity, worst, title, subjects, onsetAt, openedAt, closedAt, owner, url: incidentUrl(sending, incident) };
};
