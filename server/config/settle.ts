import type { Config } from '../config.ts';
import type { AccountSetting, WatchSetting } from '../core/settings.ts';
import { boardsOf, scopesOf, zoneOf } from './boards.ts';
import { optionsOf, placeId, watchId } from './check.ts';
import { deskSettingOf, plain } from './desk-settle.ts';
import type { ConfigFile } from './schema.ts';

/** What the server works with, from a file that was found right. */
export function settle(file: ConfigFile): Config {
  const watches = file.watches.map(({ accounts: _, ...watch }, rank): WatchSetting => ({ ...watch, id: watchId(watch), rank }));
  const rivals = file.watches.flatMap(({ accounts }) => accounts ?? []);
  return {
    settings: {
      brand: file.brand,
      watches,
      scopes: scopesOf(file, watches),
      accounts: accountsOf(file.accounts),
      ...(file.places.length > 0 ? { places: file.places.map((place) => ({ ...place, id: placeId(place) })) } : {}),
      zone: zoneOf(file),
      spike: file.spike,
      viral: file.viral,
      desk: deskSettingOf(file.desk, zoneOf(file), rivals),
    },
    boards: boardsOf(file),
    sources: file.sources.map((source) => ({ id: source.id ?? source.kind, kind: source.kind, options: optionsOf(source) })),
    retention: file.retention,
    ...(file.redis ? { redis: file.redis } : {}),
  };
}

/** Networks and handles in small letters without `@`, each once. */
function accountsOf(accounts: ConfigFile['accounts']): AccountSetting[] {
  return Object.entries(accounts).flatMap(([network, handles]) => {
    return plain(handles).map((handle) => ({ network: network.toLowerCase(), handle }));
  });
}
