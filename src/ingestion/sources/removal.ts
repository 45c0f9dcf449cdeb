import { rm } from 'node:fs/promises';
import type { Viewer } from '../../model/access.js';
import { type FactKind, factKinds } from '../../model/facts/facts.js';
import type { Integration } from '../../model/integration.js';
import { deleteDeliveries } from '../../storage/integrations/inbox-lists.js';
import {
  deleteFacts,
  deleteIntegration,
  deletePages,
  deletePeople,
  deleteRepositories,
  type Removed,
  repositoriesOfIntegration,
} from '../../storage/integrations/integration-removal.js';
import {
  lockIntegration,
  readIntegration,
  updateIntegration,
} from '../../storage/integrations/integrations.js';
import type { Session } from '../../storage/sql/session.js';
import { directoryOf, found, type IngestionContext } from '../context.js';
import { noteChange } from '../note-change.js';
import { demand } from './demand.js';

const ROWS_AT_ONCE = 1000;
const PAGES_AT_ONCE = 50;
type Inside = Exclude<FactKind, 'REPOSITORY'>;

/** A change goes before the tag that released it, a commit before its author. */
const inside = factKinds.filter((kind): kind is Inside => kind !== 'REPOSITORY');

async function removeFacts(
  { database, background }: IngestionContext,
  account: number,
  source: Removed,
  kind: Inside,
): Promise<void> {
  let after: number | null = 0;
  while (after !== null) {
    background.signal.throwIfAborted();
    const from: number = after;
    after = await database.write(account, (session) =>
      deleteFacts(session, kind, source, from, ROWS_AT_ONCE),
    );
  }
}

/**
 * Deletes all facts of an integration, then the integration, in many small transactions. The next
 * look resumes an interrupted removal; two removals at once do no harm.
 */
export async function finishRemoval(
  context: IngestionContext,
  account: number,
  integration: number,
): Promise<void> {
  const { database, background } = context;
  const state = await database.read(account, (session) => readIntegration(session, integration));
  if (state?.status !== 'REMOVING') return;
  const repositories = await database.read(account, (session) =>
    repositoriesOfIntegration(session, integration),
  );
  for (const kind of inside)
    await removeFacts(context, account, { integration, repositories }, kind);
  const steps = [
    (session: Session) => deletePeople(session, [...repositories, integration], ROWS_AT_ONCE),
    (session: Session) => deletePages(session, integration, PAGES_AT_ONCE),
    (session: Session) => deleteDeliveries(session, integration, PAGES_AT_ONCE),
  ];
  for (const step of steps)
    while (await database.write(account, step)) background.signal.throwIfAborted();
  await database.write(account, (session) => deleteRepositories(session, repositories));
  await rm(directoryOf(context, account, integration), { recursive: true, force: true });
  await database.write(account, (session) => deleteIntegration(session, integration));
}

/** Writes down that an integration goes: from then on nothing is brought in for it. */
async function condemn({ database }: IngestionContext, viewer: Viewer, number: number) {
  return database.write(viewer.account, async (session) => {
    const { name, provider, status } = found(await lockIntegration(session, number));
    if (status !== 'REMOVING') {
      await updateIntegration(session, number, { status: 'REMOVING' });
      await noteChange(session, viewer, 'DELETED', number, { name, provider });
    }
    return found(await readIntegration(session, number));
  });
}

/**
 * Deletes an integration with all its facts; ends when all is deleted. Throws FORBIDDEN. Throws
 * NOT_FOUND.
 */
export async function remove(
  context: IngestionContext,
  viewer: Viewer,
  integration: number,
): Promise<void> {
  demand(viewer, 'EDIT_INTEGRATIONS');
  await condemn(context, viewer, integration);
  await finishRemoval(context, viewer.account, integration);
}

/** The same, answering at once with the integration that is being removed. */
export async function removeNow(
  context: IngestionContext,
  viewer: Viewer,
  integration: number,
): Promise<Integration> {
  demand(viewer, 'EDIT_INTEGRATIONS');
  const condemned = await condemn(context, viewer, integration);
  context.background.run(() => finishRemoval(context, viewer.account, integration));
  return condemned;
}
