import type { Query, Term } from './query.ts';

/** Whether a post must have something to match; a query that only excludes has not. */
export function demands(query: Query): boolean {
  if (query.kind === 'not') return false;
  if (query.kind === 'and') return query.parts.some(demands);
  return query.kind === 'or' ? query.parts.every(demands) : true;
}

/**
 * The watch's own words, folded, each once: what it asks for, not what it leaves out. A phrase gives the whole and its words, a hashtag
 * also its word, a word also its hashtag; `batter*` keeps its star. Trends leave them out: that people speak of what we watch is no news.
 */
export function terms(query: Query): string[] {
  return [...new Set(asked(query))];
}

function asked(query: Query): string[] {
  if (query.kind === 'and' || query.kind === 'or') return query.parts.flatMap(asked);
  if (query.kind === 'term') return named(query.term);
  if (query.kind === 'phrase') return [query.terms.map((term) => term.text).join(' '), ...query.terms.flatMap(named)];
  return query.kind === 'near' ? query.terms.flatMap(named) : [];
}

function named({ text, mode }: Term): string[] {
  const word = text.replace(/^[#@]/, '');
  const star = mode === 'start' ? '*' : '';
  const handle = text.startsWith('@') ? [text + star] : [];
  const hashtag = /^[\p{L}\p{N}]/u.test(word) ? [`#${word}${star}`] : [];
  return [...handle, word + star, ...hashtag];
}
