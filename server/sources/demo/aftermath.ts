import { answers } from './answers.ts';
import { between, chance, dice } from './dice.ts';
import { growing, liked } from './growth.ts';
import type { Post, Told } from './post.ts';
import type { World } from './world.ts';

/** Everything that follows from a post happens within these minutes after it. */
export const AFTERMATH_MINUTES = 140;

const TAKEN_BACK = 0.004;

/** What follows from a post: growth, an answer of the care team, thanks; or its author takes it back. Not in order of time. */
export function aftermath(world: World, post: Post): Told[] {
  if (post.growth) return growing(post, post.growth);
  const roll = dice(world.seed, 'after', post.mention.id);
  if (!post.scripted && chance(roll, TAKEN_BACK)) {
    return [
      { at: post.mention.postedAt + Math.round(between(roll, 60, 2400) * 1000), item: { kind: 'retraction', mention: post.mention.id } },
    ];
  }
  return [...liked(post, roll), ...answers(world, post, roll)];
}
