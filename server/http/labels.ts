import type { Past } from './deps.ts';

/** One line a corrected post, read from the history page by page. */
export async function* labelLines({ corrections }: Pick<Past, 'corrections'>): AsyncGenerator<string> {
  for (let after: number | null = 0; after !== null && corrections; ) {
    const page: Awaited<ReturnType<typeof corrections>> = await corrections(after);
    for (const { mention: id, text, language, heard, corrected } of page.corrections) {
      if (text === null) continue;
      const { by, at, ...said } = corrected;
      yield `${JSON.stringify({ id, text, language, heard, corrected: said, by, at })}\n`;
    }
    after = page.next;
  }
}
