import { reveal, Secret } from './secret.ts';

/** Longest error that is journaled and shown, in characters. */
export const ERROR_BOUND = 300;
/** Parts of a secret shorter than this are words like any other. */
const PART = 6;
/** Depth to which options are looked through, and secrets found in them. */
const DEPTH = 6;
const SECRETS_BOUND = 50;

/** Every secret that these options name, as it is now, longest first; those that cannot be read are left out. */
export function secretsIn(options: unknown, depth = 0): string[] {
  if (typeof options !== 'object' || options === null || depth > DEPTH) return [];
  const secret = Secret.safeParse(options);
  const found = secret.success ? revealed(secret.data) : Object.values(options).flatMap((value) => secretsIn(value, depth + 1));
  return found.slice(0, SECRETS_BOUND).toSorted((a, b) => b.length - a.length);
}

function revealed(secret: Secret): string[] {
  try {
    return partsOf(reveal(secret));
  } catch {
    return [];
  }
}

/** An address holds its secret in its path, its query or its password, and libraries quote them one by one, decoded or not. */
function partsOf(text: string): string[] {
  const url = URL.parse(text);
  if (!url) return [text];
  const parts = [...url.pathname.split('/'), ...url.searchParams.values(), url.password, url.username, `${url.pathname}${url.search}`];
  return [text, url.href, ...parts, ...parts.map(decoded)].filter((part) => part.length >= PART);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** One line of words that may be journaled and shown: without these secrets, and cut. */
export function scrubbed(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) clean = clean.replaceAll(secret, '***');
  return [...clean.replace(/[\p{Cc}\s]+/gu, ' ').trim()].slice(0, ERROR_BOUND).join('');
}
