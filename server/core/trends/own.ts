import { terms } from '../analysis/query/meaning.ts';
import { parseQuery } from '../analysis/query/query.ts';
import { fold } from '../analysis/text/fold.ts';
import type { ScopeSetting, Settings, WatchSetting } from '../settings.ts';

/** Words that are no news in a scope: those that its watches listen for, and our own names. */
interface OwnWords {
  /** Brands, products, properties and accounts: no phrase with one of these is news either. */
  names: Words;
  /** What topics ask for: "lost bags" is news where "bags" is not. */
  topics: Words;
}
interface Words {
  whole: ReadonlySet<string>;
  /** From `batter*`. */
  beginnings: readonly string[];
}

const made = new WeakMap<Settings, Map<string, OwnWords>>();

function wordsOf(asked: readonly string[]): Words {
  const all = asked.map((word) => word.replace(/^[#@]/, ''));
  return {
    whole: new Set(all.filter((word) => !word.endsWith('*')).flatMap((word) => [word, word.replaceAll(' ', '')])),
    beginnings: all.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1)),
  };
}

const asked = (watches: readonly WatchSetting[]): string[] => watches.flatMap(({ query }) => terms(parseQuery(query)));

/** A board leaves out what its own watches ask for; over all, brands and products are left out, and topics are not. */
function make({ watches, accounts }: Settings, scope: ScopeSetting): OwnWords {
  const own = scope.watches.length
    ? watches.filter(({ id }) => scope.watches.includes(id))
    : watches.filter(({ kind }) => kind !== 'topic');
  const names = asked(own.filter(({ kind }) => kind !== 'topic'));
  return {
    names: wordsOf([...names, ...accounts.map(({ handle }) => fold(handle))]),
    topics: wordsOf(asked(own.filter(({ kind }) => kind === 'topic'))),
  };
}

const has = ({ whole, beginnings }: Words, word: string): boolean =>
  whole.has(word) || whole.has(word.replace(/'s?$/, '')) || beginnings.some((start) => word.startsWith(start));

/** Follows from the settings alone: it is made once and is no part of the state. */
function ownOf(settings: Settings, scope: ScopeSetting): OwnWords {
  const bySettings = made.get(settings) ?? new Map<string, OwnWords>();
  made.set(settings, bySettings);
  const own = bySettings.get(scope.id) ?? make(settings, scope);
  bySettings.set(scope.id, own);
  return own;
}

/** Whether the term is what the scope listens for. */
export function isOwn(settings: Settings, scope: ScopeSetting, term: string): boolean {
  const { names, topics } = ownOf(settings, scope);
  const words = term.replace(/^#/, '').split(' ');
  return (
    words.some((word) => has(names, word)) || words.every((word) => has(topics, word) || has(names, word)) || has(topics, words.join(' '))
  );
}
