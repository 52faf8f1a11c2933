import { createHash } from 'node:crypto';

/** A Lua script, which Redis runs as one step that nothing can come between. */
export interface Script {
  lua: string;
  sha: string;
}

const script = (lua: string): Script => ({ lua, sha: createHash('sha1').update(lua).digest('hex') });

/** The highest number ever given: the stream remembers it, also when its entries were deleted. */
const LAST = `
local function last_number(log)
  if redis.call('EXISTS', log) == 0 then return 0 end
  local info = redis.call('XINFO', 'STREAM', log)
  for i = 1, #info, 2 do
    if info[i] == 'last-generated-id' then return tonumber(string.match(info[i + 1], '^(%d+)')) end
  end
end
`;

/** The token that was given last is the only one that counts. */
const DEMAND = `
local function lost(tokens, name, token)
  return name ~= '' and (redis.call('HGET', tokens, name) or '0') ~= token
end
`;

/**
 * KEYS log, words, ids, tokens; ARGV lease name or '', its token, channel, then for each entry: id, at, kind, bare, words.
 * Answers with the numbers given, 0 for a known id. The id is noted last, so that no failure can make an entry known that
 * isn't there.
 */
export const APPEND = script(`${LAST}${DEMAND}
if lost(KEYS[4], ARGV[1], ARGV[2]) then return redis.error_reply('LEASELOST taken by another node') end
local before = last_number(KEYS[1])
local last, numbers = before, {}
for i = 4, #ARGV, 5 do
  if redis.call('ZSCORE', KEYS[3], ARGV[i]) then
    numbers[#numbers + 1] = 0
  else
    last = last + 1
    local seq = string.format('%d', last)
    if ARGV[i + 4] ~= '' then redis.call('HSET', KEYS[2], seq, ARGV[i + 4]) end
    redis.call('XADD', KEYS[1], seq .. '-0', 'at', ARGV[i + 1], 'kind', ARGV[i + 2], 'bare', ARGV[i + 3])
    redis.call('ZADD', KEYS[3], seq, ARGV[i])
    numbers[#numbers + 1] = last
  end
end
if last > before then redis.call('PUBLISH', ARGV[3], last) end
return numbers
`);

/** KEYS log, words; ARGV after, limit. Answers with seq, bare, words (or nil) of each entry, in one flat list. */
export const READ = script(`
local rows, found = redis.call('XRANGE', KEYS[1], '(' .. ARGV[1] .. '-0', '+', 'COUNT', ARGV[2]), {}
for _, row in ipairs(rows) do
  local seq = string.match(row[1], '^(%d+)')
  found[#found + 1] = seq
  found[#found + 1] = row[2][6]
  found[#found + 1] = redis.call('HGET', KEYS[2], seq)
end
return found
`);

/** KEYS log. Answers with the oldest number held and the highest one given. */
export const ENDS = script(`${LAST}
local oldest = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1]
return { oldest and tonumber(string.match(oldest[1], '^(%d+)')) or 0, last_number(KEYS[1]) }
`);

/** KEYS words, ids; ARGV the mention's id. Without its words the entry reads as emptied. */
export const ERASE = script(`
local seq = redis.call('ZSCORE', KEYS[2], ARGV[1])
return seq and redis.call('HDEL', KEYS[1], string.format('%d', seq)) or 0
`);

/**
 * KEYS log, words, ids; ARGV before, keepAfter, bytes, most. Deletes some of the oldest entries, answers with how many.
 * Ticks are never brought again, so their ids go at once.
 */
export const RETIRE = script(`
local used = 0
for _, key in ipairs(KEYS) do used = used + (redis.call('MEMORY', 'USAGE', key) or 0) end
local over, retired, last = used > tonumber(ARGV[3]), {}, nil
for _, row in ipairs(redis.call('XRANGE', KEYS[1], '-', ARGV[2] .. '-0', 'COUNT', ARGV[4])) do
  if not over and tonumber(row[2][2]) >= tonumber(ARGV[1]) then break end
  last = string.match(row[1], '^(%d+)')
  retired[#retired + 1] = last
  if row[2][4] == 'tick' then redis.call('ZREM', KEYS[3], cjson.decode(row[2][6]).id) end
end
if last then
  redis.call('HDEL', KEYS[2], unpack(retired))
  redis.call('XTRIM', KEYS[1], 'MINID', string.format('%d-0', last + 1))
end
return #retired
`);

/**
 * KEYS log, ids, trims; ARGV before, how long ids outlive their entries, how many do, shortest time between notes.
 * Notes which number was the oldest at this bound, then forgets the ids below the number of an old enough note.
 */
export const FORGET = script(`${LAST}
local oldest = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1]
local first = oldest and string.match(oldest[1], '^(%d+)') or string.format('%d', last_number(KEYS[1]) + 1)
local before = tonumber(ARGV[1])
local noted = redis.call('ZREVRANGE', KEYS[3], 0, 0, 'WITHSCORES')[2]
if not noted or tonumber(noted) <= before - tonumber(ARGV[4]) then redis.call('ZADD', KEYS[3], 'NX', before, first) end
local old = redis.call('ZREVRANGEBYSCORE', KEYS[3], before - tonumber(ARGV[2]), '-inf', 'WITHSCORES', 'LIMIT', 0, 1)
if old[1] then
  redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', '(' .. old[1])
  redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', old[2])
end
local excess = redis.call('ZCOUNT', KEYS[2], '-inf', '(' .. first) - tonumber(ARGV[3])
if excess > 0 then redis.call('ZREMRANGEBYRANK', KEYS[2], 0, excess - 1) end
`);

/** KEYS cursors, tokens; ARGV lease name or '', its token, source, cursor. */
export const SAVE_CURSOR = script(`${DEMAND}
if lost(KEYS[2], ARGV[1], ARGV[2]) then return redis.error_reply('LEASELOST taken by another node') end
redis.call('HSET', KEYS[1], ARGV[3], ARGV[4])
`);

/** KEYS lease, tokens; ARGV name, holder, ttl. Answers with the token, or nil while somebody else holds it. */
export const ACQUIRE = script(`
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[2] then return nil end
local token = holder and redis.call('HGET', KEYS[2], ARGV[1]) or redis.call('HINCRBY', KEYS[2], ARGV[1], 1)
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return tonumber(token)
`);

/** KEYS lease; ARGV holder. */
export const RELEASE = script(`
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
`);

/** KEYS snapshots, their version; ARGV version, seq, packed, how many to keep. */
export const SAVE_SNAPSHOT = script(`
if redis.call('GET', KEYS[2]) ~= ARGV[1] then
  redis.call('DEL', KEYS[1])
  redis.call('SET', KEYS[2], ARGV[1])
end
redis.call('HSET', KEYS[1], ARGV[2], ARGV[3])
local all = redis.call('HKEYS', KEYS[1])
table.sort(all, function(a, b) return tonumber(a) > tonumber(b) end)
for i = tonumber(ARGV[4]) + 1, #all do redis.call('HDEL', KEYS[1], all[i]) end
`);
