import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { isObject, type Kind, type Raw } from './kind.ts';

/** The attributes of CloudEvents 1.0 that mean something to us; the event's `source` is any URI reference. */
const Envelope = z.object({
  specversion: z.literal('1.0', 'only CloudEvents 1.0 are read'),
  id: z.string().min(1).max(400),
  source: z.string().min(1).max(2048),
  type: z.string().min(1).max(256),
  time: z.iso.datetime({ offset: true }).optional(),
});
type Envelope = z.infer<typeof Envelope>;

const KINDS: Record<string, Kind> = {
  'earshot.mention': 'mention',
  'earshot.engagement': 'engagement',
  'earshot.retraction': 'retraction',
};

/** `/crm/posts` becomes `posts`, `https://feeds.example/` becomes `feeds-example`: a source of ours, or undefined if nothing is left. */
export function sourceOfUri(uri: string): string | undefined {
  const { hostname = '', pathname = uri } = URL.parse(uri) ?? {};
  const last = pathname.split('/').filter(Boolean).at(-1) ?? hostname;
  const slug = last.toLowerCase().replace(/[^a-z0-9_-]+/g, '-');
  return slug.replace(/^[-_]+|[-_]+$/g, '').slice(0, 64) || undefined;
}

/** What the event says about itself stands in for what its data leaves out. */
function filledIn(event: Envelope, kind: Kind, data: Record<string, unknown>): Record<string, unknown> {
  const source = data.source ?? sourceOfUri(event.source);
  const shared = source === undefined ? data : { ...data, source };
  if (kind === 'retraction') return shared;
  const id = data.id ?? event.id;
  return kind === 'mention' ? { ...shared, id, postedAt: data.postedAt ?? event.time } : { ...shared, id };
}

function unwrap(attributes: unknown, data: unknown, kind: Kind): Raw {
  const event = Envelope.safeParse(attributes);
  if (!event.success) {
    const [issue] = event.error.issues;
    return { fault: { field: issue?.path.join('.') ?? '', reason: issue?.message ?? 'not a CloudEvent' } };
  }
  if (!isObject(data)) return { fault: { field: 'data', reason: 'the data of the event must be a JSON object' } };
  const meant = KINDS[event.data.type] ?? kind;
  return { kind: meant, value: filledIn(event.data, meant, data) };
}

/** An event as `application/cloudevents+json`, or one of a batch. Of other types than ours it is what the address is for. */
export const fromStructured = (event: unknown, kind: Kind): Raw => unwrap(event, isObject(event) ? event.data : undefined, kind);

export const isBinary = (headers: IncomingHttpHeaders): boolean => 'ce-specversion' in headers;

/** Values of headers are percent-encoded UTF-8; one that isn't stays as it came. */
function decoded(value: string | string[] | undefined): string | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Binary mode: attributes in `ce-` headers, the body is the data. */
export function fromBinary(headers: IncomingHttpHeaders, data: unknown, kind: Kind): Raw {
  const names = ['specversion', 'id', 'source', 'type', 'time'];
  const attributes = Object.fromEntries(names.map((name) => [name, decoded(headers[`ce-${name}`])]));
  return unwrap(attributes, data, kind);
}
