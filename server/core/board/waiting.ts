import type { WaitingSlice } from '../../../shared/care.ts';
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
  const { id, status, customer, network, language, subject, label, urgency, priority, viral } = one;
  const setting = deskOf(state.settings);
  return {
    id,
    status,
    customer: customer.name || customer.handle,
    handle: customer.handle,
    followers: customer.followers,
    network,
    language,
    text: subject.length > TEXT ? `${subject.slice(0, TEXT).toWellFormed()}…` : subject,
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
