import { keepAsking } from './helpdesk/catching-up.ts';
import { nothingBrought } from './helpdesk/reading.ts';
import type { HelpdeskContext, SourceKind } from './source.ts';
import { catchUp } from './zendesk/catch-up.ts';
import { delivering } from './zendesk/deliver.ts';
import { lineTo, ZendeskOptions } from './zendesk/options.ts';
import { sendTo } from './zendesk/send.ts';

/** The public comments of the tickets of a Zendesk account. Tests ask more often. */
export function zendeskKind(everyMs?: number): SourceKind<ZendeskOptions> {
  return {
    kind: 'zendesk',
    about: 'Zendesk: the public comments of tickets, told of by its webhook and asked for every two minutes',
    // A delivery that is missed is found by asking, so that silence while that works means that nobody wrote.
    listens: true,
    options: ZendeskOptions,
    run(context, options) {
      const line = lineTo(context, options);
      const brought = nothingBrought();
      return keepAsking(context, everyMs ?? options.seconds * 1000, () => catchUp(context, line, options, brought));
    },
    helpdesk(context: HelpdeskContext, options) {
      const line = lineTo(context, options);
      return { deliver: delivering(context, line, options), send: (parcel) => sendTo(line, options, parcel) };
    },
  };
}

export const zendesk = zendeskKind();
