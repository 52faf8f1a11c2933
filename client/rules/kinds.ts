import type { AlertKind } from '../../shared/alert.ts';

/** Kinds of rules in the order in which they are listed, with what they look for. */
export const KINDS: { kind: AlertKind; name: string; about: string }[] = [
  { kind: 'spike', name: 'Spike', about: 'more mentions than usual' },
  { kind: 'negative-spike', name: 'Negative spike', about: 'more negative mentions than usual' },
  { kind: 'viral', name: 'Viral risk', about: 'a complaint that may grow large' },
  { kind: 'trend', name: 'Rising topic', about: 'a complaint that many people take up' },
  { kind: 'urgent', name: 'Urgent words', about: 'danger, law, children, health' },
  { kind: 'influencer', name: 'Influential complaint', about: 'somebody with an audience, or on a list' },
  { kind: 'rival', name: 'Competitor surge', about: 'more mentions of a competitor than usual' },
  { kind: 'share', name: 'Share of voice', about: 'our part of what is said falls' },
  { kind: 'absence', name: 'Absence', about: 'what should be said by then is not' },
  { kind: 'breach', name: 'Late answers', about: 'cases wait over their time' },
  { kind: 'burn', name: 'Late answers adding up', about: 'they use up the month’s budget' },
  { kind: 'promise', name: 'Broken promise', about: 'what was promised was not done' },
  { kind: 'silence', name: 'Blind source', about: 'a source is away or silent' },
];

const NAMES = new Map(KINDS.map(({ kind, name }) => [kind, name]));
export const kindName = (kind: AlertKind): string => NAMES.get(kind) ?? kind;

export const ORIGIN_WORD = { default: 'built in', file: 'earshot.yaml', desk: 'made here' } as const;
export const SEVERITY_WORD = { critical: 'Critical', high: 'High', medium: 'Medium' } as const;
