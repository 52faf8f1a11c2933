import { deliver } from './bluesky/deliver.ts';
import { Health } from './bluesky/health.ts';
import { type Ears, listenInTurn } from './bluesky/listen.ts';
import { BlueskyOptions, TUNING, type Tuning } from './bluesky/options.ts';
import { Outbox } from './bluesky/outbox.ts';
import { Profiles } from './bluesky/profiles.ts';
import { Translator } from './bluesky/translate.ts';
import type { Incoming, SourceContext, SourceKind, Verdict } from './source.ts';

/** The public posts of Bluesky as they are posted, by a Jetstream server. Tests give it shorter paces. */
export function blueskyKind(tuning: Tuning = TUNING): SourceKind<BlueskyOptions> {
  return {
    kind: 'bluesky',
    about: 'Bluesky: every public post, live, by Jetstream; needs no account',
    listens: true,
    options: BlueskyOptions,
    run: (context, options) => run(context, options, tuning),
  };
}

export const bluesky = blueskyKind();

/** Three things at once: listening fills the outbox, delivery empties it, and authors are looked up beside them. */
async function run(context: SourceContext, options: BlueskyOptions, tuning: Tuning): Promise<void> {
  const over = new AbortController();
  const signal = AbortSignal.any([context.signal, over.signal]);
  const outbox = new Outbox(tuning);
  const profiles = lookUps(context, options, tuning, outbox);
  profiles.wantOurs(context.accounts?.('bluesky') ?? []);
  const translator = new Translator(context, options.follow, profiles);
  const lookingUp = options.profiles.enabled ? profiles.run(signal) : undefined;
  const health = new Health(context);
  const delivery = deliver(context, outbox, tuning, health, (items, verdicts) => settle(items, verdicts, translator, profiles));
  delivery.catch(() => over.abort());
  const ears: Ears = { context, options, outbox, translator, health, signal };
  try {
    await listenInTurn(ears);
  } finally {
    outbox.end();
    await delivery.finally(() => over.abort());
    await lookingUp;
  }
}

function lookUps(context: SourceContext, options: BlueskyOptions, tuning: Tuning, outbox: Outbox): Profiles {
  return new Profiles({
    url: options.profiles.url,
    now: () => context.now(),
    random: () => context.random(),
    gatherMs: tuning.gatherMs,
    found: (authors) =>
      outbox.push(
        authors.map((author): Incoming => ({ kind: 'author', source: context.id, author })),
        null,
      ),
    failed: (reason) => context.log.warn({ source: context.id }, reason),
  });
}

/** What became of the items: posts that were not taken are not held, and their authors are nobody's business. */
function settle(items: readonly Incoming[], verdicts: readonly Verdict[], { held }: Translator, profiles: Profiles): void {
  items.forEach((item, index) => {
    if (item.kind !== 'mention') return;
    if (verdicts[index] === 'unmatched') held.delete(item.mention.id);
    else if (verdicts[index] === 'accepted') profiles.wantUnlessFresh(item.mention.author.id);
  });
}
