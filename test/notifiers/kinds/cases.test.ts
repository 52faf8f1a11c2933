import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { NOTIFIERS } from '../../../server/notifiers/index.ts';
import type { Answer, Sending } from '../../../server/notifiers/notifier.ts';
import { send } from './posted.ts';

const root = new URL('../../../fixtures/notifiers/', import.meta.url);

/** A message, what is different about it, and how the channel answers. */
interface Case {
  sending: string;
  change?: Partial<Sending>;
  secrets: Record<string, string>;
  options: unknown;
  answers: Answer[];
}

const read = (path: string) => JSON.parse(readFileSync(new URL(path, root), 'utf8'));
const kinds = readdirSync(root, { withFileTypes: true })
  .filter((one) => one.isDirectory() && one.name !== 'sendings')
  .map(({ name }) => name);
const casesOf = (kind: string): string[] =>
  readdirSync(new URL(`${kind}/`, root)).flatMap((file) => (file.endsWith('.expected.json') ? [] : [file.replace(/\.json$/, '')]));
const rows = kinds.flatMap((kind) => casesOf(kind).map((name): [string, string] => [kind, name]));

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('what a channel is sent', () => {
  it.each(rows)('%s: %s', async (kind, name) => {
    const { sending, change, secrets, options, answers }: Case = read(`${kind}/${name}.json`);
    for (const [key, value] of Object.entries(secrets)) vi.stubEnv(key, value);
    const notifier = NOTIFIERS.find((one) => one.kind === kind)!;
    const result = await send(notifier, options, { ...read(`sendings/${sending}.json`), ...change }, { answers });
    expect(JSON.parse(JSON.stringify(result))).toEqual(read(`${kind}/${name}.expected.json`));
  });

  it('is shown for every kind that talks HTTP with readable bodies', () => {
    const others = NOTIFIERS.map(({ kind }) => kind).filter((kind) => !kinds.includes(kind));
    expect(others).toEqual(['email', 'web-push']);
  });
});
