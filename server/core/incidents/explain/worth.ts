import { type Case, waitsForUs } from '../../../../shared/case.ts';
import type { IncidentPage } from '../../../../shared/incident.ts';
import { firstDue } from '../../desk/waits.ts';
import { counted } from '../../words.ts';
import type { Candidate } from './about.ts';
import { type Heard, isRepost, labelOf, shownPost } from './post.ts';

/** Posts that are looked at closely, and that are told. */
export const CANDIDATES_KEPT = 60;
const WORTH_TOLD = 10;
/** From so many followers on an audience is spoken of. */
const AUDIENCE = 1000;

const INTENTS: Partial<Record<string, { weight: number; words: string }>> = {
  complaint: { weight: 1.5, words: 'complains' },
  question: { weight: 1.4, words: 'asks a question' },
  request: { weight: 1.3, words: 'asks for something' },
};
const URGENCIES: Record<string, { weight: number; words: string }> = {
  safety: { weight: 5, words: 'speaks of danger' },
  legal: { weight: 3, words: 'speaks of law or the press' },
  vulnerable: { weight: 3, words: 'affects somebody vulnerable' },
  leaving: { weight: 1.5, words: 'is about to leave us' },
  time: { weight: 1.5, words: 'cannot wait' },
};

/** A tenfold audience doubles what a post is worth, roughly. */
const audience = (people: number): number => 1 + Math.log10(1 + Math.max(0, people)) / 2;

/**
 * How much a post wants an answer by itself: what it wants and feels, how urgent that is, times how many may read it. Null: it wants none.
 */
function wants(heard: Heard, watches: readonly string[] | null): Pick<Candidate, 'weight' | 'reasons'> | null {
  const { intent, urgency = [], addressed } = heard.analysis;
  const label = labelOf(heard, watches);
  const asked = INTENTS[intent ?? ''];
  const urgent = urgency.flatMap((one) => URGENCIES[one] ?? []).sort((a, b) => b.weight - a.weight)[0];
  if (isRepost(heard) || intent === 'spam' || intent === 'news' || (label !== 'negative' && !asked && !urgent)) return null;
  const followers = heard.mention.author.followers ?? 0;
  const felt = label === 'negative' ? 2 : label === 'positive' ? 0.5 : 1;
  return {
    weight: felt * (asked?.weight ?? 1) * (urgent?.weight ?? 1) * (addressed ? 1.3 : 1) * audience(followers),
    reasons: [
      ...(urgent ? [urgent.words] : []),
      ...(label === 'negative' ? ['negative'] : []),
      ...(asked ? [asked.words] : []),
      ...(followers >= AUDIENCE ? [`${counted(followers)} followers`] : []),
    ],
  };
}

/** The posts that want an answer most. */
export function candidatesIn(
  posts: readonly Heard[],
  watches: readonly string[] | null,
  caseOf: (mention: string) => Case | null,
): Candidate[] {
  const wanting = posts.flatMap((heard) => {
    const wanted = wants(heard, watches);
    return wanted ? [{ ...wanted, heard }] : [];
  });
  return wanting
    .sort((a, b) => b.weight - a.weight || a.heard.mention.postedAt - b.heard.mention.postedAt)
    .slice(0, CANDIDATES_KEPT)
    .map(({ heard, ...wanted }) => ({ ...wanted, post: shownPost(heard, watches), case: standing(caseOf(heard.mention.id)) }));
}

/** Where a post's case stands. */
export function standing(one: Case | null): Candidate['case'] {
  if (!one) return null;
  return { id: one.id, status: one.status, owner: one.owner, due: firstDue(one)?.due ?? null, waits: waitsForUs(one.status) };
}

/** What is known now of a candidate. `answered`: by one of our accounts, whether or not there is a case. */
export interface Now {
  reposts: number;
  replies: number;
  answered: boolean;
}

/** The posts worth answering first, with why: those that nobody has answered, by how much they want it and how far they carry. */
export function worthAnswering(candidates: readonly Candidate[], now: (mention: string) => Now): IncidentPage['worth'] {
  return candidates
    .map((candidate) => ({ candidate, now: now(candidate.post.mention) }))
    .filter(({ candidate, now: { answered } }) => (candidate.case ? candidate.case.waits : !answered))
    .map(({ candidate, now: known }) => ({ candidate, known, weight: candidate.weight * audience(known.reposts + known.replies) }))
    .sort((a, b) => b.weight - a.weight || a.candidate.post.at - b.candidate.post.at)
    .slice(0, WORTH_TOLD)
    .map(({ candidate, known }) => told(candidate, known));
}

function told({ post, reasons, case: one }: Candidate, { reposts, replies }: Now): IncidentPage['worth'][number] {
  const passed = reposts + replies > 0 ? [`${counted(reposts + replies)} reposts and answers`] : [];
  const open = one?.owner ? `${one.owner} has it` : 'not answered yet';
  return {
    post: { ...post, reposts, replies },
    why: [...reasons, ...passed, open].join(', '),
    case: one && { id: one.id, status: one.status, owner: one.owner, due: one.due },
  };
}
