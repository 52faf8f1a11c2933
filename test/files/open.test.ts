import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseMap } from '../../server/files/columns.ts';
import { type FilePost, openPosts, type ReadOptions } from '../../server/files/open.ts';
import { isRefusal, type Refusal } from '../../server/files/row.ts';
import { Mention } from '../../shared/mention.ts';
import { tempFolder } from '../support/temp.ts';
import { all } from './all.ts';

const fixture = (name: string): string => join(import.meta.dirname, '../../fixtures/files', name);
const at = (text: string): number => Date.parse(text);

interface Read {
  mentions: Mention[];
  posts: FilePost[];
  refused: Refusal[];
  told: string[];
  own: string[];
}

async function read(paths: string[], options: ReadOptions = {}): Promise<Read> {
  const told: string[] = [];
  const posts = await openPosts(paths, { tell: (message) => told.push(message), ...options });
  const read = await all(posts);
  const good = read.filter((one): one is FilePost => !isRefusal(one));
  return {
    mentions: good.map((one) => one.mention),
    posts: good,
    refused: read.filter((one): one is Refusal => isRefusal(one)),
    told,
    own: posts.ownHandles(),
  };
}

/** A file of the test's own. */
function file(name: string, content: string | Uint8Array): string {
  const path = join(tempFolder(), name);
  writeFileSync(path, content);
  return path;
}

const brief = ({ id, network, author, text, postedAt, inReplyTo }: Mention) => ({
  id,
  network,
  author: author.handle,
  text,
  postedAt,
  inReplyTo,
});

describe('reading posts from files', () => {
  it('reads a support table: times, replies, escaped texts, quoted line ends; and refuses a time it cannot read', async () => {
    const { mentions, refused, own, told } = await read([fixture('support-table.csv')]);
    expect(mentions.map(brief)).toEqual([
      {
        id: 'import:9001',
        network: 'x',
        author: '440017',
        text: "@TernRail the 7:05 didn't come, and nobody says why",
        postedAt: at('2025-03-04T07:15:09Z'),
      },
      {
        id: 'import:9002',
        network: 'x',
        author: 'TernRail',
        text: '@440017 Sorry! A signal failed near Alder Bridge.\nThe next one stops for you at 7:31. ^MK',
        postedAt: at('2025-03-04T07:18:40Z'),
        inReplyTo: 'import:9001',
      },
      {
        id: 'import:9003',
        network: 'x',
        author: '440017',
        text: '@TernRail thanks, "soon" & clear <3',
        postedAt: at('2025-03-04T07:20:02Z'),
        inReplyTo: 'import:9002',
      },
    ]);
    expect(refused).toMatchObject([
      { file: fixture('support-table.csv'), line: 6, field: 'created_at', reason: expect.stringContaining('"yesterday"') },
    ]);
    expect(own).toEqual(['TernRail']);
    expect(told).toEqual([expect.stringContaining('support table (id=tweet_id, author=author_id, inbound, postedAt=created_at')]);
  });

  it('reads support conversations; an author that is not told is unknown', async () => {
    const { mentions, posts, own } = await read([fixture('support.ndjson')]);
    expect(mentions.map((mention) => [mention.author.handle, mention.text, mention.inReplyTo])).toEqual([
      ['mira_on_tour', '@TernRail heating is off in coach 4 again', undefined],
      ['TernRail', "@mira_on_tour That shouldn't be. The guard is on the way & brings blankets ^JD", 'import:510'],
      ['', '@TernRail merci !', 'import:511'],
    ]);
    expect(posts.map((post) => post.own)).toEqual([false, true, false]);
    expect(own).toEqual(['TernRail']);
  });

  it('reads labelled posts', async () => {
    const { mentions } = await read([fixture('labelled.ndjson')], { network: 'x' });
    expect(mentions.map(brief)).toMatchObject([
      { id: 'import:77001', network: 'x', postedAt: at('2024-11-20T05:59:58.100Z') },
      { id: 'import:77002', text: 'pancakes > waffles' },
    ]);
  });

  it('reads exported posts, with the language tag alone and the handle without its @', async () => {
    const { mentions } = await read([fixture('exported.ndjson')]);
    expect(mentions.map(({ lang, author, network, postedAt }) => [lang, author.handle, network, postedAt])).toEqual([
      ['de', 'klaus_am_gleis', 'web', at('2025-05-20T22:17:51.342Z')],
      ['de', 'ostmoor_live', 'web', 1747780000_000],
    ]);
  });

  it('reads the form that is pushed and exported: nothing is unescaped, an id keeps the source it has', async () => {
    const { mentions } = await read([fixture('own.ndjson')], { receivedAt: 1_800_000_000_000 });
    expect(mentions[0]).toEqual({
      id: 'forum:4711',
      source: 'forum',
      network: 'web',
      author: { id: 'u1', handle: 'tilda', name: 'Tilda R.', followers: 12 },
      text: 'Write &amp; in HTML for an ampersand',
      url: 'https://forum.example/4711',
      postedAt: 1741072509000,
      receivedAt: 1_800_000_000_000,
      media: 1,
    });
    expect(mentions.slice(1).map(brief)).toMatchObject([
      { id: 'forum:4712', author: 'ben', text: 'True', postedAt: at('2025-03-04T06:16:00Z'), inReplyTo: 'forum:4711' },
      { id: 'import:4713', author: '' },
    ]);
  });

  it('reads mapped columns, finds the delimiter, gives posts without an id the same id for the same post', async () => {
    const map = parseMap('text=message, postedAt=when, author=who, followers=fans');
    const { mentions, refused, told } = await read([fixture('mapped.csv')], { map, source: 'archive' });
    expect(mentions.map(({ author, text, id }) => [author.handle, author.followers, text, id === mentions[0]?.id])).toEqual([
      ['ana', 12, 'Tickets; all gone', true],
      ['ana', 12, 'Tickets; all gone', true],
    ]);
    expect(mentions[0]?.id).toMatch(/^archive:h[\w-]{22}$/);
    expect(refused).toMatchObject([{ line: 2, field: 'when', reason: expect.stringContaining('04.03.2025') }]);
    expect(told[1]).toContain('times that name no zone are read as UTC');
  });

  it('brings everything under one source when asked, without mixing up ids of several', async () => {
    const { mentions } = await read([fixture('own.ndjson')], { source: 'story', oneSource: true });
    expect(mentions.map(({ id, source, inReplyTo }) => [id, source, inReplyTo])).toEqual([
      ['story:forum:4711', 'story', undefined],
      ['story:forum:4712', 'story', 'story:forum:4711'],
      ['story:4713', 'story', undefined],
    ]);
  });

  it('gives mentions that are what the journal would give back', async () => {
    const names = ['support-table.csv', 'support.ndjson', 'labelled.ndjson', 'exported.ndjson', 'own.ndjson'];
    const { mentions } = await read(names.map(fixture));
    for (const mention of mentions) expect(Mention.parse(JSON.parse(JSON.stringify(mention)))).toStrictEqual(mention);
  });
});

