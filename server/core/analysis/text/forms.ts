import type { Token } from './fold.ts';

/** English endings behind an apostrophe: joining them would make other words (she'll, shell). */
const ENDINGS = new Set(['t', 'd', 'm', 'll', 're', 've']);

/** Shorter words behind an apostrophe say nothing by themselves. */
const TAIL_MINIMUM = 3;

/** Handles end in it unless their owner has brought a domain. */
const DEFAULT_HOST = '.bsky.social';

/**
 * What a token is compared as, the form that a query for it looks up first. None for a link: words inside it don't match.
 *
 * - `#norvik` is also the word `norvik`.
 * - `wendy's` is `wendys` and `wendy`; `don't` stays; `she'll` is also `she`; `l'oreal` is `loreal` and `oreal`.
 * - `@norvik.bsky.social` and `@norvik@host.example` are also `@norvik`.
 */
export function forms({ kind, text }: Token): string[] {
  if (kind === 'link') return [];
  if (kind === 'hashtag') return [text, text.slice(1)];
  if (kind === 'handle') return handleForms(text);
  return kind === 'word' && text.includes("'") ? apostropheForms(text) : [text];
}

/** The forms of a handle, with or without its sign. */
export function handleForms(handle: string): string[] {
  const host = handle.indexOf('@', 1);
  if (host > 0) return [handle, handle.slice(0, host)];
  return handle.endsWith(DEFAULT_HOST) ? [handle, handle.slice(0, -DEFAULT_HOST.length)] : [handle];
}

function apostropheForms(text: string): string[] {
  const cut = text.lastIndexOf("'");
  const head = text.slice(0, cut).replaceAll("'", '');
  const tail = text.slice(cut + 1);
  if (tail === 's') return [`${head}s`, head];
  if (ENDINGS.has(tail)) return tail === 't' ? [text] : [text, head];
  return tail.length < TAIL_MINIMUM ? [head + tail] : [head + tail, tail];
}
