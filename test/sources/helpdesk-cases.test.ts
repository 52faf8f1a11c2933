import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Helpdesk, SourceContext } from '../../server/sources/source.ts';
import { serveChatwoot } from '../support/chatwoot.ts';
import { chatwootDelivery, chatwootDesk, HELPDESK_NOW, zendeskDelivery, zendeskDesk } from '../support/helpdesk.ts';
import { recordingContext } from '../support/source-context.ts';
import { serveZendesk } from '../support/zendesk.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures/sources');
const read = (kind: string, name: string) => JSON.parse(readFileSync(join(FOLDER, kind, name), 'utf8'));
const casesOf = (kind: string) =>
  readdirSync(join(FOLDER, kind)).flatMap((file) => (/(?<!expected)\.json$/.test(file) ? [file.slice(0, -'.json'.length)] : []));

interface Setting {
  url: string;
  desk(context: SourceContext): Helpdesk;
  deliver(desk: Helpdesk): Promise<void>;
}

/** What the source brought, with the stand-in's address exchanged for one that stays. */
async function brought({ url, desk, deliver }: Setting) {
  const recording = recordingContext({ id: 'support', now: HELPDESK_NOW });
  await deliver(desk(recording.context));
  const text = JSON.stringify({ submitted: recording.submitted, rejected: recording.rejected });
  return JSON.parse(text.replaceAll(url, 'https://desk.example'));
}

describe('a ticket of Zendesk', () => {
  it.each(casesOf('zendesk'))('is read as it should be: %s', async (name) => {
    const given = read('zendesk', `${name}.json`);
    const { url } = await serveZendesk([given]);
    const event = { type: 'zen:event-type:ticket.created', detail: { id: String(given.ticket.id) } };
    const setting = {
      url,
      desk: (context: SourceContext) => zendeskDesk(context, url),
      deliver: (desk: Helpdesk) => desk.deliver(zendeskDelivery(event)),
    };
    expect(await brought(setting)).toEqual(read('zendesk', `${name}.expected.json`));
  });
});

describe('a conversation of Chatwoot', () => {
  it.each(casesOf('chatwoot'))('is read as it should be: %s', async (name) => {
    const given = read('chatwoot', `${name}.json`);
    const { url } = await serveChatwoot([given]);
    const event = { event: 'message_created', account: { id: 2 }, conversation: { id: given.conversation.id } };
    const setting = {
      url,
      desk: (context: SourceContext) => chatwootDesk(context, url),
      deliver: (desk: Helpdesk) => desk.deliver(chatwootDelivery(event)),
    };
    expect(await brought(setting)).toEqual(read('chatwoot', `${name}.expected.json`));
  });
});
