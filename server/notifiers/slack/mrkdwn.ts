/** A formatting mark at the edge of a word, where alone Slack takes it for one. */
const MARKS = /(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])|`/gu;
/** Slack has no way to escape its marks, so that characters which look like them stand in. */
const ALIKE: Record<string, string> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ' };

/** Only these three have a meaning everywhere: `<!channel>`, `<@U1>` and links begin with them. */
export const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Text as Slack's mrkdwn that shows just that text. */
export const mrkdwn = (text: string): string => escaped(text.replace(MARKS, (mark) => ALIKE[mark] ?? mark));

/** A link; the address is ours, or went through `address`. */
export const link = (url: string, text: string): string => `<${escaped(url).replaceAll('|', '%7C')}|${mrkdwn(text).replaceAll('|', '∣')}>`;
