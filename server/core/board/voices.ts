import type { VoicesSlice } from '../../../shared/slices.ts';
import { alikeTo } from '../hold.ts';
import type { Held, Scope, State } from '../state.ts';
import { labelIn } from '../toward.ts';
import { rankedVoices } from '../voices.ts';

const SHOWN = 5;
/** UTF-16 units of a post on the wall: three lines from five metres. */
const TEXT = 320;

export const voices = (state: State, scope: Scope): VoicesSlice => ({
  voices: rankedVoices(state, scope, SHOWN).map((held) => voice(state, scope, held)),
});

const voice = (state: State, scope: Scope, held: Held): VoicesSlice['voices'][number] => ({
  id: held.mention.id,
  name: held.mention.author.name || held.mention.author.handle,
  handle: held.mention.author.handle,
  followers: held.mention.author.followers ?? null,
  verified: held.mention.author.verified ?? false,
  network: held.mention.network,
  text: held.mention.text.length > TEXT ? `${held.mention.text.slice(0, TEXT).toWellFormed()}…` : held.mention.text,
  language: held.language,
  label: labelIn(held, scope.setting.watches),
  addressed: held.addressed,
  postedAt: held.mention.postedAt,
  alike: alikeTo(state, held) - 1,
  reposts: held.reposts,
  likes: held.likes,
  replies: held.replies,
  url: held.mention.url ?? null,
  answered: held.answered,
});
