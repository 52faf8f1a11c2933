import { type Asked, type Reply, standIn } from './helpdesk.ts';

export interface ZendeskComment {
  id: number;
  author_id: number;
  public: boolean;
  created_at: string;
  [more: string]: unknown;
}

export interface ZendeskTicket {
  ticket: { id: number; requester_id: number; external_id?: string | null; via: { channel: string } };
  comments: ZendeskComment[];
}

export const ZENDESK_USERS = [
  { id: 501, name: 'Ines Aas', role: 'end-user' },
  { id: 502, name: 'Bo Lund', role: 'end-user' },
  { id: 901, name: 'Jo Dahl', role: 'agent' },
  { id: 902, name: 'Mara Berg', role: 'admin' },
];

/** A Zendesk account on loopback: its tickets, what changed in them, and what goes wrong. */
export async function serveZendesk(tickets: ZendeskTicket[] = []) {
  const state = {
    tickets: new Map(tickets.map((one) => [one.ticket.id, one])),
    /** Changes as the incremental export tells them: by second. */
    changes: [] as { at: number; ticket_id: number; child_events: object[] }[],
    /** Changes of a page. */
    page: 1000,
    /** Answers that come before anything else. */
    trouble: [] as Reply[],
    /** Waited for before a ticket's comments are answered. */
    hold: null as Promise<void> | null,
    made: 0,
  };

  async function answer(asked: Asked): Promise<Reply> {
    const trouble = state.trouble.shift();
    if (trouble) return trouble;
    const { path, query, method } = asked;
    if (path === '/api/v2/incremental/ticket_events.json') return { body: changesSince(Number(query.start_time)) };
    if (path === '/api/v2/users/create_or_update.json') return { body: { user: { id: 777 } } };
    if (path === '/api/v2/tickets.json') return { body: method === 'POST' ? make(asked) : findBy(query.external_id ?? '') };
    const [, id, rest] = /^\/api\/v2\/tickets\/(\d+)(\/comments)?\.json$/.exec(path) ?? [];
    const found = state.tickets.get(Number(id));
    if (!found) return { status: 404 };
    return rest ? commentsOf(found, query) : { body: { ticket: found.ticket } };
  }

  function changesSince(from: number) {
    const due = state.changes.filter(({ at }) => at >= from).slice(0, state.page);
    const end = due.at(-1)?.at;
    const more = end !== undefined && state.changes.some(({ at }) => at > end);
    return {
      ticket_events: due.map(({ at, ...rest }) => ({ ...rest, timestamp: at })),
      end_time: end === undefined ? from : end + 1,
      end_of_stream: !more,
    };
  }

  /** Newest first, in pages of two whatever is asked for. */
  async function commentsOf(found: ZendeskTicket, query: Record<string, string>): Promise<Reply> {
    await state.hold;
    const newest = [...found.comments].reverse();
    const from = Number(query['page[after]'] ?? 0);
    const meta = { has_more: newest.length > from + 2, after_cursor: String(from + 2) };
    return { body: { comments: newest.slice(from, from + 2), users: ZENDESK_USERS, meta } };
  }

  const findBy = (mark: string) => ({
    tickets: [...state.tickets.values()].flatMap(({ ticket }) => (ticket.external_id === mark ? [ticket] : [])),
  });

  function make({ body }: Asked) {
    const { ticket } = body as { ticket: { external_id: string; requester_id: number } };
    const id = 8000 + ++state.made;
    const made = { id, requester_id: ticket.requester_id, external_id: ticket.external_id, via: { channel: 'api' } };
    state.tickets.set(id, { ticket: made, comments: [] });
    return { ticket: made };
  }

  return Object.assign(await standIn(answer), { state });
}
