import { type NumberRange, numbersIn } from '../model/change-log.js';
import type { Relation } from '../model/relation.js';
import type { CellKey } from '../storage/cells/dirty-cells.js';
import { writePlacesOfFacts } from '../storage/inputs/fact-places.js';
import { scans, type ToolInputKind } from '../storage/inputs/metric-inputs.js';
import { effectiveRunsFor } from '../storage/relations/effective-runs.js';
import { linksAt } from '../storage/relations/fact-links.js';
import { loadReferenceKeys } from '../storage/relations/reference-keys.js';
import { itemsOfSprints, sprintsWithIds } from '../storage/relations/tool-facts.js';
import type { Session } from '../storage/sql/session.js';
import type { Linked } from './links/link-facts.js';
import type { TeamIndex } from './team-index.js';

/** Numbers of the facts of the tools that must be observed again, by kind of metric input. */
export class AffectedToolFacts {
  readonly byKind = new Map<ToolInputKind, Set<number>>();
  of(kind: ToolInputKind): ReadonlySet<number> {
    return this.byKind.get(kind) ?? new Set();
  }
  add(kind: ToolInputKind, numbers: Iterable<number>): void {
    const known = this.byKind.get(kind) ?? new Set<number>();
    for (const number of numbers) known.add(number);
    this.byKind.set(kind, known);
  }
  numbers(): number[] {
    return [...this.byKind.values()].flatMap((numbers) => [...numbers]);
  }
}

/** Which facts the entries themselves name. */
export interface NamedRanges {
  readonly commits: readonly NumberRange[];
  readonly pullRequests: readonly NumberRange[];
  readonly workItems: readonly NumberRange[];
  readonly runs: readonly NumberRange[];
  readonly incidents: readonly NumberRange[];
  readonly changeRequests: readonly NumberRange[];
  readonly sprints: readonly NumberRange[];
  readonly versions: readonly NumberRange[];
}

/** Adds the changes whose inputs can differ, and the items whose work they shipped. */
async function addAffectedChanges(
  session: Session,
  tools: AffectedToolFacts,
  { links, runs, changes }: Linked,
): Promise<number[]> {
  const carried = await linksAt(session, 'target', ['CHANGE_DEPLOYMENT'], runs);
  const differing = [
    ...changes.map((source) => ({ source })),
    ...carried,
    ...links.filter(
      ({ relation }) => relation === 'CHANGE_DEPLOYMENT' || relation === 'CHANGE_BUILD',
    ),
  ].map(({ source }) => source);
  const items = await linksAt(session, 'target', ['ITEM_CHANGE'], differing);
  tools.add(
    'workItem',
    items.map(({ source }) => source),
  );
  return [...new Set(differing)];
}

type End = ToolInputKind | null;
/** Kinds of metric input at both ends of a link; null if the input at that end does not depend on the link. */
const ends: Readonly<Record<string, readonly [End, End] | undefined>> = {
  ITEM_ROOT: ['workItem', 'workItem'],
  ITEM_COMMIT: ['workItem', null],
  ITEM_PULL_REQUEST: ['workItem', 'pullRequest'],
  RUN_STANDING: ['run', 'run'],
  RUN_BELOW: ['run', 'run'],
  PULL_REQUEST_BUILD: ['pullRequest', 'run'],
  PULL_REQUEST_DEPLOYMENT: ['pullRequest', 'run'],
  ITEM_CHANGE: ['workItem', null],
  DEPLOYMENT_NEXT: ['run', null],
  INCIDENT_DEPLOYMENT: ['incident', 'run'],
  DEPLOYMENT_REPAIR: ['run', null],
};

function addEndsOfLinks(
  tools: AffectedToolFacts,
  { links, runs, pullRequests, sprints }: Linked,
): void {
  for (const { relation, source, target } of links) {
    const [from, to] = ends[relation] ?? [null, null];
    if (from) tools.add(from, [source]);
    if (relation === 'INCIDENT_DEPLOYMENT') tools.add('workItem', [source]);
    if (to) tools.add(to, [target]);
  }
  tools.add('run', runs);
  tools.add('pullRequest', pullRequests);
  tools.add('sprint', sprints);
}

