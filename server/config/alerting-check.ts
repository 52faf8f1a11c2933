import { checkRules, type Named } from './alert-rules-check.ts';
import { checkId, plannedId, silenceId } from './alerting-settle.ts';
import { momentOf } from './alerting-words.ts';
import { zoneOf } from './boards.ts';
import { missing, unique } from './names.ts';
import type { Finding, Path } from './problems.ts';
import { quote } from './say.ts';
import { ALL, type ConfigFile } from './schema.ts';

/** What no schema sees of alerting but for channels and routes: names that point nowhere or at two, times that contradict each other. */
export function checkAlerting(file: ConfigFile, watches: Named['watches']): Finding[] {
  const named = { watches, sources: file.sources.map(({ id, kind }) => id ?? kind) };
  const announced = [...file.silences.map(silenceId), ...file.maintenance.map(silenceId)];
  return [
    ...checkRules(file, named),
    ...(file.routes ?? []).flatMap((route, i) => checkMatcher(route, ['routes', i], named)),
    ...(['silences', 'maintenance'] as const).flatMap((key) =>
      file[key].flatMap((one, i) => [...checkMatcher(one, [key, i], named), ...checkTimes(one, [key, i], file)]),
    ),
    ...unique(announced.slice(0, file.silences.length), ['silences'], 'id'),
    ...(announced.length > file.silences.length ? twice(announced, file.silences.length) : []),
    ...file.planned.flatMap((one, i) => [
      ...one.watches.flatMap((id, j) => checkWatch(id, ['planned', i, 'watches', j], named)),
      ...checkTimes(one, ['planned', i], file),
    ]),
    ...unique(file.planned.map(plannedId), ['planned'], 'id'),
    ...file.playbooks.flatMap(({ checks }, i) => unique(checks.map(checkId), ['playbooks', i, 'checks'], 'id')),
  ];
}

/** Silences and maintenance windows are known by one set of ids. */
function twice(ids: string[], from: number): Finding[] {
  return ids.slice(from).flatMap((id, i): Finding[] => {
    if (ids.indexOf(id) === from + i) return [];
    return [{ path: ['maintenance', i, 'id'], message: `another one has the id ${quote(id)} already; give one of them another id` }];
  });
}

interface MatcherFile {
  kinds: string[];
  watches: string[];
}

/** Of a blind source the subject is the source. */
function checkMatcher({ kinds, watches }: MatcherFile, path: Path, named: Named): Finding[] {
  const sources = kinds.length === 0 || kinds.includes('silence') ? named.sources : [];
  return watches.flatMap((id, j) => (sources.includes(id) ? [] : checkWatch(id, [...path, 'watches', j], named)));
}

const checkWatch = (id: string, path: Path, { watches }: Named): Finding[] =>
  id === ALL
    ? []
    : missing(
        id,
        watches.map((one) => one.id),
        'watch',
        path,
      );

function checkTimes({ from, until }: { from?: string | undefined; until: string }, path: Path, file: ConfigFile): Finding[] {
  const zone = zoneOf(file);
  if (from === undefined || momentOf(from, zone)! < momentOf(until, zone)!) return [];
  return [
    { path: [...path, 'until'], message: `${quote(until)} is no later than from, ${quote(from)}: it would be over before it begins` },
  ];
}
