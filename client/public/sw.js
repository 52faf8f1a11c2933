// Shows what the server tells this browser, also while no page of it is open. It keeps nothing and fetches nothing.

/** A message that cannot be read still shows that there is one: browsers demand it. */
const UNREADABLE = { title: 'Earshot', body: 'There is news. Open it to see what.', tag: 'earshot', url: '/incidents', rings: true };

/** Longest text that is shown, in characters. */
const TEXT_BOUND = 2000;

const text = (value, otherwise) => (typeof value === 'string' && value !== '' ? value.slice(0, TEXT_BOUND) : otherwise);

function read(event) {
  try {
    const { title, body, tag, url, rings } = event.data.json();
    return {
      title: text(title, UNREADABLE.title),
      body: text(body, ''),
      tag: text(tag, UNREADABLE.tag),
      url: text(url, UNREADABLE.url),
      rings: rings === true,
    };
  } catch {
    return UNREADABLE;
  }
}

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('push', (event) => {
  const { title, body, tag, url, rings } = read(event);
  // News of the same incident take the place of what was shown; only what rings makes itself heard again, and stays until it is seen.
  const shown = { body, tag, data: { url }, renotify: rings, silent: !rings, requireInteraction: rings, icon: '/icon.svg', badge: '/icon.svg' };
  event.waitUntil(self.registration.showNotification(title, shown));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.url));
});

/** A page that shows it already comes to the front; pages elsewhere than here are not opened. */
async function open(url) {
  const target = new URL(text(url, UNREADABLE.url), self.location.origin);
  const here = target.origin === self.location.origin ? target : new URL(UNREADABLE.url, self.location.origin);
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const known = pages.find((page) => new URL(page.url).pathname === here.pathname);
  return known ? known.focus() : self.clients.openWindow(here.href);
}
