import { z } from 'zod';
import { escaped, page } from './pages.ts';

const Media = z.object({ examples: z.record(z.string(), z.object({ value: z.unknown() })).default({}) });
const Operation = z.object({
  summary: z.string().default(''),
  description: z.string().default(''),
  requestBody: z.object({ content: z.record(z.string(), Media) }).optional(),
  'x-example': z.string().optional(),
});
const Document = z.object({
  info: z.object({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
});
type Operation = z.infer<typeof Operation>;

/** The example of a request's body, if it has one. */
export function bodyExample(operation: Operation): unknown {
  return Object.values(operation.requestBody?.content['application/json']?.examples ?? {})[0]?.value;
}

function example(operation: Operation, method: string, path: string): string {
  const body = bodyExample(operation);
  if (body !== undefined) return `${method.toUpperCase()} ${path}\ncontent-type: application/json\n\n${JSON.stringify(body, null, 2)}`;
  return `${method.toUpperCase()} ${operation['x-example'] ?? path}`;
}

const section = (path: string, method: string, operation: Operation): string => `<h2>${escaped(operation.summary)}</h2>
<p>${escaped(operation.description)}</p>
<pre>${escaped(example(operation, method, path))}</pre>`;

/** Every operation of an OpenAPI document on one page. */
export function apiPage(document: unknown): string {
  const { info, paths } = Document.parse(document);
  const sections = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => section(path, method, operation)),
  );
  const intro = `<h1>${escaped(info.title)} ${escaped(info.version)}</h1>
<p>Programs read <a href="/api/v1/openapi.json">openapi.json</a>. Beyond this machine every request needs
<code>Authorization: Bearer</code> and an access token.</p>`;
  return page(`${info.title} API`, [intro, ...sections].join('\n'));
}
