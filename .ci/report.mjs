// node .ci/report.mjs REPORT STATUS: says what failed, then "N passed, N failed" alone on the last line. Exits 1 on any failure.
// REPORT is the JSON that vitest wrote, if it came that far; STATUS the exit code of the whole check. A test that was skipped has failed.
import { readFileSync } from 'node:fs';

const [, , path = '', status = '1'] = process.argv;

function readReport() {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return { testResults: [] };
  }
}

const files = readReport().testResults;
const tests = files.flatMap((file) => file.assertionResults.map((test) => ({ ...test, file: file.name })));
const passed = tests.filter((test) => test.status === 'passed');
const failed = tests.filter((test) => test.status !== 'passed');
const broken = files.filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'));

for (const test of failed)
  console.log(`FAILED (${test.status}) ${test.file}: ${test.fullName}\n${(test.failureMessages ?? []).join('\n')}`);
for (const file of broken) console.log(`FAILED ${file.name}: ${file.message || 'the file could not be run'}`);

let failures = failed.length + broken.length;
if (tests.length === 0 || (status !== '0' && failures === 0)) {
  console.log(`FAILED: the check ended with ${status}, outside the tests; its words are above.`);
  failures += 1;
}
console.log(`${passed.length} passed, ${failures} failed`);
process.exitCode = failures > 0 ? 1 : 0;
