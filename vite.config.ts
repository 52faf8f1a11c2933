import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: 'client',
  plugins: [svelte()],
  build: { outDir: '../dist', emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 },
  server: { proxy: { '/api': 'http://127.0.0.1:4747', '/socket.io': { target: 'ws://127.0.0.1:4747', ws: true } } },
  test: {
    root: '.',
    include: ['test/**/*.test.ts'],
    exclude: ['test/bench/**'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // With memory protection keys V8 13 now and then dies in its own books when threads come and go; servers here start and stop by the hundred.
    execArgv: ['--no-memory-protection-keys'],
    globalSetup: ['test/support/setup.ts'],
  },
});
