import { z } from 'zod';

/** What a template may leave open. */
const SLOTS = [
  'us',
  'care',
  'tag',
  'rival',
  'city',
  'airport',
  'flight',
  'hour',
  'mins',
  'bags',
  'gate',
  'seat',
  'price',
  'name',
  'you',
] as const;
export type Slot = (typeof SLOTS)[number];

export const slotsIn = (text: string): string[] => [...text.matchAll(/\{([^}]*)\}/g)].map((match) => match[1] ?? '');

const isSlot = (name: string): boolean => SLOTS.some((slot) => slot === name);

/** Letters right behind a name would become part of the handle. */
const GLUED = /\{(us|care|rival|you)\}[\p{L}\p{N}_-]/u;

const Text = z
  .string()
  .min(4)
  .max(300)
  .refine((text) => !GLUED.test(text), { error: (issue) => `a name must stand alone: ${JSON.stringify(issue.input)}` })
  .refine((text) => slotsIn(text).every(isSlot), { error: (issue) => `unknown slot in ${JSON.stringify(issue.input)}` });

const names = (text: string, slots: Slot[]): boolean => slotsIn(text).some((slot) => slots.some((wanted) => wanted === slot));
const namesUs = (text: string): boolean => names(text, ['us', 'care', 'tag']);
const namesRival = (text: string): boolean => names(text, ['rival']);

/** A text that says who it is about: without a name no watch would match it. */
const named = {
  us: Text.refine(namesUs, { error: (issue) => `does not name us: ${JSON.stringify(issue.input)}` }),
  rival: Text.refine(namesRival, { error: (issue) => `does not name a rival: ${JSON.stringify(issue.input)}` }),
  both: Text.refine((text) => namesUs(text) && namesRival(text), {
    error: (issue) => `does not name both: ${JSON.stringify(issue.input)}`,
  }),
};

export const Mood = z.enum(['negative', 'neutral', 'positive']);
export type Mood = z.infer<typeof Mood>;

export const Network = z.enum(['x', 'bluesky', 'mastodon', 'reddit', 'instagram', 'news']);
export type Network = z.infer<typeof Network>;

const TOPICS = 'baggage delay cancelled seat food wifi crew app loyalty refund pets price boarding tips question route moment other'.split(
  ' ',
);
const Topic = z.enum(TOPICS);

const group = <A extends keyof typeof named>(about: A) =>
  z.strictObject({
    about: z.literal(about),
    topic: Topic,
    mood: Mood,
    /** A headline: posted by an outlet, without the colour of talk. */
    news: z.boolean().default(false),
    texts: z.array(named[about]).min(1),
  });
const Group = z.discriminatedUnion('about', [group('us'), group('rival'), group('both')]);

const Words = z.array(z.string().min(1).max(120));
const ByMood = z.strictObject({ negative: Words.min(1), neutral: Words.min(1), positive: Words.min(1) });

const Replies = z
  .array(Text.refine((text) => slotsIn(text).includes('you'), { error: (issue) => `answers nobody: ${JSON.stringify(issue.input)}` }))
  .min(1);
const Customers = z.array(named.us).min(1);

/** More than one answer: those of the care team, of its bot and of a rival, and what a customer says between them. */
const Care = z.strictObject({
  /** Sends them to private messages. */
  private: Replies,
  /** Words alone. */
  ack: Replies,
  /** Asks in public which flight it was. */
  details: Replies,
  /** The answer after one of the others. */
  later: Replies,
  fix: Replies,
  /** A last public word after private messages. */
  closing: Replies,
  /** To come back within the hour. */
  promise: Replies,
  /** To questions about prices, points and seats. */
  fares: Replies,
  /** To those who only say that they fly with us. */
  tip: Replies,
  bot: Replies,
  rival: Replies,
  /** Nobody has answered yet; what was said does not help, or a promise was not kept; the details that we asked for. */
  impatient: Customers,
  again: Customers,
  tells: Customers,
});

