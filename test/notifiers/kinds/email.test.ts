import { afterEach, describe, expect, it, vi } from 'vitest';
import { relayOf } from '../../../server/notifiers/email/address.ts';
import { mailOf } from '../../../server/notifiers/email/mail.ts';
import { email } from '../../../server/notifiers/email.ts';
import { OutgoingError } from '../../../server/notifiers/guard/error.ts';
import type { Sending } from '../../../server/notifiers/notifier.ts';
import { NOW, newsOf, sendingOf, told } from './invented.ts';
import { outgoingOf, type World } from './posted.ts';
import { relay } from './smtp.ts';

const FROM = 'wall@halden.example';
afterEach(() => {
  vi.unstubAllEnvs();
});

const post = (port: number, sending: Sending, options: object = {}, world: World = {}) => {
  vi.stubEnv('RELAY', `smtp://mail.halden.example:${port}`);
  const { outgoing } = outgoingOf({ ...world, more: { allowed: async () => ['127.0.0.1'], ...world.more } });
  return email.send(
    email.options.parse({ url: { env: 'RELAY' }, from: FROM, to: ['desk@halden.example'], encryption: 'none', ...options }),
    sending,
    outgoing,
  );
};

/** A header of a mail, unfolded. */
const header = (data: string, name: string): string | undefined =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(data.replace(/\r\n[ \t]+/g, ' '))?.[1];

const quiet = told({ owner: 'Ines' }, [newsOf('acknowledged', 'Ines has it')]);
const over = told({ state: 'closed', closedAt: NOW }, [newsOf('closed', 'back to usual')]);

describe('a mail', () => {
  it('goes to the relay with both parts, the curve inside, and nothing that answers by itself', async () => {
    const { port, received } = await relay();
    expect(await post(port, sendingOf())).toEqual({ outcome: 'sent', reference: '◆ CRITICAL Negative surge: Halden Air, 6.2× usual' });
    const [{ from, to, data }] = received as [(typeof received)[0]];
    expect([from, to, header(data, 'Auto-Submitted'), header(data, 'From')]).toEqual([
      FROM,
      ['desk@halden.example'],
      'auto-generated',
      FROM,
    ]);
    expect(
      ['multipart/alternative', 'multipart/related', 'text/plain', 'text/html', 'image/png', 'Content-Id: <curve@earshot>'].filter(
        (part) => !data.toLowerCase().includes(part.toLowerCase()),
      ),
    ).toEqual([]);
  });

  it('goes to the person alone where one is told', async () => {
    const { port, received } = await relay();
    const sending = sendingOf({ person: { id: 'ines', name: 'Ines' } });
    expect(await post(port, sending)).toEqual({ outcome: 'dead', error: 'no e-mail address of Ines is known' });
    await post(port, sending, {}, { contacts: { ines: 'ines@halden.example' } });
    expect(received.map(({ to }) => to)).toEqual([['ines@halden.example']]);
  });

  it('is one thread with those before it, and the same when it is sent again', async () => {
    const { port, received } = await relay();
    await post(port, sendingOf());
    const reference = '◆ CRITICAL Negative surge: Halden Air, 6.2× usual';
    for (const version of [2, 2]) await post(port, sendingOf({ version, reference, rings: false, told: quiet }));
    const heads = received.map(({ data }) => ['Message-ID', 'In-Reply-To', 'References'].map((name) => header(data, name)));
    const root = heads[0]![0];
    expect(heads[0]).toEqual([root, undefined, undefined]);
    expect(heads[1]).toEqual([root?.replace('@', '.2@'), root, root]);
    expect(heads[2]).toEqual(heads[1]);
  });

  it.each([
    [
      'keeps the subject of its thread when it tells news quietly',
      { reference: 'as it began', rings: false, told: quiet },
      'Re: as it began',
    ],
    [
      'has a subject of its own when it rings',
      { reference: 'as it began', told: told({}, [newsOf('escalated', 'worse', { rings: true })]) },
      '◆ NOW CRITICAL Negative surge: Halden Air, 6.2× usual',
    ],
    [
      'has a subject of its own at the end',
      { reference: 'as it began', rings: false, told: over },
      '● OVER Negative surge: Halden Air, after 24 min',
    ],
  ])('%s', (_what, changes, subject) => {
    expect(mailOf(sendingOf(changes), FROM).subject).toBe(subject);
  });

  it('shows hostile text as text', () => {
    const text = '</td><script>alert(1)</script><img src=x onerror=alert(1)> "quoted" & \'more\'';
    const evidence = [{ mention: 'm', author: text, network: text, text, url: 'https://posts.example/?a=1&b="2"' }];
    const { html } = mailOf(
      sendingOf({ why: text, brand: text, told: told({ title: text, sentence: text, owner: text, evidence }) }),
      FROM,
    );
    expect(html.match(/<(script|img src=x|\/td><script)/g)).toBeNull();
    expect(html).toContain('href="https://posts.example/?a=1&amp;b=%222%22"');
  });

  it('reads a post from right to left from the right', () => {
    expect(mailOf(sendingOf(), FROM).html).toContain('<blockquote dir="rtl">أربع');
  });

  it('has no picture where there is no curve', () => {
    const series = { from: NOW, step: 60_000, total: [1, 2], negative: [0, 0], expected: [1, 1], replies: [] };
    const mail = mailOf(sendingOf({ told: told({ series }) }), FROM);
    expect([mail.curve, mail.html.includes('<img')]).toEqual([null, false]);
  });
});