describe('the forms a file may have', () => {
  const table = readFileSync(fixture('support-table.csv'));
  const utf16 = Buffer.from(`\ufeff${table.toString()}`, 'utf16le');

  it.each<[string, Uint8Array | string]>([
    ['gzip under any name', gzipSync(table)],
    ['gzip of two parts', Buffer.concat([gzipSync(table.subarray(0, 150)), gzipSync(table.subarray(150))])],
    ['a byte order mark', `\ufeff${table}`],
    ['UTF-16', utf16],
    ['CR LF', table.toString().replaceAll('\n', '\r\n')],
    ['tabs', table.toString().replace(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/g, '\t')],
  ])('%s', async (_name, content) => {
    const plain = await read([fixture('support-table.csv')]);
    const { mentions, refused } = await read([file('posts', content)]);
    expect(mentions).toEqual(plain.mentions);
    expect(refused.map(({ line }) => line)).toEqual([6]);
  });

  it('reads standard input, and several files as one', async () => {
    const stdin = new Blob([gzipSync(table)]).stream();
    const { mentions } = await read(['-', fixture('support.ndjson')], { stdin });
    expect(mentions.map(({ id }) => id)).toEqual(['9001', '9002', '9003', '510', '511', '512'].map((id) => `import:${id}`));
  });

  it('tells how far it is, in bytes as they lie on disk', async () => {
    const packed = gzipSync(table);
    const posts = await openPosts([file('posts.gz', packed), fixture('support.ndjson')]);
    const total = packed.length + readFileSync(fixture('support.ndjson')).length;
    expect(posts.progress()).toEqual({ bytes: 0, total });
    await all(posts);
    expect(posts.progress()).toEqual({ bytes: total, total });
    expect((await openPosts(['-'])).progress()).toEqual({ bytes: 0, total: null });
  });

  it.each<[string, Uint8Array | string, string]>([
    ['a zip archive', 'PK\u0003\u0004rest', 'a zip archive'],
    ['a picture', '\u0089PNG\r\n\u001a\n\0\0\0', 'it is not text'],
    ['a JSON array', '[{"id":1}]', 'one post a line'],
    ['a table whose columns mean nothing to us', 'a,b\n1,2\n', 'among a, b; name their columns with --map text=COLUMN,postedAt=COLUMN'],
    ['gzip that was cut short', gzipSync(table).subarray(0, 60), 'unexpected end of file'],
  ])('refuses %s as a whole and says what to do', async (_name, content, message) => {
    const path = file('posts', content);
    const reading = read([path]);
    await expect(reading).rejects.toThrow(`cannot read ${path}: `);
    await expect(reading).rejects.toThrow(message);
  });

  it('misses a file before anything is read', async () => {
    const gone = join(tempFolder(), 'gone.csv');
    await expect(openPosts([fixture('support.ndjson'), gone])).rejects.toThrow(`cannot read ${gone}: there is no such file`);
    await expect(openPosts([import.meta.dirname])).rejects.toThrow('it is a folder');
  });
});

