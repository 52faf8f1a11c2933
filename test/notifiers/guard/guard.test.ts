import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closedBecause } from '../../../server/notifiers/guard/addresses.ts';
import { guardedPost, redirected } from '../../../server/notifiers/guard/post.ts';
import { addressesOf, type Resolve } from '../../../server/notifiers/guard/resolve.ts';
import { type StandIn, standIn } from '../../support/channels.ts';

const never = new AbortController().signal;
const unasked: Resolve = async () => {
  throw new Error('nobody was to be asked');
};

describe('an address', () => {
  it.each([
    ['127.0.0.1', 'loopback'],
    ['127.255.3.4', 'loopback'],
    ['0.0.0.0', 'unspecified'],
    ['10.1.2.3', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['169.254.169.254', 'link-local'],
    ['100.64.0.1', 'shared by a provider'],
    ['100.127.255.255', 'shared by a provider'],
    ['198.18.0.1', 'for measurements'],
    ['203.0.113.9', 'for documentation'],
    ['224.0.0.251', 'multicast'],
    ['255.255.255.255', 'reserved'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['::ffff:127.0.0.1', 'an IPv4 address in disguise'],
    ['::ffff:7f00:1', 'an IPv4 address in disguise'],
    ['::ffff:9.9.9.9', 'an IPv4 address in disguise'],
    ['::127.0.0.1', 'an IPv4 address in disguise'],
    ['64:ff9b::a00:1', 'an IPv4 address in disguise'],
    ['64:ff9b:1::a00:1', 'an IPv4 address in disguise'],
    ['2002:7f00:1::', 'an IPv4 address in disguise'],
    ['2001:0:4136:e378::1', 'reserved'],
    ['fc00::1', 'private'],
    ['fd12:3456::1', 'private'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local'],
    ['fec0::1', 'private'],
    ['fd00:ec2::254', 'private'],
    ['ff02::1', 'multicast'],
    ['4000::1', 'reserved'],
    ['wall', 'not an address'],
  ])('like %s is closed: %s', (address, why) => expect(closedBecause(address)).toBe(why));

  it.each(['9.9.9.9', '172.15.0.1', '172.32.0.1', '100.63.0.1', '100.128.0.1', '2620:fe::fe', '2a00:1450:4001::5'])(
    'like %s is open',
    (address) => expect(closedBecause(address)).toBeNull(),
  );

  it('is closed in every IPv6 dress when its IPv4 address is closed', () => {
    const closed = fc.constantFrom([10], [127], [192, 168], [169, 254], [172, 20]);
    const bytes = fc
      .tuple(closed, fc.array(fc.nat(255), { minLength: 4, maxLength: 4 }))
      .map(([head, tail]) => [...head, ...tail].slice(0, 4));
    fc.assert(
      fc.property(bytes, ([a = 0, b = 0, c = 0, d = 0]) => {
        const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
        for (const dress of [`::ffff:${hex}`, `64:ff9b::${hex}`, `2002:${hex}::1`, `::${hex}`]) expect(closedBecause(dress)).not.toBeNull();
      }),
    );
  });
});

describe('a host', () => {
  const resolve: Resolve = async () => ['9.9.9.9', '10.0.0.7'];

  it('with one private address among others is refused', async () => {
    await expect(addressesOf('hooks.example', 443, [], resolve)).rejects.toThrow('hooks.example: its address is private');
  });

  it.each([
    ['its name', ['hooks.example'], 'hooks.example'],
    ['its name in other letters and with a last dot', ['Hooks.Example'], 'HOOKS.example.'],
    ['its name and port', ['hooks.example:443'], 'hooks.example'],
  ])('is allowed by %s', async (_what, allow, host) => {
    expect(await addressesOf(host, 443, allow, resolve)).toEqual(['9.9.9.9', '10.0.0.7']);
  });

  it.each([
    ['another port', ['hooks.example:8443']],
    ['a name that ends alike', ['example']],
    ['a name that begins alike', ['hooks']],
    ['its address', ['10.0.0.7']],
  ])('is not allowed by %s', async (_what, allow) => {
    await expect(addressesOf('hooks.example', 443, allow, resolve)).rejects.toThrow('private');
  });

  it('that nobody knows is told as such', async () => {
    const unknown: Resolve = async () => {
      throw new Error('ENOTFOUND');
    };
    await expect(addressesOf('hooks.example', 443, [], unknown)).rejects.toMatchObject({ fate: 'unsent' });
  });
});

const request = (url: string, over: object = {}) => ({
  url,
  headers: { 'content-type': 'text/plain', authorization: 'Bearer s3cr3t' },
  body: 'hello',
  ...over,
});
const post = (url: string, allow: string[], over: object = {}) => guardedPost(request(url), { allow, resolve: unasked, ...over }, never);

describe('a request', () => {
  it('arrives with its method, headers and body, and its answer comes back whatever it says', async () => {
    const service = await standIn({ status: 418, body: 'short and stout', headers: { 'x-pot': 'tea' } });
    const answer = await guardedPost(request(`${service.url}/a?b=c`, { method: 'PATCH' }), { allow: ['127.0.0.1'] }, never);
    expect(answer).toMatchObject({ status: 418, body: 'short and stout', headers: { 'x-pot': 'tea' } });
    expect(service.heard).toMatchObject([
      { method: 'PATCH', path: '/a?b=c', body: 'hello', headers: { authorization: 'Bearer s3cr3t', host: service.host } },
    ]);
  });

  it.each([
    ['ftp://files.example/x', 'files.example: only http and https are spoken'],
    ['file:///etc/passwd', 'the address: only http and https are spoken'],
    ['https://mara:s3cr3t@hooks.example/', 'hooks.example: names and passwords do not belong in an address'],
    ['not an address s3cr3t', 'the address: that is not an address of the web'],
    ['http://127.0.0.1:9/s3cr3t', '127.0.0.1: its address is loopback; allow the host by name if that is meant'],
    ['http://2130706433/', '127.0.0.1: its address is loopback; allow the host by name if that is meant'],
    ['http://0x7f.1/', '127.0.0.1: its address is loopback; allow the host by name if that is meant'],
    ['http://[::ffff:127.0.0.1]/', '::ffff:7f00:1: its address is an IPv4 address in disguise; allow the host by name if that is meant'],
    ['http://[::1]:80/', '::1: its address is loopback; allow the host by name if that is meant'],
  ])('to %s is refused', async (url, message) => {
    await expect(post(url, [])).rejects.toThrow(expect.objectContaining({ message, fate: 'refused' }));
  });

  it('asks for the address once, and connects to what it was told then', async () => {
    const service = await standIn();
    let asked = 0;
    const rebinding: Resolve = async () => [asked++ === 0 ? '127.0.0.1' : '10.0.0.7'];
    const { port } = new URL(service.url);
    await guardedPost(request(`http://hooks.example:${port}/`), { allow: [`hooks.example:${port}`], resolve: rebinding }, never);
    expect(asked).toBe(1);
    expect(service.heard[0]?.headers.host).toBe(`hooks.example:${port}`);
  });

  it('to which nobody answers ends in time', async () => {
    const service = await standIn('hang');
    const late = guardedPost(request(`${service.url}/s3cr3t`), { allow: ['127.0.0.1'], within: 200 }, never);
    await expect(late).rejects.toThrow(expect.objectContaining({ message: '127.0.0.1: no answer in time', fate: 'unsure' }));
  });

  it('whose name nobody resolves ends in time', async () => {
    const hung: Resolve = () => new Promise(() => {});
    const late = guardedPost(request('https://hooks.example/'), { allow: [], resolve: hung, within: 100 }, never);
    await expect(late).rejects.toThrow(
      expect.objectContaining({ message: 'hooks.example: its name was not found in time', fate: 'unsent' }),
    );
  });

  it('of which the server hangs up may have arrived', async () => {
    const service = await standIn('drop');
    await expect(post(service.url, ['127.0.0.1'])).rejects.toMatchObject({ fate: 'unsure' });
  });

  it('reads no more than 64 KB of an answer', async () => {
    const service = await standIn({ status: 200, body: 'x'.repeat(5_000_000) });
    const { body } = await post(service.url, ['127.0.0.1']);
    expect(body).toHaveLength(65_536);
  });
});

describe('a redirect', () => {
  const sends = (to: StandIn, status: number, path = '/b') =>
    standIn({ status, headers: { location: path.startsWith('http') ? path : `${to.url}${path}` } });

  it.each([307, 308])('%i is followed with method and body, and without what may be secret elsewhere', async (status) => {
    const end = await standIn();
    const start = await sends(end, status);
    await post(start.url, [start.host, end.host]);
    expect(end.heard).toMatchObject([{ method: 'POST', path: '/b', body: 'hello', headers: { 'content-type': 'text/plain' } }]);
    expect(end.heard[0]?.headers).not.toHaveProperty('authorization');
  });

  it('within the same origin keeps all headers', async () => {
    const service = await standIn();
    service.answer(({ path }) => (path === '/' ? { status: 307, headers: { location: '/b' } } : { status: 200 }));
    await post(service.url, [service.host]);
    expect(service.heard.map(({ headers }) => headers.authorization)).toEqual(['Bearer s3cr3t', 'Bearer s3cr3t']);
  });

  it.each([301, 302, 303])('%i would drop the message and is not followed', async (status) => {
    const end = await standIn();
    const start = await sends(end, status);
    await expect(post(start.url, [start.host, end.host])).rejects.toMatchObject({ fate: 'refused' });
    expect(end.heard).toEqual([]);
  });

  it('to a private address, another scheme or one with a password is refused', async () => {
    for (const path of [
      'http://10.0.0.7/s3cr3t',
      'file:///etc/passwd',
      'http://a:s3cr3t@hooks.example/',
      'http://169.254.169.254/latest',
    ]) {
      const start = await sends(await standIn(), 307, path);
      const refused = post(start.url, [start.host]);
      await expect(refused).rejects.toMatchObject({ fate: 'refused' });
      await expect(refused).rejects.toThrow(/^(?!.*(s3cr3t|latest)).*$/);
    }
  });

  it('from https to http is refused, whoever it is', () => {
    const outbound = { url: new URL('https://hooks.example/a'), method: 'POST', headers: {}, body: '' };
    const answer = { status: 307, headers: { location: 'http://hooks.example/s3cr3t' }, body: '' };
    expect(() => redirected(outbound, answer)).toThrow(/^hooks\.example: it sends on from https to http$/);
  });

  it('is followed three times and no more', async () => {
    const service = await standIn({ status: 307, headers: { location: '/on' } });
    await expect(post(service.url, [service.host])).rejects.toMatchObject({ fate: 'refused' });
    expect(service.heard).toHaveLength(4);
  });
});
