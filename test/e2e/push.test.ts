import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch, type Screen } from '../support/browser.ts';
import { standIn } from '../support/channels.ts';

let screen: Screen;
beforeAll(async () => {
  screen = await launch();
});
afterAll(() => screen.close());

/** A page at which the service worker is at work, and how to push a message to it as a push service would. */
async function subscribed() {
  const worker = await readFile(join(import.meta.dirname, '../../client/public/sw.js'), 'utf8');
  const site = await standIn();
  site.answer(({ path }) =>
    path === '/sw.js'
      ? { status: 200, headers: { 'content-type': 'text/javascript' }, body: worker }
      : { status: 200, headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>wall</title>' },
  );
  const { page } = await screen.open({ permissions: ['notifications'] });
  await page.goto(`${site.url}/wall`);
  const cdp = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) =>
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      for (const { registrationId } of registrations) resolve(registrationId);
    }),
  );
  await cdp.send('ServiceWorker.enable');
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/sw.js');
    await navigator.serviceWorker.ready;
  });
  const registrationId = await registered;
  const push = (data: string) => cdp.send('ServiceWorker.deliverPushMessage', { origin: site.url, registrationId, data });
  const shown = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).map(({ title, body, tag, data, silent, requireInteraction }) => ({
        title,
        body,
        tag,
        data,
        silent,
        requireInteraction,
      }));
    });
  return { push, shown };
}

const note = (over: object = {}) =>
  JSON.stringify({ title: 'HIGH Halden Air', body: 'Four times the usual', tag: 'incident-7', url: '/incidents/7', rings: true, ...over });

it('a message shows, and stays until it is seen when it rings', async () => {
  const { push, shown } = await subscribed();
  await push(note());
  await expect.poll(shown).toEqual([
    {
      title: 'HIGH Halden Air',
      body: 'Four times the usual',
      tag: 'incident-7',
      data: { url: '/incidents/7' },
      silent: false,
      requireInteraction: true,
    },
  ]);
});

it('news of the same incident takes its place, and another incident stands beside it', async () => {
  const { push, shown } = await subscribed();
  await push(note());
  await push(note({ title: 'It is over', rings: false }));
  await push(note({ title: 'Another', tag: 'incident-8' }));
  const titles = async () => (await shown()).map(({ title, silent }) => `${title}${silent ? ', quietly' : ''}`).toSorted();
  await expect.poll(titles).toEqual(['Another', 'It is over, quietly']);
});

it.each(['', 'no JSON', '{"title":7}', 'null'])('a message that is none (%j) still says that there is news', async (data) => {
  const { push, shown } = await subscribed();
  await push(data);
  await expect
    .poll(async () => (await shown()).map(({ title, data: about }) => [title, about]))
    .toEqual([['Earshot', { url: '/incidents' }]]);
});
