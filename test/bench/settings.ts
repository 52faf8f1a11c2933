import { type Config, loadConfig } from '../../server/config.ts';
import type { Settings } from '../../server/core/settings.ts';
import { SOURCES } from '../../server/sources/index.ts';
import { settingsFile } from './product.ts';

export const config = (): Config => loadConfig(settingsFile(), 'earshot.yaml', { sourceKinds: SOURCES });

export const settings = (): Settings => config().settings;
