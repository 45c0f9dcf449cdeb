import { batched } from '../batched.js';
import { profileOutside } from './profile-shape.js';

/** Loads a profile as the schema shows it; null if there is none, or it is another account's. */
export const profileOf = batched(async ({ services, viewer }, numbers: readonly number[]) => {
  const profiles = await services.profiles.list(viewer, null);
  const byNumber = new Map(profiles.map((one) => [one.number, profileOutside(one)]));
  return numbers.map((number) => byNumber.get(number) ?? null);
});
