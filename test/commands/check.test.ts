import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { command } from '../support/command.ts';
import { tempFolder } from '../support/temp.ts';

const file = (text: string): string => {
  const path = join(tempFolder(), 'earshot.yaml');
  writeFileSync(path, text);
  return path;
};

describe('earshot check', () => {
  it('says what was understood of alerting, and which secrets are not at hand', async () => {
    const secret = join(tempFolder(), 'room');
    writeFileSync(secret, 'https://chat.norvik.example/hooks/hunter2\n');
    const path = file(`channels:
  - { id: room, kind: mattermost, url: { file: ${secret} } }
  - { id: duty, kind: pagerduty, key: { env: EARSHOT_TEST_NOT_SET } }
`);
    const { code, out } = await command(['check', path]).ended;
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual(
      expect.arrayContaining([
        `${path} is right.`,
        'channel    room: Room (mattermost)',
        'told       everything at once, by room, duty',
        'note       a secret of the channel duty is not here: the variable EARSHOT_TEST_NOT_SET is not set',
      ]),
    );
    expect(out).not.toMatch(/hunter2|channel room is not here/);
  });

  it('ends with every mistake and its place, and never with a secret', async () => {
    const path = file('channels: [{kind: slack, url: "https://hooks.norvik.example/hunter2"}]\nrules: [{kind: spike, minimun: 3}]\n');
    const { code, out, errors } = await command(['check', path]).ended;
    expect([code, out]).toEqual([1, '']);
    expect(errors).toContain(`${path}:1:31 channels[0].url: a secret does not stand in this file`);
    expect(errors).toContain(`${path}:2:23 rules[0].minimun: "minimun" is not a key that is known here. Did you mean "minimum"?`);
    expect(errors).not.toContain('hunter2');
  });
});

describe('earshot schema', () => {
  it('knows every kind of rule, source and channel', async () => {
    const { out } = await command(['schema']).ended;
    const { properties } = JSON.parse(out);
    const kinds = (key: string): string[] =>
      properties[key].items.anyOf.map((one: { properties: { kind: { const: string } } }) => one.properties.kind.const);
    expect(kinds('rules')).toContain('influencer');
    expect(kinds('sources')).toContain('bluesky');
    expect(kinds('channels')).toContain('slack');
  });
});
