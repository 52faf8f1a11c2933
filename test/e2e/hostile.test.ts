import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Mention } from '../../shared/mention.ts';
import { push, startServer } from '../support/server.ts';
import { eventually, Hands, openWall, panel, surge, useBrowser, usual, wallConfig } from './support.ts';

const browser = useBrowser();

const ATTACKS = [
  '<script>globalThis.owned = 1</script>',
  '<img src=x onerror="globalThis.owned = 1">',
  '"><svg onload=alert(1)><iframe src="javascript:alert(1)">',
  '</p></article></section><h1 id="owned">halden is bankrupt</h1>',
  '<a href="javascript:alert(1)">halden refund</a>',
  '{@html "<img src=x onerror=alert(1)>"} {{constructor.constructor("alert(1)")()}}',
  '&lt;img src=x onerror=alert(1)&gt; &#x3c;script&#x3e;',
  '<style>* { display: none }</style><link rel="stylesheet" href="http://evil.example/x.css">',
  '<meta http-equiv="refresh" content="0;url=http://evil.example/">',
];

/** What no post may bring into the page, or have it do. */
async function watchOver(page: Page) {
  const deeds: string[] = [];
  page.on('dialog', (dialog) => {
    deeds.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', () => deeds.push('a window'));
  const brought = () =>
    page.evaluate(() => ({
      elements: [...document.querySelectorAll('script, img, iframe, object, embed, style, link, meta, base, form, #owned')].map(
        ({ outerHTML }) => outerHTML,
      ),
      handlers: [...document.querySelectorAll('*')].flatMap(({ attributes }) => [...attributes]).filter(({ name }) => name.startsWith('on'))
        .length,
      owned: 'owned' in globalThis,
      links: [...document.querySelectorAll<HTMLAnchorElement>('main a')].map(({ href, target, rel }) => ({ href, target, rel })),
    }));
  const follow = (address: string) => {
    page.on('framenavigated', (frame) => deeds.push(`went to ${frame.url()}`));
    page.on('request', (request) => {
      if (!request.url().startsWith(address)) deeds.push(`asked for ${request.url()}`);
    });
  };
  return { deeds, brought, follow };
}

describe('text from outside', () => {
  it('is text in every panel: nothing of it runs, loads, links or leads elsewhere', async () => {
    const clock = new Hands();
    const server = await startServer({ config: wallConfig(), clock });
    const { page, errors } = await browser.open({ viewport: { width: 3840, height: 2160 } });
    await push(server.address, usual(clock.at, 2, 90));
    await openWall(page, server.address);
    const watch = await watchOver(page);
    const before = await watch.brought();
    watch.follow(server.address);
    for (const [i, attack] of ATTACKS.entries()) {
      clock.at += 2000;
      const author = { id: attack, handle: `@${attack}`, name: attack, followers: 1_000_000 + i };
      await push(server.address, [{ id: attack, text: `halden ${attack}`, author, url: `https://post.example/"onclick="alert(1)/${i}` }]);
      const voice = panel(page, 'Voices')
        .getByRole('article')
        .filter({ has: page.getByText(`halden ${attack}`, { exact: true }) });
      await eventually(() => voice.locator('.name').textContent()).toBe(attack);
    }
    clock.at += 1000;
    await push(server.address, surge(0, 60, ATTACKS[0]!.replace('globalThis', 'halden')));
    clock.at += 1000;
    await panel(page, 'Needs somebody').getByRole('article').first().waitFor();

    const after = await watch.brought();
    expect({ ...after, links: [] }).toEqual({ ...before, links: [] });
    for (const link of after.links) {
      expect(link).toMatchObject({ target: '_blank', rel: 'noopener noreferrer' });
      expect(new URL(link.href).host).toBe('post.example');
    }
    expect([watch.deeds, errors]).toEqual([[], []]);
  });

  it('is refused at the door when its address is no web address, and is no link if it came in all the same', async () => {
    const clock = new Hands();
    const server = await startServer({ config: wallConfig(), clock });
    const { page, errors } = await browser.open();
    await openWall(page, server.address);
    const addresses = [
      'javascript:alert(1)',
      ' javascript:alert(1)',
      'java\nscript:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      'file:///etc/passwd',
    ];
    const posts = addresses.map((url, i) => ({ id: String(i), text: `halden number ${i}`, url }));
    const receipt = await push(server.address, posts);
    expect([receipt.accepted, receipt.rejected.map(({ field }) => field)]).toEqual([0, posts.map(() => 'url')]);

    const analysis = {
      language: 'en',
      label: 'neutral' as const,
      score: 0,
      confidence: 1,
      terms: [],
      watches: ['halden-air'],
      own: false,
      addressed: true,
    };
    const mention = (url: string, i: number): Mention => ({
      id: `old:${i}`,
      source: 'old',
      network: 'web',
      text: ['halden lost it', 'halden hid it', 'halden sold it', 'halden ate it', 'halden broke it'][i]!,
      url,
      author: { id: `a${i}`, handle: `a${i}`, name: `A ${i}`, followers: 1000 },
      postedAt: clock.at,
      receivedAt: clock.at,
    });
    await server.journal.append(
      addresses.map((url, i) => ({ kind: 'mention', id: `old:${i}`, at: clock.at, mention: mention(url, i), analysis })),
    );
    clock.at += 1000;
    await panel(page, 'Voices').getByRole('article').first().waitFor();
    expect(await page.locator('main a').count()).toBe(0);
    expect(errors).toEqual([]);
  });

  it('explains an alert on a phone, where posts are quoted, as text too', async () => {
    const clock = new Hands();
    const server = await startServer({ config: wallConfig(), clock });
    await push(server.address, usual(clock.at, 2, 90));
    clock.at += 1000;
    await push(
      server.address,
      surge(0, 60, `halden bags lost ${ATTACKS[1]}`).map((post) => ({ ...post, url: 'https://post.example/1' })),
    );
    clock.at += 1000;
    const { page, errors } = await browser.open({ viewport: { width: 390, height: 844 } });
    await openWall(page, server.address);
    const watch = await watchOver(page);
    await page.getByText('Why now, and what is said').first().click();
    await eventually(() => page.locator('blockquote').first().textContent()).toContain(ATTACKS[1]);
    const { owned, handlers, links, elements } = await watch.brought();
    expect([owned, handlers, elements.filter((html) => /^<(img|iframe|object|form)/.test(html))]).toEqual([false, 0, []]);
    expect(links.every(({ href, rel }) => href === 'https://post.example/1' && rel === 'noopener noreferrer')).toBe(true);
    expect(errors).toEqual([]);
  });
});
