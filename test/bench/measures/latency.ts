import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { launch } from '../../support/browser.ts';
import { type Child, start } from '../children.ts';
import { percentile } from '../numbers.ts';
import { runProduct } from '../product.ts';
import type { Row } from '../row.ts';
import type { Measuring } from './measuring.ts';

const PER_SECOND = 1_000;
/** On a wide wall the five most worthy voices stand under one another, so that marks close to each other are all seen. */
const WALL = { width: 2560, height: 1080 };
const EVERY_MS = 90;
/** Four frames a second. */
const FRAME = 250;
const WARM_UP_MS = 2_000;

/** From sending a post, while a thousand others come in each second, to the moment at which the wall has painted it. */
export async function latency({ full, folder }: Measuring): Promise<Row[]> {
  const marks = full ? 1_000 : 210;
  const product = await runProduct(folder());
  const sender = start('sender-child.ts');
  const marker = start('sender-child.ts');
  const screen = await launch();
  const url = `${product.address}/api/v1/mentions`;
  try {
    const { page } = await screen.open({ viewport: WALL });
    await page.goto(product.address);
    await page.getByText('Voices').first().waitFor();
    await page.evaluate(watchForMarks);
    await sender.ask({ kind: 'stream', url, perSecond: PER_SECOND, prefix: 'flow' });
    await wait(WARM_UP_MS);
    const samples = await sample(page, marker, url, marks);
    await sender.ask({ kind: 'hush' });
    return rowsOf(samples, marks);
  } finally {
    await Promise.all([sender.end(), marker.end(), screen.close()]);
    await product.stop();
  }
}

async function sample(page: Page, marker: Child, url: string, count: number): Promise<number[]> {
  const marks = Array.from({ length: count }, (_, i) => markPost(i));
  const sentAt = await marker.ask<number[]>({ kind: 'marks', url, marks, everyMs: EVERY_MS });
  await wait(2_000);
  const painted = new Map(
    await page.evaluate(() => Object.entries(JSON.parse(document.body.dataset.marks ?? '{}') as Record<string, number>)),
  );
  return sentAt.flatMap((at, i) => {
    const seen = painted.get(wordOf(i));
    return seen === undefined ? [] : [seen - at];
  });
}

function rowsOf(samples: readonly number[], sent: number): Row[] {
  const note = `${samples.length} of ${sent} marks were seen; those that better ones pushed out before a frame was drawn are not counted`;
  const yardstick = { what: 'the 250 ms that four frames a second allow', value: FRAME };
  const what = `post to paint at ${PER_SECOND.toLocaleString('en')} posts a second`;
  return [
    { what: `${what}, p50`, value: percentile(samples, 0.5), unit: 'ms', yardstick, atMost: 300 / FRAME, note },
    { what: `${what}, p99`, value: percentile(samples, 0.99), unit: 'ms', yardstick, atMost: 600 / FRAME },
  ];
}

const SYLLABLES = ['ba', 'ce', 'di', 'fo', 'gu', 'ha', 'ke', 'li', 'mo', 'nu', 'pa', 're'];
const syllable = (n: number): string => SYLLABLES[n % SYLLABLES.length]!;
/** A word for each number, without digits: posts that differ in numbers alone count as the same. */
const wordOf = (i: number): string => `zq${syllable(i)}${syllable(Math.floor(i / 12))}${syllable(Math.floor(i / 144))}`;

/** Each has more followers than the one before and than anybody else, so that it takes the first place among the voices. */
function markPost(i: number): object {
  const words = Array.from({ length: 8 }, (_, n) => syllable(i * 7 + n * n) + syllable(i * 5 + n) + syllable(i + n * 3));
  return {
    id: `mark-${i}`,
    text: `haldenair ${wordOf(i)} ${words.join(' ')}`,
    source: 'marks',
    network: 'bench',
    author: { handle: wordOf(i), followers: Math.round(1e10 * 1.005 ** i) },
  };
}

/** Runs in the page: notes when each mark was painted, which is when the frame that shows it has been handed on. */
function watchForMarks(): void {
  const seen: Record<string, number> = {};
  let looking = false;
  const look = (): void => {
    looking = false;
    const words = [...document.querySelectorAll('li:not(.out) article')].flatMap(
      (article) => article.textContent?.match(/\bzq[a-z]{6}\b/g) ?? [],
    );
    const fresh = words.filter((word) => !(word in seen));
    if (fresh.length === 0) return;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      for (const word of fresh) seen[word] ??= Date.now();
      document.body.dataset.marks = JSON.stringify(seen);
    };
    port2.postMessage(null);
  };
  new MutationObserver(() => {
    if (looking) return;
    looking = true;
    requestAnimationFrame(look);
  }).observe(document.querySelector('#app')!, { childList: true, subtree: true, characterData: true, attributes: true });
}
