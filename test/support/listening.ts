import { afterEach } from 'vitest';
import { type BlueskyOptions, TUNING } from '../../server/sources/bluesky/options.ts';
import { blueskyKind } from '../../server/sources/bluesky.ts';
import { type Gate, type JetstreamServer, serveJetstream } from './jetstream.ts';
import { type Given, type Recording, recordingContext } from './source-context.ts';

export const NOW = 1_780_000_000_000;
/** Microseconds since 1970 UTC, so many seconds from now. */
export const at = (seconds: number): number => (NOW + seconds * 1000) * 1000;
export const QUICK = { ...TUNING, batchMs: 5, cursorMs: 0, retryMs: 5, gatherMs: 5 };
export const ANNA = 'did:plc:annainvented';
export const BEN = 'did:plc:beninvented';

/** What runs; it is ended after each test. */
export const open: { server: JetstreamServer; recording: Recording; running: Promise<unknown> }[] = [];
afterEach(async () => {
  for (const { server, recording, running } of open.splice(0)) {
    recording.stop();
    await running;
    await server.close();
  }
});

export type Wished = { options?: Partial<BlueskyOptions>; tuning?: Partial<typeof QUICK>; gate?: Gate } & Given;

/** The source, running against a server of its own. `failure` is what `run` rejected with. */
export async function listening({ options = {}, tuning = {}, gate, ...given }: Wished = {}) {
  const server = await serveJetstream(gate);
  const recording = recordingContext({ now: NOW, ...given });
  const kind = blueskyKind({ ...QUICK, ...tuning });
  const parsed = kind.options.parse({ url: server.url, profiles: { enabled: false }, ...options });
  const outcome: { failure?: unknown } = {};
  const running = kind.run(recording.context, parsed).catch((error: unknown) => {
    outcome.failure = error;
  });
  open.push({ server, recording, running });
  return { server, recording, running, outcome };
}

export const texts = (recording: Recording) => recording.submitted.flatMap((one) => (one.kind === 'mention' ? [one.mention.text] : []));
