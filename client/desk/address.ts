import type { CaseQuery, QueueName } from '../../shared/queue.ts';

/** What narrows the queue; absent: everything. */
export type Filter = 'network' | 'watch' | 'language' | 'team' | 'owner' | 'priority' | 'tag' | 'text';
export const FILTERS: readonly Filter[] = ['network', 'watch', 'language', 'team', 'owner', 'priority', 'tag', 'text'];

/** Queues in the order of their tabs, each with the letter that follows `g`. */
export const TABS: readonly { name: QueueName; words: string; letter: string; empty: string }[] = [
  { name: 'waiting-us', words: 'Waiting for us', letter: 'w', empty: 'Nobody waits for us. Everybody who wrote has an answer.' },
  { name: 'mine', words: 'Mine', letter: 'm', empty: 'You have no open case. The ones nobody has are under “Unclaimed”.' },
  { name: 'unclaimed', words: 'Unclaimed', letter: 'u', empty: 'Every case that waits has somebody who takes care of it.' },
  { name: 'breached', words: 'Over time', letter: 'b', empty: 'Nothing is over its time. Well done.' },
  { name: 'promises', words: 'Promises', letter: 'p', empty: 'No promise is open: what we said we would do, we did.' },
  { name: 'waiting-customer', words: 'Waiting for them', letter: 't', empty: 'No case waits for its customer.' },
  { name: 'snoozed', words: 'Snoozed', letter: 's', empty: 'Nothing is put aside.' },
  { name: 'unsure', words: 'Unsure', letter: 'x', empty: 'Every sentiment was heard clearly; nothing to put right.' },
  { name: 'open', words: 'All open', letter: 'o', empty: 'No open cases. The desk is clear.' },
  { name: 'closed', words: 'Closed', letter: 'c', empty: 'Nothing has been closed yet.' },
];

export type Sort = CaseQuery['sort'];
export const SORTS: readonly { name: Sort; words: string }[] = [
  { name: 'pressing', words: 'Most pressing' },
  { name: 'oldest', words: 'Waiting longest' },
  { name: 'newest', words: 'Newest' },
  { name: 'reach', words: 'Widest reach' },
];

/** All that the address of the desk says. */
export interface Address {
  page: 'queue' | 'review';
  board: string;
  queue: QueueName;
  sort: Sort;
  filters: Partial<Record<Filter, string>>;
  /** The case that is open. */
  shown: string | null;
}

const LONGEST = 200;
const said = (from: URLSearchParams, name: string): string => (from.get(name) ?? '').trim().slice(0, LONGEST);

/** Reads an address. What it does not know, it leaves out: an old bookmark still opens the desk. */
export function readAddress(path: string, search: string): Address {
  const from = new URLSearchParams(search);
  const filters: Address['filters'] = {};
  for (const name of FILTERS) if (said(from, name)) filters[name] = said(from, name);
  return {
    page: /^\/desk\/review\/?$/.test(path) ? 'review' : 'queue',
    board: said(from, 'board'),
    queue: TABS.find(({ name }) => name === from.get('queue'))?.name ?? 'waiting-us',
    sort: SORTS.find(({ name }) => name === from.get('sort'))?.name ?? 'pressing',
    filters,
    shown: said(from, 'case') || null,
  };
}

/** The filters and the board, and of queue and sort what is not usual. */
function spoken(address: Address): URLSearchParams {
  const to = new URLSearchParams();
  if (address.board) to.set('board', address.board);
  if (address.queue !== 'waiting-us') to.set('queue', address.queue);
  if (address.sort !== 'pressing') to.set('sort', address.sort);
  for (const name of FILTERS) if (address.filters[name]) to.set(name, address.filters[name]);
  return to;
}

/** The address to be kept and shared. Reading it again gives the same. */
export function writeAddress(address: Address): string {
  const to = spoken(address);
  if (address.shown) to.set('case', address.shown);
  const search = to.toString();
  return `${address.page === 'review' ? '/desk/review' : '/desk'}${search ? `?${search}` : ''}`;
}

/** What the server is asked: `person` is who asks. Times of day and places in the list come on top. */
export function queryOf(address: Address, person: string): URLSearchParams {
  const to = spoken(address);
  to.set('queue', address.queue);
  to.set('sort', address.sort);
  if (person) to.set('person', person);
  return to;
}

/** The queue whose letter it is, after `g`. */
export const queueAt = (letter: string): QueueName | undefined => TABS.find((tab) => tab.letter === letter)?.name;
