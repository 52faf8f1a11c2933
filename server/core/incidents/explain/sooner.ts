import type { Incident } from '../../../../shared/incident.ts';
import type { SoonerHint } from '../../../../shared/incident-review.ts';
import type { Rule, RuleOf } from '../../../../shared/rule.ts';
import { ruleFor, rulesOf } from '../../rules/rules.ts';
import { isRival } from '../../settings.ts';
import type { State } from '../../state.ts';
import { level, surprise } from '../../windows/baseline.ts';
import { MINUTE } from '../../windows/track.ts';
import { clockTime, counted, span, times } from '../../words.ts';
import { type PostsAround, soonerInPosts } from './sooner-posts.ts';

/** Windows in which surges are looked for, in minutes, and deviations above the expected that open an alert: those of the detectors. */
const WINDOWS = [5, 15];
const OPEN_AT = 5;
/** Settings below these would ring for anything. */
const LEAST = { minimum: 5, times: 1.3 };
/** Gained time that is worth a change of a rule. */
const WORTH = MINUTE;

type Surge = RuleOf<'spike' | 'negative-spike' | 'rival'>;
type SurgeKind = Surge['kind'];

/** What a rule saw at the end of a minute in one of its windows. */
interface Look {
  at: number;
  seen: number;
  expected: number;
  score: number;
}

/**
 * What the rules in force would have had to be to open the incident sooner, computed as the detectors do from its curve by the minute:
 * each setting alone, and only where the half hour before the onset would still have stayed silent. Rarity by the stream's own past is not in
 * the curve, and is left out: times are the earliest possible.
 */
export function soonerOf(state: State, incident: Incident, around: PostsAround): { sooner: SoonerHint[]; soonerNote: string } {
  const { series, lead, openedAt, onsetAt } = incident;
  const isKnown = series.step === MINUTE && series.total.length > 0 && lead.kind !== 'silence' && lead.kind !== 'absence';
  const surges = isKnown ? surgeRules(state, incident) : [];
  const sooner = [
    ...surges.flatMap((rule) => hintsOf(state, incident, rule)),
    ...heldBack(state, incident),
    ...soonerInPosts(state, incident, around),
  ]
    .filter((hint) => hint.sooner >= WORTH)
    .sort((a, b) => b.sooner - a.sooner || (a.rule < b.rule ? -1 : 1));
  if (sooner.length > 0) return { sooner, soonerNote: sooner[0]!.text };
  if (!isKnown) return { sooner, soonerNote: 'its curve by the minute is not kept: what would have found it sooner cannot be told' };
  if (openedAt - onsetAt < 2 * MINUTE) return { sooner, soonerNote: 'it was found within two minutes of its onset' };
  return { sooner, soonerNote: `${NOTHING}${surges.map((rule) => obstacle(state, incident, rule)).find((why) => why !== '') ?? ''}` };
}

const NOTHING = 'no single setting of the rules in force would have opened it sooner without ringing in the quiet before';

/** Deviations from which on it can be said that something stood out at all. */
const STANDS_OUT = 1;

/** What stood in the way where no setting did: the rise itself was not clear enough yet. */
function obstacle(state: State, incident: Incident, rule: Surge): string {
  const rising = looksOf(incident.series, rule.kind).filter(({ at }) => at > incident.onsetAt && at < incident.openedAt);
  const best = rising.reduce<Look | null>((most, look) => (most === null || look.score > most.score ? look : most), null);
  if (best === null || best.score < STANDS_OUT || best.score >= OPEN_AT) return '';
  const what = rule.kind === 'negative-spike' ? 'negative mentions' : 'mentions';
  const when = clockTime(best.at, state.settings.zone);
  return `: it stood out most at ${when}, by ${counted(best.seen, what)} against ${counted(best.expected)} or ${best.score.toFixed(1)} deviations; a surge needs ${OPEN_AT}`;
}

/** The rules that look at how much is said about what leads the incident. */
function surgeRules(state: State, { lead }: Incident): Surge[] {
  const kinds: SurgeKind[] = isRival(state.settings, lead.subject) ? ['rival'] : ['spike', 'negative-spike'];
  return kinds.flatMap((kind) => ruleFor(state, kind, lead.subject) ?? []);
}

/** The hold time of the rule that did find it. */
function heldBack(state: State, { lead, openedAt }: Incident): SoonerHint[] {
  const rule = rulesOf(state, lead.kind).find(({ id }) => id === lead.rule);
  if (!rule || rule.hold < WORTH) return [];
  const text = `without its hold time of ${span(rule.hold)}, “${rule.name}” would have opened it at ${clockTime(openedAt - rule.hold, state.settings.zone)}`;
  return [{ ...named(rule), setting: 'hold', is: rule.hold, instead: 0, at: openedAt - rule.hold, sooner: rule.hold, text }];
}

