import { describe, expect, it } from 'vitest';
import { doorOf, hostMeant, isLoopback, mayListen, originMeant } from '../../server/access/door.ts';

describe('an address that only this machine can reach', () => {
  it.each([
    ['127.0.0.1', true],
    ['127.8.9.1', true],
    ['::1', true],
    ['[::1]', true],
    ['localhost', true],
    ['0.0.0.0', false],
    ['::', false],
    ['', false],
    ['192.168.1.4', false],
    ['127.0.0.1.example', false],
    ['my-desk', false],
  ])('%s: %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected);
  });
});

describe('listening', () => {
  it.each([
    ['on this machine needs no token', '127.0.0.1', [], [], true],
    ['beyond it needs one', '0.0.0.0', [], [], false],
    ['beyond it is allowed with one', '0.0.0.0', [], ['a token'], true],
    ['behind a proxy that shows us to others needs one too', '127.0.0.1', ['https://wall.example'], [], false],
  ])('%s', (_case, host, origins, tokens, expected) => {
    expect(mayListen(doorOf(host, origins), tokens).may).toBe(expected);
  });

  it('is refused with the command that helps', () => {
    const answer = mayListen(doorOf('0.0.0.0'), []);
    expect(answer.may ? '' : answer.reason).toContain('earshot token create --role screen|operator|push --name "Lobby TV"');
  });
});

describe('a request', () => {
  it.each([
    ['without a host', undefined, false],
    ['with an empty one', '', false],
    ['for this machine', '127.0.0.1:4747', true],
    ['for a name that somebody else owns', 'rebind.evil.example:4747', false],
    ['with a host that is none', 'a b c', false],
  ])('to a server on loopback %s is meant for it: %s %s', (_case, host, expected) => {
    expect(hostMeant(doorOf('127.0.0.1'), host)).toBe(expected);
    expect(hostMeant(doorOf('0.0.0.0'), host)).toBe(true);
  });

  it.each([
    ['no browser', undefined, 'wall.example', true],
    ['the same origin', 'http://wall.example:4747', 'wall.example:4747', true],
    ['the same origin with capitals', 'http://wall.example:4747', 'Wall.Example:4747', true],
    ['the usual port', 'https://wall.example', 'wall.example', true],
    ['an origin we were told of', 'https://proxy.example', '10.0.0.2:4747', true],
    ['another port', 'http://wall.example:1', 'wall.example:4747', false],
    ['another site', 'http://evil.example', 'wall.example', false],
    ['a hidden origin', 'null', 'wall.example', false],
    ['a file', 'file://wall.example', 'wall.example', false],
    ['no host', 'http://wall.example', undefined, false],
  ])('from %s comes from a page of ours or from none: %s, %s, %s', (_case, origin, host, expected) => {
    expect(originMeant(doorOf('0.0.0.0', ['https://proxy.example']), origin, host)).toBe(expected);
  });
});
