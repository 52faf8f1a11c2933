import { mkdirSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { Answer, Call, Calls } from './calls.ts';
import { HistoryStore } from './store.ts';
import { prepareTables } from './tables.ts';
import { failure } from './trouble.ts';

/** The thread that holds the history's file. It answers calls in the order in which they come. */
const { folder, file, readOnly }: { folder: string; file: string; readOnly: boolean } = workerData;

function opened(): HistoryStore {
  if (readOnly) return shown();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(file, { timeout: 5_000 });
  prepareTables(db);
  return new HistoryStore(db);
}

/** Beside the server that keeps the file: what is there is read, and nothing can be changed. */
function shown(): HistoryStore {
  const db = new DatabaseSync(file, { timeout: 5_000 });
  const store = new HistoryStore(db);
  db.exec('PRAGMA query_only = ON');
  return store;
}

const answersOf = (store: HistoryStore): { [K in keyof Calls]: (args: Parameters<Calls[K]>) => ReturnType<Calls[K]> } => ({
  keep: (args) => store.keep(...args),
  upTo: () => store.upTo(),
  erase: (args) => store.erase(...args),
  search: (args) => store.search(...args),
  get: (args) => store.get(...args),
  getMany: (args) => store.getMany(...args),
  keepCases: (args) => store.keepCases(...args),
  casesUpTo: () => store.casesUpTo(),
  case: (args) => store.case(...args),
  casesOf: (args) => store.casesOf(...args),
  keepIncidents: (args) => store.keepIncidents(...args),
  incidentsUpTo: () => store.incidentsUpTo(),
  incident: (args) => store.incident(...args),
  incidents: (args) => store.incidents(...args),
  incidentLines: (args) => store.incidentLines(...args),
  incidentPosts: (args) => store.incidentPosts(...args),
  readIncident: (args) => store.readIncident(...args),
  report: (args) => store.report(...args),
  corrections: (args) => store.corrections(...args),
  retire: (args) => store.retire(...args),
  close: () => store.close(),
});

function answered<K extends keyof Calls>(answers: ReturnType<typeof answersOf>, { id, name, args }: Call<K>): Answer {
  try {
    return { id, result: answers[name](args) };
  } catch (error) {
    return { id, failure: failure(error, file) };
  }
}

try {
  const answers = answersOf(opened());
  parentPort?.on('message', (call: Call) => {
    parentPort?.postMessage(answered(answers, call));
    if (call.name === 'close') parentPort?.close();
  });
  parentPort?.postMessage({ id: 0 } satisfies Answer);
} catch (error) {
  parentPort?.postMessage({ id: 0, failure: failure(error, file) } satisfies Answer);
}
