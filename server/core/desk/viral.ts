import { type Change, touch } from './change.ts';

/** A probability that moved less than this is no news. */
const NEWS = 0.05;

/** Lets cases know how likely their conversation is to go viral. */
export function followViral(change: Change): void {
  const { desk, viral } = change.state;
  const likely = new Map<string, number>();
  for (const { mention, probability } of viral.noted.values()) {
    const id = desk.byPost.get(mention);
    if (id !== undefined) likely.set(id, Math.max(probability, likely.get(id) ?? 0));
  }
  for (const id of desk.viral) if (!likely.has(id)) tellCase(change, id, null);
  for (const [id, probability] of likely) tellCase(change, id, probability);
}

function tellCase(change: Change, id: string, probability: number | null): void {
  const { desk } = change.state;
  const one = desk.cases.get(id);
  if (probability === null || !one) desk.viral.delete(id);
  else desk.viral.add(id);
  if (!one || (probability !== null && one.viral !== null && Math.abs(probability - one.viral) < NEWS)) return;
  if (one.viral === probability) return;
  one.viral = probability;
  touch(change, one);
}
