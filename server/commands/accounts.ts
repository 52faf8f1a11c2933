import type { AccountResponses } from '../../shared/report.ts';

/** Widest name of an account that is shown whole. */
const NAME_BOUND = 32;

const share = (part: number, whole: number): string => (whole === 0 ? '-' : `${Math.round((part / whole) * 100)}%`);

/** "45 s", "12 min", "3.5 h", "2.1 d": what a person would say. */
export function timeInWords(seconds: number | null): string {
  if (seconds === null) return '-';
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (Math.round(seconds / 60) < 120) return `${Math.round(seconds / 60)} min`;
  const hours = seconds / 3600;
  return hours < 48 ? `${hours.toFixed(1)} h` : `${(hours / 24).toFixed(1)} d`;
}

const HEAD = ['account', 'first', 'answered', '', 'median', '90%', 'any turn', 'talks', 'replies', 'agents'];

const cellsOf = (one: AccountResponses): string[] => [
  one.account.slice(0, NAME_BOUND),
  String(one.firstMessages),
  String(one.answered),
  share(one.answered, one.firstMessages),
  timeInWords(one.firstResponse.p50),
  timeInWords(one.firstResponse.p90),
  timeInWords(one.anyResponse.p50),
  String(one.conversations),
  one.repliesPerConversation === null ? '-' : one.repliesPerConversation.toFixed(2),
  String(one.signatures),
];

/** A table for people, and a line about all accounts together. */
export function accountsTable(accounts: readonly AccountResponses[]): string {
  const rows = [HEAD, ...accounts.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: string[]) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ');
  return `${rows.map((row) => line(row).trimEnd()).join('\n')}\n\n${summary(accounts)}\n`;
}

function summary(accounts: readonly AccountResponses[]): string {
  const total = (count: (one: AccountResponses) => number) => accounts.reduce((sum, one) => sum + count(one), 0);
  const [first, answered] = [total((one) => one.firstMessages), total((one) => one.answered)];
  const plural = accounts.length === 1 ? '' : 's';
  return `${accounts.length} account${plural}: ${first} first messages, ${answered} answered (${share(answered, first)}).`;
}
