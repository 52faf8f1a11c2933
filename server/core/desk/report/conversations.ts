interface Linked {
  id: string;
  parent: string | null;
  account: string | null;
}

/** How many posts each account has in every conversation that it took part in. A link to a post that is not there binds nothing. */
export function conversationsOf(posts: ReadonlyMap<string, Linked>): Map<string, number[]> {
  const above = new Map<string, string>();
  for (const { id, parent } of posts.values()) if (parent !== null && posts.has(parent)) join(above, id, parent);
  const counts = new Map<string, Map<string, number>>();
  for (const { id, account } of posts.values()) {
    if (account === null) continue;
    const perTop = counts.get(account) ?? new Map<string, number>();
    counts.set(account, perTop);
    const top = topOf(above, id);
    perTop.set(top, (perTop.get(top) ?? 0) + 1);
  }
  return new Map([...counts].map(([account, perTop]) => [account, [...perTop.values()]]));
}

/** Posts may be linked in a ring where a file is wrong: it has a top like any other. */
function join(above: Map<string, string>, id: string, parent: string): void {
  const [a, b] = [topOf(above, id), topOf(above, parent)];
  if (a !== b) above.set(a, b);
}

/** The post that stands for the whole conversation. Ways are shortened as they are walked, so that long ones stay quick. */
function topOf(above: Map<string, string>, id: string): string {
  let at = id;
  for (let next = above.get(at); next !== undefined; next = above.get(at)) {
    const further = above.get(next);
    if (further !== undefined) above.set(at, further);
    at = further ?? next;
  }
  return at;
}
