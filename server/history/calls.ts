import type { HistoryStore } from './store.ts';

type Name =
  | 'keep'
  | 'upTo'
  | 'erase'
  | 'search'
  | 'get'
  | 'getMany'
  | 'retire'
  | 'keepCases'
  | 'casesUpTo'
  | 'case'
  | 'casesOf'
  | 'keepIncidents'
  | 'incidentsUpTo'
  | 'incident'
  | 'incidents'
  | 'incidentLines'
  | 'incidentPosts'
  | 'readIncident'
  | 'report'
  | 'corrections'
  | 'close';

/** What the main thread may ask of the thread that holds the file: methods of the store, by name. */
export type Calls = Pick<HistoryStore, Name>;

export interface Call<K extends Name = Name> {
  id: number;
  name: K;
  args: Parameters<Calls[K]>;
}

/** `failure` instead of a result. The file could not be opened when `id` is 0. */
export interface Answer {
  id: number;
  result?: unknown;
  failure?: { kind: 'corrupt' | 'full' | 'other'; message: string };
}
