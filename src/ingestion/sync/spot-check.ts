import type { Viewer } from '../../model/access.js';
import { refuse } from '../../model/errors.js';
import type { SpotCheck } from '../../providers/discover.js';
import { findHeldFacts, type HeldFact } from '../../storage/facts/held-facts.js';
import type { IngestionContext } from '../context.js';
import { askVendor, connectedSource } from '../sources/ask-vendor.js';
import { demand } from '../sources/demand.js';

/** One entity as the vendor holds it, with the facts stored of it. */
export interface SpotChecked extends SpotCheck {
  /** The stored facts of it. */
  readonly held: readonly HeldFact[];
}

/** Looks one thing up at the vendor and here. Throws FORBIDDEN, NOT_FOUND, or a Refusal. */
export async function spotCheck(
  context: IngestionContext,
  viewer: Viewer,
  integration: number,
  what: string,
): Promise<SpotChecked> {
  demand(viewer, 'EDIT_INTEGRATIONS');
  const source = await connectedSource(context, viewer, integration);
  const { provider, parsed } = source;
  const look = provider.spotCheck;
  if (!look)
    return refuse('NO_SPOT_CHECK', ['integration'], `${provider.title} cannot look up one thing.`);
  const answer = await askVendor(context, source, (given) =>
    look.call(provider, parsed, what.trim(), given),
  );
  const message = source.hider.hide(answer.message);
  const checked = { ...answer, message };
  const { factId } = checked;
  if (factId === null) return { ...checked, held: [] };
  const held = await context.database.read(viewer.account, (session) =>
    findHeldFacts(session, factId),
  );
  return { ...checked, held };
}
