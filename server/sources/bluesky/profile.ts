import { z } from 'zod';
import type { Author } from '../../../shared/mention.ts';

const Verification = z.object({ verifiedStatus: z.string().optional(), trustedVerifierStatus: z.string().optional() });

const Profile = z.object({
  did: z.string().max(200),
  handle: z.string().min(1).max(256),
  displayName: z.string().optional().catch(undefined),
  followersCount: z.int().nonnegative().optional().catch(undefined),
  verification: Verification.optional().catch(undefined),
});

const Answer = z.object({ profiles: z.array(z.unknown()).max(100) });

/** Authors in an answer of `app.bsky.actor.getProfiles`; those that are garbage are left out. Throws when the whole is. */
export function readProfiles(json: unknown): Author[] {
  return Answer.parse(json).profiles.flatMap((one) => {
    const profile = Profile.safeParse(one);
    return profile.success ? [authorOf(profile.data)] : [];
  });
}

function authorOf({ did, handle, displayName, followersCount, verification }: z.infer<typeof Profile>): Author {
  const known = handle === 'handle.invalid' ? did : handle;
  const verified = verification?.verifiedStatus === 'valid' || verification?.trustedVerifierStatus === 'valid';
  return { id: did, handle: known, name: displayName?.trim().slice(0, 256) || known, followers: followersCount, verified };
}
