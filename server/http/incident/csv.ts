import type { AboutIncident } from '../../core/incidents/explain/about.ts';
import { labelOf } from '../../core/incidents/explain/post.ts';
import type { State } from '../../core/state.ts';
import type { Found, PastIncidents } from '../deps.ts';
import { csvLine, MARK } from '../report-csv.ts';

/** Posts asked for at a time, and told in all: a spreadsheet opens no more rows. */
const PAGE = 500;
const ROWS_BOUND = 1_000_000;

const HEAD = [
  ...['posted', 'network', 'author', 'handle', 'followers', 'language', 'sentiment', 'score', 'intent', 'urgency'],
  ...['watches', 'reposts', 'replies', 'answered', 'case', 'text', 'url', 'id'],
];

/** The posts of an incident as a table, oldest first, read from the history page by page. What was taken back is not there. */
export async function* postLines(past: PastIncidents, about: AboutIncident, state: () => State): AsyncGenerator<string> {
  yield MARK + csvLine(HEAD);
  let rows = 0;
  for (let after: number | null = null, first = true; first || after !== null; first = false) {
    const page: Awaited<ReturnType<PastIncidents['posts']>> = await past.posts(about, after, PAGE);
    const there = page.posts.filter(({ mention }) => state().held.get(mention.id)?.retracted !== true);
    if (there.length > 0) yield there.map((found) => line(found, about, state())).join('');
    rows += there.length;
    after = rows < ROWS_BOUND ? page.next : null;
  }
}

function line(found: Found, { watches }: AboutIncident, { held, desk }: State): string {
  const { id, network, author, text, url, postedAt } = found.mention;
  const { language, score, intent, urgency = [], watches: matched } = found.analysis;
  const known = held.get(id);
  return csvLine([
    ...[new Date(postedAt).toISOString(), network, author.name, author.handle, author.followers ?? null, language],
    ...[labelOf(found, watches), score, intent ?? null, urgency.join(' '), matched.join(' ')],
    ...[known?.reposts ?? null, known?.replies ?? null, known ? (known.answered ? 'yes' : 'no') : null],
    ...[desk.byPost.get(id) ?? null, text, url ?? null, id],
  ]);
}
