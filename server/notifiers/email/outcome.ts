import { again } from '../answers.ts';
import type { Outcome } from '../notifier.ts';

interface Refusal {
  code: string | undefined;
  responseCode: number | undefined;
}

/** What an error of SMTP means: 4xx passes, 5xx and a refused sign-in do not. It tells codes alone: answers may repeat names. */
export function outcomeOf(error: unknown): Outcome {
  const { code, responseCode } = refusalOf(error);
  if (code === 'EAUTH' && !(responseCode && responseCode < 500)) return dead('the mail server does not let us in: check name and password');
  if (code === 'ETLS') return dead('the mail server offers no encryption: say `encryption: if-offered` if that is meant');
  if (responseCode && responseCode >= 500) return dead(`the mail server answers ${responseCode}${HELP[responseCode] ?? ''}`);
  if (responseCode) return again(`the mail server answers ${responseCode}`);
  return again(WORDS[code ?? ''] ?? 'the mail server cannot be reached');
}

const dead = (error: string): Outcome => ({ outcome: 'dead', error });

const HELP: Record<number, string> = {
  530: ': it wants a name and a password',
  535: ': check name and password',
  550: ': it takes no mail for that address, or none from us',
  552: ': the message is too long for it',
  553: ': check the addresses',
};

const WORDS: Record<string, string> = {
  ETIMEDOUT: 'the mail server does not answer',
  EDNS: 'the host of the mail server is not known',
  ESOCKET: 'the connection to the mail server broke',
};

function refusalOf(error: unknown): Refusal {
  if (!(error instanceof Error)) return { code: undefined, responseCode: undefined };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const responseCode = 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : undefined;
  return { code, responseCode };
}
