import type { RuleQuality } from '../../shared/quality.ts';
import type { Rate } from '../../shared/report.ts';
import { lasting } from '../format/lasting.ts';
import { percent, times, whole } from '../format/number.ts';

/** "5 of 6"; a dash where nobody said anything. */
export const ofWords = ({ count, of }: Rate): string => (of === 0 ? '–' : `${whole(count)} of ${whole(of)}`);

/** "83% (36 to 97)": what it is, and between which it lies with 95%. */
export function shareWords({ share, low, high, of }: Rate): string {
  if (of === 0 || share === null) return '–';
  return `${percent(share)}% (${percent(low)} to ${percent(high)})`;
}

/** "2 min before", "3 min after"; a dash where it is not known. */
export function leadWords({ median }: { median: number | null }): string {
  if (median === null) return '–';
  return `${lasting(Math.abs(median))} ${median < 0 ? 'after' : 'before'}`;
}

const WEEK = 7;
const DAY_MS = 86_400_000;
const alerts = (n: string): string => `${n} ${n === '1' ? 'alert' : 'alerts'}`;

/** "1.4 alerts a week"; of less than a week how many there were: what came in an hour says nothing of a week. */
const rateWords = (quality: RuleQuality, days: number): string =>
  days < WEEK ? `${alerts(whole(quality.alerts))} in ${lasting(days * DAY_MS)}` : `${alerts(times(quality.aWeek))} a week`;

/** What is known of a rule, in a few words for beside it. */
export function recordWords(quality: RuleQuality | undefined, days: number): string[] {
  if (!quality || quality.alerts === 0) return [days < 1.5 ? 'no alert yet' : `no alert in ${whole(days)} days`];
  const { precision, recall, lead } = quality;
  return [
    rateWords(quality, days),
    precision.of === 0 ? 'not marked yet' : `${ofWords(precision)} marked useful`,
    ...(recall.of === 0 ? [] : [`found ${ofWords(recall)}`]),
    ...(lead.people.median === null ? [] : [`${leadWords(lead.people)} people`]),
  ];
}
