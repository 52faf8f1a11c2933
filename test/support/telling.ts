import { type Config, quickConfig } from '../../server/config.ts';
import type { ActionAnswer } from '../../shared/action.ts';
import { type ChannelList, ChannelList as Shape } from '../../shared/notify.ts';
import { alertingWith, channel } from './alerting.ts';

/** A configuration with one channel, `chat`, whose service is at this address; the address itself stands in CHAT_URL. */
export function tellingConfig(service: string): Config {
  const config = quickConfig({});
  return {
    ...config,
    settings: { ...config.settings, alerting: alertingWith({ channels: [channel('chat')] }) },
    channels: [{ id: 'chat', kind: 'webhook', options: { url: { env: 'CHAT_URL' } } }],
    allow: [new URL(service).host],
  };
}

let tests = 0;

/** Asks for a test message, which is decided once this resolves. */
export async function askForTest(address: string): Promise<ActionAnswer> {
  const action = { id: `test-${process.pid}-${++tests}`, by: 'Mara', type: 'test-channel', channel: 'chat' };
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${address}/api/v1/actions`, { method: 'POST', headers, body: JSON.stringify(action) });
  return answer.json() as Promise<ActionAnswer>;
}

export const channelsAt = async (address: string): Promise<ChannelList> =>
  Shape.parse(await (await fetch(`${address}/api/v1/channels`)).json());
