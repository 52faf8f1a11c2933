import { spawn } from 'node:child_process';
import { createServer } from 'vite';
import { buildClientIfOutdated } from './build-client.ts';

/** The server, started again when one of its files changes; it gets this command's options. */
function watchedServer(): Promise<number | null> {
  const cli = ['--watch', '--disable-warning=ExperimentalWarning', 'server/cli.ts', 'serve', ...process.argv.slice(2)];
  const server = spawn(process.execPath, cli, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal));
  return new Promise((resolve) => server.on('exit', resolve));
}

// The server wants built pages; those that are seen while developing come from Vite, which passes everything else on to the server.
await buildClientIfOutdated();
const pages = await createServer({ configFile: 'vite.config.ts' });
await pages.listen();
pages.printUrls();
process.exitCode = (await watchedServer()) ?? 0;
await pages.close();
