import { describe, expect, it } from 'vitest';
import { buildAnalyser } from '../../../../server/core/analysis/analyse.ts';
import { defaultSettings } from '../../../../server/core/settings.ts';
import { Analysis, type Mention } from '../../../../shared/mention.ts';

const { analyse } = buildAnalyser({ ...defaultSettings(), accounts: [{ network: '*', handle: 'haldencare' }] });

function heard(handle: string, text: string, more: Partial<Mention> = {}): Analysis {
  const author = { id: handle, handle, name: '' };
  return Analysis.parse(analyse({ id: 'x:1', source: 'x', network: 'x', author, text, postedAt: 0, receivedAt: 0, ...more }));
}

describe('The analysis of a post', () => {
  it('tells what was heard in a reply of ours', () => {
    expect(heard('haldencare', '@tove Please restart the router. ^JD').reply).toMatchObject({ substance: 'answer', signature: 'JD' });
  });

  it('tells it of what a helpdesk says is ours, whoever wrote it', () => {
    const { own, reply } = heard('kirsti', 'Sorry about that!', { desk: { side: 'us', agent: 'Kirsti Moe' } });
    expect({ own, substance: reply?.substance }).toEqual({ own: true, substance: 'apology' });
  });

  it('tells nothing of the kind of a post of somebody else', () => {
    expect(heard('tove', 'Please restart the router. ^JD').reply).toBeUndefined();
  });

  const rows: [why: string, handle: string, text: string, more: Partial<Mention>, thanks: boolean | undefined][] = [
    ['a customer who speaks to us thanks us', 'tove', '@haldencare got it, thank you!', {}, true],
    ['a customer who answers thanks us', 'tove', 'Works now, thank you!', { inReplyTo: 'x:0' }, true],
    ['a customer thanks us in the helpdesk', 'tove', 'Works now, thank you!', { desk: { side: 'customer' } }, true],
    ['whoever only speaks of it thanks nobody', 'tove', 'Works now, thank you!', {}, undefined],
    ['we do not thank ourselves', 'haldencare', '@tove thank you!', { inReplyTo: 'x:0' }, undefined],
  ];
  for (const [why, handle, text, more, thanks] of rows)
    it(`knows that ${why}`, () => expect(heard(handle, text, more).thanks).toBe(thanks));
});
