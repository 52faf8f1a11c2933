import type { Label } from '../../shared/mention.ts';
import type { Asked } from './asked.ts';
import type { Desk } from './desk.svelte.ts';
import type { Command } from './keys.ts';
import { CLOSED } from './words.ts';

/** Below this width the desk shows one pane at a time. */
const ONE_PANE = 900;
export const onePane = (): boolean => innerWidth <= ONE_PANE;

export const focusOn = (selector: string): void => document.querySelector<HTMLElement>(selector)?.focus();
export const postElement = (mention: string): string => `post-${encodeURIComponent(mention)}`;

function focusPost(desk: Desk, step: number): void {
  const mention = desk.opened.step(step);
  if (mention === undefined) return;
  desk.opened.focus(mention);
  document.getElementById(postElement(mention))?.focus();
}

function open(desk: Desk): void {
  if (desk.cursor === null) desk.move(0, false);
  if (desk.cursor !== null && desk.cursor !== desk.shown) desk.go({ shown: desk.cursor }, !onePane());
  requestAnimationFrame(() => focusOn('#case'));
}

function back(desk: Desk): void {
  if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
  if (onePane() && desk.shown) desk.go({ shown: null });
  requestAnimationFrame(() => focusOn('#queue'));
}

/** Of one's own it is a release, of nobody's a claim; whose it is else, the server says. */
function claim(desk: Desk): void {
  const owner = desk.opened.answer?.case.owner ?? null;
  void desk.act({ type: owner !== null && owner === desk.me ? 'release' : 'claim' });
}

function correct(desk: Desk, label: Exclude<Label, 'unsure'>): void {
  const { post } = desk.opened;
  if (post) void desk.act({ type: 'correct', mention: post.mention, label });
  else if (desk.shown !== null) desk.deeds.tell('The case is just being opened. Try again.', true);
}

function snooze(desk: Desk): void {
  if (desk.opened.answer?.case.snoozedUntil != null) void desk.act({ type: 'wake' });
  else desk.ask('snooze');
}

/** The list has the focus while one goes through it: a screen reader then reads the row. */
function step(desk: Desk, by: number): void {
  desk.move(by, !onePane());
  focusOn('#queue');
}

const asks = (what: Asked) => (desk: Desk) => {
  if (desk.shown !== null) desk.ask(what);
};

const RUN: Record<Command, (desk: Desk) => void> = {
  next: (desk) => step(desk, 1),
  previous: (desk) => step(desk, -1),
  open,
  back,
  'next-post': (desk) => focusPost(desk, 1),
  'previous-post': (desk) => focusPost(desk, -1),
  claim,
  assign: asks('assign'),
  'hand-off': asks('hand-off'),
  note: asks('note'),
  tag: asks('tag'),
  priority: asks('priority'),
  snooze,
  resolve: (desk) => void desk.act({ type: 'resolve' }),
  reopen: (desk) => void desk.act({ type: 'reopen' }),
  dismiss: (desk) => void desk.act({ type: 'dismiss' }),
  merge: asks('merge'),
  link: asks('link'),
  split: (desk) => {
    const { post, answer } = desk.opened;
    if (post?.mention === answer?.case.turns[0]?.mention)
      desk.deeds.tell('The case begins with this post already. J goes on to a later one.', true);
    else if (post) void desk.act({ type: 'split', mention: post.mention });
  },
  undo: (desk) => void desk.undo(),
  negative: (desk) => correct(desk, 'negative'),
  neutral: (desk) => correct(desk, 'neutral'),
  positive: (desk) => correct(desk, 'positive'),
  intent: asks('intent'),
  substance: (desk) => {
    if (desk.opened.reply) desk.ask('substance');
    else desk.deeds.tell('There is no reply of ours in this case yet.', true);
  },
  search: () => focusOn('#search'),
  refresh: (desk) => void desk.reload(),
  help: (desk) => desk.ask('help'),
};

export function run(desk: Desk, command: Command): void {
  if (command !== 'next' && command !== 'previous') desk.settle();
  RUN[command](desk);
}

/** What the buttons of a case offer, as it stands. */
export function offered(status: keyof typeof CLOSED): Command[] {
  if (CLOSED[status]) return ['reopen', 'note', 'tag', 'link'];
  return ['claim', 'assign', 'hand-off', 'snooze', 'resolve', 'note', 'tag', 'priority', 'merge', 'link', 'dismiss'];
}
