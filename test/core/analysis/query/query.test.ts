import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery, QUERY_BOUND, type Query, QueryError, TERMS_BOUND, terms } from '../../../../server/core/analysis/query/query.ts';

/** A query with every group in brackets, so that rows can be read. */
function show(query: Query): string {
  switch (query.kind) {
    case 'and':
      return `[${query.parts.map(show).join(' & ')}]`;
    case 'or':
      return `[${query.parts.map(show).join(' | ')}]`;
    case 'not':
      return `!${show(query.part)}`;
    case 'term':
      return shown(query.term);
    case 'phrase':
      return `<${query.terms.map(shown).join(' ')}>`;
    case 'near':
      return `<${query.terms.map(shown).join(' ')}>~${query.within}`;
    case 'field':
      return `${query.field}=${query.value}`;
  }
}

type Term = Extract<Query, { kind: 'term' }>['term'];
const shown = ({ text, mode }: Term) => ({ whole: text, start: `${text}*`, inside: `*${text}*` })[mode];

describe('the query language', () => {
  const rows: [why: string, query: string, read: string][] = [
    ['words must all occur', 'norvik delay', '[norvik & delay]'],
    ['AND may be written', 'norvik AND delay', '[norvik & delay]'],
    ['OR binds weaker', 'a b OR c', '[[a & b] | c]'],
    ['parentheses group', 'a (b OR c)', '[a & [b | c]]'],
    ['small or, and, not are words', 'this or that', '[this & or & that]'],
    ['minus leaves out a word, a phrase, a group, a field', 'a -b -"c d" -(e f) -lang:de', '[a & !b & !<c d> & ![e & f] & !lang=de]'],
    ['NOT is minus', 'a NOT b', '[a & !b]'],
    ['a minus inside a word is none', 'coca-cola', '<coca cola>'],
    ['quotes make a phrase', '"Norvik Air"', '<norvik air>'],
    ['curly quotes and full-width signs will do', '“norvik air” （＃b OR ＠c）', '[<norvik air> & [#b | @c]]'],
    ['quotes around one word change nothing', '"norvik"', 'norvik'],
    ['a star at the end takes every ending', 'batter* #batt* "new batter*"', '[batter* & #batt* & <new batter*>]'],
    ['a tilde brings words near', '"battery fire"~5', '<battery fire>~5'],
    ['hashtags, handles and emoji are words of their own', '#Norvik @Norvik.bsky.social 👍🏽', '[#norvik & @norvik.bsky.social & 👍]'],
    ['words of scripts without spaces are found inside', '東京 삼성', '[*東京* & *삼성*]'],
    ['a name with an apostrophe is one word', "wendy's l'oréal don't", "[wendys & loreal & don't]"],
    ['fields', 'lang:pt-BR network:Bluesky from:@Norvik place:"New York"', '[lang=pt-br & network=bluesky & from=norvik & place=New York]'],
    ['a time is no field', '10:30 norvik', '[<10 30> & norvik]'],
  ];
  it.each(rows)('%s', (_, query, read) => {
    expect(show(parseQuery(query))).toBe(read);
  });

  const mistakes: [query: string, position: number, said: RegExp][] = [
    ['', 0, /empty/],
    ['   ', 0, /empty/],
    ['norvik "air', 7, /" is never closed/],
    ['(norvik OR (air)', 0, /\( is never closed/],
    ['norvik)', 6, /\) closes nothing/],
    ['norvik ()', 7, /group is empty/],
    ['-spam', 0, /only excludes/],
    ['-a -lang:en', 0, /only excludes/],
    ['norvik OR -air', 0, /only excludes/],
    ['-(-norvik)', 0, /only excludes/],
    ['norvik langauge:en', 7, /no field langauge.*did you mean lang:en/],
    ['platform:x norvik', 0, /did you mean network:x/],
    ['re:invent', 0, /put "re:invent" in quotes/],
    ['norvik lang:english', 12, /lang: wants a language code/],
    ['network:', 8, /wants the name of a network/],
    ['no*', 0, /at least 3 letters/],
    ['norvik *', 7, /at least 3 letters/],
    ['nor*ik', 3, /only stands at the end/],
    ['OR norvik', 0, /OR needs something on both sides/],
    ['norvik OR', 7, /OR needs something on both sides/],
    ['norvik AND OR air', 7, /AND needs something on both sides/],
    ['norvik - air', 7, /leaves nothing out/],
    ['norvik & air', 7, /no word in &/],
    ['norvik | air', 7, /write OR/],
    ['" "', 0, /no words between the quotes/],
    ['battery~5', 7, /~ stands after a phrase/],
    ['"battery fire"~', 14, /~ needs a number/],
    ['"battery fire"~0', 0, /~ takes 1 to 50/],
    ['"no no"~3', 0, /two different words/],
    ['norvik https://norvik.example', 7, /links and addresses are not searched/],
    ['a '.repeat(TERMS_BOUND + 1), TERMS_BOUND * 2, /more than 256 words/],
    [`${'('.repeat(40)}a${')'.repeat(40)}`, 32, /32 groups inside each other/],
    [`"${'a '.repeat(17)}"`, 0, /phrase of more than 16 words/],
    ['a'.repeat(QUERY_BOUND + 1), QUERY_BOUND, /longer than 4000/],
  ];
  it.each(mistakes)('refuses %j and points at the place', (query, position, said) => {
    const error = failure(query);
    expect(error?.message).toMatch(said);
    expect(error?.position).toBe(position);
    expect(error?.hint).not.toBe('');
  });

  it('reads or refuses whatever is typed, and points inside of it', () => {
    const pieces = fc.constantFrom(
      'a',
      'OR',
      'AND',
      'NOT',
      '-',
      '(',
      ')',
      '"',
      '*',
      '~',
      '5',
      ':',
      'lang:',
      '#',
      '@',
      ' ',
      'é',
      '東',
      '😀',
      '\ud800',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 25 }), (parts) => {
        const query = parts.join('');
        const error = failure(query);
        if (error) expect(error.position).toBeLessThanOrEqual(query.length);
      }),
      { numRuns: 500 },
    );
  });
});

/** Anything but a `QueryError` goes through. */
function failure(query: string): QueryError | undefined {
  try {
    parseQuery(query);
    return undefined;
  } catch (error) {
    if (error instanceof QueryError) return error;
    throw error;
  }
}

describe("a watch's own terms", () => {
  const rows: [query: string, own: string[]][] = [
    ['Norvik', ['norvik', '#norvik']],
    ['#Norvik -spam', ['norvik', '#norvik']],
    ['@norvik', ['@norvik', 'norvik', '#norvik']],
    ['"coca cola"', ['coca cola', 'coca', '#coca', 'cola', '#cola']],
    ['batter* OR 😡', ['batter*', '#batter*', '😡']],
    ['lang:en', []],
  ];
  it.each(rows)('of %s are %j', (query, own) => {
    expect(terms(parseQuery(query))).toEqual(own);
  });
});
