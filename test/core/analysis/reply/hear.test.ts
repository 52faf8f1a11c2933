import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import rows from '../../../../fixtures/analysis/replies.json' with { type: 'json' };
import { hearReply } from '../../../../server/core/analysis/reply/hear.ts';
import { scan } from '../../../../server/core/analysis/text/tokens.ts';
import { defaultDesk } from '../../../../server/core/desk/setting.ts';
import { defaultSettings, type Settings } from '../../../../server/core/settings.ts';
import type { Mention } from '../../../../shared/mention.ts';
import { MARKS_BOUND, ReplyHeard } from '../../../../shared/reply.ts';
import { HAZARDS } from '../../../support/hazards.ts';

const POSTED = Date.UTC(2026, 10, 23, 9);
const settings = defaultSettings();

const reply = (text: string, more: Partial<Mention> = {}): Mention => ({
  id: 'x:1',
  source: 'x',
  network: 'x',
  author: { id: 'a', handle: 'haldencare', name: 'Halden Care' },
  text,
  postedAt: POSTED,
  receivedAt: POSTED,
  ...more,
});

function hear(text: string, language = 'en', more: Partial<Mention> = {}, set: Settings = settings): ReplyHeard {
  return hearReply(reply(text, more), scan(text), language, set);
}

/** What the rows tell; what they leave out was not heard. */
const told = (heard: ReplyHeard) => ({
  substance: heard.substance,
  channel: heard.channel,
  to: heard.to,
  asked: heard.asked,
  promises: heard.promises.map(({ kind }) => kind),
  apologises: heard.apologises,
  closes: heard.closes,
});

describe('In a reply of ours', () => {
  for (const { language, text, ...row } of rows) {
    const expected = { channel: undefined, to: undefined, asked: [], promises: [], apologises: false, closes: false, ...row };
    it(`${language}: "${text}" is heard as ${row.substance}`, () => expect(told(hear(text, language))).toEqual(expected));
  }
});

describe('A reply', () => {
  const substances: [why: string, text: string, substance: ReplyHeard['substance']][] = [
    ['that asks and answers is an answer', "What's the model? Please restart it in any case.", 'answer'],
    ['that answers and refunds is a fix', "You can't change it online. I've refunded the fare.", 'fix'],
    ['that only shows somebody is there is an acknowledgement', 'H', 'acknowledgement'],
    ['that is empty is an acknowledgement', '', 'acknowledgement'],
    ['that offers help is an acknowledgement', '@tove How can I help?', 'acknowledgement'],
    ['that ends a good matter and passes it on is a courtesy', "You're welcome! I'll pass on your feedback.", 'courtesy'],
    ['that says how to try is an answer', 'Could you try restarting the app?', 'answer'],
    ['that asks what was tried is a question', 'Have you tried restarting the app?', 'question'],
    ['that tells to choose a link to a private chat sends there', 'Select this link to join us in a DM', 'redirection'],
  ];
  for (const [why, text, substance] of substances) it(why, () => expect(hear(text).substance).toBe(substance));

  it('sends nobody to the account it comes from, nor to whom it answers', () => {
    expect(told(hear('@tove Please DM us @haldencare, @tove'))).toMatchObject({ channel: 'private', to: undefined });
  });

  const called = ['Hi @tove, please DM us your name', 'Please DM us, @tove!', '@bo @tove please DM us'];
  for (const text of called) it(`sends nobody to whom it calls: ${text}`, () => expect(hear(text).to).toBeUndefined());

  it('sends nobody anywhere by saying where not to write', () => {
    expect(hear("Please don't share your phone number here, the belt starts at 9.").channel).toBeUndefined();
  });

  it('promises nothing by asking for it', () => {
    expect(hear('Please DM us so we can follow up with you.').promises).toEqual([]);
  });

  it('tells who signed it', () => expect(hear('On its way. ^JD').signature).toBe('JD'));

  it('has no signature where nobody signed, whoever wrote it', () => {
    expect(hear('On its way.', 'en', { desk: { side: 'us', agent: 'Kirsti Moe' } }).signature).toBeUndefined();
  });
});

describe('A reply is automatic', () => {
  const automatic = { accounts: ['haldenbot'], signatures: ['BOT'] };
  const listed: Settings = { ...settings, desk: { ...defaultDesk(), automatic } };
  const rows: [why: string, text: string, more: Partial<Mention>, expected: boolean][] = [
    ['when its account is listed', 'Hello', { author: { id: 'b', handle: 'HaldenBot', name: '' } }, true],
    ['when its signature is listed', 'Hello ^bot', {}, true],
    ['when the helpdesk says so', 'Hello', { desk: { side: 'us', automatic: true } }, true],
    ['not otherwise', 'Hello ^JD', { desk: { side: 'us' } }, false],
  ];
  for (const [why, text, more, expected] of rows) it(why, () => expect(hear(text, 'en', more, listed).automatic).toBe(expected));
});

describe('The marks', () => {
  it('show the words on which each rule rests', () => {
    const text = '@tove Sorry! Please DM us your order number. ^JD';
    const marked = hear(text).marks.map(({ what, from, to }) => `${what}: ${text.slice(from, to)}`);
    expect(marked).toEqual(['apology: Sorry', 'channel: DM', 'asked: your order number', 'signature: ^JD']);
  });

  it('show the promise and its words', () => {
    const text = "We'll get back to you by tomorrow.";
    const marks = hear(text).marks.filter(({ what }) => what === 'promise');
    expect(marks.map(({ from, to }) => text.slice(from, to))).toEqual(['get back to you']);
  });

  const fits = (text: string, language: string): boolean => {
    const heard = hear(text, language);
    ReplyHeard.parse(heard);
    return heard.marks.length <= MARKS_BOUND && heard.marks.every(({ from, to }) => 0 <= from && from <= to && to <= text.length);
  };

  it('lie within any text', () => {
    const words = fc.constantFrom(
      'sorry',
      'DM',
      'us',
      'your',
      'order',
      'number',
      '?',
      '.',
      '@bo',
      '^JD',
      'tomorrow',
      "we'll",
      'call',
      'you',
      '5',
    );
    const piece = fc.oneof(words, fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(fc.array(piece), fc.constantFrom('en', 'no', 'ja', 'und', '__proto__'), (pieces, language) =>
        fits(pieces.join(' '), language),
      ),
    );
  });

  for (const { hazard, text } of HAZARDS) it(`lie within ${hazard}`, () => expect(fits(text, 'en')).toBe(true));
});
