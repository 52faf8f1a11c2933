import type { AlertKind } from '../../../shared/alert.ts';
import type { RuleOf } from '../../../shared/rule.ts';
import { type Rulebook, ruleIn, rulesIn } from '../rules/rulebook.ts';
import type { State } from '../state.ts';
import type { Verdict } from './finding.ts';

/** One look at everything, or at what changed since the last. */
export interface Pass {
  state: State;
  book: Rulebook;
  /** Watches that stirred; null: all are looked at. */
  stirred: readonly string[] | null;
  /** Watches of competitors. */
  rivals: ReadonlySet<string>;
}

/** A subject with a rule that counts for it. */
export interface Ask<K extends AlertKind> {
  rule: RuleOf<K>;
  subject: string;
}

/** A way to find something: what is asked, and what is to be said of it. */
export interface Detector<K extends AlertKind> {
  /** Seconds between looks; at the full minute everything is looked at. */
  every: number;
  /** It asks only about what stirred. */
  stirs: boolean;
  asks: (pass: Pass) => Ask<K>[];
  /** `holding`: an alert of it is open on the subject. */
  look: (state: State, ask: Ask<K>, holding: boolean) => Verdict;
}

/** For each subject the rule that counts there, if any. */
export const counting = <K extends AlertKind>({ book }: Pass, kind: K, subjects: Iterable<string>): Ask<K>[] =>
  [...subjects].flatMap((subject) => {
    const rule = ruleIn(book, kind, subject);
    return rule ? [{ rule, subject }] : [];
  });

/**
 * Rules that name watches are asked for each of them, however many name the same; what is left of `subjects` is asked of the rule for
 * all. One that is switched off still hides it.
 */
export function each<K extends AlertKind>(pass: Pass, kind: K, subjects: () => Iterable<string>): Ask<K>[] {
  const rules = rulesIn(pass.book, kind);
  const named = rules.flatMap((rule) => rule.watches.map((subject) => ({ rule, subject })));
  if (rules.length === 0 || rules.every(({ watches }) => watches.length > 0)) return named;
  return [...named, ...counting(pass, kind, subjects()).filter(({ rule }) => rule.watches.length === 0)];
}

/** What people call a subject. */
export const nameOf = ({ settings }: State, subject: string): string =>
  settings.watches.find(({ id }) => id === subject)?.name ?? 'Everything heard';

/** Watches that are ours, or topics of ours; without any watch, everything that is heard. */
export function oursOf({ settings }: State): string[] {
  if (settings.watches.length === 0) return ['all'];
  return settings.watches.flatMap(({ id, kind }) => (kind === 'competitor' ? [] : [id]));
}

/** How the desk keeps up is one subject. */
export const DESK = 'desk';
export const OF_DESK = { subject: DESK, subjectName: 'The desk', evidence: [] };
