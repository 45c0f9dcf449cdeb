import type { App } from '../../app.js';
import type { Viewer } from '../../model/access.js';
import { Fault } from '../../model/errors.js';
import type { Integration } from '../../model/integration.js';
import { integrationsOf } from '../sync.js';

/** Returns the integration of a name, or of a number. Throws NOT_FOUND, or BAD_USER_INPUT where several have the name. */
export async function findIntegration(
  app: App,
  viewer: Viewer,
  wanted: string,
): Promise<Integration> {
  const all = await integrationsOf(app, viewer);
  const folded = wanted.trim().toLowerCase();
  const named = all.filter(({ name }) => name.toLowerCase() === folded);
  const found = named.length > 0 ? named : all.filter(({ number }) => String(number) === folded);
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  if (only)
    throw new Fault(
      'BAD_USER_INPUT',
      `Several integrations are "${wanted}": give the number of one, ${found.map(({ number }) => number).join(' or ')}.`,
    );
  throw new Fault('NOT_FOUND', `There is no integration "${wanted}": see \`integration list\`.`);
}
