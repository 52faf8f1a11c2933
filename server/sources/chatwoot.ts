import { catchUp } from './chatwoot/catch-up.ts';
import { delivering } from './chatwoot/deliver.ts';
import { ChatwootOptions, lineTo } from './chatwoot/options.ts';
import { sendTo } from './chatwoot/send.ts';
import { keepAsking } from './helpdesk/catching-up.ts';
import { nothingBrought } from './helpdesk/reading.ts';
import type { HelpdeskContext, SourceKind } from './source.ts';

/** The public messages of the conversations of a Chatwoot account. Tests ask more often. */
export function chatwootKind(everyMs?: number): SourceKind<ChatwootOptions> {
  return {
    kind: 'chatwoot',
    about: 'Chatwoot: the public messages of conversations, told of by its webhook and asked for every two minutes',
    // A delivery that is missed is found by asking, so that silence while that works means that nobody wrote.
    listens: true,
    options: ChatwootOptions,
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

export const chatwoot = chatwootKind();
