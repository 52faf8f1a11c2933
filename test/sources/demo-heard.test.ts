import { describe, expect, it } from 'vitest';
import { buildAnalyser } from '../../server/core/analysis/analyse.ts';
import { defaultSettings } from '../../server/core/settings.ts';
import { dice } from '../../server/sources/demo/dice.ts';
import { haldenAir } from '../../server/sources/demo/scenario.ts';
import type { Language } from '../../server/sources/demo/schema.ts';
import { fill } from '../../server/sources/demo/slots.ts';
import type { Analysis } from '../../shared/mention.ts';

const scenario = haldenAir();
const { analyse } = buildAnalyser({ ...defaultSettings(), accounts: [{ network: '*', handle: 'haldencare' }] });
const POSTED = Date.UTC(2026, 2, 11, 12);

function heard(language: Language, template: string, handle: string): Analysis {
  const text = fill(dice(3, template), template, { scenario, language, network: 'x', clock: '06:40', you: 'mina' });
  return analyse({
    id: 'demo:1',
    source: 'demo',
    network: 'x',
    text: handle === 'mina' ? text : `${text} ^MK`,
    lang: language.lang,
    postedAt: POSTED,
    receivedAt: POSTED,
    author: { id: handle, handle, name: '' },
    inReplyTo: 'demo:0',
  });
}

type Part = keyof NonNullable<Language['care']> | keyof Language['replies'];

/** What a reply is heard as, and whether it promises to come back or to mend. */
function said(language: Language, template: string): string {
  const { reply } = heard(language, template, 'haldencare');
  const promises = reply?.promises.some(({ kind }) => kind !== 'message-sent');
  return `${reply?.substance}${promises ? ', promised' : ''}`;
}

describe.each(scenario.languages.map((language) => [language.lang, language] as const))('the care team in %s', (_, language) => {
  const words: Partial<Record<Part, string[]>> = { ...language.replies, ...language.care };

  it.each<[part: Part, meant: RegExp]>([
    ['baggage', /^(answer|fix)$/],
    ['complaint', /^(answer|fix)$/],
    ['question', /^answer$/],
    ['praise', /^courtesy$/],
    ['private', /^redirection$/],
    ['ack', /^acknowledgement$/],
    ['details', /^(details|question)$/],
    ['later', /^(answer|fix)$/],
    ['fix', /^(fix|answer)$/],
    ['closing', /^courtesy$/],
    ['promise', /^acknowledgement, promised$/],
    ['fares', /^answer$/],
    ['tip', /^answer$/],
  ])('is heard as meant: %s', (part, meant) => {
    for (const text of words[part] ?? []) expect(said(language, text), text).toMatch(meant);
  });

  it('is thanked in words that are heard, and complained to in words that are not taken for thanks', () => {
    for (const text of language.thanks) expect(heard(language, text, 'mina').thanks, text).toBe(true);
    for (const text of language.care?.again ?? []) expect(heard(language, text, 'mina'), text).toMatchObject({ label: 'negative' });
  });
});
