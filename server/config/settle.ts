import type { Config } from '../config.ts';
import type { AccountSetting, WatchSetting } from '../core/settings.ts';
import { boardsOf, scopesOf, zoneOf } from './boards.ts';
import { optionsOf, placeId, watchId } from './check.ts';
import type { ConfigFile } from './schema.ts';

/** What the server works with, from a file that was found right. */
export function settle(file: ConfigFile): Config {
  const watches = file.watches.map((watch, rank): WatchSetting => ({ ...watch, id: watchId(watch), rank }));
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
    const plain = handles.map((handle) => handle.replace(/^@/, '').toLowerCase());
    return [...new Set(plain)].map((handle) => ({ network: network.toLowerCase(), handle }));
  });
}
