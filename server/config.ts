import type { Board } from '../shared/board.ts';
import { checkChannels, type KnownChannel } from './config/channels.ts';
import { checkNames, checkSources, type KnownKind } from './config/check.ts';
import { ConfigError, type ConfigProblem, type Finding } from './config/problems.ts';
import { checkRoutes } from './config/routes-check.ts';
import { ConfigFile } from './config/schema.ts';
import { sayOfFile } from './config/secrets.ts';
import { settle } from './config/settle.ts';
import { readYaml } from './config/yaml.ts';
import type { Settings } from './core/settings.ts';
import type { Reaching } from './notifiers/config-types.ts';
import { Secret } from './notifiers/secret.ts';

export type { KnownChannel } from './config/channels.ts';
export type { KnownKind } from './config/check.ts';
export { explainConfig } from './config/explain.ts';
export { jsonSchema } from './config/jsonschema.ts';
export { ConfigError } from './config/problems.ts';
export { quickConfig } from './config/quick.ts';

export interface SourceConfig {
  id: string;
  kind: string;
  /** Still unparsed: the kind's own schema reads it. */
  options: unknown;
}

/** A checked `earshot.yaml`, with every default filled in. */
export interface Config extends Reaching {
  settings: Settings;
  boards: Board[];
  sources: SourceConfig[];
  retention: { days: number; megabytes: number };
  /** Where the journal is, when it isn't SQLite's. */
  redis?: string;
}

export interface Known {
  /** Kinds of source that there are, with the schemas of their options. Without it any kind and any options pass. */
  sourceKinds?: readonly KnownKind[];
  /** Kinds of channel likewise. Without it any options pass. */
  channelKinds?: readonly KnownChannel[];
}

/** Reads the text of a config file; `file` is its name for messages. Throws `ConfigError` with everything that is wrong in it. */
export function loadConfig(text: string, file: string, { sourceKinds, channelKinds }: Known = {}): Config {
  const yaml = readYaml(text, file);
  const refuse = (findings: Finding[]) => new ConfigError(file, findings.map(yaml.locate).sort(inOrder));
  const read = ConfigFile.safeParse(yaml.data);
  if (!read.success) throw refuse(read.error.issues.flatMap((issue) => sayOfFile(issue, yaml.data, ConfigFile)));
  const findings = [
    ...checkNames(read.data),
    ...checkSources(read.data, sourceKinds),
    ...checkChannels(read.data, channelKinds, Secret),
    ...checkRoutes(read.data, channelKinds),
  ];
  if (findings.length > 0) throw refuse(findings);
  return settle(read.data, channelKinds);
}

const inOrder = (a: ConfigProblem, b: ConfigProblem) => a.line - b.line || a.column - b.column;
