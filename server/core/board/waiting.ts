import type { WaitingSlice } from '../../../shared/care.ts';
import type { Case } from '../../../shared/case.ts';
import { censusOf, type Waiting } from '../desk/census.ts';
import { teamName, whoIs } from '../desk/names.ts';
import { deskOf } from '../settings.ts';
import type { Scope, State } from '../state.ts';

/** UTF-16 units of the customer's words: two lines from five metres. */
const TEXT = 200;

/** Who waits for us, by what is due first; without a target, who waits longest. */
export function waiting(state: State, scope: Scope): WaitingSlice {
  const census = censusOf(state, scope);
  return {
    cases: census.waiting.map((one) => shown(state, one)),
    more: census.waitingUs - census.waiting.length,
    over: census.over,
    begun: state.desk.next > 1,
    accounts: state.settings.accounts.length > 0,
  };
}

function shown(state: State, { case: one, clock }: Waiting): WaitingSlice['cases'][number] {
  const { id, status, customer, network, language, label, urgency, priority, viral } = one;
  const setting = deskOf(state.settings);
  return {
    id,
    status,
    ...named(one),
    followers: customer.followers,
    network,
    language,
    label,
    urgency,
    priority,
    from: clock && clock.kind !== 'resolution' ? clock.from : one.postedAt,
    due: clock?.due ?? null,
    kind: clock?.kind ?? null,
    owner: whoIs(setting, one.owner),
    team: teamName(setting, one.team),
    viral,
  };
}

/** Who they are, and their words. What was written to a helpdesk was not said in public: a wall shows neither. */
function named({ id, why, customer, network, subject }: Case): Pick<WaitingSlice['cases'][number], 'customer' | 'handle' | 'text'> {
  if (why === 'helpdesk') return { customer: `Case ${id}`, handle: '', text: `wrote to the helpdesk (${network})` };
  const text = subject.length > TEXT ? `${subject.slice(0, TEXT).toWellFormed()}…` : subject;
  return { customer: customer.name || customer.handle, handle: customer.handle, text };
}
