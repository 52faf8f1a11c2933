import { type Asked, type Reply, standIn } from './helpdesk.ts';

export interface ChatwootConversation {
  conversation: { id: number; last_activity_at: number; custom_attributes?: Record<string, unknown>; [more: string]: unknown };
  messages: { id: number; [more: string]: unknown }[];
}

const LIST = 25;
const PAGE = 20;

/** A Chatwoot account on loopback, number 2: its conversations and contacts, and what goes wrong. */
export async function serveChatwoot(conversations: ChatwootConversation[] = []) {
  const state = {
    conversations: new Map(conversations.map((one) => [one.conversation.id, one])),
    contacts: [] as { id: number; identifier: string; conversations: number[] }[],
    trouble: [] as Reply[],
  };

  function answer(asked: Asked): Reply {
    const trouble = state.trouble.shift();
    if (trouble) return trouble;
    const path = asked.path.replace('/api/v1/accounts/2/', '');
    const [, id, rest] = /^conversations\/(\d+)(\/messages)?$/.exec(path) ?? [];
    if (id) return inConversation(asked, Number(id), rest !== undefined);
    if (path === 'conversations') return asked.method === 'POST' ? open(asked) : list(Number(asked.query.page));
    return contact(asked, path);
  }

  function list(page: number): Reply {
    const all = [...state.conversations.values()].map(({ conversation }) => conversation);
    const newest = all.sort((a, b) => b.last_activity_at - a.last_activity_at);
    return { body: { data: { meta: {}, payload: newest.slice((page - 1) * LIST, page * LIST) } } };
  }

  function inConversation(asked: Asked, id: number, messages: boolean): Reply {
    const found = state.conversations.get(id);
    if (!found) return { status: 404 };
    if (!messages) return { body: found.conversation };
    if (asked.method === 'POST') {
      const { content, private: internal } = asked.body as { content: string; private: boolean };
      found.messages.push({ id: 5000 + found.messages.length, message_type: 1, content, private: internal, created_at: 1_772_445_600 });
      return { body: {} };
    }
    const before = Number(asked.query.before ?? Number.POSITIVE_INFINITY);
    return { body: { meta: {}, payload: found.messages.filter((one) => one.id < before).slice(-PAGE) } };
  }

  function open({ body }: Asked): Reply {
    const { contact_id, custom_attributes } = body as { contact_id: number; custom_attributes: Record<string, unknown> };
    const id = 900 + state.conversations.size;
    const conversation = { id, last_activity_at: 1_772_445_600, custom_attributes, meta: { channel: 'Channel::Api' } };
    state.conversations.set(id, { conversation, messages: [] });
    state.contacts.find((one) => one.id === contact_id)?.conversations.push(id);
    return { body: conversation };
  }

  function contact(asked: Asked, path: string): Reply {
    if (path === 'contacts/search')
      return { body: { payload: state.contacts.filter(({ identifier }) => identifier.includes(asked.query.q ?? '')) } };
    if (path === 'contacts') {
      const made = { id: 60 + state.contacts.length, identifier: (asked.body as { identifier: string }).identifier, conversations: [] };
      state.contacts.push(made);
      return { body: { payload: { contact: made } } };
    }
    const [, id] = /^contacts\/(\d+)\/conversations$/.exec(path) ?? [];
    const known = state.contacts.find((one) => one.id === Number(id));
    if (!known) return { status: 404 };
    return { body: { payload: known.conversations.map((one) => state.conversations.get(one)?.conversation) } };
  }

  return Object.assign(await standIn(answer), { state });
}
