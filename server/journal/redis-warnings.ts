import type { RedisLink } from './redis-link.ts';

const OLDEST = 7;

/** What is wrong with how this Redis is set up for keeping a journal, in words for its operator. Throws when it is too old. */
export async function redisWarnings(link: RedisLink): Promise<string[]> {
  const info = facts(await link.write((redis) => redis.info()));
  const version = info.get('redis_version') ?? '';
  if (Number.parseInt(version, 10) < OLDEST) throw new Error(`Redis at ${link.place} is version ${version}: ${OLDEST} or newer is needed.`);
  const at = `Redis at ${link.place}`;
  const policy = info.get('maxmemory_policy') ?? 'noeviction';
  const warnings = [];
  if (info.get('aof_enabled') !== '1')
    warnings.push(`${at} doesn't write its log to disk: posts are lost when it stops. Set "appendonly yes".`);
  else warnings.push(...(await syncWarnings(link, at)));
  if (policy !== 'noeviction')
    warnings.push(`${at} may drop posts when memory runs short. Set "maxmemory-policy noeviction", not "${policy}".`);
  return warnings;
}

async function syncWarnings(link: RedisLink, at: string): Promise<string[]> {
  // Hosted Redis often forbids CONFIG; then nothing can be told.
  const config = await link.write((redis) => redis.configGet('appendfsync')).catch(() => ({}) as Record<string, string>);
  const sync = config.appendfsync;
  if (sync === 'everysec')
    return [`${at} flushes its log every second: a power cut there can lose that second. "appendfsync always" loses nothing.`];
  if (sync === 'no')
    return [`${at} leaves flushing its log to the system: a power cut there can lose half a minute. Set "appendfsync always".`];
  return [];
}

const facts = (info: string): Map<string, string> =>
  new Map(info.split('\r\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
