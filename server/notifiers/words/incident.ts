import type { Evidence } from '../../../shared/alert.ts';
import type { Incident, News } from '../../../shared/incident.ts';
import { clockTime, dayTime, span } from '../../core/words.ts';
import type { Sending, Told } from '../notifier.ts';
import { footer, REPETITION } from './footer.ts';
import { headline } from './headline.ts';
import { CHANGES_BOUND, type Fact, type Note, PARAGRAPH_BOUND, POST_BOUND, POSTS_BOUND, type Post } from './note.ts';
import { type Level, sign, signed, word } from './signs.ts';
import { glance, sizeFact } from './size.ts';
import { address, inert, short } from './text.ts';

type ToldIncident = Extract<Told, { kind: 'incident' }>;
/** Characters of a name, and of what was told of a change. */
const NAME_BOUND = 60;
const CHANGE_BOUND = 300;

/** An incident as it stands, and what changed of it since the reader was told last. */
export function incidentNote(sending: Sending, told: ToldIncident): Note {
  const { incident } = told;
  const news = told.news.filter(changed);
  const over = incident.state === 'closed';
  const level: Level = over ? 'fine' : incident.severity;
  const size = over ? `after ${span((incident.closedAt ?? sending.now) - incident.onsetAt)}` : glance(incident);
  return {
    level,
    headline: headline(sending, over ? `${sign('fine')} OVER` : signed(incident.severity), incident.title, size),
    update: updateOf(sending, incident, news, size),
    follows: news.length > 0 && news.length === told.news.length,
    rings: sending.rings,
    paragraphs: [short(incident.sentence, PARAGRAPH_BOUND)],
    facts: factsOf(sending, told),
    changes: [...changesOf(sending, news), ...(sending.repetition ? [REPETITION] : [])],
    history: changesOf(sending, incident.news.filter(changed)),
    posts: postsOf(incident.evidence),
    listed: [],
    link: { text: 'Open the incident', url: incidentUrl(sending, incident) },
    footer: footer(sending),
    label: sending.mode === 'live' ? null : sending.mode.toUpperCase(),
  };
}

/** That it opened is no change: the message itself tells it. */
const changed = ({ what }: News): boolean => what !== 'opened';

export const incidentUrl = ({ base }: Pick<Sending, 'base'>, { id }: Pick<Incident, 'id'>): string =>
  `${base}/incidents/${encodeURIComponent(id)}`;

/** The change that matters most comes first: what rings before what does not, then the newest. */
const leading = (news: readonly News[]): News | undefined => news.findLast(({ rings }) => rings) ?? news.at(-1);

function updateOf(sending: Sending, incident: Incident, news: readonly News[], size: string): string {
  if (incident.state === 'closed') return headline(sending, `${sign('fine')} OVER`, incident.title, size);
  const severity = signed(incident.severity);
  const what = leading(news)?.what;
  if (what === 'escalated') return headline(sending, `${sign(incident.severity)} NOW ${word(incident.severity)}`, incident.title, size);
  const before = what === undefined || what === 'opened' ? severity : `${severity}, ${phrase(what, incident)}:`;
  return headline(sending, before, incident.title);
}

function phrase(what: News['what'], { owner, severity }: Incident): string {
  const phrases: Partial<Record<News['what'], string>> = {
    resumed: 'back again',
    unsilenced: 'silence over',
    unacknowledged: 'nobody has it',
    acknowledged: owner === null ? 'taken' : `${nameOf(owner)} has it`,
    status: 'status',
    eased: `eased to ${severity}`,
  };
  return phrases[what] ?? what;
}

const nameOf = (name: string): string => short(name, NAME_BOUND);

function factsOf({ zone, now }: Sending, { incident }: ToldIncident): Fact[] {
  const since = dayTime(incident.onsetAt, now, zone);
  const until = incident.closedAt;
  const when =
    until === null
      ? { label: 'Since', value: `${since} (${span(now - incident.onsetAt)})` }
      : { label: 'From', value: `${since} to ${dayTime(until, now, zone)} (${span(until - incident.onsetAt)})` };
  return [when, ...sizeFact(incident), whoFact(incident), ...statusFact(incident, now, zone), ...stateFacts(incident)];
}

const whoFact = ({ owner, state }: Incident): Fact => ({
  label: state === 'closed' ? 'Who had it' : 'Who has it',
  value: owner === null ? (state === 'closed' ? 'nobody' : 'nobody yet') : nameOf(owner),
});

const statusFact = ({ status }: Incident, now: number, zone: string): Fact[] =>
  status === null
    ? []
    : [{ label: 'Status', value: `${short(status.text, CHANGE_BOUND)} (${nameOf(status.by)}, ${dayTime(status.at, now, zone)})` }];

function stateFacts({ alerts, alertsDropped, flapping, state }: Incident): Fact[] {
  const more = alerts.length + alertsDropped - 1;
  return [
    ...(more > 0 ? [{ label: 'Part of it', value: `${more} more ${more === 1 ? 'alert' : 'alerts'}` }] : []),
    ...(flapping && state !== 'closed' ? [{ label: 'State', value: 'it comes and goes' }] : []),
  ];
}

/** Oldest first; when there are too many, the oldest are counted. */
function changesOf({ zone }: Sending, news: readonly News[]): string[] {
  const told = news.slice(-CHANGES_BOUND).map(({ at, text }) => `${clockTime(at, zone)} ${short(text, CHANGE_BOUND)}`);
  const earlier = news.length - told.length;
  return earlier > 0 ? [`${earlier} earlier ${earlier === 1 ? 'change' : 'changes'}`, ...told] : told;
}

/** The first ones that still have words: a post that was taken back has none. */
const postsOf = (evidence: readonly Evidence[]): Post[] =>
  evidence
    .map((post) => ({
      author: nameOf(post.author),
      network: inert(post.network),
      text: short(post.text, POST_BOUND),
      url: address(post.url),
    }))
    .filter(({ text }) => text !== '')
    .slice(0, POSTS_BOUND);
