import { z } from 'zod';
import { Alert } from './alert.ts';
import { AnswersSlice, DeskSlice, ShiftSlice, WaitingSlice, WinsSlice } from './care.ts';
import { Label } from './mention.ts';

/** Zero, unknown and stale look different: a number is known, `null` is unknown. Times are ms since 1970 UTC. */
const Known = z.number().nullable();

const Count = z.object({ count: z.number(), usual: Known, low: Known, high: Known });

export const WatchKind = z.enum(['ours', 'product', 'property', 'competitor', 'topic']);
export type WatchKind = z.infer<typeof WatchKind>;

const WatchCount = z.object({
  id: z.string(),
  name: z.string(),
  kind: WatchKind,
  /** Place in the config among watches, from 0; the colour follows from it. */
  rank: z.int(),
  count: z.number(),
});

/** How busy it is. `learning`: too little history to say what is usual. */
export const Level = z.enum(['quiet', 'usual', 'busy', 'surging', 'blind', 'learning']);
export type Level = z.infer<typeof Level>;

export const PulseSlice = z.object({
  level: Level,
  minute: Count,
  hour: Count,
  day: Count,
  /** Seen over usual for the window that decided the level. */
  multiple: Known,
  /** When the present surge began, by the detector. */
  since: Known,
  /** What drives a surge: terms, most telling first. */
  drivers: z.array(z.string()),
  /** Mentions a minute in the last minute. */
  watches: z.array(WatchCount),
  /** The most severe open alert, if there is one. */
  worst: z.object({ id: z.string(), title: z.string(), severity: z.string(), kind: z.string() }).nullable(),
  /** Sources that are blind now, by name. */
  blind: z.array(z.string()),
});
export type PulseSlice = z.infer<typeof PulseSlice>;

const Blind = z.object({ from: z.int(), to: z.int(), sources: z.array(z.string()), whole: z.boolean() });

/** Long series: on join, then once a minute. `counts[i]` is the minute that starts at `from + i * step`. */
export const VolumeSlice = z.object({
  from: z.int(),
  step: z.int(),
  total: z.array(z.number()),
  expected: z.object({ mid: z.array(Known), low: z.array(Known), high: z.array(Known) }),
  watches: z.array(z.object({ id: z.string(), name: z.string(), kind: WatchKind, rank: z.int(), counts: z.array(z.number()) })),
  spikes: z.array(
    z.object({
      at: z.int(),
      end: z.int().nullable(),
      severity: z.string(),
      label: z.string(),
      alert: z.string(),
      /** When it stood highest above the usual so far. */
      peak: z.int().optional(),
      /** "6 times a usual Sunday at 14:00". */
      multiple: z.string().optional(),
    }),
  ),
  blind: z.array(Blind),
});
export type VolumeSlice = z.infer<typeof VolumeSlice>;

/** The newest, still growing end of `volume`: whole minutes that may still change, then the running one. */
export const VolumeNowSlice = z.object({
  from: z.int(),
  step: z.int(),
  total: z.array(z.number()),
  expected: z.object({ mid: z.array(Known), low: z.array(Known), high: z.array(Known) }),
  watches: z.array(z.object({ id: z.string(), counts: z.array(z.number()) })),
  spikes: VolumeSlice.shape.spikes,
  blind: z.array(Blind),
  /** Mentions in the 60 seconds up to the slice's time. */
  lastMinute: z.number(),
});
export type VolumeNowSlice = z.infer<typeof VolumeNowSlice>;

export const SentimentSlice = z.object({
  /** Over the last 15 minutes. Shares are 0 to 1 of `n`; `null` when nothing was said. */
  now: z.object({ n: z.number(), negative: Known, neutral: Known, positive: Known, unsure: Known }),
  usualNegative: Known,
  from: z.int(),
  step: z.int(),
  /** Negative share of each step; `null` when nothing was said or all was blind. */
  negative: z.array(Known),
  n: z.array(z.number()),
  networks: z.array(z.object({ network: z.string(), n: z.number(), negative: Known })),
});
export type SentimentSlice = z.infer<typeof SentimentSlice>;

/** Open incidents, each by the alert that leads it, most severe first and silenced ones last; `more` counts those that did not fit. */
export const AlertsSlice = z.object({
  alerts: z.array(
    Alert.omit({ timeline: true, rule: true }).extend({
      evidence: Alert.shape.evidence.max(2),
      /** Further alerts of the same incident. */
      also: z.int(),
      /** What people say of it. */
      status: z.object({ text: z.string(), by: z.string(), at: z.int() }).nullable(),
      flapping: z.boolean(),
      /** Why nobody is told, and until when. */
      silenced: z.object({ reason: z.string(), until: z.int() }).nullable(),
    }),
  ),
  more: z.int(),
});
export type AlertsSlice = z.infer<typeof AlertsSlice>;

