import { describe, expect, it, vi } from 'vitest';
import { ERROR_BOUND, scrubbed, secretsIn } from '../../server/notifiers/scrub.ts';

const OPTIONS = { deep: { list: [{ env: 'SCRUB_A' }] }, url: { env: 'SCRUB_URL' }, gone: { env: 'SCRUB_GONE' }, name: 'chat' };

function secrets(): string[] {
  vi.stubEnv('SCRUB_A', 'tok-12345');
  vi.stubEnv('SCRUB_URL', 'https://user:pass%20word@hooks.example/services/T0001/AbCdEfGh?key=query-key');
  return secretsIn(OPTIONS);
}

describe('an error', () => {
  it.each([
    ['a token', 'bad token tok-12345!', 'bad token ***!'],
    ['a whole address', 'GET https://user:pass%20word@hooks.example/services/T0001/AbCdEfGh?key=query-key: no', 'GET ***: no'],
    ['the path of an address', 'nothing at /services/T0001/AbCdEfGh?key=query-key', 'nothing at ***'],
    ['a part of the path', 'no such hook: AbCdEfGh', 'no such hook: ***'],
    ['a value of the query', 'key query-key is not known', 'key *** is not known'],
    ['a password, decoded', 'wrong: pass word', 'wrong: ***'],
    ['a password, as it stands', 'wrong: pass%20word', 'wrong: ***'],
  ])('loses %s', (_what, text, clean) => expect(scrubbed(text, secrets())).toBe(clean));

  it('keeps the host, and words that are like no secret', () => {
    expect(scrubbed('hooks.example: nobody listens there', secrets())).toBe('hooks.example: nobody listens there');
  });

  it('is one line and not too long', () => {
    expect(scrubbed(`a\r\nb\u0000\tc ${'x'.repeat(1000)}`, [])).toMatch(/^a b c x+$/);
    expect(scrubbed('😀'.repeat(1000), [])).toBe('😀'.repeat(ERROR_BOUND));
  });
});
