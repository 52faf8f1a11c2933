import type { QueueName } from '../../shared/queue.ts';
import { queueAt } from './address.ts';

/** What can be done at the desk without a mouse. */
export type Command =
  | 'next'
  | 'previous'
  | 'open'
  | 'back'
  | 'next-post'
  | 'previous-post'
  | 'claim'
  | 'assign'
  | 'hand-off'
  | 'note'
  | 'tag'
  | 'priority'
  | 'snooze'
  | 'resolve'
  | 'reopen'
  | 'dismiss'
  | 'merge'
  | 'link'
  | 'split'
  | 'undo'
  | 'negative'
  | 'neutral'
  | 'positive'
  | 'intent'
  | 'substance'
  | 'search'
  | 'refresh'
  | 'help';

export interface Key {
  key: string;
  command: Command;
  words: string;
  group: 'Move' | 'Case' | 'Post' | 'Desk';
}

export const KEYS: readonly Key[] = [
  { key: 'j', command: 'next', words: 'next case', group: 'Move' },
  { key: 'k', command: 'previous', words: 'previous case', group: 'Move' },
  { key: 'Enter', command: 'open', words: 'read the case', group: 'Move' },
  { key: 'o', command: 'open', words: 'read the case', group: 'Move' },
  { key: 'Escape', command: 'back', words: 'back to the queue', group: 'Move' },
  { key: 'J', command: 'next-post', words: 'next post', group: 'Move' },
  { key: 'K', command: 'previous-post', words: 'previous post', group: 'Move' },
  { key: 'c', command: 'claim', words: 'claim it, or release it', group: 'Case' },
  { key: 'a', command: 'assign', words: 'assign', group: 'Case' },
  { key: 'h', command: 'hand-off', words: 'hand off, with a reason', group: 'Case' },
  { key: 'n', command: 'note', words: 'note', group: 'Case' },
  { key: 't', command: 'tag', words: 'tags', group: 'Case' },
  { key: 'p', command: 'priority', words: 'priority', group: 'Case' },
  { key: 's', command: 'snooze', words: 'snooze, or wake', group: 'Case' },
  { key: 'r', command: 'resolve', words: 'resolve', group: 'Case' },
  { key: 'e', command: 'reopen', words: 'reopen', group: 'Case' },
  { key: 'x', command: 'dismiss', words: 'not for us', group: 'Case' },
  { key: 'm', command: 'merge', words: 'merge into another case', group: 'Case' },
  { key: 'l', command: 'link', words: 'link to another case', group: 'Case' },
  { key: 'u', command: 'undo', words: 'undo', group: 'Case' },
  { key: '1', command: 'negative', words: 'the post is negative', group: 'Post' },
  { key: '2', command: 'neutral', words: 'the post is neutral', group: 'Post' },
  { key: '3', command: 'positive', words: 'the post is positive', group: 'Post' },
  { key: 'i', command: 'intent', words: 'correct its intent', group: 'Post' },
  { key: 'q', command: 'substance', words: 'correct the substance of our reply', group: 'Post' },
  { key: 'y', command: 'split', words: 'the post begins a case of its own', group: 'Post' },
  { key: '/', command: 'search', words: 'search', group: 'Desk' },
  { key: '.', command: 'refresh', words: 'bring the list up to date', group: 'Desk' },
  { key: '?', command: 'help', words: 'this help', group: 'Desk' },
];

/** Milliseconds within which a letter belongs to the `g` before it. */
export const GO_MS = 1500;

export interface Press {
  key: string;
  /** Ctrl, Alt or Meta is down: that is the browser's. */
  modified: boolean;
  /** Somebody types into a field. */
  typing: boolean;
  /** A dialog is open, and has the keys. */
  asked: boolean;
  /** A button or a link has the focus, for which Enter is meant. */
  onControl: boolean;
}

export type Meant = { command: Command } | { go: QueueName } | { waits: true } | null;

/** What a key means; `going`: `g` came just before it. */
export function meaning(press: Press, going: boolean): Meant {
  if (press.modified || press.asked) return null;
  if (press.typing) return press.key === 'Escape' ? { command: 'back' } : null;
  if (press.onControl && press.key === 'Enter') return null;
  if (going) {
    const queue = queueAt(press.key);
    return queue ? { go: queue } : null;
  }
  if (press.key === 'g') return { waits: true };
  const found = KEYS.find(({ key }) => key === press.key);
  return found ? { command: found.command } : null;
}

/** The key of a command, to stand beside its button. */
export const keyOf = (command: Command): string => KEYS.find((one) => one.command === command)?.key ?? '';
