import { type Happening, happenings, phasesAt, secondsIn, shape } from './arcs.ts';
import { networkFor } from './background.ts';
import { coloured } from './colour.ts';
import { chance, type Dice, dice, pick, poisson, weighted } from './dice.ts';
import { anybody, authorOn } from './people.ts';
import { MINUTE, mentionOf, type Post, photos, toldLanguage } from './post.ts';
import type { Beat, Language, Phase } from './schema.ts';
import { fill } from './slots.ts';
import type { World } from './world.ts';

/** Volume is decided anew in each of these stretches of a minute, so that a steep climb looks smooth. */
const STEP = 5_000;

const beatAt = ({ start }: Happening, beat: Beat): number => start + Math.round(beat.at * 1000);

/** A beat's id follows from its time alone: answers to it need not look it up. */
const beatNative = (happening: Happening, beat: Beat): string =>
  `${Math.floor(beatAt(happening, beat) / MINUTE)}-${happening.arc.id}-${beat.id}`;

function idOfBeat(world: World, happening: Happening, id: string | undefined): string | undefined {
  const beat = happening.arc.beats.find((each) => each.id === id);
  return beat && `${world.source}:${beatNative(happening, beat)}`;
}

const speaks = (world: World, lang: string): Language => {
  const language = world.scenario.languages.find((each) => each.lang === lang);
  if (!language) throw new Error(`nobody speaks ${lang}`);
  return language;
};

/** A post of the plot, word for word. */
function beatPost(world: World, happening: Happening, beat: Beat): Post {
  const { scenario, source, seed } = world;
  const person = scenario.cast[beat.who];
  if (!person) throw new Error(`no ${beat.who} in the cast`);
  const at = beatAt(happening, beat);
  const language = speaks(world, beat.lang);
  const roll = dice(seed, 'beat', happening.arc.id, beat.id, happening.start);
  const text = fill(roll, beat.text, { scenario, language, network: beat.network, clock: world.clock(at) });
  const answered = idOfBeat(world, happening, beat.answers);
  const { network, lang, media, mood, growth } = beat;
  const native = beatNative(happening, beat);
  const author = authorOn(network, person);
  const mention = mentionOf({
    source,
    native,
    network,
    author,
    text,
    lang,
    at,
    media,
    place: happening.arc.place,
    inReplyTo: answered,
    root: answered,
  });
  return { mention, language, mood, topic: 'moment', about: 'us', happening, scripted: true, growth };
}

/** Share of posts with a second sentence when something moves people. */
const TALKATIVE = 0.62;
/** Share of the posts that say where they are. */
const PLACED = 0.6;

function phasePost(world: World, happening: Happening, phase: Phase, native: string, at: number, roll: Dice): Post {
  const { scenario, source, seed } = world;
  const { arc } = happening;
  const spoken = scenario.languages.filter((each) => Object.hasOwn(phase.texts, each.lang));
  const language = weighted(roll, spoken, (each) => each.share);
  const network = networkFor(roll, world, language);
  const template = pick(roll, phase.texts[language.lang] ?? []);
  const plain = fill(roll, template, { scenario, language, network, clock: world.clock(at) });
  const text = coloured(roll, plain, {
    language,
    network,
    mood: phase.mood,
    emoji: scenario.emoji,
    hashtags: arc.hashtags,
    talkative: phase.mood === 'neutral' ? 0.1 : TALKATIVE,
  });
  const inReplyTo = chance(roll, 0.5) ? idOfBeat(world, happening, phase.answers) : undefined;
  const place = chance(roll, PLACED) ? arc.place : undefined;
  const author = anybody(language, seed, network, roll);
  const media = photos(roll, arc.photos);
  const lang = toldLanguage(roll, language.lang);
  const mention = mentionOf({ source, native, network, author, text, lang, at, media, place, inReplyTo, root: inReplyTo });
  return { mention, language, mood: phase.mood, topic: phase.topic, about: 'us', happening };
}

/** Times of the extra posts of one happening within one minute. */
function extraTimes(world: World, happening: Happening, minute: number, roll: Dice): number[] {
  const usual = world.usual(minute * MINUTE);
  const steps = Array.from({ length: MINUTE / STEP }, (_, i) => minute * MINUTE + i * STEP);
  return steps.flatMap((from) => {
    const height = happening.arc.times * shape(happening.arc, secondsIn(happening, from + STEP / 2));
    const count = poisson(roll, (usual * height * STEP) / MINUTE);
    return Array.from({ length: count }, () => from + Math.floor(roll() * STEP));
  });
}

function ofHappening(world: World, happening: Happening, minute: number): Post[] {
  const { arc, start } = happening;
  const roll = dice(world.seed, 'event', arc.id, start, minute);
  const beats = arc.beats
    .filter((beat) => Math.floor(beatAt(happening, beat) / MINUTE) === minute)
    .map((beat) => beatPost(world, happening, beat));
  const extra = extraTimes(world, happening, minute, roll).flatMap((at, n) => {
    const phases = phasesAt(arc, secondsIn(happening, at));
    if (phases.length === 0) return [];
    const phase = weighted(roll, phases, (each) => each.weight);
    return [phasePost(world, happening, phase, `${minute}-${arc.id}-${n}`, at, dice(world.seed, arc.id, start, minute, n))];
  });
  return [...beats, ...extra];
}

/** Posts of this minute that belong to something that happens. */
export function events(world: World, minute: number): Post[] {
  const { scenario, seed, startedAt } = world;
  const going = happenings(scenario, seed, startedAt, minute * MINUTE, (minute + 1) * MINUTE);
  return going.flatMap((happening) => ofHappening(world, happening, minute));
}
