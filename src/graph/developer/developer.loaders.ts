import type { Identity } from '../../model/facts/people.js';
import type { GraphContext } from '../context.js';

async function identities({ services, viewer }: GraphContext, developers: readonly number[]) {
  const found = await services.identities.of(viewer, developers);
  const byDeveloper = Map.groupBy(found, ({ developer }) => developer);
  return developers.map((developer) => byDeveloper.get(developer) ?? []);
}

export const identitiesOf = (
  context: GraphContext,
  developer: number,
): Promise<readonly Identity[]> =>
  context.loaders
    .of<number, readonly Identity[], GraphContext>(identities, context)
    .load(developer);
