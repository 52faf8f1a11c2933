import { defaultDesk } from '../../server/core/desk/setting.ts';
import type { State } from '../../server/core/state.ts';
import type { Case } from '../../shared/case.ts';
import { replyOf } from './case.ts';
import { MIN, START, Tale } from './tale.ts';

/** The story that tests of the desk vary: Mina complains to us by name, and Mara answers. */
const people = [
  { id: 'mara', name: 'Mara', initials: ['MK'], languages: ['en'], team: null },
  { id: 'jonas', name: 'Jonas', initials: ['JD'], languages: ['en'], team: null },
];
export const desk = { ...defaultDesk(), people, rivals: ['norvikfly'] };
export const accounts = [{ network: 'web', handle: 'haldencare' }];

export const tale = () => new Tale().settings(0, { desk, accounts });

/** Mina's complaint, to us by name. */
export const complains = (t: Tale, minute = 1, over = {}) =>
  t.say(minute, {
    id: 'web:1',
    handle: 'mina',
    text: '@haldencare halden lost my bag',
    addressed: true,
    intent: 'complaint',
    label: 'negative',
    score: -0.6,
    ...over,
  });
export const answers = (t: Tale, minute: number, over = {}) =>
  t.say(minute, {
    id: `web:r${minute}`,
    handle: 'haldencare',
    own: true,
    inReplyTo: 'web:1',
    text: '@mina It is on the next flight ^MK',
    reply: replyOf({ signature: 'MK' }),
    ...over,
  });

export const the = (state: State, id = '1'): Case => {
  const one = state.desk.cases.get(id);
  if (!one) throw new Error(`no case ${id}`);
  return one;
};
export const told = (one: Case) => one.events.map(({ what }) => what);
export const minutes = (at: number | null) => (at === null ? null : (at - START) / MIN);
