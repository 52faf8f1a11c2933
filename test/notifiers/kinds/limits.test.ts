import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mailOf } from '../../../server/notifiers/email/mail.ts';
import { NOTIFIERS } from '../../../server/notifiers/index.ts';
import type { Sending } from '../../../server/notifiers/notifier.ts';
import { payloadOf } from '../../../server/notifiers/web-push/payload.ts';
import { incidentOf, NOW, newsOf, opened, sendingOf, told } from './invented.ts';
import { answer, send } from './posted.ts';

/** Characters that are long, that grow when they are escaped, and plain ones. */
const FAMILY = '👨‍👩‍👧‍👦';
const fill = (unit: string, length: number): string => unit.repeat(Math.floor(length / unit.length));
const UNITS: [string, string][] = [
  ['families', FAMILY],
  ['brackets', '<[*_&'],
  ['Chinese', '字'],
  ['letters', 'word '],
];

/** Everything as long as the contracts let it be. */
function large(unit: string): Sending[] {
  const text = fill(unit, 2000);
  const evidence = Array.from({ length: 8 }, (_, i) => ({
    mention: `m${i}`,
    author: fill(unit, 200),
    network: 'x',
    text,
    url: 'https://posts.example/1',
  }));
  const news = [opened(), ...Array.from({ length: 39 }, () => newsOf('status', text, { rings: true }))];
  const incident = { title: text, sentence: text, owner: fill(unit, 64), status: { text, by: text, at: NOW }, evidence };
  const many = Array.from({ length: 60 }, (_, i) => incidentOf({ ...incident, id: String(i) }));
  const digest = {
    headline: text,
    paragraphs: Array.from({ length: 9 }, () => text),
    figures: many.map(() => ({ label: text, value: text })),
    incidents: many,
  };
  return [
    sendingOf({ why: text, brand: fill(unit, 80), told: told(incident, news) }),
    sendingOf({ why: text, told: told(incident, news.slice(1)) }),
    sendingOf({ why: text, told: { kind: 'digest', crisis: true, from: NOW - 1, to: NOW, digest } }),
    sendingOf({ why: text, told: { kind: 'summary', why: 'cap', from: NOW - 1, to: NOW, more: 9, incidents: many } }),
  ];
}

const OPTIONS: Record<string, unknown> = {
  slack: { url: { env: 'HOOK' } },
  teams: { url: { env: 'HOOK' } },
  pagerduty: { key: { env: 'KEY' } },
  mattermost: { url: { env: 'HOOK' } },
  discord: { url: { env: 'HOOK' } },
  ntfy: { url: { env: 'HOOK' } },
  telegram: { token: { env: 'KEY' }, chat: '1' },
};

beforeEach(() => {
  vi.stubEnv('HOOK', 'https://hooks.example/topic');
  vi.stubEnv('KEY', '0123456789abcdef');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

async function bodiesOf<Body>(kind: string, unit: string): Promise<Body[]> {
  const notifier = NOTIFIERS.find((one) => one.kind === kind)!;
  const results = await Promise.all(
    large(unit).map((sending) => send(notifier, OPTIONS[kind], sending, { answers: [answer(200, { ok: true, result: {} })] })),
  );
  return results.flatMap(({ posted }) => posted.map(({ body }) => body as Body));
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
/** Every text in it, with its key. */
const texts = (value: unknown, key = ''): [string, string][] =>
  typeof value === 'string'
    ? [[key, value]]
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, one]) => texts(one, name))
      : [];

describe.each(UNITS)('a message of too many %s', (_name, unit) => {
  it('keeps to the blocks and characters of Slack', async () => {
    for (const body of await bodiesOf<{ blocks: { type: string; text?: { text: string }; fields?: { text: string }[] }[]; text: string }>(
      'slack',
      unit,
    )) {
      const { blocks, text } = body;
      expect([blocks.length <= 50, JSON.stringify(blocks).length <= 13_000, text.length <= 3000]).toEqual([true, true, true]);
      expect([blocks[0]!.type, blocks[0]!.text!.text.length <= 150]).toEqual(['header', true]);
      expect(
        blocks.flatMap(({ text: one, fields = [] }) => [
          ...(one ? [one.text.length <= 3000] : []),
          ...fields.map((field) => field.text.length <= 2000),
        ]),
      ).not.toContain(false);
      expect(blocks.at(-1)!.type === 'context' || JSON.stringify(blocks.at(-1)).includes('|Open the incident')).toBe(true);
    }
  });

  it('keeps to 21 KB of Teams', async () => {
    for (const body of await bodiesOf('teams', unit)) expect(bytesOf(body)).toBeLessThanOrEqual(21_000);
  });

  it('keeps to the summary and payload of PagerDuty', async () => {
    for (const body of await bodiesOf<{ payload: { summary: string }; dedup_key: string }>('pagerduty', unit)) {
      const { payload, dedup_key } = body;
      expect([payload.summary.length <= 1024, dedup_key.length <= 255, bytesOf(body) <= 512_000]).toEqual([true, true, true]);
    }
  });

  it('keeps to content, embed and fields of Discord', async () => {
    for (const body of await bodiesOf<{ content: string; embeds: [{ description: string; fields?: { name: string; value: string }[] }] }>(
      'discord',
      unit,
    )) {
      const { content, embeds } = body;
      const [embed] = embeds;
      const all = texts(embed).reduce((sum, [key, text]) => sum + (key === 'url' ? 0 : text.length), 0);
      expect([content.length <= 2000, embed.description.length <= 4096, all <= 6000]).toEqual([true, true, true]);
      expect((embed.fields ?? []).map(({ name, value }) => name.length <= 256 && value.length <= 1024)).not.toContain(false);
    }
  });

  it('keeps to 4000 characters of a post of Mattermost', async () => {
    for (const body of await bodiesOf('mattermost', unit))
      expect(texts(body).find(([key]) => key === 'text')![1].length).toBeLessThanOrEqual(4000);
  });

  it('keeps to 4096 characters of Telegram, with stretches inside of them and the way to the incident kept', async () => {
    for (const body of await bodiesOf<{ text: string; entities: { type: string; offset: number; length: number }[] }>('telegram', unit)) {
      const { text, entities } = body;
      expect([text.length <= 4096, entities.every(({ offset, length }) => offset + length <= text.length)]).toEqual([true, true]);
      expect(entities.some(({ type }) => type === 'text_link')).toBe(true);
    }
  });

  it('keeps to 4096 bytes of ntfy', async () => {
    for (const body of await bodiesOf<{ message: string }>('ntfy', unit)) {
      const { message } = body;
      expect(Buffer.byteLength(message)).toBeLessThanOrEqual(4096);
    }
  });

  it('keeps to 3 KB of a push, and to what mail programs show', () => {
    for (const sending of large(unit)) {
      expect(Buffer.byteLength(payloadOf(sending))).toBeLessThanOrEqual(3072);
      const { html, subject } = mailOf(sending, 'wall@halden.example');
      expect([Buffer.byteLength(html) < 102_000, subject.length <= 150]).toEqual([true, true]);
    }
  });

  it('is never cut within a character', async () => {
    const kinds = ['slack', 'teams', 'pagerduty', 'discord', 'mattermost', 'telegram', 'ntfy'];
    for (const kind of kinds) expect(JSON.stringify(await bodiesOf(kind, unit)).isWellFormed()).toBe(true);
  });
});
