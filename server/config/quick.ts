import type { Config } from '../config.ts';
import { lex } from '../core/analysis/query/lexemes.ts';
import { parseQuery, terms } from '../core/analysis/query/query.ts';
import { fold, words } from '../core/analysis/text/fold.ts';
import { forms } from '../core/analysis/text/forms.ts';
import { slug } from './names.ts';
import { ConfigFile } from './schema.ts';
import { settle } from './settle.ts';

const NAME_BOUND = 80;

/**
 * What `--listen QUERY` gives: one watch of ours, named after the first thing it asks for, heard on Bluesky. Without a query nothing is
 * watched and no source runs, so that what is pushed over HTTP is shown. Throws `QueryError`.
 */
export function quickConfig({ listen, brand }: { listen?: string; brand?: string } = {}): Config {
  if (listen === undefined) return settle(ConfigFile.parse({ brand }));
  const name = nameOf(listen);
  const watch = { id: slug(name) === '' ? 'listen' : undefined, name, query: listen };
  return settle(ConfigFile.parse({ brand: brand ?? name, watches: [watch], sources: [{ kind: 'bluesky' }] }));
}

/** In the letters it was written with; a query of fields alone is its own name. */
function nameOf(query: string): string {
  const own = terms(parseQuery(query));
  const asked = lex(query).find(({ kind, text }) => (kind === 'chunk' || kind === 'quoted') && own.includes(firstForm(text)));
  return (asked?.text.replace(/\*+$/, '') ?? query).trim().slice(0, NAME_BOUND);
}

function firstForm(text: string): string {
  const [first] = words(fold(text.replace(/\*+$/, '')));
  const form = first ? (forms(first)[0] ?? '') : '';
  return text.endsWith('*') ? `${form}*` : form;
}
