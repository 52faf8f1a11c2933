import type { Case } from '../../../../shared/case.ts';
import type { Incident } from '../../../../shared/incident.ts';
import type { AboutIncident, IncidentReading } from './about.ts';
import { answersIn, withWords } from './answers.ts';
import { coordinated, copiesOf, groupsOf } from './copies.ts';
import { authorsOf, firstOf, partsOf } from './parts.ts';
import type { Heard } from './post.ts';
import { relatedTo } from './related.ts';
import { termsOf } from './terms.ts';
import { candidatesIn } from './worth.ts';

/** Where an incident's posts are kept, with all that belongs to them. Posts are those of others, in the order told. */
export interface Shelves {
  /** Since the onset, newest first: as many as are read at most; and how many there are. */
  since: Heard[];
  count: number;
  /** From a little before the onset on, oldest first: only the first ones. */
  first: Heard[];
  /** Of the day before. */
  before: Heard[];
  caseOf(mention: string): Case | null;
  post(mention: string): Heard | null;
  past: Iterable<Incident>;
}

/** Cases in which answers are looked for, those of the newest posts. */
const CASES_READ = 300;

/** Everything that the posts of an incident tell. */
export function readIncident(about: AboutIncident, shelves: Shelves): IncidentReading {
  const { watches, until = Number.POSITIVE_INFINITY } = about;
  const heard = (posts: Heard[]): Heard[] => posts.filter(({ mention }) => mention.receivedAt <= until);
  const [since, first, before] = [heard(shelves.since), heard(shelves.first), heard(shelves.before)];
  const terms = termsOf(since, before);
  const names = terms.map(({ term }) => term);
  const groups = groupsOf(since);
  return {
    read: since.length,
    posts: Math.max(shelves.count, since.length),
    drivers: {
      terms,
      first: firstOf(first, newTerms(terms), watches, about.onset),
      authors: authorsOf(since, watches),
      networks: partsOf(since, watches, ({ mention }) => mention.network),
      languages: partsOf(since, watches, ({ analysis }) => analysis.language),
      copies: copiesOf(groups, watches),
      coordinated: coordinated(since, groups),
    },
    candidates: candidatesIn(since, watches, (mention) => knownCase(shelves.caseOf(mention), until)),
    answers: withWords(answersIn(casesOf(since, shelves), about.onset, until), shelves.post),
    related: relatedTo(about, names, shelves.past),
  };
}

/** Terms that tell what is new: those never or hardly heard in the day before; where all were, the most telling ones. */
function newTerms(terms: readonly { term: string; times: number | null }[]): string[] {
  const fresh = terms.filter(({ times }) => times === null || times >= NEW_FROM);
  return (fresh.length > 0 ? fresh : terms).slice(0, NEW_TERMS).map(({ term }) => term);
}

/** Times as often as before, and terms looked for at most. */
const NEW_FROM = 20;
const NEW_TERMS = 8;

/** The history knows a case as it is now: one that changed since tells nothing of then. */
const knownCase = (one: Case | null, until: number): Case | null => (one && one.since <= until && one.customerAt <= until ? one : null);

function casesOf(posts: readonly Heard[], { caseOf }: Shelves): Case[] {
  const cases = new Map<string, Case>();
  for (const { mention } of posts) {
    if (cases.size >= CASES_READ) break;
    const one = caseOf(mention.id);
    if (one) cases.set(one.id, one);
  }
  return [...cases.values()];
}