const named = ({ id, name, kind }: Rule): Pick<SoonerHint, 'rule' | 'ruleName' | 'kind'> => ({ rule: id, ruleName: name, kind });

function hintsOf(state: State, incident: Incident, rule: Surge): SoonerHint[] {
  const looks = looksOf(incident.series, rule.kind);
  const quiet = looks.filter(({ at }) => at <= incident.onsetAt);
  const rising = looks.filter(({ at }) => at > incident.onsetAt && at + rule.hold < incident.openedAt);
  return SETTINGS.flatMap((setting) => {
    const instead = enough(rule, setting, quiet, rising);
    return instead === null ? [] : [hint(state, incident, rule, setting, instead)];
  });
}

const SETTINGS = ['minimum', 'times'] as const;
type Setting = (typeof SETTINGS)[number];

/** What opens an alert, as in the detector of surges. */
const opens = ({ minimum, times: multiple }: Pick<Surge, 'minimum' | 'times'>, { seen, expected, score }: Look): boolean =>
  seen >= minimum && seen >= multiple * expected && score >= OPEN_AT;

/** What a look would have asked of a setting to open at it. */
const asks = ({ seen, expected }: Look, setting: Setting): number =>
  setting === 'minimum' ? seen : Math.floor((seen / Math.max(expected, 0.5)) * 10) / 10;

/** The value of the setting that opens earliest and stays silent in the quiet before; null where none does. */
function enough(rule: Surge, setting: Setting, quiet: readonly Look[], rising: readonly Look[]): { value: number; at: number } | null {
  for (const look of rising) {
    const value = asks(look, setting);
    const changed = { ...rule, [setting]: value };
    if (opens(rule, look)) return null;
    if (value < LEAST[setting] || value >= rule[setting] || !opens(changed, look)) continue;
    if (!quiet.some((before) => opens(changed, before))) return { value, at: look.at };
  }
  return null;
}

function hint(
  state: State,
  { openedAt }: Incident,
  rule: Surge,
  setting: Setting,
  { value, at: looked }: { value: number; at: number },
): SoonerHint {
  const at = looked + rule.hold;
  const sooner = openedAt - at;
  const words = setting === 'minimum' ? counted(value) : times(value);
  const is = setting === 'minimum' ? counted(rule.minimum) : times(rule.times);
  const what = setting === 'minimum' ? `a minimum of ${words} instead of ${is}` : `${words} the usual instead of ${is}`;
  return {
    ...named(rule),
    setting,
    is: rule[setting],
    instead: value,
    at,
    sooner,
    text: `“${rule.name}” with ${what} would have opened it at ${clockTime(at, state.settings.zone)}, ${span(sooner)} sooner`,
  };
}

/** What each minute's end showed: of the windows the one that stands out most, as in the detector. */
function looksOf({ from, total, negative, expected }: Incident['series'], kind: SurgeKind): Look[] {
  const seen = kind === 'negative-spike' ? negative : total;
  const usual = kind === 'negative-spike' ? negativeUsual(total, negative, expected) : expected;
  const { dispersion } = level(blocks(seen));
  return seen.flatMap((_count, minute) => {
    const looks = WINDOWS.filter((window) => window <= minute + 1).map((window) => {
      const look = { seen: sum(seen, minute - window + 1, minute + 1), expected: sum(usual, minute - window + 1, minute + 1) };
      return { at: from + (minute + 1) * MINUTE, ...look, score: surprise(look.seen, look.expected, dispersion) };
    });
    return looks.length === 0 ? [] : [looks.reduce((best, look) => (look.score > best.score ? look : best))];
  });
}

/** The part of what is usual that is negative: as in the half hour with which the curve begins, one in ten at least. */
function negativeUsual(total: readonly number[], negative: readonly number[], expected: readonly number[]): number[] {
  const part = Math.max(0.1, sum(negative, 0, QUIET) / Math.max(1, sum(total, 0, QUIET)));
  return expected.map((usual) => usual * part);
}

/** Minutes of quiet with which a curve begins. */
const QUIET = 30;
const BLOCK = 5;

const blocks = (counts: readonly number[]): number[] =>
  Array.from({ length: Math.floor(Math.min(counts.length, QUIET) / BLOCK) }, (_, i) => sum(counts, i * BLOCK, (i + 1) * BLOCK));

const sum = (values: readonly number[], from: number, to: number): number => {
  let all = 0;
  for (let i = from; i < to; i++) all += values[i] ?? 0;
  return all;
};
