import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { push, startServer } from '../support/server.ts';
import { layoutFaults } from './layout.ts';
import { Hands, openWall, PICTURES, spelled, surge, useBrowser, usual, wallConfig, YAML } from './support.ts';

const browser = useBrowser();
mkdirSync(PICTURES, { recursive: true });

const SIZES = [
  [1280, 720],
  [1920, 1080],
  [3840, 2160],
  [1080, 1920],
  [3440, 1440],
  [390, 844],
] as const;

/** Every panel of listening but the map at once, and the three scenes that a wall has by itself. */
const BOARDS = ['main', 'overview', 'where', 'care', 'duty'];

const ZALGO = `h${'\u0317\u0348\u0350\u0363'.repeat(25)}alden`;
const LONG_NAME = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(3).slice(0, 100);
const HOSTILE = [
  `halden ${'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(20)}`,
  `halden \u202edesrever si txet siht\u202c \u2067and this isolated`,
  `${ZALGO} halden is ${ZALGO} again`,
  'halden שכחו את המזוודה שלי בפעם השלישית, #כבודה_אבודה (100%) https://post.example/שלום',
  'هل فقدت halden حقيبتي مرة أخرى؟ هذا غير مقبول @haldencare',
  'halden 羽田行きの便が三時間も遅れています。説明もありません。乗客は皆怒っています。荷物も届きません。どうなっているのでしょうか',
  'halden 👩‍👩‍👧‍👦🏳️‍🌈🇳🇴👍🏽 '.repeat(30),
  '<script>alert("halden")</script><img src=x onerror=alert(1)>',
  'halden\n\n\n\n\n\n\n\nfar below',
  'halden अपना सामान खो दिया और किसी ने जवाब नहीं दिया, ภาษาไทยไม่มีช่องว่างระหว่างคำเลยแม้แต่น้อย',
];

const hostile = (n: number) =>
  Array.from({ length: n }, (_, i) => ({
    id: `hostile-${i}`,
    text: `${HOSTILE[i % HOSTILE.length]} ${spelled(i)}`,
    network: ['x', 'a-network-with-a-very-long-name-32', 'web'][i % 3]!.slice(0, 32),
    author: {
      id: `h${i}`,
      handle: `@${LONG_NAME}`,
      name: i % 2 ? LONG_NAME : '\u202eمحمد بن عبد الله 👩‍👩‍👧‍👦 '.repeat(6),
      followers: 4_000_000_000 + i,
    },
    url: `https://post.example/${'long/'.repeat(100)}`,
  }));

const HOSTILE_YAML = `
brand: ${'Donaudampfschifffahrt'.repeat(3)}
zones:
  - { label: Llanfairpwllgwyngyllgogm, zone: Europe/London }
  - { label: القاهرة, zone: Africa/Cairo }
  - { label: Ulaanbaatar, zone: Asia/Ulaanbaatar }
  - { label: Buenos Aires, zone: America/Argentina/Buenos_Aires }
watches:
  - { name: ${LONG_NAME.slice(0, 80)}, query: halden }
  - { name: "<b>حقائب</b> & مطار الملك خالد الدولي", query: maleta OR bags, kind: topic }
  - { name: ${'Wettbewerber'.repeat(6)}, query: norvik, kind: competitor }
  - { name: 競合他社の非常に長い名前, query: sale, kind: competitor }
boards:
  - { name: main, title: ${'Kontrollraum'.repeat(6)}, takeover: false, scenes: [{ name: all, panels: [pulse, volume, sentiment, alerts, voices, trends, viral, share, mix, sources] }] }
  - { name: overview, takeover: false, scenes: [{ name: overview, panels: [pulse, volume, sentiment, alerts, voices, trends, viral, sources] }] }
  - { name: where, theme: light, takeover: false, scenes: [{ name: where, panels: [where, share, mix, alerts, voices, sources] }] }
  - { name: care, theme: light, takeover: false, scenes: [{ name: care, panels: [waiting, answers, desk, wins, shift, alerts, sources] }] }
  - { name: duty, sound: { severities: [critical] }, scenes: [{ name: all, panels: [pulse, volume, alerts, voices, sources] }] }
desk:
  teams:
    - { id: a, name: ${LONG_NAME.slice(0, 60)}, calendar: always }
    - { id: b, name: "فريق العناية بالعملاء في مطار الملك خالد الدولي", calendar: always }
    - { id: c, name: 競合他社の非常に長い名前のチーム, calendar: always }
`;

interface Content {
  what: string;
  yaml: string;
  /** Posts of each second, one second after another, after what is usual. */
  seconds: object[][];
  usual: boolean;
}

const CONTENTS: Content[] = [
  { what: 'empty', yaml: YAML, usual: false, seconds: [] },
  { what: 'ordinary', yaml: YAML, usual: true, seconds: [surge(0, 4, 'Lovely flight with halden, thank you')] },
  {
    what: 'surging',
    yaml: YAML,
    usual: true,
    seconds: [
      surge(0, 400),
      surge(400, 90, 'norvik cancelled every flight to Bergen'),
      surge(500, 1500, 'halden halden worst airline #boycotthalden'),
    ],
  },
  {
    what: 'hostile',
    yaml: HOSTILE_YAML,
    usual: true,
    seconds: [hostile(10), hostile(200), surge(0, 40, 'norvik sale is awful, a terrible scam')],
  },
];

/** How long the wall may take to lay itself out anew, in ms. */
const SETTLE = 3_000;

/** What is wrong with the layout once it has come to rest. */
async function settledFaults(page: Page): Promise<string[]> {
  let faults: string[] = [];
  const count = async () => {
    faults = await layoutFaults(page);
    return faults.length;
  };
  await expect
    .poll(count, { timeout: SETTLE })
    .toBe(0)
    .catch(() => undefined);
  return faults;
}

describe('the wall at every size', () => {
  it.each(CONTENTS)('with $what content keeps everything in its place, whole or counted', async ({ what, yaml, usual: known, seconds }) => {
    const clock = new Hands();
    const server = await startServer({ config: wallConfig(yaml), clock });
    if (known) await push(server.address, usual(clock.at));
    for (const posts of seconds) {
      clock.at += 1000;
      await push(server.address, posts);
    }
    clock.at += 1000;
    await server.engine.caughtUp();
    const { page, errors } = await browser.open({ reducedMotion: 'reduce' });
    const found: Record<string, string[]> = {};
    for (const board of BOARDS) {
      await openWall(page, server.address, `/wall/${board}`);
      for (const [width, height] of SIZES) {
        await page.setViewportSize({ width, height });
        await page.waitForFunction(
          ([w, h]) => innerWidth === w && innerHeight === h && document.fonts.status === 'loaded',
          [width, height],
        );
        await page.getByRole('region').first().waitFor();
        const faults = await settledFaults(page);
        if (faults.length) found[`${board} ${width}x${height}`] = faults;
        await page.screenshot({ path: join(PICTURES, `${what}-${board}-${width}x${height}.png`) });
      }
    }
    expect(found).toEqual({});
    expect(errors).toEqual([]);
  });
});
