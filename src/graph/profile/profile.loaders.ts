import type { Profile } from '../../model/profile/profile.js';
import type { GraphContext } from '../context.js';

async function profilesByNumber({ services, viewer }: GraphContext, numbers: readonly number[]) {
  const profiles = await services.profiles.list(viewer, null);
  const byNumber = new Map(profiles.map((profile) => [profile.number, profile]));
  return numbers.map((number) => byNumber.get(number) ?? null);
}

/** Loads a profile; null if there is none, or it is another account's. */
export const profileOf = (context: GraphContext, number: number): Promise<Profile | null> =>
  context.loaders.of<number, Profile | null, GraphContext>(profilesByNumber, context).load(number);
