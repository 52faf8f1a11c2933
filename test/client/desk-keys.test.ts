import { describe, expect, it } from 'vitest';
import { KEYS, keyOf, type Meant, meaning, type Press } from '../../client/desk/keys.ts';

const press = (key: string, over: Partial<Press> = {}): Press => ({
  key,
  modified: false,
  typing: false,
  asked: false,
  onControl: false,
  ...over,
});

describe('keys of the desk', () => {
  it.each<[string, Press, boolean, Meant]>([
    ['j goes on', press('j'), false, { command: 'next' }],
    ['capital J goes on within the case', press('J'), false, { command: 'next-post' }],
    ['c claims', press('c'), false, { command: 'claim' }],
    ['after g, c goes to the closed ones and claims nothing', press('c'), true, { go: 'closed' }],
    ['after g, a letter of no queue does nothing, not even its usual', press('r'), true, null],
    ['g waits for the letter', press('g'), false, { waits: true }],
    ['Ctrl+R is the browser’s', press('r', { modified: true }), false, null],
    ['a letter typed into a field is a letter', press('r', { typing: true }), false, null],
    ['Escape leaves a field', press('Escape', { typing: true }), false, { command: 'back' }],
    ['a dialog has its keys to itself', press('r', { asked: true }), false, null],
    ['Enter on a button presses the button', press('Enter', { onControl: true }), false, null],
    ['a letter on a button is still a key', press('r', { onControl: true }), false, { command: 'resolve' }],
    ['1 says that the post is negative', press('1'), false, { command: 'negative' }],
    ['a key without a meaning does nothing', press('z'), false, null],
  ])('%s', (_story, pressed, going, meant) => {
    expect(meaning(pressed, going)).toEqual(meant);
  });

  it('mean one thing each', () => {
    const keys = KEYS.map(({ key }) => key);
    expect(keys).toEqual([...new Set(keys)]);
    expect(keys).not.toContain('g');
  });

  it('stand beside their buttons', () => {
    expect([keyOf('claim'), keyOf('hand-off'), keyOf('dismiss'), keyOf('undo')]).toEqual(['c', 'h', 'x', 'u']);
  });
});
