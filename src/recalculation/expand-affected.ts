import type { Relation } from '../model/relation.js';
import { effectiveRunsFor } from '../storage/relations/effective-runs.js';
import { linksAt } from '../storage/relations/fact-links.js';
import { loadReferenceKeys } from '../storage/relations/reference-keys.js';
import { itemsOfSprints, sprintsWithIds } from '../storage/relations/tool-facts.js';
import type { Session } from '../storage/sql/session.js';
import type { AffectedFacts, AffectedKind } from './affected.js';
import type { Changed } from './changed.js';
import { sourcesOf, targetsOf } from './relations/relation.js';

/** Kind of metric input of each kind of fact that has one. */
const inputKinds = {
  COMMIT: 'commit',
  CHANGE: 'change',
  TAG: 'tag',
  PULL_REQUEST: 'pullRequest',
  WORK_ITEM: 'workItem',
  PIPELINE_RUN: 'run',
  INCIDENT: 'incident',
  CHANGE_REQUEST: 'changeRequest',
  SPRINT: 'sprint',
  VERSION: 'version',
} as const satisfies Record<string, AffectedKind>;

/** Adds the changed facts, and those that show a part of an affected one: inputs carry parts of the facts that they are linked to. */
export async function expandAffected(
  session: Session,
  affected: AffectedFacts,
  { numbers }: Changed,
): Promise<void> {
  for (const [kind, of] of Object.entries(inputKinds))
    affected.add(of, numbers(kind as keyof typeof inputKinds));
  const from = async (relation: Relation, sources: Iterable<number>) =>
    targetsOf(await linksAt(session, 'source', [relation], sources));
  const to = async (relation: Relation, targets: Iterable<number>) =>
    sourcesOf(await linksAt(session, 'target', [relation], targets));
  affected.add('workItem', await to('ITEM_CHANGE', affected.of('change')));
  affected.add('run', await effectiveRunsFor(session, affected.of('run')));
  affected.add('workItem', await itemsOfSprints(session, [...affected.of('sprint')]));
  affected.add('run', await from('INCIDENT_DEPLOYMENT', affected.of('incident')));
  affected.add('pullRequest', await from('ITEM_PULL_REQUEST', affected.of('workItem')));
  affected.add('workItem', await to('ITEM_PULL_REQUEST', affected.of('pullRequest')));
  affected.add('workItem', await to('ITEM_COMMIT', numbers('COMMIT')));
  affected.add('workItem', await from('ITEM_ROOT', affected.of('workItem')));
  affected.add('workItem', await to('ITEM_ROOT', affected.of('workItem')));
  affected.add('run', await from('INCIDENT_DEPLOYMENT', affected.of('workItem')));
  affected.add('run', await to('DEPLOYMENT_REPAIR', affected.of('run')));
  const sprints = await loadReferenceKeys(session, ['SPRINT'], affected.of('workItem'));
  const ids = sprints.map(({ key }) => key);
  affected.add('sprint', await sprintsWithIds(session, ids));
}
