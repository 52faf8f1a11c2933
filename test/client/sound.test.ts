import { describe, expect, it } from 'vitest';
import { newsToHear } from '../../client/stores/heard.ts';

const alert = (over: object = {}) => ({ incident: '1', severity: 'critical' as const, state: 'open' as const, silenced: null, ...over });
const sound = { severities: ['critical'], heard: new Set<string>() };

describe('a screen that is armed', () => {
  it.each([
    ['a new one', [alert()], ['1 critical']],
    ['one of another severity', [alert({ severity: 'high' })], []],
    ['one that somebody has', [alert({ owner: 'Mara' })], []],
    ['one that is silenced', [alert({ silenced: { reason: 'works', until: 1 } })], []],
    ['one that clears', [alert({ state: 'clearing' })], []],
  ])('hears %s', (_what, alerts, keys) => expect(newsToHear(alerts, sound.severities, sound.heard)).toEqual(keys));

  it('hears each once', () => {
    expect(newsToHear([alert(), alert({ incident: '2' })], ['critical'], new Set(['1 critical']))).toEqual(['2 critical']);
  });
});
