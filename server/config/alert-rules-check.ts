import { AlertKind } from '../../shared/alert.ts';
import { Rule } from '../../shared/rule.ts';
import type { WatchKind } from '../../shared/slices.ts';
import { whyNotIn, whyNoWatches } from '../core/rules/about.ts';
import { contradictionIn } from '../core/rules/contradiction.ts';
import { defaultSettings, type Settings } from '../core/settings.ts';
import { RULE_KINDS, type RuleFile } from './alert-rules.ts';
import { ruleId, settled } from './alert-rules-settle.ts';
import { checkKinds } from './kinds.ts';
import { missing, unique } from './names.ts';
import type { Finding, Path } from './problems.ts';
import { quote } from './say.ts';
import { ALL, type ConfigFile } from './schema.ts';

/** What a rule or a matcher may name. */
export interface Named {
  watches: readonly { id: string; kind: WatchKind }[];
  sources: readonly string[];
}

/** Parameters that their kind doesn't have, names that point nowhere, and bounds that contradict each other. */
export function checkRules(file: ConfigFile, named: Named): Finding[] {
  const { rules } = file;
  const entries = rules.map(({ kind, ...options }) => ({ kind, options }));
  const wrong = checkKinds(entries, RULE_KINDS, ['rules'], 'rule');
  if (wrong.length > 0) return wrong;
  const settings: Settings = { ...defaultSettings(), spike: file.spike, viral: file.viral };
  return [
    ...rules.flatMap(checkId),
    ...unique(rules.map(ruleId), ['rules'], 'id'),
    ...rules.flatMap((rule, i) => [...checkWatches(rule, i, named), ...checkBounds(settled(rule, settings), i)]),
  ];
}

function checkId(rule: RuleFile, i: number): Finding[] {
  const id = ruleId(rule);
  if (id === '')
    return [{ path: ['rules', i, 'name'], message: 'no id of letters a to z can be made from this name; give the rule an id' }];
  const kind = AlertKind.options.find((one) => one === id);
  if (kind === undefined || kind === rule.kind) return [];
  return [{ path: ['rules', i, 'id'], message: `${quote(id)} is the default rule of the kind ${kind}; choose another id` }];
}

function checkWatches({ kind, watches }: RuleFile, i: number, named: Named): Finding[] {
  const none = watches.length > 0 ? whyNoWatches(kind) : null;
  if (none !== null) return [{ path: ['rules', i, 'watches'], key: true, message: none }];
  return watches.flatMap((id, j) => checkWatch(kind, id, named, ['rules', i, 'watches', j]));
}

function checkWatch(kind: AlertKind, id: string, { watches, sources }: Named, path: Path): Finding[] {
  if (kind === 'silence') return missing(id, sources, 'source', path);
  const watch = watches.find((one) => one.id === id);
  const known = watches.map((one) => one.id);
  if (!watch) return id === ALL && kind !== 'rival' ? [] : missing(id, known, 'watch', path);
  const why = whyNotIn(kind, watch.kind);
  return why === null ? [] : [{ path, message: `${quote(id)} ${why}` }];
}

/** Bounds that exclude each other; a rule whose id is none is told of elsewhere. */
function checkBounds(rule: Record<string, unknown>, i: number): Finding[] {
  const read = Rule.safeParse(rule);
  const found = read.success ? contradictionIn(read.data) : null;
  return found ? [{ path: ['rules', i, found.key], message: found.message }] : [];
}
