import { z } from 'zod';
import { ask, type Line } from '../helpdesk/ask.ts';
import { oneByOne, patiently } from '../helpdesk/catching-up.ts';
import { Id, readList } from '../helpdesk/read-list.ts';
import { type Brought, bring, forget, takeBack } from '../helpdesk/reading.ts';
import type { Thread } from '../helpdesk/thread.ts';
import type { SourceContext } from '../source.ts';
import type { ZendeskOptions } from './options.ts';
import { readTicket } from './read.ts';

/** Events of a page: fewer than this are all there are. */
const PAGE = 1000;
/** What is younger than this is not told yet, in seconds. */
const TOO_YOUNG = 120;
const DAY = 86_400;

const Changes = z.object({
  ticket_events: z.array(z.unknown()).max(10 * PAGE),
  end_time: z.int().nullish(),
  end_of_stream: z.boolean().nullish(),
});

const Change = z.object({
  ticket_id: Id,
  child_events: z
    .array(z.object({ event_type: z.string().nullish(), comment_id: Id.nullish(), status: z.unknown().optional() }))
    .default([]),
});
type Change = z.infer<typeof Change>;
type Child = Change['child_events'][number];

/** What changed since the last time, page after page; the place is kept after what a page told of is durable. */
export async function catchUp(context: SourceContext, line: Line, options: ZendeskOptions, brought: Brought): Promise<void> {
  const seconds = Math.floor(context.now() / 1000);
  let from = Number(await context.cursor()) || Math.floor(seconds - Math.max(TOO_YOUNG, options.days * DAY));
  for (let more = true; more; ) {
    const query = { start_time: String(from) };
    const answer = await patiently(context, line.name, () => ask(line, Changes, { path: '/api/v2/incremental/ticket_events.json', query }));
    const { ticket_events, end_time, end_of_stream } = answer;
    const changes = readList(ticket_events, Change, 'event', context);
    await bringAll(context, changes, brought, (ticket) => readTicket(context, line, options, ticket));
    more = (end_of_stream === false || ticket_events.length >= PAGE) && typeof end_time === 'number' && end_time > from;
    if (typeof end_time === 'number' && end_time > from) {
      from = end_time;
      await context.saveCursor(String(from));
    }
  }
}

type Read = (ticket: string) => Promise<Thread | null>;

async function bringAll(context: SourceContext, changes: Change[], brought: Brought, read: Read): Promise<void> {
  for (const ticket of new Set(changes.map(({ ticket_id }) => ticket_id))) {
    const thread = await oneByOne(context, 'Zendesk', () => read(ticket));
    if (thread) await bring(context, thread, brought);
  }
  for (const { ticket_id, child_events } of changes) {
    await takeBack(context, ticket_id, redacted(child_events));
    if (child_events.some(({ status }) => status === 'deleted')) await forget(context, ticket_id);
  }
}

/** Comments that words were taken out of: what we hold of them still has the words. */
const redacted = (children: Child[]): string[] =>
  children.flatMap(({ event_type, comment_id }) => (event_type === 'CommentRedactionEvent' && comment_id ? [comment_id] : []));
