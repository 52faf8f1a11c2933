import { within } from './words/text.ts';

/** Marks that Discord knows anywhere in a line, and those that count at its start alone. It takes a backslash before any of them. */
const DISCORD = /[\\*_~`|<>[\]()#@]|^[-+]/gm;
/** Of Mattermost; it shows a backslash before anything else. */
const MATTERMOST = /[\\*_~`|>[\](){}#$]|^[-+]/gm;

/** Text as Markdown that shows just that text. */
export const discordText = (text: string): string => text.replace(DISCORD, '\\$&');
export const mattermostText = (text: string): string => text.replace(MATTERMOST, '\\$&');

/** Cut before it is escaped by `mark`, so that no mark stands without its backslash; `most` UTF-16 units hold for what comes out. */
export function markedWithin(text: string, most: number, mark: (text: string) => string): string {
  let room = most;
  let result = mark(within(text, room));
  while (result.length > most && room > 0) {
    room -= result.length - most;
    result = mark(within(text, Math.max(0, room)));
  }
  return result;
}
