import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEY_BOUND, templateKey } from '../../../../server/core/analysis/reply/sameness.ts';

const key = templateKey('@ada Hi Ada, your bag 4471 is on its way to you. ^JD');

describe('Replies to different people have one key', () => {
  const rows: [differsIn: string, text: string][] = [
    ['whom they answer', '@bo your bag 4471 is on its way to you. ^JD'],
    ['the name', '@bo Hello Bo Berg, your bag 4471 is on its way to you. ^JD'],
    ['the number', '@bo Hi Bo, your bag 5 is on its way to you. ^JD'],
    ['who signed', '@bo Hi Bo, your bag 4471 is on its way to you. - Kirsti'],
    ['a link', '@bo Hi Bo, your bag is on its way to you https://halden.example/x ^AB'],
    ['letters and stops', 'hi! YOUR bag: is on its way to you'],
    ['a name that is called out', 'Bo, your bag is on its way to you, Bo!'],
  ];
  for (const [differsIn, text] of rows) it(`when they differ in ${differsIn}`, () => expect(templateKey(text)).toBe(key));

  it('and another when they say something else', () => {
    expect(templateKey('@ada Hi Ada, your bag 4471 is still in Oslo. ^JD')).not.toBe(key);
  });

  it('in languages that title names', () => {
    expect(templateKey('田中様 お調べいたします。')).toBe(templateKey('佐藤様 お調べいたします。'));
  });
});

it('The key of any reply is bounded, and the same each time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(templateKey(text).length).toBeLessThanOrEqual(KEY_BOUND);
      expect(templateKey(text)).toBe(templateKey(text));
    }),
  );
});
