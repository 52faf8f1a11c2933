import type { AlertKind } from '../../../shared/alert.ts';
import { raise, sustain } from '../alerts/lifecycle.ts';
import type { Effect } from '../effect.ts';
import { rulebook } from '../rules/rulebook.ts';
import type { State } from '../state.ts';
import { ABSENCE } from './absence.ts';
import { BREACH } from './breach.ts';
import { BURN } from './burn.ts';
import type { Ask, Detector, Pass } from './detector.ts';
import { type Found, findingKey } from './finding.ts';
import { forgetHolds, isHeldBack, loseHold } from './hold.ts';
import { INFLUENCER } from './influencer.ts';
import { inhibit, isOfBlindness } from './inhibit.ts';
import { notice } from './notice.ts';
import { PROMISE } from './promise.ts';
import { ruled } from './ruled.ts';
import { SHARE } from './share.ts';
import { SILENCE } from './silence.ts';
import { NEGATIVE_SPIKE, RIVAL, SPIKE } from './spike.ts';
import { TREND } from './topic.ts';
import { URGENT } from './urgent.ts';
import { VIRAL } from './viral.ts';

/** One line a detector, in the order in which they look. */
const DETECTORS: { readonly [K in AlertKind]: Detector<K> } = {
  spike: SPIKE,
  'negative-spike': NEGATIVE_SPIKE,
  rival: RIVAL,
  silence: SILENCE,
  viral: VIRAL,
  trend: TREND,
  influencer: INFLUENCER,
  urgent: URGENT,
  breach: BREACH,
  burn: BURN,
  promise: PROMISE,
  share: SHARE,
  absence: ABSENCE,
};
const KINDS = Object.keys(DETECTORS) as AlertKind[];

/** Looks at what stirred (null: at everything, as at each full minute), and hands what was found to the alerts. */
export function detect(state: State, stirred: readonly string[] | null, effects: Effect[]): void {
  const pass = { state, book: rulebook(state), stirred, rivals: rivalsOf(state) };
  const open = openKeys(state);
  notice(state, pass.book, stirred === null);
  for (const kind of KINDS) if (isDue(state, kind, stirred)) look(kind, pass, open, effects);
}

const isDue = ({ now }: State, kind: AlertKind, stirred: readonly string[] | null): boolean =>
  stirred === null || Math.floor(now / 1000) % DETECTORS[kind].every === 0;

const rivalsOf = ({ settings }: State): Set<string> =>
  new Set(settings.watches.flatMap(({ id, kind }) => (kind === 'competitor' ? [id] : [])));

function openKeys(state: State): Set<string> {
  const keys = new Set<string>();
  for (const open of state.open.values()) for (const key of open.keys) keys.add(key);
  return keys;
}

function look<K extends AlertKind>(kind: K, pass: Pass, open: ReadonlySet<string>, effects: Effect[]): void {
  const detector: Detector<K> = DETECTORS[kind];
  const asks = detector.asks(pass);
  for (const ask of asks) {
    const key = findingKey(kind, ask.subject);
    const verdict = detector.look(pass.state, ask, open.has(key));
    if (verdict.state === 'firing') found(pass.state, ask, verdict.finding, open.has(key), effects);
    else loseHold(pass.state, kind, ask.rule, ask.subject);
    if (verdict.state === 'holding') sustain(pass.state, key);
  }
  if (!detector.stirs || pass.stirred === null) forgetHolds(pass.state, kind, asks);
}

/** What is open goes on; what is new must not come of our deafness, and must last for as long as its rule asks. */
function found<K extends AlertKind>(state: State, { rule }: Ask<K>, what: Found, isOpen: boolean, effects: Effect[]): void {
  const finding = ruled(what, rule);
  const deaf = isOfBlindness(state, finding);
  if (deaf && isOpen) sustain(state, findingKey(finding.kind, finding.subject));
  else if (deaf) {
    loseHold(state, finding.kind, rule, finding.subject);
    inhibit({ state, effects }, finding);
  } else if (isOpen || !isHeldBack(state, rule, finding)) raise(state, finding, effects);
}
