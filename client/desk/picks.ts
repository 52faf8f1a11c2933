import type { Priority } from '../../shared/case.ts';
import type { Intent } from '../../shared/mention.ts';
import type { Substance } from '../../shared/reply.ts';
import { inWords, sendCase } from './api.ts';
import type { Asked } from './asked.ts';
import type { Desk } from './desk.svelte.ts';
import { INTENT, PRIORITY, SUBSTANCE } from './words.ts';

export interface Choice {
  id: string;
  words: string;
  hint: string;
}

export interface Picks {
  choices: Choice[];
  /** What is typed may be taken though it is no choice. */
  typed: boolean;
  chosen: (id: string) => void;
}

/** How far off it is: 0 begins with what is wanted, 1 a word of it does, 2 it has it anywhere, 3 it has not. */
function distance({ words, hint }: Choice, wanted: string): number {
  const text = `${words} ${hint}`.toLowerCase();
  if (text.startsWith(wanted)) return 0;
  if (text.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 1;
  return text.includes(wanted) ? 2 : 3;
}

/** The choices that what is typed fits, the best fit first. */
export function narrowed(choices: readonly Choice[], typed: string): Choice[] {
  const wanted = typed.trim().toLowerCase();
  const found = choices.map((choice) => ({ choice, far: distance(choice, wanted) })).filter((one) => one.far < 3);
  return found.sort((a, b) => a.far - b.far).map(({ choice }) => choice);
}

/** A person stands as `p:` and their id, a team as `t:`; `-` is nobody. */
export function peopleAndTeams({ hello, me }: Desk): Choice[] {
  const people = hello.people.map(({ id, name, team, languages }) => ({
    id: `p:${id}`,
    words: id === me ? `${name} (you)` : name,
    hint: [hello.teams.find((one) => one.id === team)?.name, languages.join(' ')].filter(Boolean).join(' · '),
  }));
  return [...people, ...hello.teams.map(({ id, name }) => ({ id: `t:${id}`, words: name, hint: 'team' }))];
}

/** What a choice of `peopleAndTeams` gives the case; a name that was typed is a person's. */
export function given(choice: string): { person?: string | null; team?: string | null } {
  if (choice === '-') return { person: null, team: null };
  if (choice.startsWith('t:')) return { team: choice.slice(2), person: null };
  return { person: choice.startsWith('p:') ? choice.slice(2) : choice };
}

const assign = (desk: Desk): Picks => ({
  choices: [...peopleAndTeams(desk), { id: '-', words: 'Nobody', hint: 'back to unclaimed' }],
  typed: true,
  chosen: (id) => void desk.act({ type: 'assign', ...given(id) }),
});

const priority = (desk: Desk): Picks => ({
  choices: Object.entries(PRIORITY).map(([id, words]) => ({ id, words, hint: '' })),
  typed: false,
  chosen: (id) => void desk.act({ type: 'priority', priority: id as Priority }),
});

const intent = (desk: Desk): Picks => ({
  choices: Object.entries(INTENT).map(([id, words]) => ({ id, words, hint: '' })),
  typed: false,
  chosen: (id) => {
    const { post } = desk.opened;
    if (post) void desk.act({ type: 'correct', mention: post.mention, intent: id as Intent });
  },
});

const substance = (desk: Desk): Picks => ({
  choices: Object.entries(SUBSTANCE).map(([id, { words, hint }]) => ({ id, words, hint })),
  typed: false,
  chosen: (id) => {
    const { reply } = desk.opened;
    if (reply) void desk.act({ type: 'correct', mention: reply.mention, substance: id as Substance });
  },
});

const send = (desk: Desk): Picks => ({
  choices: desk.hello.helpdesks.map(({ id, name }) => ({ id, words: name, hint: '' })),
  typed: false,
  chosen: (to) => void sendTo(desk, to),
});

const who = (desk: Desk): Picks => ({
  choices: desk.hello.people.map(({ name, team, languages }) => ({
    id: name,
    words: name,
    hint: [desk.team(team), languages.join(' ')].filter(Boolean).join(' · '),
  })),
  typed: true,
  chosen: (name) => desk.introduce(name),
});

/** The server does the rest: the ticket comes back as something that happened to the case. */
async function sendTo(desk: Desk, to: string): Promise<void> {
  if (desk.shown === null || desk.asksWho(() => void sendTo(desk, to))) return;
  try {
    desk.deeds.tell('Sending');
    desk.deeds.tell(await sendCase(desk.shown, to, desk.me));
    await desk.refresh();
  } catch (error) {
    desk.deeds.tell(inWords(error), true);
  }
}

const LISTS: Partial<Record<Asked, (desk: Desk) => Picks>> = { who, assign, priority, intent, substance, send };

/** The choices of a dialog that is a list, and what taking one does. */
export const picks = (what: Asked, desk: Desk): Picks | undefined => LISTS[what]?.(desk);