/** Everything that is said in one language. */
export const Language = z.strictObject({
  lang: z.string().regex(/^[a-z]{2,3}$/),
  /** Weight among the languages. */
  share: z.number().positive(),
  /** What stands between two sentences: nothing in Japanese and Chinese. */
  joiner: z.string().default(' '),
  /** What ends a sentence. */
  stop: z.string().default('.'),
  /** Whether typing in lower case and swapping letters looks natural. */
  latin: z.boolean().default(true),
  /** Networks on which it is spoken; default all but news, which needs `outlets`. */
  networks: z.array(Network).default(['x', 'bluesky', 'mastodon', 'reddit', 'instagram']),
  cities: z.array(z.string()).min(3),
  /** How a name is shown, and how it is written in a handle. */
  people: z.array(z.tuple([z.string(), z.string().regex(/^[a-z]+$/)])).min(10),
  /** Second halves of handles. */
  handles: z.array(z.string().regex(/^[a-z0-9_]+$/)).min(5),
  outlets: z.array(z.string()).default([]),
  signers: z.array(z.string().regex(/^[A-Z]{2}$/)).min(1),
  openers: Words.min(1),
  hashtags: z.array(z.string().regex(/^#[\p{L}\p{M}\p{N}_]+$/u)).min(1),
  tails: ByMood,
  posts: z.array(Group).min(8),
  /** Each of them an answer by itself. */
  replies: z.strictObject({
    baggage: z.array(Text).min(1),
    complaint: z.array(Text).min(1),
    question: z.array(Text).min(1),
    praise: z.array(Text).min(1),
  }),
  /** What a customer says to an answer that helped. */
  thanks: z.array(named.us).min(1),
  /** What makes conversations of answers; without it each is a single one. */
  care: Care.optional(),
});
export type Language = z.infer<typeof Language>;

const Seconds = z.number().nonnegative();

/** How a post takes off: a logistic curve up to these totals; `middle` is its steepest point and `width` its scale, in seconds. */
const Growth = z.strictObject({
  reposts: z.int(),
  likes: z.int(),
  replies: z.int(),
  views: z.int(),
  middle: Seconds,
  width: z.number().positive(),
});
export type Growth = z.infer<typeof Growth>;

/** One post of the plot, word for word. `at` is seconds after the arc starts. */
const Beat = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/),
  at: Seconds,
  who: z.string(),
  network: Network,
  lang: z.string(),
  mood: Mood,
  text: Text,
  media: z.int().optional(),
  answers: z.string().optional(),
  growth: Growth.optional(),
});
export type Beat = z.infer<typeof Beat>;

const Phase = z.strictObject({
  name: z.string(),
  from: Seconds,
  until: Seconds,
  weight: z.number().positive(),
  topic: Topic,
  mood: Mood,
  /** Half of these posts answer this beat. */
  answers: z.string().optional(),
  texts: z.record(z.string(), z.array(named.us).min(1)),
});
export type Phase = z.infer<typeof Phase>;

/** Something that happens: extra volume that rises and falls, what is said meanwhile, and the posts that everybody sees. Seconds after its start. */
export const Arc = z
  .strictObject({
    id: z.string().regex(/^[a-z-]+$/),
    about: z.string(),
    /** Extra volume at its height, as a multiple of what is usual at that hour. */
    times: z.number().positive(),
    from: Seconds,
    peak: Seconds,
    ease: Seconds,
    end: Seconds,
    place: z.string().optional(),
    /** Share of posts with a photo. */
    photos: z.number().min(0).max(1).default(0.1),
    hashtags: Words.default([]),
    /** When the care team first looks, how many complaints it answers, and within which seconds. */
    care: z.strictObject({ from: Seconds, share: z.number().min(0).max(1), delay: z.tuple([Seconds, Seconds]) }),
    phases: z.array(Phase).min(1),
    beats: z.array(Beat).default([]),
  })
  .refine((arc) => arc.from < arc.peak && arc.peak <= arc.ease && arc.ease < arc.end, 'from < peak <= ease < end')
  .refine((arc) => arc.phases.every((phase) => phase.from < phase.until), 'a phase must end after it begins');
export type Arc = z.infer<typeof Arc>;

const Share = z.number().min(0).max(1);

/** One airport city: its code, its name, and its name in languages that write it otherwise. */
export const City = z.strictObject({ code: z.string().length(3), name: z.string(), names: z.record(z.string(), z.string()).default({}) });
export type City = z.infer<typeof City>;

const Person = z.strictObject({ handle: z.string(), name: z.string(), followers: z.int(), verified: z.boolean().default(false) });
export type Person = z.infer<typeof Person>;

/** The frame of a scenario: `scenario.json`. */
export const Frame = z.strictObject({
  brand: z.strictObject({ name: z.string(), handle: z.string(), care: z.string(), tag: z.string(), code: z.string() }),
  rivals: z.array(z.strictObject({ name: z.string(), handle: z.string(), code: z.string(), weight: z.number() })).min(1),
  networks: z.record(Network, z.number()),
  care: z.strictObject({ followers: z.int(), networks: z.array(Network), share: Share, delay: z.tuple([Seconds, Seconds]) }),
  /** Posts a minute at each full hour in `zone`, and a factor for each weekday from Sunday on. */
  rhythm: z.strictObject({ zone: z.string(), hours: z.array(z.number()).length(24), weekdays: z.array(z.number()).length(7) }),
  mix: z.strictObject({ negative: Share, positive: Share, rival: Share, both: Share, news: Share }),
  emoji: ByMood,
  cast: z.record(z.string(), Person),
  /** The arc of the first minutes, the moment in yesterday's history, and what may happen later. */
  story: z.string(),
  yesterday: z.strictObject({ arc: z.string(), hoursBefore: z.number().positive() }),
  incidents: z.array(z.string()).min(2),
});
export type Frame = z.infer<typeof Frame>;
