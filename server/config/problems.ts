import {
  type Document,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  type LineCounter,
  type Node,
  type ParsedNode,
  type Scalar,
} from 'yaml';

/** One mistake in the file. Lines and columns count from 1. */
export interface ConfigProblem {
  line: number;
  column: number;
  /** Where in the data, such as `watches[2].kind`; empty for mistakes of the YAML itself. */
  path: string;
  message: string;
}

/** A file that cannot be used, with everything that is wrong in it. The message is one line a mistake. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly problems: ConfigProblem[];

  constructor(file: string, problems: ConfigProblem[]) {
    super(problems.map((problem) => print(file, problem)).join('\n'));
    this.problems = problems;
  }
}

function print(file: string, { line, column, path, message }: ConfigProblem): string {
  return path ? `${file}:${line}:${column} ${path}: ${message}` : `${file}:${line}:${column} ${message}`;
}

export type Path = readonly (string | number)[];

/** A mistake by its place in the data. `key`: the key itself is wrong; `position`: offset in the text that stands there. */
export interface Finding {
  path: Path;
  message: string;
  key?: boolean;
  position?: number;
}

/** `watches[2].kind`. */
export function printPath(path: Path): string {
  return path.map((part, i) => (typeof part === 'number' ? `[${part}]` : i === 0 ? part : `.${part}`)).join('');
}

/** Finds the line and column of a mistake in the file it was read from. */
export function locate(finding: Finding, document: Document<ParsedNode>, lines: LineCounter, text: string): ConfigProblem {
  const { line, col } = lines.linePos(offsetOf(finding, document, text));
  return { line: Math.max(1, line), column: Math.max(1, col), path: printPath(finding.path), message: finding.message };
}

/** What isn't there is looked for where it should be: in the nearest thing around it. */
function offsetOf(finding: Finding, document: Document<ParsedNode>, text: string): number {
  for (let length = finding.path.length; length >= 0; length--) {
    const path = finding.path.slice(0, length);
    const found = finding.key && length === finding.path.length ? keyNode(document, path) : nodeAt(document, path);
    if (found?.range) return found.range[0] + (length === finding.path.length ? inside(finding.position, found, text) : 0);
  }
  return 0;
}

function nodeAt(document: Document<ParsedNode>, path: Path): Node | undefined {
  const found = path.length === 0 ? document.contents : document.getIn(path, true);
  return isNode(found) ? found : undefined;
}

function keyNode(document: Document<ParsedNode>, path: Path): Node | undefined {
  const parent = nodeAt(document, path.slice(0, -1));
  if (!isCollection(parent) || !isMap(parent)) return undefined;
  const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(path.at(-1)));
  return isNode(pair?.key) ? pair.key : undefined;
}

/** How far into a scalar's source the given offset of its value lies: 0 where it cannot be told. */
function inside(position: number | undefined, found: Node, text: string): number {
  if (position === undefined || !isScalar<string>(found) || typeof found.value !== 'string' || !found.range) return 0;
  const [from, to] = found.range;
  const source = text.slice(from, to);
  return align(found.value, position, source, contentStart(found, source));
}

/** Quotes, and the first line of a block (`>-`), are no part of the value. */
function contentStart(scalar: Scalar, source: string): number {
  if (scalar.type === 'BLOCK_FOLDED' || scalar.type === 'BLOCK_LITERAL') return source.indexOf('\n') + 1;
  return scalar.type === 'QUOTE_DOUBLE' || scalar.type === 'QUOTE_SINGLE' ? 1 : 0;
}

/** Reads value and source side by side, passing over what only the source has: escapes, doubled quotes, indentation. */
function align(value: string, position: number, source: string, start: number): number {
  let at = start;
  for (let i = 0; i < position; i++) {
    while (at < source.length && !same(value[i]!, source[at]!)) at++;
    at++;
  }
  while (at < source.length && position < value.length && !same(value[position]!, source[at]!)) at++;
  return at <= source.length ? at : 0;
}

const same = (a: string, b: string) => a === b || (/\s/.test(a) && /\s/.test(b));
