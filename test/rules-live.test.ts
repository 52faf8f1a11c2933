import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { followConfig } from '../server/reload.ts';
import { readConfig } from '../server/setup.ts';
import type { RulesPage } from '../shared/rules-page.ts';
import { actAt } from './support/desk.ts';
import { config, joinBoard, startServer, until } from './support/server.ts';
import { tempFolder } from './support/temp.ts';

const yaml = (rules: string) => `
brand: Halden Air
watches:
  - { id: halden, name: Halden Air, query: halden }
rules: [${rules}]
`;
const FILE = yaml('{ kind: spike, minimum: 50 }');

const rulesAt = async (address: string): Promise<RulesPage> => (await fetch(`${address}/api/v1/rules`)).json() as Promise<RulesPage>;
const spikeAt = async (address: string) => (await rulesAt(address)).rules.find(({ rule }) => rule.id === 'spike');

describe('rules at a running server', () => {
  it('are changed at the desk, and go back to what the file says', async () => {
    const { address } = await startServer({ config: config(FILE) });
    const inFile = (await spikeAt(address))!.rule;
    expect(inFile).toMatchObject({ minimum: 50, times: 2 });
    const mine = { ...inFile, minimum: 80 };
    expect(await actAt(address, { id: 'rule-00001', by: 'Ida', type: 'rule', rule: mine })).toMatchObject({ ok: true });
    expect(await spikeAt(address)).toEqual({ rule: mine, origin: 'desk', beneath: inFile });
    expect(await actAt(address, { id: 'rule-00002', by: 'Ida', type: 'rule-back', rule: 'spike' })).toMatchObject({ ok: true });
    expect(await spikeAt(address)).toEqual({ rule: inFile, origin: 'file', beneath: null });
  });

  it('are refused with the reason when they make no sense, and nothing is written', async () => {
    const { address, journal } = await startServer({ config: config(FILE) });
    const { rule } = (await spikeAt(address))!;
    const before = await journal.last();
    const wrong = { ...rule, id: 'spike-bags', watches: ['bags'] };
    expect(await actAt(address, { id: 'rule-00003', by: 'Ida', type: 'rule', rule: wrong })).toMatchObject({
      ok: false,
      status: 409,
      error: 'watches: there is no watch with the id "bags"',
    });
    expect(JSON.stringify((await rulesAt(address)).rules)).not.toContain('spike-bags');
    const written = (await journal.read(before, 100)).filter(({ entry }) => entry.kind === 'action');
    expect(written).toEqual([]);
  });

  it('stay as they were while the file has a mistake, which the wall tells with its place', async () => {
    const file = join(tempFolder(), 'earshot.yaml');
    writeFileSync(file, FILE);
    const server = await startServer({ config: await readConfig(file) });
    onTestFinished(followConfig(file, pino({ level: 'silent' }), (next, problem) => server.configure(next, problem)));
    const screen = await joinBoard(server.address);
    writeFileSync(file, yaml('{ kind: spike, minimum: 60 }, { kind: spike, watches: [haldn] }'));
    const message = `${file}:5:64 rules[1].watches[0]: there is no watch with the id "haldn". Did you mean "halden"?`;
    await screen.sees('sources', (slice) => slice.config.message === message);
    expect((await spikeAt(server.address))?.rule).toMatchObject({ minimum: 50 });
    writeFileSync(file, yaml('{ kind: spike, minimum: 60 }, { kind: spike, watches: [halden], minimum: 70 }'));
    const mended = await until(
      () => rulesAt(server.address),
      ({ rules }) => rules.some(({ rule }) => rule.id === 'spike-halden'),
    );
    expect(mended.rules[0]).toMatchObject({ rule: { id: 'spike-halden', minimum: 70 }, origin: 'file' });
    expect((await spikeAt(server.address))?.rule).toMatchObject({ minimum: 60 });
    await screen.sees('sources', (slice) => slice.config.message === null);
  });
});
