import { expect, test } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { pastOf } from '../../server/past.ts';
import { Report } from '../../shared/report.ts';
import { entry, opened } from '../history/stories.ts';
import { makeParts } from '../support/app.ts';
import { answerOf, CASE_MINUTE, CASE_NOON, caseOf, turnOf } from '../support/case.ts';

const PERIOD = 'from=2026-03-10T00:00:00Z&to=2026-03-11T00:00:00Z';

const answered = caseOf({
  answeredAt: CASE_NOON + 5 * CASE_MINUTE,
  replies: 1,
  agents: ['=cmd|x'],
  team: 'north, "night"',
  turns: [turnOf({ mention: 'web:bag', label: 'positive', corrected: { by: 'mara', at: CASE_NOON, label: 'negative' } }), answerOf(5)],
});

async function reporting(given: Parameters<typeof makeParts>[0] = {}) {
  const parts = await makeParts(given);
  const history = await opened();
  await history.keep([entry('bag', { text: 'Wonderful. Lost again.' })], 1);
  await history.keepCases([answered, caseOf({ id: '2', watches: ['bags'] })], 1);
  const app = await buildApp({ ...parts, history: pastOf(history) });
  return { app, parts, ask: (url: string, headers = {}) => app.inject({ url, headers }) };
}

test('a report is told as it is described, with times in ms or ISO 8601', async () => {
  const { ask } = await reporting();
  const answer = await ask(`/api/v1/reports?${PERIOD}`);
  expect(answer.statusCode).toBe(200);
  const report = Report.parse(answer.json());
  expect(report.figures).toMatchObject({ cases: 2, answered: { count: 1, of: 2 } });
  expect(report.query).toEqual({ from: Date.parse('2026-03-10T00:00:00Z'), to: Date.parse('2026-03-11T00:00:00Z') });
  const same = await ask(`/api/v1/reports?from=${report.query.from}&to=${report.query.to}`);
  expect(same.json()).toEqual(answer.json());
});

test.each([
  ['network=bluesky', 0],
  ['watch=bags', 1],
  ['agent=%3Dcmd%7Cx', 1],
  ['language=de', 0],
])('%s narrows it', async (narrow, cases) => {
  const { ask } = await reporting();
  expect((await ask(`/api/v1/reports?${PERIOD}&${narrow}`)).json()).toMatchObject({ figures: { cases } });
});

test.each([
  ['from=2026-03-10T00:00:00Z', 400],
  ['from=2026-03-10T00:00:00Z&to=2026-03-09T00:00:00Z', 400],
  ['from=0&to=1773100800000', 400],
  ['from=yesterday&to=1773100800000', 400],
  [`${PERIOD}&board=nowhere`, 404],
])('%s is refused', async (query, status) => {
  const { ask } = await reporting();
  for (const form of ['reports', 'reports.csv']) expect((await ask(`/api/v1/${form}?${query}`)).statusCode).toBe(status);
});

test('the table quotes what needs it, and holds no formula', async () => {
  const { ask } = await reporting();
  const answer = await ask(`/api/v1/reports.csv?${PERIOD}`);
  expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(answer.headers['content-disposition']).toBe('attachment; filename="report-2026-03-10-2026-03-11.csv"');
  expect(answer.body.charCodeAt(0)).toBe(0xfeff);
  const lines = answer.body.slice(1).split('\r\n');
  expect(lines[0]).toBe('section,name,metric,value,n,low,high,before');
  expect(lines).toContain('figures,,cases,2,,,,');
  expect(lines).toContain('figures,,first.clock.median,300000,,,,');
  expect(lines.find((line) => line.startsWith('figures,,answered.share,'))).toMatch(
    /^figures,,answered.share,0.5,2,0\.0945\d*,0\.9054\d*,$/,
  );
  expect(lines).toContain('team,"north, ""night""",cases,1,,,,');
  expect(lines).toContain("agent,'=cmd|x,cases,1,,,,");
  expect(lines.filter((line) => /(^|,)"?[=@]/.test(line))).toEqual([]);
});

test('what people corrected is told a line each', async () => {
  const { ask } = await reporting();
  const answer = await ask('/api/v1/labels');
  expect(answer.headers['content-type']).toBe('application/jsonl; charset=utf-8');
  expect(answer.body).toBe(
    `${JSON.stringify({
      id: 'web:bag',
      text: 'Wonderful. Lost again.',
      language: 'en',
      heard: { label: 'positive' },
      corrected: { label: 'negative' },
      by: 'mara',
      at: CASE_NOON,
    })}\n`,
  );
});
