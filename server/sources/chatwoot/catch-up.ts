import { z } from 'zod';
import { ask, type Line } from '../helpdesk/ask.ts';
import { oneByOne, patiently } from '../helpdesk/catching-up.ts';
import { readList } from '../helpdesk/read-list.ts';
import { type Brought, bring } from '../helpdesk/reading.ts';
import type { SourceContext } from '../source.ts';
import { type ChatwootOptions, pathIn } from './options.ts';
import { type Conversation, ConversationShape, readThread } from './read.ts';

/** Pages of 25 conversations that are looked through at once. What changed before those is told as a gap. */
export const PAGES_BOUND = 400;
/** Conversations may become active while their list is read: so far back it is read again, in seconds. */
const OVERLAP = 60;
const DAY = 86_400;

const List = z.object({ data: z.object({ payload: z.array(z.unknown()).max(1000) }) });

/**
 * Reads the conversations in which something happened since the last time, newest first. The place, the time of the newest of
 * them, is kept when all of them are durable.
 */
export async function catchUp(context: SourceContext, line: Line, options: ChatwootOptions, brought: Brought): Promise<void> {
  const since = Number(await context.cursor()) || Math.floor(context.now() / 1000 - options.days * DAY);
  let newest = since;
  for (let page = 1; ; page++) {
    const conversations = await readPage(context, line, options, page);
    const changed = conversations.filter((one) => activeAt(one) >= since - OVERLAP);
    for (const one of changed) {
      const thread = await oneByOne(context, line.name, () => readThread(context, line, options, one));
      if (thread) await bring(context, thread, brought);
    }
    newest = Math.max(newest, ...changed.map(activeAt));
    if (changed.length === 0 || changed.length < conversations.length) break;
    if (page < PAGES_BOUND) continue;
    context.gap(since * 1000, activeAt(conversations.at(-1)!) * 1000, 'more conversations changed than are read at once');
    break;
  }
  if (newest > since) await context.saveCursor(String(newest));
}

async function readPage(context: SourceContext, line: Line, options: ChatwootOptions, page: number): Promise<Conversation[]> {
  const query = { status: 'all', assignee_type: 'all', sort_by: 'last_activity_at_desc', page: String(page) };
  const answer = await patiently(context, line.name, () => ask(line, List, { path: pathIn(options, 'conversations'), query }));
  return readList(answer.data.payload, ConversationShape, 'conversation', context);
}

const activeAt = ({ last_activity_at }: Conversation): number => Math.floor(last_activity_at ?? 0);
