import type { AlertKind } from '../../shared/alert.ts';
import { Rule } from '../../shared/rule.ts';
import { defaultRules } from '../core/rules/defaults.ts';
import type { Settings } from '../core/settings.ts';
import { RULE_KINDS, type RuleFile } from './alert-rules.ts';
import { clockOf, waitOf } from './alerting-words.ts';
import { plain } from './desk-settle.ts';
import { daysOf } from './desk-words.ts';
import { slug } from './names.ts';

const ID_BOUND = 64;
const NAME_BOUND = 120;

/** Letters a to z, digits and `-`, as far as there are any. */
export const asciiId = (text: string): string =>
  slug(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');

/** Its own id, else one from its name, else from its kind and watches: a rule for all watches then changes the default of its kind. */
export function ruleId({ id, name, kind, watches }: Pick<RuleFile, 'id' | 'name' | 'kind' | 'watches'>): string {
  if (id !== undefined) return id;
  return (name === undefined ? [kind, ...watches].map(asciiId).join('-') : asciiId(name)).slice(0, ID_BOUND).replace(/-+$/, '');
}

/** The default rule of a kind under these settings. */
export const usual = (settings: Settings, kind: AlertKind): Rule => defaultRules(settings).find((rule) => rule.kind === kind)!;

/** The rules of a file that was found right. What a rule leaves out is as in the default of its kind. */
export function rulesOfFile(files: readonly RuleFile[], settings: Settings): Rule[] {
  return files.map((file) => Rule.parse(settled(file, settings)));
}

/** A rule's keys by their final names and units; `Rule` alone knows which of them belong to the kind. */
export function settled(file: RuleFile, settings: Settings): Record<string, unknown> {
  const base = usual(settings, file.kind);
  const { from, by, days, date, hold, window, severity, authors, ...given } = read(file);
  const named = file.watches.map((id) => settings.watches.find((watch) => watch.id === id)?.name ?? id);
  return {
    ...base,
    name: (named.length > 0 ? `${base.name}: ${named.join(', ')}` : base.name).slice(0, NAME_BOUND),
    ...given,
    ...clearing(base, given),
    id: ruleId(file),
    severity: severity ?? base.severity,
    ...(hold === undefined ? {} : { hold: waitOf(String(hold)) }),
    ...(window === undefined ? {} : { window: waitOf(String(window)) }),
    ...(Array.isArray(authors) ? { authors: plain(authors.map(String)) } : {}),
    ...(by === undefined ? {} : absence({ from, by, days, date })),
  };
}

/** With what the kind's schema fills in, and without what was left out. */
function read(file: RuleFile): Record<string, unknown> {
  const { id: _, ...rest } = file;
  const known = RULE_KINDS.find(({ kind }) => kind === file.kind)!;
  const { kind, ...options } = rest;
  return { ...known.options.parse(options), kind };
}

/** A rule never clears above the bound at which it fires: where only one of the two is given, the other follows. */
function clearing(base: Rule, given: Record<string, unknown>): { clear?: number } {
  if (!('clear' in base) || typeof given.clear === 'number') return {};
  if (base.kind === 'viral') return { clear: (typeof given.level === 'number' ? given.level : base.level) / 2 };
  const times = typeof given.times === 'number' ? given.times : base.times;
  return { clear: base.kind === 'burn' ? times / 2 : Math.min(base.clear, times) };
}

function absence({ from, by, days, date }: Record<string, unknown>): Record<string, unknown> {
  return {
    from: clockOf(String(from)),
    by: clockOf(String(by)),
    days: days === undefined ? [] : [...new Set(daysOf(String(days)))],
    date: date ?? null,
  };
}
