import { fold, words } from '../text/fold.ts';
import type { Lexeme } from './lexemes.ts';
import type { Query } from './query.ts';
import { QueryError } from './queryerror.ts';
import { closest } from './spelling.ts';

/** What may stand before a colon. */
export const FIELDS = ['lang', 'network', 'from', 'place'] as const;
export type Field = (typeof FIELDS)[number];

/** What people write for a field, when they don't know its name. */
const OTHER_NAMES: Record<string, Field> = {
  language: 'lang',
  locale: 'lang',
  source: 'network',
  site: 'network',
  platform: 'network',
  author: 'from',
  by: 'from',
  user: 'from',
  location: 'place',
  near: 'place',
};

interface Rule {
  /** Brings the value to the form that is compared, or tells that it is none. */
  read(value: string): string | undefined;
  wants: string;
}

const RULES: Record<Field, Rule> = {
  lang: { read: (value) => shaped(value.toLowerCase(), /^[a-z]{2,3}(-[a-z0-9]{1,8}){0,3}$/), wants: 'a language code such as en or pt-br' },
  network: { read: (value) => shaped(value.toLowerCase(), /^[a-z0-9][a-z0-9_-]{0,31}$/), wants: 'the name of a network such as bluesky' },
  from: { read: (value) => shaped(fold(value).replace(/^@/, ''), /^[^\s@][^\s]{0,255}$/), wants: 'a handle such as norvikair' },
  place: {
    read: (value) => (words(fold(value)).length > 0 ? value : undefined),
    wants: 'the name of a place such as oslo or "new york"',
  },
};

const shaped = (value: string, shape: RegExp) => (shape.test(value) ? value : undefined);

/** Reads `name:value`. Throws `QueryError` for a field that there isn't, or a value that can't be one. */
export function readField({ at, name = '', text }: Lexeme): Query {
  const field = FIELDS.find((known) => known === name.toLowerCase());
  if (!field) throw unknown(name, text, at);
  const value = RULES[field].read(text.trim());
  if (value !== undefined) return { kind: 'field', field, value };
  throw new QueryError(`${field}: wants ${RULES[field].wants}`, at + field.length + 1, `for example ${example(field)}`);
}

const example = (field: Field) => ({ lang: 'lang:en', network: 'network:bluesky', from: 'from:norvikair', place: 'place:oslo' })[field];

function unknown(name: string, text: string, at: number): QueryError {
  const near = closest(name, [...FIELDS, ...Object.keys(OTHER_NAMES)]) ?? '';
  const meant = OTHER_NAMES[near] ?? near;
  const quotes = `to search for the words, put "${name}:${text}" in quotes`;
  return new QueryError(
    `there is no field ${name}, only ${FIELDS.join(', ')}`,
    at,
    meant ? `did you mean ${meant}:${text}? Or ${quotes}` : quotes,
  );
}
