/** FNV-1a over UTF-16 units with a final mix; 32 bits. */
export function featureOf(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mixed(hash);
}

export function mixed(hash: number): number {
  let bits = hash ^ (hash >>> 15);
  bits = Math.imul(bits, 0x85ebca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** Of two neighbours, in their order. */
export const pair = (first: number, second: number): number => mixed(Math.imul(first, 0x9e3779b1) ^ second);

/** What tells a language's own features from those that all of them share. */
export const saltOf = (language: string): number => featureOf(`language ${language}`);
