import type { Incident, IncidentPage, IncidentPost } from '../../../shared/incident.ts';
import type { IncidentReview } from '../../../shared/incident-review.ts';
import { concerns } from '../../core/board/watches.ts';
import { type AboutIncident, aboutIncident, type Candidate, type IncidentReading } from '../../core/incidents/explain/about.ts';
import { forecastOf } from '../../core/incidents/explain/forecast.ts';
import { multipleOf } from '../../core/incidents/explain/multiple.ts';
import { reviewOf } from '../../core/incidents/explain/review.ts';
import { toldOf } from '../../core/incidents/explain/told.ts';
import { standing, worthAnswering } from '../../core/incidents/explain/worth.ts';
import { nameOf } from '../../core/incidents/own.ts';
import type { Scope, State } from '../../core/state.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../refusal.ts';

/** An incident of the scope, from the fold or from among those long over. */
export async function incidentIn({ engine, history }: Deps, scope: Scope, id: string): Promise<Incident> {
  const { open, closed } = engine.state.alerting;
  const one = open.get(id)?.incident ?? closed.find((each) => each.id === id) ?? (await history.incidents?.get(id));
  if (!one || !concerns(scope, one.lead.kind, one.subjects)) {
    throw new Refusal(404, 'there is no incident with this number, or it is too long ago');
  }
  return one;
}

/** Which posts of an incident the scope may see. */
export const aboutIn = ({ engine }: Pick<Deps, 'engine'>, scope: Scope, incident: Incident): AboutIncident =>
  aboutIncident(incident, scope.setting, engine.state.now);

/** All that the page of an incident shows. */
export async function incidentPage(deps: Deps, scope: Scope, id: string): Promise<IncidentPage> {
  const incident = await incidentIn(deps, scope, id);
  if (!deps.history.incidents) throw new Refusal(503, 'no incidents are kept here');
  const reading = await deps.history.incidents.read(aboutIn(deps, scope, incident));
  // The fold goes on while the history reads.
  const { state } = deps.engine;
  const alerts = alertsOf(state, incident);
  return {
    incident,
    now: state.now,
    alerts,
    multiple: multipleOf(
      incident,
      alerts.find((alert) => alert.id === incident.lead.alert),
    ),
    forecast: forecastOf(state, incident),
    ...seenNow(state, reading),
    told: toldOf(state, incident.id),
  };
}

/** Posts of a rise, and of the day before it, that are looked through for what would have found it sooner. */
const LOOKED_THROUGH = 2000;
const DAY = 86_400_000;

/** How an incident went. */
export async function incidentReview(deps: Deps, scope: Scope, id: string): Promise<IncidentReview> {
  const incident = await incidentIn(deps, scope, id);
  const about = aboutIn(deps, scope, incident);
  const posts = async (onset: number, to: number) => {
    const page = await deps.history.incidents?.posts({ ...about, onset, to }, null, LOOKED_THROUGH);
    return (page?.posts ?? []).filter(({ mention }) => deps.engine.state.held.get(mention.id)?.retracted !== true);
  };
  const around = { rise: await posts(about.from, incident.openedAt), quiet: await posts(about.from - DAY, about.from) };
  return reviewOf(deps.engine.state, incident, around);
}

const alertsOf = ({ open, closed }: State, { alerts }: Incident): IncidentPage['alerts'] =>
  alerts.flatMap(({ id }) => open.get(id)?.alert ?? closed.findLast((alert) => alert.id === id) ?? []);

type Seen = Pick<IncidentPage, 'read' | 'posts' | 'drivers' | 'worth' | 'answers' | 'related'>;

/** What was read, with what only the fold knows: how far posts went, who answered since, and what was taken back a moment ago. */
function seenNow(state: State, { read, posts, drivers, candidates, answers, related }: IncidentReading): Seen {
  const isThere = ({ mention }: IncidentPost): boolean => state.held.get(mention)?.retracted !== true;
  const now = (mention: string) => {
    const held = state.held.get(mention);
    return { reposts: held?.reposts ?? 0, replies: held?.replies ?? 0, answered: held?.answered ?? false };
  };
  const grown = (post: IncidentPost): IncidentPost => ({ ...post, reposts: now(post.mention).reposts, replies: now(post.mention).replies });
  return {
    read,
    posts,
    drivers: {
      ...drivers,
      first: drivers.first.filter(isThere).map(grown),
      copies: drivers.copies.filter(({ example }) => isThere(example)).map((copy) => ({ ...copy, example: grown(copy.example) })),
    },
    worth: worthAnswering(
      candidates.filter(({ post }) => isThere(post)).map((one) => withCase(state, one)),
      now,
    ),
    answers: answers.map((answer) => ({ ...answer, agent: name(state, answer.agent) })),
    related,
  };
}

const name = ({ settings }: State, id: string | null): string | null => (id === null ? null : nameOf(settings, id));

/** The desk knows its cases a moment before the history does; who has one is told by name. */
function withCase(state: State, candidate: Candidate): Candidate {
  const { cases, byPost } = state.desk;
  const one = cases.get(byPost.get(candidate.post.mention) ?? candidate.case?.id ?? '');
  const known = one ? standing(one) : candidate.case;
  return { ...candidate, case: known && { ...known, owner: name(state, known.owner) } };
}