const targets = (links: readonly { readonly target: number }[]) => links.map((link) => link.target);
const sources = (links: readonly { readonly source: number }[]) => links.map((link) => link.source);

/** Adds the inputs that show a part of an affected one: inputs carry parts of the facts that they are linked to. */
async function propagateAffected(
  session: Session,
  tools: AffectedToolFacts,
  { commits, runs }: { readonly commits: readonly number[]; readonly runs: readonly number[] },
): Promise<void> {
  const at = (side: 'source' | 'target', relation: Relation, numbers: Iterable<number>) =>
    linksAt(session, side, [relation], numbers);
  tools.add('pullRequest', sources(await at('target', 'PULL_REQUEST_DEPLOYMENT', runs)));
  tools.add('workItem', await itemsOfSprints(session, [...tools.of('sprint')]));
  tools.add('run', targets(await at('source', 'INCIDENT_DEPLOYMENT', tools.of('incident'))));
  tools.add('pullRequest', targets(await at('source', 'ITEM_PULL_REQUEST', tools.of('workItem'))));
  tools.add('workItem', sources(await at('target', 'ITEM_PULL_REQUEST', tools.of('pullRequest'))));
  tools.add('workItem', sources(await at('target', 'ITEM_COMMIT', commits)));
  const upward = targets(await at('source', 'ITEM_ROOT', tools.of('workItem')));
  const roots = [...tools.of('workItem'), ...upward];
  tools.add('workItem', [...roots, ...sources(await at('target', 'ITEM_ROOT', roots))]);
  tools.add('run', targets(await at('source', 'INCIDENT_DEPLOYMENT', tools.of('workItem'))));
  tools.add('run', sources(await at('target', 'DEPLOYMENT_REPAIR', tools.of('run'))));
}

const kinds = {
  pullRequests: 'pullRequest',
  workItems: 'workItem',
  runs: 'run',
  incidents: 'incident',
  changeRequests: 'changeRequest',
  sprints: 'sprint',
  versions: 'version',
} as const satisfies Partial<Record<keyof NamedRanges, ToolInputKind>>;

/** Gathers all facts whose inputs can differ after these facts were imported and linked. Returns the changes among them. */
export async function expandAffectedTools(
  session: Session,
  tools: AffectedToolFacts,
  linked: Linked,
  ranges: NamedRanges,
): Promise<number[]> {
  addEndsOfLinks(tools, linked);
  const changes = await addAffectedChanges(session, tools, linked);
  for (const [name, kind] of Object.entries(kinds))
    tools.add(kind, numbersIn(ranges[name as keyof typeof kinds]));
  tools.add('run', await effectiveRunsFor(session, tools.of('run')));
  await propagateAffected(session, tools, {
    commits: numbersIn(ranges.commits),
    runs: linked.runs,
  });
  const sprintKeys = await loadReferenceKeys(session, ['SPRINT'], tools.of('workItem'));
  tools.add(
    'sprint',
    await sprintsWithIds(
      session,
      sprintKeys.map(({ key }) => key),
    ),
  );
  return changes;
}

/** Loads the cells in which facts of the tools count now, and keeps where and when they count. */
export async function cellsOfTools(
  session: Session,
  index: TeamIndex,
  byKind: ReadonlyMap<ToolInputKind, Iterable<number>>,
): Promise<CellKey[]> {
  const cells: CellKey[] = [];
  for (const [kind, numbers] of byKind) {
    const wanted = [...numbers];
    if (wanted.length === 0) continue;
    const scanned = await scans[kind](session, wanted);
    await writePlacesOfFacts(session, kind, wanted, scanned);
    for (const fact of scanned) for (const cell of index.cellsOfFact(kind, fact)) cells.push(cell);
  }
  return cells;
}
