import { batched } from '../batched.js';

export const identitiesOf = batched(async ({ services, viewer }, developers: readonly number[]) => {
  const found = await services.identities.of(viewer, developers);
  const byDeveloper = Map.groupBy(found, ({ developer }) => developer);
  return developers.map((developer) => byDeveloper.get(developer) ?? []);
});
