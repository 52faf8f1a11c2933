import type { Steering, Travel } from '../../shared/travel.ts';

export interface House {
  zone: string;
  now: number;
}

/** There is no such look back any more. */
export class Ended extends Error {}
/** One has to sign in first. */
export class Locked extends Error {}

async function refusal(answer: Response): Promise<Error> {
  const told: unknown = await answer.json().catch(() => null);
  const error = typeof told === 'object' && told !== null && 'error' in told ? String(told.error) : `the server answered ${answer.status}`;
  if (answer.status === 404) return new Ended(error);
  return answer.status === 401 ? new Locked(error) : new Error(error);
}

/** Asks the server of now, which keeps the looks back and the drills; its answers are checked there. Throws errors in words. */
export async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const answer = await fetch(path, init).catch(() => {
    throw new Error('The server does not answer. Try again.');
  });
  if (!answer.ok) throw await refusal(answer);
  return answer.json();
}

export const sent = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const TRAVELS = '/api/v1/travels';

export const askHouse = (): Promise<House> => ask('/api/v1/boards');
export const beginTravel = (at: number): Promise<Travel> => ask(TRAVELS, sent({ at, wait: false }));
export const askTravel = (id: string): Promise<Travel> => ask(`${TRAVELS}/${encodeURIComponent(id)}`);
export const steerTravel = (id: string, steering: Steering): Promise<Travel> => ask(`${TRAVELS}/${encodeURIComponent(id)}`, sent(steering));

const LOOK_MS = 150;

/** Waits until it can be looked at, and tells how far it is meanwhile. Rejects in words when it never will be. */
export async function untilReady(begun: Travel, tell: (travel: Travel) => void): Promise<Travel> {
  let travel = begun;
  while (travel.state === 'loading') {
    tell(travel);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    travel = await askTravel(travel.id);
  }
  if (travel.state === 'failed') throw new Error(travel.problem ?? 'It could not be opened.');
  return travel;
}