/** The incident that takes over the wall: of the highest severity and nobody has it yet; null: none. */
export const FocusSlice = z.object({
  incident: z
    .object({
      id: z.string(),
      /** The alert that leads it. */
      alert: z.string(),
      severity: z.string(),
      title: z.string(),
      sentence: z.string(),
      onsetAt: z.int(),
      openedAt: z.int(),
      /** When it last rang: from then on it takes over, and again now and then. */
      since: z.int(),
      /** Further incidents that nobody has, of any severity. */
      more: z.int(),
      subjectName: z.string(),
      seen: z.number(),
      expected: z.number(),
      windowSeconds: z.number(),
      /** Share of negative ones in the last quarter of an hour. */
      negative: Known,
      /** "6.2 times a usual Saturday at 14:00". */
      multiple: z.string().nullable(),
      forecast: z.string().nullable(),
      /** Who was told, in words: nobody has it yet. */
      asked: z.string().nullable(),
      status: z.string().nullable(),
      drivers: z.array(z.string()),
      /** The two posts to read. */
      posts: z.array(
        z.object({ mention: z.string(), author: z.string(), followers: Known, network: z.string(), text: z.string(), postedAt: z.int() }),
      ),
      /** Mentions a minute since a little before the onset, oldest first, and what was usual. */
      spark: z.array(z.number()),
      usual: Known,
    })
    .nullable(),
});
export type FocusSlice = z.infer<typeof FocusSlice>;

/** What alerts ask of people, against what can be asked of them. */
export const LoadSlice = z.object({
  /** People that share the alerts now: those on shift, or one where no shifts are known. */
  people: z.int(),
  /** Alerts that rang per person: in the last ten minutes, and on average over the last day. */
  lately: z.number(),
  average: z.number(),
  accepted: z.object({ average: z.number(), upset: z.number() }),
  /** Open incidents, and those of them that nobody has. */
  standing: z.int(),
  unclaimed: z.int(),
  flapping: z.int(),
  silenced: z.int(),
  /** Since when more come than people can take in; null: no flood. */
  floodSince: Known,
  /** Alerts of the last day by the hour, oldest first. */
  hours: z.array(z.int()),
  /** Rules that rang most in the last day. */
  rules: z.array(z.object({ rule: z.string(), count: z.int() })),
  /** What could not be told: deliveries given up. */
  undelivered: z.int(),
});
export type LoadSlice = z.infer<typeof LoadSlice>;

export const VoicesSlice = z.object({
  voices: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      handle: z.string(),
      followers: Known,
      verified: z.boolean(),
      network: z.string(),
      text: z.string(),
      language: z.string(),
      label: Label,
      addressed: z.boolean(),
      postedAt: z.int(),
      /** Near-duplicates folded into this one. */
      alike: z.int(),
      reposts: z.number(),
      likes: z.number(),
      replies: z.number(),
      url: z.string().nullable(),
      /** Our own reply to it, if there is one. */
      answered: z.boolean(),
    }),
  ),
});
export type VoicesSlice = z.infer<typeof VoicesSlice>;

export const TrendsSlice = z.object({
  trends: z.array(
    z.object({
      term: z.string(),
      kind: z.enum(['word', 'phrase', 'hashtag', 'link', 'emoji']),
      /** What else the same posts say. */
      also: z.array(z.string()),
      /** Posts in the last `minutes`, ten or on a quiet stream thirty, and how many would have been usual. */
      count: z.number(),
      minutes: z.number(),
      usual: z.number(),
      /** Times its usual rate; `null`: never heard before. */
      times: Known,
      /** Standard deviations of a count out of the usual one. */
      significance: z.number(),
      /** Different people in the same time, as far as they could be told apart. */
      people: z.number(),
      /** Near-identical posts, where most of them are; 0 where they differ. */
      copies: z.number(),
      /** Why the copies look like one hand's doing. */
      coordinated: z.enum(['new-accounts', 'in-step']).nullable(),
      networks: z.array(z.string()),
      /** Share of negative ones among the last posts. */
      negative: z.number(),
      /** Mentions in each of the last 12 five-minute steps, oldest first. */
      spark: z.array(z.number()),
      since: z.int(),
      example: z.object({ text: z.string(), author: z.string() }).nullable(),
    }),
  ),
});
export type TrendsSlice = z.infer<typeof TrendsSlice>;

/** Places that posts of the last hour name, those named most first. Degrees north and east. */
export const WhereSlice = z.object({
  /** Posts that were searched for places, and the share of them that names none; `null` when there are no posts. */
  n: z.number(),
  none: Known,
  places: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** `own`: from the config's own list. */
      kind: z.enum(['own', 'city', 'country']),
      lat: z.number(),
      lon: z.number(),
      count: z.number(),
      negative: z.number(),
      /** Times its usual hour of the last day; `null` while too little is known. */
      times: Known,
    }),
  ),
  /** Places named that did not fit. */
  more: z.int(),
});
export type WhereSlice = z.infer<typeof WhereSlice>;