describe('what became of a mail', () => {
  it.each([
    [
      'the address is refused',
      { RCPT: '550 no such user wall@halden.example' },
      { outcome: 'dead', error: 'the mail server answers 550: it takes no mail for that address, or none from us' },
    ],
    ['the server is busy', { MAIL: '451 come back later' }, { outcome: 'retry', error: 'the mail server answers 451' }],
    ['the mail itself is refused', { END: '554 no' }, { outcome: 'dead', error: 'the mail server answers 554' }],
  ])('is told when %s', async (_what, answers, expected) => {
    const { port } = await relay(answers);
    expect(await post(port, sendingOf())).toEqual(expected);
  });

  it('is nothing in plain text, where encryption is required and not offered', async () => {
    const { port, received } = await relay();
    const outcome = await post(port, sendingOf(), { encryption: 'required' });
    expect([outcome.outcome, received]).toEqual(['dead', []]);
  });

  it('is tried again when nobody listens', async () => {
    expect((await post(1, sendingOf())).outcome).toBe('retry');
  });

  it('is the word of the guard when the host is not allowed', async () => {
    const refused = new OutgoingError('mail.halden.example', 'its address is private', 'refused');
    const allowed = async () => Promise.reject(refused);
    await expect(post(25, sendingOf(), {}, { more: { allowed } })).rejects.toBe(refused);
  });

  it('asks the guard for the host at its port', async () => {
    const { port } = await relay();
    const asked: string[] = [];
    const allowed = async (host: string) => {
      asked.push(host);
      return ['127.0.0.1'];
    };
    await post(port, sendingOf(), {}, { more: { allowed } });
    expect(asked).toEqual([`mail.halden.example:${port}`]);
  });
});

describe('the address of a relay', () => {
  it.each([
    ['smtp://mail.example', { host: 'mail.example', port: 587, secure: false, auth: null }],
    [
      'smtps://me%40halden.example:p%2Fw@mail.example',
      { host: 'mail.example', port: 465, secure: true, auth: { user: 'me@halden.example', pass: 'p/w' } },
    ],
    ['smtp://[::1]:2525', { host: '::1', port: 2525, secure: false, auth: null }],
    ['https://mail.example', null],
    ['mail.example:587', null],
  ])('%s', (text, expected) => {
    expect(relayOf(text)).toEqual(expected);
  });
});
