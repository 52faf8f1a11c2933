import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { bodies, posts } from '../posts.ts';

/** The least that durable means: the same bytes, parsed, and inserted batch by batch into a SQLite file with a full sync for each. */
const POSTS = 6_000;

const told = posts(POSTS);
const folder = mkdtempSync(join(tmpdir(), 'earshot-floor-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
process.once('disconnect', () => process.exit(0));

const db = new DatabaseSync(join(folder, 'floor.db'));
db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE posts (seq INTEGER PRIMARY KEY, id TEXT, body TEXT)');
const insert = db.prepare('INSERT INTO posts (id, body) VALUES (?, ?)');

function batch(body: Buffer): void {
  db.exec('BEGIN');
  for (const line of body.toString('utf8').split('\n')) if (line) insert.run((JSON.parse(line) as { id: string }).id, line);
  db.exec('COMMIT');
}

process.on('message', ({ count, size, prefix }: { count: number; size: number; prefix: string }) => {
  const all = bodies(told, count, size, prefix);
  const began = performance.now();
  for (const body of all) batch(body);
  process.send?.({ took: performance.now() - began });
});
