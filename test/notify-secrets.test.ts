import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, it, vi } from 'vitest';
import { standIn } from './support/channels.ts';
import { startServer, until } from './support/server.ts';
import { askForTest, channelsAt, tellingConfig } from './support/telling.ts';
import { tempFolder } from './support/temp.ts';

const SECRET = 'xK29-very-secret-Token';

async function filesIn(folder: string): Promise<string> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name), 'latin1'));
  return (await Promise.all(texts)).join('\n');
}

it('a secret is in no file of the server, no line of its log and no answer of its interface', async () => {
  const service = await standIn();
  service.answer(({ path }) => ({ status: 403, body: `who is ${path}?` }));
  vi.stubEnv('CHAT_URL', `${service.url}/hooks/${SECRET}`);
  const config = tellingConfig(service.url);
  const channels = [{ id: 'chat', kind: 'mattermost' as const, options: { url: { env: 'CHAT_URL' } } }];
  const [folder, logged] = [tempFolder(), [] as string[]];
  const log = pino({ level: 'trace' }, { write: (line: string) => logged.push(line) });
  const server = await startServer({ folder, config: { ...config, channels }, log });
  await askForTest(server.address);
  await until(
    () => channelsAt(server.address),
    ({ deliveries }) => deliveries[0]?.state === 'dead',
  );
  expect(service.heard[0]?.path).toContain(SECRET);
  const answers = await Promise.all(
    ['/api/v1/channels', '/readyz', '/api/v1/boards', '/api/v1/openapi.json'].map(async (path) =>
      (await fetch(server.address + path)).text(),
    ),
  );
  await server.stop();
  expect(answers[0]).toContain('403');
  expect(logged.join('')).toContain('given up');
  for (const place of [answers.join(''), logged.join(''), await filesIn(folder)]) expect(place).not.toContain(SECRET);
});
