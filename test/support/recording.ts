import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, loadConfig } from '../../server/config.ts';
import { buildAnalyser } from '../../server/core/analysis/analyse.ts';
import type { Entry } from '../../server/core/entry.ts';
import { story } from '../../server/sources/demo/story.ts';
import { SOURCES } from '../../server/sources/index.ts';
import type { Incoming } from '../../server/sources/source.ts';

const SECOND = 1000;
const MINUTE = 60_000;
const YAML = join(import.meta.dirname, '../../fixtures/scenarios/halden-air/earshot.yaml');

export const demoConfig = (): Config => loadConfig(readFileSync(YAML, 'utf8'), YAML, { sourceKinds: SOURCES });

interface Stretch {
  seed: number;
  startedAt: number;
  /** Minutes before and after the start. */
  before: number;
  after: number;
}

/** The journal of a server that lived through the demo's story: settings, the source that is live, every item when it was due, and ticks. */
export function recordedStory({ seed, startedAt, before, after }: Stretch): Entry[] {
  const { settings } = demoConfig();
  const analyser = buildAnalyser(settings);
  const tale = story(seed, startedAt);
  const from = startedAt - before * MINUTE;
  const entries: Entry[] = [
    { kind: 'settings', id: 'c:1', at: from, settings },
    { kind: 'source', id: 's:1', at: from, source: 'demo', connector: 'demo', listens: true, status: 'live', duplicates: 0, rejected: 0 },
  ];
  for (let at = from; at < startedAt + after * MINUTE; at += SECOND) {
    for (const told of tale.between(at, at + SECOND)) entries.push(entryOf(told.item, told.at));
    entries.push({ kind: 'tick', id: `t:${Math.floor(at / SECOND) + 1}`, at: at + SECOND });
  }
  return entries;

  function entryOf(item: Incoming, at: number): Entry {
    switch (item.kind) {
      case 'mention':
        return { kind: 'mention', id: item.mention.id, at, mention: item.mention, analysis: analyser.analyse(item.mention) };
      case 'engagement':
        return { kind: 'engagement', id: `e:${item.engagement.id}`, at, engagement: item.engagement };
      case 'retraction':
        return { kind: 'retraction', id: `r:${item.mention}`, at, mention: item.mention };
      case 'author':
        return { kind: 'author', id: `p:${item.author.id}:${at}`, at, source: item.source, author: item.author };
    }
  }
}
