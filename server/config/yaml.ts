import { type Document, LineCounter, parseDocument, visit, type YAMLError } from 'yaml';
import { ConfigError, type ConfigProblem, type Finding, locate } from './problems.ts';

/** Longest file, in UTF-16 units. */
export const FILE_BOUND = 2_000_000;

interface Yaml {
  data: unknown;
  /** Tells where in the file a mistake stands. */
  locate(finding: Finding): ConfigProblem;
}

/** Reads YAML. An empty file is an empty set of keys. Throws `ConfigError` on what is no YAML. */
export function readYaml(text: string, file: string): Yaml {
  if (text.length > FILE_BOUND)
    throw new ConfigError(file, [{ line: 1, column: 1, path: '', message: `longer than ${FILE_BOUND} characters` }]);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const errors = [...document.errors.map((error) => broken(error, lines)), ...danglingAliases(document, lines)];
  if (errors.length > 0) throw new ConfigError(file, errors);
  return { data: contentOf(document, file), locate: (finding) => locate(finding, document, lines, text) };
}

/** Aliases that grow into far too much are refused by the parser. */
function contentOf(document: Document, file: string): unknown {
  try {
    return document.toJS() ?? {};
  } catch (error) {
    throw new ConfigError(file, [{ line: 1, column: 1, path: '', message: error instanceof Error ? error.message : String(error) }]);
  }
}

function danglingAliases(document: Document, lines: LineCounter): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document)) return;
      const { line, col } = lines.linePos(alias.range?.[0] ?? 0);
      problems.push({
        line,
        column: col,
        path: '',
        message: `*${alias.source} refers to nothing: a value that begins with * must stand in quotes`,
      });
    },
  });
  return problems;
}

/** What the mistakes that are made most mean in a file of queries. */
const HINTS: Partial<Record<YAMLError['code'], string>> = {
  BAD_SCALAR_START: 'put the whole value in quotes',
  UNEXPECTED_TOKEN: 'a query with phrases must stand in single quotes as a whole: \'"norvik air" OR norvik\'',
  BAD_ALIAS: 'a value that begins with * must stand in quotes',
  TAB_AS_INDENT: 'indent with spaces',
  DUPLICATE_KEY: 'remove one of the two',
  MULTIPLE_DOCS: 'keep what stands before the second ---',
  MULTILINE_IMPLICIT_KEY: 'look for a missing colon, or put the value in quotes',
};

function broken(error: YAMLError, lines: LineCounter): ConfigProblem {
  const { line, col } = lines.linePos(error.pos[0]);
  const hint = HINTS[error.code];
  return { line, column: col, path: '', message: `${error.message.replace(/(;.*|\.)$/, '')}${hint ? `: ${hint}` : ''}` };
}
