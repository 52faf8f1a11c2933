import type { AlertKind } from '../../../shared/alert.ts';
import type { Rule, RuleOf } from '../../../shared/rule.ts';
import type { State } from '../state.ts';
import { type RuleInForce, rulesInForce } from './rules.ts';

/** The rules of one kind, in their order; those that are switched off are among them. */
interface Chapter {
  rules: Rule[];
  /** The first that names a subject. */
  named: Map<string, Rule>;
  /** The first that names none. */
  rest: Rule | null;
}

/** The rules in force, put in order once to be asked many times: it holds until one of them changes. */
export type Rulebook = ReadonlyMap<AlertKind, Chapter>;

const books = new WeakMap<readonly RuleInForce[], Rulebook>();

export function rulebook(state: State): Rulebook {
  const inForce = rulesInForce(state);
  const known = books.get(inForce);
  if (known) return known;
  const book = bookOf(inForce);
  books.set(inForce, book);
  return book;
}

function bookOf(inForce: readonly RuleInForce[]): Rulebook {
  const book = new Map<AlertKind, Chapter>();
  for (const { rule } of inForce) enter(chapterOf(book, rule.kind), rule);
  return book;
}

function chapterOf(book: Map<AlertKind, Chapter>, kind: AlertKind): Chapter {
  const known = book.get(kind);
  if (known) return known;
  const chapter: Chapter = { rules: [], named: new Map(), rest: null };
  book.set(kind, chapter);
  return chapter;
}

function enter(chapter: Chapter, rule: Rule): void {
  chapter.rules.push(rule);
  if (rule.watches.length === 0) chapter.rest ??= rule;
  for (const watch of rule.watches) if (!chapter.named.has(watch)) chapter.named.set(watch, rule);
}

const isOf = <K extends AlertKind>(rule: Rule, kind: K): rule is RuleOf<K> => rule.kind === kind;

/** As `ruleFor` says: the rule that counts for a subject, or null where the kind is not looked for. */
export function ruleIn<K extends AlertKind>(book: Rulebook, kind: K, subject: string): RuleOf<K> | null {
  const chapter = book.get(kind);
  const rule = chapter?.named.get(subject) ?? chapter?.rest;
  return rule?.enabled && isOf(rule, kind) ? rule : null;
}

/** The enabled rules of a kind, in their order. */
export const rulesIn = <K extends AlertKind>(book: Rulebook, kind: K): RuleOf<K>[] =>
  (book.get(kind)?.rules ?? []).flatMap((rule) => (rule.enabled && isOf(rule, kind) ? [rule] : []));
