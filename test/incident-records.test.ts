import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { openHistory } from '../server/history/history.ts';
import { IncidentList, IncidentPage } from '../shared/incident.ts';
import { config, push, startServer, until } from './support/server.ts';
import { tempFolder } from './support/temp.ts';

const asked = async (address: string, path: string): Promise<unknown> => (await fetch(`${address}/api/v1/${path}`)).json();
const listed = async (address: string, state: string) => IncidentList.parse(await asked(address, `incidents?state=${state}`)).incidents;
const page = async (address: string, id: string) => IncidentPage.parse(await asked(address, `incidents/${id}`));

async function act(address: string, action: object): Promise<void> {
  const body = JSON.stringify({ id: randomUUID(), by: 'Mara', ...action });
  const answer = await fetch(`${address}/api/v1/actions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  expect(answer.status).toBe(200);
}

/** A minute of the server's takes a second of ours. */
function quickClock() {
  const began = Date.now();
  return { pace: 60, now: () => began + (Date.now() - began) * 60 };
}

test('an incident is explained while it goes on, forgets a post that is taken back, and is there long after, also for another start', async () => {
  const folder = tempFolder();
  const options = { folder, config: config('brand: Halden\n'), clock: quickClock(), tickMs: 50 };
  const first = await startServer(options);
  const said = (who: string, words: string) => ({
    id: who,
    network: 'x',
    author: who,
    text: `Explosion in the Halden kitchen, it is on fire, ${words}`,
    postedAt: new Date(options.clock.now()).toISOString(),
  });
  await push(first.address, [
    said('ada', 'we run'),
    said('ben', 'everybody out'),
    said('cem', 'call somebody'),
    said('dag', 'zealous-umbrella left behind'),
    said('eva', 'is anyone hurt'),
    said('fen', 'ambulance is here'),
    said('gus', 'the stairs are full'),
    said('hal', 'nobody tells us anything'),
    said('ida', 'stay away'),
  ]);
  const [open] = await until(
    () => listed(first.address, 'open'),
    (some) => some.length > 0,
  );
  const { drivers, worth } = await until(
    () => page(first.address, open!.id),
    ({ read }) => read === 9,
  );
  expect([drivers.networks[0]?.name, worth.length]).toEqual(['x', 9]);
  const retraction = JSON.stringify([{ mention: 'push:dag' }]);
  await fetch(`${first.address}/api/v1/retractions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: retraction });
  await until(
    async () => JSON.stringify(await page(first.address, open!.id)),
    (words) => !words.includes('zealous-umbrella'),
  );
  await act(first.address, { type: 'incident-note', incident: open!.id, text: 'The fire brigade is there.' });
  await act(first.address, { type: 'close', incident: open!.id, note: 'it was a drill' });
  expect((await listed(first.address, 'closed')).map(({ id }) => id)).toEqual([open!.id]);
  await first.stop();

  const history = await openHistory({ folder });
  const kept = await history.incident(open!.id);
  await history.close();
  expect([kept?.state, kept?.notes.map(({ text }) => text), JSON.stringify(kept).includes('zealous-umbrella')]).toEqual([
    'closed',
    ['The fire brigade is there.'],
    false,
  ]);
  const second = await startServer(options);
  const again = await page(second.address, open!.id);
  expect([again.incident.events.at(-1)?.note, again.read]).toEqual(['Mara: it was a drill', 8]);
});
