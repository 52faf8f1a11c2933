import type { Incident } from '../shared/incident.ts';
import type { Effect } from './core/effect.ts';
import type { State } from './core/state.ts';
import type { History } from './history/history.ts';
import type { Problems } from './problems.ts';
import { caseRecords, type Folded, incidentRecords } from './records.ts';

/** The fold, as it is when it is asked. */
interface Fold {
  readonly state: State;
  readonly seq: number;
}

/** What the history keeps of the fold beside posts: cases and incidents, each as it was last. */
export function keptIn(history: History, problems: Problems) {
  const cases = caseRecords(history, problems);
  const incidents = incidentRecords(history, problems);
  return {
    /** Takes note of what changed. */
    hear(effect: Effect): void {
      if (effect.kind === 'case') cases.changed(effect.case);
      else if (effect.kind === 'incident') incidents.changed(effect.incident);
    },
    /** Finds what a crash kept from being written. */
    async begin({ state, seq }: Fold): Promise<void> {
      await cases.begin({ all: state.desk.cases, seq });
      await incidents.begin({ all: incidentsOf(state), seq });
    },
    /** Writes what changed. Never rejects. */
    async write(fold: Fold): Promise<void> {
      await cases.write(() => ({ all: fold.state.desk.cases, seq: fold.seq }));
      await incidents.write((): Folded<Incident> => ({ all: incidentsOf(fold.state), seq: fold.seq }));
    },
  };
}

/** All incidents that the fold still holds. */
function incidentsOf({ alerting: { open, closed } }: State): ReadonlyMap<string, Incident> {
  const all = [...closed, ...[...open.values()].map(({ incident }) => incident)];
  return new Map(all.map((incident) => [incident.id, incident]));
}
