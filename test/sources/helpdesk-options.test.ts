import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from '../../server/config.ts';
import { buildAnalyser } from '../../server/core/analysis/analyse.ts';
import { defaultSettings } from '../../server/core/settings.ts';
import { tell } from '../../server/sources/helpdesk/secret.ts';
import { networkOf } from '../../server/sources/helpdesk/thread.ts';
import { SOURCES } from '../../server/sources/index.ts';
import { tempFolder } from '../support/temp.ts';

const MISPLACED = 'secrets do not stand in this file; write {env: NAME} or {file: PATH}';

const wrongs = (source: string): string[] => {
  try {
    loadConfig(`sources:\n  - ${source}\n`, 'earshot.yaml', { sourceKinds: SOURCES });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ message }) => message);
    throw error;
  }
};

describe('the options of a helpdesk', () => {
  it.each([
    [
      'zendesk with a token',
      '{kind: zendesk, subdomain: haldenair, email: ops@desk.example, token: {env: ZD}, webhookSecret: {file: /run/zd}}',
    ],
    ['zendesk with OAuth', '{kind: zendesk, url: "https://help.desk.example", token: {env: ZD}}'],
    ['chatwoot', '{kind: chatwoot, url: "http://chat.desk.example", account: 2, token: {env: CW}, webhookSecret: {env: CWS}, inbox: 5}'],
  ])('are right: %s', (_case, source) => {
    expect(wrongs(source)).toEqual([]);
  });

  it.each([
    ['a secret that stands in the file', '{kind: zendesk, subdomain: haldenair, token: abc}', MISPLACED],
    ['neither a subdomain nor an address', '{kind: zendesk, token: {env: ZD}}', 'either a subdomain or a url'],
    ['both', '{kind: zendesk, subdomain: a, url: "https://a.example", token: {env: ZD}}', 'either a subdomain or a url'],
    [
      'an address that is none of the web',
      '{kind: chatwoot, url: "file:///etc/passwd", account: 2, token: {env: CW}}',
      'file:///etc/passwd',
    ],
    ['a misspelt option', '{kind: chatwoot, account: 2, token: {env: CW}, webhooksecret: {env: A}}', 'Did you mean "webhookSecret"?'],
  ])('are refused with the reason: %s', (_case, source, reason) => {
    expect(wrongs(source).join('\n')).toContain(reason);
  });
});

describe('a secret', () => {
  it('that stands in the file is not quoted in what is told of it', () => {
    expect(wrongs('{kind: zendesk, subdomain: haldenair, token: abcdefgh}')).toEqual([MISPLACED]);
  });

  it('is read from a file each time, without the line end', async () => {
    const file = join(tempFolder(), 'token');
    writeFileSync(file, 'first\n');
    expect(await tell({ file })).toBe('first');
    writeFileSync(file, 'second\n');
    expect(await tell({ file })).toBe('second');
  });

  it.each([
    [{ env: 'EARSHOT_TEST_NOT_THERE' }, 'the environment variable EARSHOT_TEST_NOT_THERE is empty or not there; a secret should be in it'],
    [{ file: '/nowhere/token' }, 'the file /nowhere/token is empty or not there; a secret should be in it'],
  ])('that is not there is told by its place: %j', async (secret, message) => {
    await expect(tell(secret)).rejects.toThrow(message);
  });
});

it.each([
  ['twitter', 'x'],
  ['shop_reviews', 'shop-reviews'],
  ['any_channel', 'reviews'],
  ['???', 'helpdesk'],
])('a channel %s becomes the network %s', (channel, network) => {
  expect(networkOf(channel, { twitter: 'x' }, { any_channel: 'reviews' })).toBe(network);
});

it('what is said in a property’s own helpdesk belongs to its watch, though nobody names it', () => {
  const watches = [{ id: 'bergen', name: 'Bergen', kind: 'property' as const, query: 'bergen', rank: 0 }];
  const analyser = buildAnalyser({ ...defaultSettings(), watches });
  const mention = {
    id: 'desk:1/1',
    source: 'desk',
    network: 'email',
    author: { id: 'desk:7', handle: 'mina', name: 'Mina' },
    text: 'The room was cold.',
    postedAt: 0,
    receivedAt: 0,
    desk: { side: 'customer' as const, ticket: '1', watches: ['bergen', 'gone'] },
  };
  expect(analyser.analyse(mention)).toMatchObject({ watches: ['bergen'], addressed: true, own: false });
});
