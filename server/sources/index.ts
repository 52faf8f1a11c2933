import { bluesky } from './bluesky.ts';
import { demo } from './demo.ts';
import type { SourceKind } from './source.ts';

/** Every kind of source, by the name it goes by in the config. A new one is one file and one line here. */
export const SOURCES: readonly SourceKind[] = [bluesky, demo];

export function sourceKind(kind: string): SourceKind | undefined {
  return SOURCES.find((one) => one.kind === kind);
}
