import type { AddressInfo } from 'node:net';
import { createServer, connect as dial, type Socket } from 'node:net';
import { join } from 'node:path';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { readConfig } from '../../server/setup.ts';
import { launch, type OpenPage, type Screen } from '../support/browser.ts';
import { config } from '../support/server.ts';

/** Where pictures of the wall go, for people to look at. */
export const PICTURES = join(import.meta.dirname, '../screenshots');
/** Most that a page may take for anything that is not measured, in ms. */
const PATIENCE = 20_000;

/** A scene that turned away in the middle of a test would take its panels with it: each board has one. */
export const YAML = `
brand: Halden Air
zones:
  - { label: Oslo, zone: Europe/Oslo }
  - { label: New York, zone: America/New_York }
watches:
  - { name: Halden Air, query: halden }
  - { name: Baggage, query: bags OR koffert OR maleta, kind: topic }
  - { name: Norvik, query: norvik, kind: competitor }
boards:
  - { name: main, title: Control room, takeover: false, scenes: [{ name: all, panels: [pulse, volume, sentiment, alerts, voices, trends, viral, share, mix, sources] }] }
  - { name: bright, title: Lobby, theme: light, takeover: false, scenes: [{ name: all, panels: [pulse, volume, sentiment, alerts, voices, trends, viral, share, mix, sources] }] }
  - { name: overview, takeover: false, scenes: [{ name: overview, panels: [pulse, volume, sentiment, alerts, voices, trends, viral, sources] }] }
  - { name: where, theme: light, takeover: false, scenes: [{ name: where, panels: [where, share, mix, alerts, voices, sources] }] }
  - { name: care, takeover: false, scenes: [{ name: care, panels: [waiting, answers, desk, wins, shift, alerts, sources] }] }
  - { name: duty, sound: { severities: [critical] }, scenes: [{ name: all, panels: [pulse, volume, alerts, voices, sources] }] }
`;

export const wallConfig = (yaml = YAML) => config(yaml);
export const demoConfig = () => readConfig(join(import.meta.dirname, '../../fixtures/scenarios/halden-air/earshot.yaml'));

/** A Saturday, 20 seconds into a minute, so that a few seconds more or less change no minute. */
export const SATURDAY = Date.parse('2026-03-07T14:30:20Z');

/** A clock that stands until the test moves it. */
export class Hands {
  at: number;
  readonly pace = 1;
  constructor(at = SATURDAY) {
    this.at = at;
  }
  now(): number {
    return this.at;
  }
}

/** One browser for all tests of a file. */
export function useBrowser(): { open(options?: BrowserContextOptions): Promise<OpenPage> } {
  let screen: Screen | undefined;
  beforeAll(async () => {
    screen = await launch();
  });
  afterAll(async () => screen?.close());
  return {
    async open(options) {
      const opened = await screen!.open(options);
      opened.page.setDefaultTimeout(PATIENCE);
      onTestFinished(() => opened.page.context().close());
      return opened;
    },
  };
}

/** Opens a wall and waits until every one of its panels knows something. */
export async function openWall(page: Page, address: string, path = '/'): Promise<void> {
  await page.goto(`${address}${path}`);
  await page.getByRole('region').first().waitFor();
  await page.waitForFunction(() => document.querySelectorAll('.unknown .dash').length === 0);
}

export const panel = (page: Page, name: string | RegExp): Locator => page.getByRole('region', { name });

/** Waits until what is read is as it should be. */
export const eventually = <T>(read: () => Promise<T> | T) => expect.poll(read, { timeout: PATIENCE, interval: 50 });

interface Post {
  id: string;
  text: string;
  [field: string]: unknown;
}

/** A word of its own for each number: digits alone would make two posts near-duplicates. */
const SYLLABLES = ['ka', 'lo', 'mi', 'ne', 'pu', 'ra', 'so', 'ti', 'vu', 'ze'];
export const spelled = (n: number): string => [...String(n)].map((digit) => SYLLABLES[Number(digit)]).join('');

const SAID: { text: string; lang: string; network: string }[] = [
  { text: 'halden was on time and the crew was lovely', lang: 'en', network: 'x' },
  { text: 'Waiting an hour for my bags, thanks for nothing halden', lang: 'en', network: 'reddit' },
  { text: 'Halden mistet kofferten min igjen, koffert nummer to i år', lang: 'no', network: 'bluesky' },
  { text: 'Volé con halden y perdieron mi maleta, qué vergüenza', lang: 'es', network: 'instagram' },
  { text: 'norvik has a sale on flights to Bergen this week', lang: 'en', network: 'news' },
  { text: 'halden のラウンジはとても静かでした', lang: 'ja', network: 'x' },
  { text: 'هل تأخرت رحلة halden اليوم أيضا', lang: 'ar', network: 'x' },
];

const MINUTE = 60_000;

/** What is usual: `perMinute` posts in each of the `minutes` up to `now`, in several languages, about all three watches. */
export function usual(now: number, perMinute = 3, minutes = 200): Post[] {
  return Array.from({ length: perMinute * minutes }, (_, i) => {
    const said = SAID[i % SAID.length]!;
    const author = { id: `u${i % 40}`, handle: `flyer_${spelled(i % 40)}`, name: `Flyer ${spelled(i % 40)}`, followers: 100 + i };
    const postedAt = now - Math.floor(((i + 0.5) * MINUTE) / perMinute);
    return { id: `usual-${i}`, ...said, text: `${said.text} ${spelled(i)}`, author, postedAt };
  });
}

/** More of it than usual, all at once, and angry. */
export function surge(from: number, n: number, text = 'Terrible: halden lost all bags at gate nine, this is a disgrace'): Post[] {
  return Array.from({ length: n }, (_, i) => ({
    id: `surge-${from + i}`,
    text: `${text} ${spelled(from + i)}`,
    network: 'x',
    author: { id: `s${i}`, handle: `stranded_${spelled(i)}`, name: `Stranded ${spelled(i)}`, followers: 50_000 + i },
  }));
}

/** A network that can fall silent without anything being closed, as when a cable is pulled. */
interface Cable {
  address: string;
  pull(): void;
  plug(): void;
}

export async function cableTo(address: string): Promise<Cable> {
  const { port } = new URL(address);
  const ends = new Set<Socket>();
  let pulled = false;
  const server = createServer((near) => {
    const far = dial(Number(port), '127.0.0.1');
    const pair: [Socket, Socket][] = [
      [near, far],
      [far, near],
    ];
    for (const [from, to] of pair) {
      ends.add(from);
      from.on('data', (data) => void to.write(data));
      from.on('error', () => undefined);
      from.on('close', () => {
        ends.delete(from);
        to.destroy();
      });
      if (pulled) from.pause();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const end of ends) end.destroy();
    server.close();
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pull() {
      pulled = true;
      for (const end of ends) end.pause();
    },
    plug() {
      pulled = false;
      for (const end of ends) end.resume();
    },
  };
}
