import { bluesky } from './bluesky.ts';
import { chatwoot } from './chatwoot.ts';
import { demo } from './demo.ts';
import type { SourceKind } from './source.ts';
import { zendesk } from './zendesk.ts';

/** Every kind of source, by the name it goes by in the config. A new one is one file and one line here. */
export const SOURCES: readonly SourceKind[] = [bluesky, chatwoot, demo, zendesk];

export function sourceKind(kind: string): SourceKind | undefined {
  return SOURCES.find((one) => one.kind === kind);
}
