/**
 * Whether this browser shows messages of the server: `unable` when it cannot at all (or the page came over plain http from elsewhere),
 * `blocked` when its user forbade it, `off`, or `on`.
 */
export type PushState = 'unable' | 'blocked' | 'off' | 'on';

/** Who can be told through a browser, and the key to subscribe with. */
export interface PushOffer {
  publicKey: string;
  people: { id: string; name: string }[];
}

const WORKER = '/sw.js';
const PATH = '/api/v1/push';

const isAble = (): boolean => window.isSecureContext && 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

export async function pushState(): Promise<PushState> {
  if (!isAble()) return 'unable';
  if (Notification.permission === 'denied') return 'blocked';
  return (await subscription()) ? 'on' : 'off';
}

/** Throws an error in words, as all of these do. */
export const pushOffer = async (): Promise<PushOffer> => (await ask('GET')).json();

/** From now on this browser tells that person, and nobody else. Asks its user for permission, so it must follow a click. */
export async function subscribe(person: string, { publicKey }: Pick<PushOffer, 'publicKey'>): Promise<void> {
  if (!isAble()) throw new Error('This browser shows no messages here. They need https, and a browser that knows them.');
  if ((await Notification.requestPermission()) !== 'granted') throw new Error('The browser was told not to show messages of this address.');
  const registration = await navigator.serviceWorker.register(WORKER);
  await navigator.serviceWorker.ready;
  const made = await anew(registration, publicKey);
  await ask('POST', { person, subscription: plain(made) });
}

/** The browser forgets it even if the server cannot be told: what it sends then is refused, and it forgets as well. */
export async function unsubscribe(): Promise<void> {
  const known = await subscription();
  if (!known) return;
  await known.unsubscribe();
  await ask('DELETE', { endpoint: known.endpoint });
}

async function subscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration(WORKER);
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/** One that was made with the key of another installation at this address must go first. */
async function anew({ pushManager }: ServiceWorkerRegistration, publicKey: string): Promise<PushSubscription> {
  const how = { userVisibleOnly: true, applicationServerKey: bytesOf(publicKey) };
  try {
    return await pushManager.subscribe(how);
  } catch {
    await (await pushManager.getSubscription())?.unsubscribe();
    return pushManager.subscribe(how);
  }
}

function plain(made: PushSubscription): { endpoint: string; keys: Record<string, string> } {
  const { keys = {} } = made.toJSON();
  return { endpoint: made.endpoint, keys };
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

async function ask(method: 'GET' | 'POST' | 'DELETE', body?: object): Promise<Response> {
  const sent = body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {};
  const response = await fetch(PATH, { method, ...sent }).catch(() => {
    throw new Error('The server does not answer. Try again in a moment.');
  });
  if (response.ok) return response;
  if (response.status === 401 || response.status === 403) throw new Error('This needs a token with the role operator.');
  throw new Error(`The server answered ${response.status}. Try again, or look at its log.`);
}
