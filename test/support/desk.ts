import type { ActionAnswer } from '../../shared/action.ts';
import type { Case } from '../../shared/case.ts';
import type { CasePage } from '../../shared/queue.ts';
import { push, until } from './server.ts';

/** An airline with a desk: what is said to its account opens a case. The board `bags` is about one of its watches alone. */
export const DESK_YAML = `
brand: Halden Air
accounts: { x: ["@haldenair"] }
watches:
  - { id: halden, name: Halden Air, query: halden }
  - { id: bags, name: Baggage, query: bag OR suitcase }
boards:
  - { name: main }
  - { name: bags, watches: [bags] }
`;

/** A customer of that name who asks something. */
export const asks = (name: string, text = `@haldenair when does my flight ${name} leave?`) => ({
  id: `ask-${name}`,
  network: 'x',
  text,
  author: { id: name, handle: name, name },
});

export const queueAt = async (address: string, query = ''): Promise<CasePage> =>
  (await fetch(`${address}/api/v1/cases?queue=open&limit=200${query}`)).json() as Promise<CasePage>;

export const caseAt = async (address: string, id: string): Promise<Case> => {
  const answer = (await (await fetch(`${address}/api/v1/cases/${id}`)).json()) as { case: Case };
  return answer.case;
};

export async function actAt(address: string, action: object): Promise<ActionAnswer & { status: number }> {
  const answer = await fetch(`${address}/api/v1/actions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(action),
  });
  return { ok: false, ...((await answer.json()) as object), status: answer.status };
}

/** Brings one question of each customer, and tells their cases by the customer's name. */
export async function openCases(address: string, names: string[], at: string[] = [address]): Promise<Map<string, string>> {
  await push(
    address,
    names.map((name) => asks(name)),
  );
  const pages = await Promise.all(
    at.map((node) =>
      until(
        () => queueAt(node),
        ({ total }) => total >= names.length,
      ),
    ),
  );
  return new Map(pages[0]!.cases.map(({ customer, id }) => [customer.id, id]));
}