describe('a line that cannot be a post', () => {
  const good = { id: '1', text: 'ok', postedAt: '2025-03-04T07:15:09Z' };

  it.each<[object, string, string]>([
    [{ ...good, text: undefined }, 'text', 'missing'],
    [{ ...good, text: 5 }, 'text', 'expected string'],
    [{ ...good, text: 'x'.repeat(50_001) }, 'text', '50000'],
    [{ ...good, postedAt: undefined }, 'postedAt', 'missing'],
    [{ ...good, postedAt: '2999-01-01T00:00:00Z' }, 'postedAt', 'in the future'],
    [{ ...good, id: 'i'.repeat(401) }, 'id', '400'],
    [{ ...good, inReplyTo: 'i'.repeat(510) }, 'inReplyTo', 'longer than 512 characters with its source'],
    [{ ...good, source: 'a b' }, 'source', 'letters, digits'],
    [{ ...good, url: 'javascript:alert(1)' }, 'url', 'URL'],
    [{ ...good, author: { handle: 7 } }, 'author', ''],
  ])('%# is refused by field and reason, and the next line is read', async (bad, field, reason) => {
    const path = file('posts.ndjson', [good, bad, { ...good, id: '3' }].map((one) => JSON.stringify(one)).join('\n'));
    const { mentions, refused } = await read([path], { receivedAt: at('2026-01-01T00:00:00Z') });
    expect(mentions.map(({ id }) => id)).toEqual(['import:1', 'import:3']);
    expect(refused).toMatchObject([
      { file: path, line: 2, field: expect.stringMatching(new RegExp(`^${field}`)), reason: expect.stringContaining(reason) },
    ]);
  });

  it('is every line before the layout can be told', async () => {
    const path = file('posts.ndjson', `{"message":"x"}\n${JSON.stringify(good)}\n`);
    const { mentions, refused } = await read([path]);
    expect(mentions).toHaveLength(1);
    expect(refused).toMatchObject([{ line: 1, field: 'line', reason: expect.stringContaining('among message') }]);
  });

  it('can hold anything, and the text comes out plain and bounded', async () => {
    const path = file('posts.ndjson', JSON.stringify({ ...good, text: `a\u202eb\u0000${'c'.repeat(20_000)}`, author: 'x\u202ey\nz' }));
    const { mentions } = await read([path]);
    expect(mentions[0]?.text).toHaveLength(10_000);
    expect(mentions[0]?.text.startsWith('abccc')).toBe(true);
    expect(mentions[0]?.author.handle).toBe('xy z');
  });
});

describe('the map of columns', () => {
  it('reaches into objects by dots', async () => {
    const path = file('posts.ndjson', '{"id":"1","body":"hi","at":1741072509,"user":{"screen_name":"ana","fans":3}}');
    const map = parseMap('text=body,postedAt=at,author=user.screen_name,followers=user.fans');
    const { mentions } = await read([path], { map });
    expect(mentions[0]).toMatchObject({ id: 'import:1', text: 'hi', author: { handle: 'ana', followers: 3 } });
  });

  it.each([
    ['body=text', 'there is no field "body"'],
    ['text', 'say which column text is in'],
    ['text=', 'say which column text is in'],
  ])('%s is wrong usage', (text, message) => {
    expect(() => parseMap(text)).toThrow(message);
  });

  it('says when the first row lacks a mapped column', async () => {
    const { told } = await read([fixture('exported.ndjson')], { map: { place: 'town' } });
    expect(told[0]).toContain('there is no town in its first row');
  });

  it('refuses a source or a network that is no name', async () => {
    await expect(openPosts([], { source: 'a b' })).rejects.toThrow('--source: letters, digits');
    await expect(openPosts([], { network: '' })).rejects.toThrow('--network');
  });
});
