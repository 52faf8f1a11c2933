import { ALWAYS, type CalendarSetting, type DeskSetting, type Shift, type TargetSetting } from '../core/desk/setting.ts';
import { deskOf, type Settings } from '../core/settings.ts';
import { amount, wall } from './alerting-words.ts';
import { WEEKDAYS } from './desk-words.ts';

/** Most of a kind that are told. */
const LISTED_BOUND = 8;

/** What was understood of the desk: who is there, when they work, what is promised. */
export function explainDesk(settings: Settings): string[] {
  const desk = deskOf(settings);
  return [
    `desk       ${people(desk)}`,
    ...desk.calendars.slice(0, LISTED_BOUND).map((calendar) => `hours      ${calendar.id}: ${hours(calendar)}`),
    ...desk.targets.slice(0, LISTED_BOUND).map((target) => `target     ${promised(target)}`),
    ...(desk.targets.length > LISTED_BOUND ? [`target     and ${desk.targets.length - LISTED_BOUND} more`] : []),
    ...(desk.targets.length === 0 ? ['target     none: nobody is late'] : []),
  ];
}

/** What is right, but seldom what was meant. */
export const notesOnDesk = (settings: Settings): string[] => [...sharedInitials(deskOf(settings)), ...neverReached(deskOf(settings))];

function people({ people, teams }: DeskSetting): string {
  if (people.length === 0 && teams.length === 0) return 'nobody by name: replies are told apart by how they are signed';
  const named = teams.slice(0, LISTED_BOUND).map(({ name, calendar }) => `${name} (${calendar})`);
  const more = teams.length > LISTED_BOUND ? ` and ${teams.length - LISTED_BOUND} more` : '';
  const persons = `${people.length} ${people.length === 1 ? 'person' : 'people'}`;
  return teams.length === 0 ? persons : `${persons}, ${teams.length} ${teams.length === 1 ? 'team' : 'teams'}: ${named.join(', ')}${more}`;
}

function hours({ always, zone, hours, holidays }: CalendarSetting): string {
  if (always) return 'every minute';
  const free = holidays.length === 0 ? '' : `, ${holidays.length} ${holidays.length === 1 ? 'holiday' : 'holidays'}`;
  return `${week(hours)}, in ${zone}${free}`;
}

/** Days in a row with the same shifts are told together, from Monday on: "mon-fri 08:00-16:00". */
function week(hours: Shift[][]): string {
  const runs: { from: number; to: number; shifts: string }[] = [];
  for (const day of [1, 2, 3, 4, 5, 6, 0]) {
    const shifts = (hours[day] ?? []).map(shown).join(' ');
    const last = runs.at(-1);
    if (last?.shifts === shifts) last.to = day;
    else runs.push({ from: day, to: day, shifts });
  }
  return runs.flatMap(({ from, to, shifts }) => (shifts === '' ? [] : `${days(from, to)} ${shifts}`)).join(', ');
}

const days = (from: number, to: number): string => (from === to ? `${WEEKDAYS[from]}` : `${WEEKDAYS[from]}-${WEEKDAYS[to]}`);

const shown = ({ from, to }: Shift): string => `${wall(from)}-${wall(to === 1440 ? to : to % 1440)}`;

function promised(target: TargetSetting): string {
  const conditions = [target.priority, target.team, target.watch, target.language, target.network].filter((one) => one !== undefined);
  const whom = conditions.length === 0 ? 'all others' : conditions.join(', ');
  const amounts = [
    ['first answer', target.first],
    ['next', target.next],
    ['resolved', target.resolution],
  ] as const;
  const granted = amounts.flatMap(([what, ms]) => (ms === null ? [] : `${what} in ${amount(ms)}`));
  const calendar = target.calendar === undefined ? '' : target.calendar === ALWAYS ? ', of every minute' : `, of ${target.calendar}`;
  return `${whom}: ${granted.length === 0 ? 'nothing' : `${granted.join(', ')}${calendar}`}`;
}

function sharedInitials({ people }: DeskSetting): string[] {
  const signers = new Map<string, string[]>();
  for (const { name, initials } of people) for (const sign of initials) signers.set(sign, [...(signers.get(sign) ?? []), name]);
  return [...signers].flatMap(([sign, names]) =>
    names.length > 1 ? [`note       ${names.join(' and ')} sign ${sign}: a reply is theirs who alone of them speaks its language`] : [],
  );
}

function neverReached({ targets }: DeskSetting): string[] {
  const all = targets.findIndex(({ network, watch, language, team, priority }) => !(network ?? watch ?? language ?? team ?? priority));
  if (all < 0 || all === targets.length - 1) return [];
  return [`note       target ${all + 1} holds for every case; those after it are never reached`];
}