/** Conversations that may become large, the most pressing first. Sizes are reposts, answers and quotes within a day of the post. */
export const ViralSlice = z.object({
  /** The size that makes an alert, and how likely it must be. */
  size: z.int(),
  level: z.number(),
  /** Conversations followed. */
  followed: z.int(),
  /** Conversations of which something is foretold, beyond those here. */
  more: z.int(),
  /** Finished conversations of the network that has ended most, and how many it takes until what is foretold is fitted to them. */
  finished: z.int(),
  needed: z.int(),
  items: z.array(
    z.object({
      id: z.string(),
      /** `notice`: likely to become large, and no harm to us. `rival`: not about us. */
      standing: z.enum(['alert', 'notice', 'watching', 'rival']),
      probability: z.number(),
      count: z.number(),
      /** After a day; the interval holds four of five. */
      expected: z.number(),
      low: z.number(),
      high: z.number(),
      startedAt: z.int(),
      at: z.int(),
      crossed: z.boolean(),
      /** When it reached the alert size, or would; `null`: not expected to. */
      crossesAt: Known,
      reasons: z.array(z.string()),
      /** Age in seconds and size, oldest first. */
      curve: z.array(z.tuple([z.number(), z.number()])),
      /** The forecast: age in seconds, then size low, expected, high. */
      fan: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])),
      text: z.string(),
      author: z.string(),
      followers: Known,
      network: z.string(),
      language: z.string(),
      label: Label,
      url: z.string().nullable(),
      /** Fitted to this network's own conversations. */
      calibrated: z.boolean(),
    }),
  ),
});
export type ViralSlice = z.infer<typeof ViralSlice>;

/** Over the last hour. `usual` is the same share over the last day. */
export const ShareSlice = z.object({ items: z.array(WatchCount.extend({ share: Known, usual: Known })), ours: Known });
export type ShareSlice = z.infer<typeof ShareSlice>;

/** By what sentiment is told in a language: a model fitted on its posts, word lists, or emoji and loudness alone. */
export const Hearing = z.enum(['trained', 'lists', 'signs']);
export type Hearing = z.infer<typeof Hearing>;

/** Over the last hour. */
export const MixSlice = z.object({
  n: z.number(),
  networks: z.array(z.object({ network: z.string(), count: z.number(), share: z.number() })),
  languages: z.array(z.object({ language: z.string(), count: z.number(), share: z.number(), hearing: Hearing })),
  moreNetworks: z.int(),
  moreLanguages: z.int(),
});
export type MixSlice = z.infer<typeof MixSlice>;

export const SourceStatus = z.enum(['starting', 'live', 'waiting', 'down', 'stopped']);
export type SourceStatus = z.infer<typeof SourceStatus>;

export const SourcesSlice = z.object({
  sources: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      status: SourceStatus,
      since: z.int(),
      /** In words, what is wrong and what happens next. */
      message: z.string().nullable(),
      lastAt: Known,
      perMinute: z.number(),
      accepted: z.number(),
      duplicates: z.number(),
      rejected: z.number(),
      /** Newest reason for which input was refused. */
      lastRejection: z.string().nullable(),
      gaps: z.array(z.object({ from: z.int(), to: z.int(), reason: z.string() })),
    }),
  ),
  /** The config file in force; a broken newer one is told here while the last good one stays. */
  config: z.object({ ok: z.boolean(), message: z.string().nullable() }),
});
export type SourcesSlice = z.infer<typeof SourcesSlice>;

export const SLICES = {
  pulse: PulseSlice,
  volume: VolumeSlice,
  'volume-now': VolumeNowSlice,
  sentiment: SentimentSlice,
  alerts: AlertsSlice,
  focus: FocusSlice,
  load: LoadSlice,
  voices: VoicesSlice,
  trends: TrendsSlice,
  viral: ViralSlice,
  where: WhereSlice,
  share: ShareSlice,
  mix: MixSlice,
  sources: SourcesSlice,
  waiting: WaitingSlice,
  answers: AnswersSlice,
  desk: DeskSlice,
  wins: WinsSlice,
  shift: ShiftSlice,
} as const;
export type SliceName = keyof typeof SLICES;
export type SliceData = { [K in SliceName]: z.infer<(typeof SLICES)[K]> };

/** A slice on the wire: complete, replaceable. `seq` and `at` are those of the last entry folded into it. */
export interface Slice<K extends SliceName = SliceName> {
  name: K;
  scope: string;
  seq: number;
  at: number;
  data: SliceData[K];
}
