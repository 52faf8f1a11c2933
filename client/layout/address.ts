/** The board that an address asks for: `/wall/NAME`; any other address shows the board `main`. */
export function boardOf(path: string): string {
  const [, name] = /^\/wall\/([^/]+)\/?$/.exec(path) ?? [];
  if (!name) return 'main';
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
