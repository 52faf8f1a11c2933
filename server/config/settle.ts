import type { Config } from '../config.ts';
import type { AccountSetting, Settings, WatchSetting } from '../core/settings.ts';
import { alertingSettingOf } from './alerting-settle.ts';
import { boardsOf, scopesOf, zoneOf } from './boards.ts';
import { type KnownChannel, reachingOf } from './channels.ts';
import { optionsOf, placeId, watchId } from './check.ts';
import { deskSettingOf, plain } from './desk-settle.ts';
import type { ConfigFile } from './schema.ts';

/** What the server works with, from a file that was found right. */
export function settle(file: ConfigFile, channelKinds?: readonly KnownChannel[]): Config {
  const settings = settingsOf(file);
  return {
    settings: { ...settings, alerting: alertingSettingOf(file, settings, channelKinds) },
    boards: boardsOf(file),
    sources: file.sources.map((source) => ({ id: source.id ?? source.kind, kind: source.kind, options: optionsOf(source) })),
    retention: file.retention,
    ...(file.redis ? { redis: file.redis } : {}),
    ...reachingOf(file),
  };
}

function settingsOf(file: ConfigFile): Settings {
  const watches = file.watches.map(({ accounts: _, ...watch }, rank): WatchSetting => ({ ...watch, id: watchId(watch), rank }));
  const rivals = file.watches.flatMap(({ accounts }) => accounts ?? []);
  return {
    brand: file.brand,
    watches,
    scopes: scopesOf(file, watches),
    accounts: accountsOf(file.accounts),
    ...(file.places.length > 0 ? { places: file.places.map((place) => ({ ...place, id: placeId(place) })) } : {}),
    zone: zoneOf(file),
    spike: file.spike,
    viral: file.viral,
    desk: deskSettingOf(file.desk, zoneOf(file), rivals),
  };
}

/** Networks and handles in small letters without `@`, each once. */
function accountsOf(accounts: ConfigFile['accounts']): AccountSetting[] {
  return Object.entries(accounts).flatMap(([network, handles]) => {
    return plain(handles).map((handle) => ({ network: network.toLowerCase(), handle }));
  });
}
