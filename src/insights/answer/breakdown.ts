import { breakdownByChild, breakdownByDeveloper, breakdownByTag } from '../../engine/breakdown.js';
import { measure } from '../../engine/measure.js';
import type { Measured } from '../../engine/measured.js';
import type { Metric, TagName } from '../../engine/metric.js';
import { inByteOrder } from '../../model/byte-order.js';
import { Fault } from '../../model/errors.js';
import type { Database } from '../../storage/database/database.js';
import { readDimensions } from '../../storage/directory/dimensions.js';
import { questionOf, teamColumns } from '../question.js';
import type { NameDeveloper } from '../records/people.js';
import { childrenOf } from '../snapshot/scope.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import type { BreakdownDimension, BreakdownRow } from './answer.js';
import { noGoalState, ratedTeams } from './goals.js';
import { Values } from './values.js';

const nothing = {
  node: null,
  developer: null,
  ...noGoalState,
  repository: null,
  service: null,
  pipeline: null,
} as const;
/** Returns a row with its values, which are found when they are asked for: a copy by spreading has not all of them. */
const rowOf = (
  row: Pick<BreakdownRow, 'key' | 'label'> & Partial<BreakdownRow>,
  values: Values,
): BreakdownRow => Object.assign(values, nothing, row);
/** Goals are those of teams: what one person or place has of the effort keeps none. */
const NOBODYS: readonly number[] = [];

function byChild(snapshot: Snapshot, metric: Metric): BreakdownRow[] {
  const children = childrenOf(snapshot.scope).map((child) => ({
    key: child,
    teams: teamColumns(snapshot, metric, child.teams),
  }));
  const rows = breakdownByChild(questionOf(snapshot, metric, snapshot.window), children);
  // Nobody says whose a service is: it is of the teams that hold rows of it.
  const isShown = ({ headline }: Measured) => !snapshot.scope.tag || headline.sampleSize > 0;
  return rows
    .filter(({ measured }) => isShown(measured))
    .map(({ key: { node, teams }, measured }) =>
      rowOf(
        { key: String(node.number), label: node.name, node },
        new Values(snapshot, metric, measured, { teams, rated: teams }),
      ),
    );
}

const labelNumber = (label: string): number =>
  Number(/\d+$/.exec(label)?.[0] ?? Number.POSITIVE_INFINITY);

function byDeveloper(snapshot: Snapshot, metric: Metric, name: NameDeveloper): BreakdownRow[] {
  return breakdownByDeveloper(questionOf(snapshot, metric, snapshot.window))
    .map(({ key, measured }) => {
      const developer = key === null ? null : name(key);
      const label = developer?.label ?? 'Nobody known';
      return rowOf(
        { key: developer?.id ?? 'nobody', label, developer },
        new Values(snapshot, metric, measured, { rated: NOBODYS }),
      );
    })
    .sort((left, right) => labelNumber(left.label) - labelNumber(right.label));
}

/** Each category as a part of the whole, by rank. */
function byCategory(snapshot: Snapshot, metric: Metric): BreakdownRow[] {
  const measured = measure(questionOf(snapshot, metric, snapshot.window));
  const rated = ratedTeams(snapshot);
  const { segments, series } = new Values(snapshot, metric, measured, { rated });
  const undivided = { segments: [], goalScore: null };
  return segments.map((segment) => ({
    ...nothing,
    ...segment,
    ...undivided,
    series: series.map((bucket) => {
      const { value, rating } = bucket.segments.find(({ key }) => key === segment.key)!;
      return { ...bucket, ...undivided, value, rating };
    }),
  }));
}

type Tagged = Exclude<BreakdownDimension, 'CHILD' | 'DEVELOPER' | 'CATEGORY'>;
const tagOf: Record<Tagged, TagName> = {
  REPOSITORY: 'repository',
  SERVICE: 'service',
  PIPELINE: 'pipeline',
  PROJECT: 'project',
};
type Names = ReadonlyMap<number, string>;

/**
 * Loads the display names of tag values. Equal names have an order that does not depend on the
 * order of ingestion.
 */
async function namesOf(
  database: Database,
  snapshot: Snapshot,
  tag: TagName,
  keys: readonly (number | null)[],
): Promise<Names> {
  if (tag === 'repository')
    return new Map(snapshot.sources.map(({ repository, name }) => [repository, name]));
  const numbers = keys.filter((key) => key !== null);
  const found = await database.read(snapshot.account, (session) =>
    readDimensions(session, numbers),
  );
  return new Map(found.map(({ number, name }) => [number, name]));
}

/** Labels of repositories whose names others share: with their address, else their id. */
function apart(snapshot: Snapshot, tag: TagName): Names {
  if (tag !== 'repository') return new Map();
  const byName = Map.groupBy(snapshot.sources, ({ name }) => name);
  const shared = [...byName.values()].filter(({ length }) => length > 1).flat();
  return new Map(
    shared.map(({ repository, name, url, id }) => [repository, `${name} (${url ?? id})`]),
  );
}

/** Tags whose rows name what they are about by more than its label. */
const numbered: readonly TagName[] = ['repository', 'service', 'pipeline'];

async function byTag(
  database: Database,
  snapshot: Snapshot,
  metric: Metric,
  tag: TagName,
): Promise<BreakdownRow[]> {
  const rows = breakdownByTag(questionOf(snapshot, metric, snapshot.window), tag);
  const names = await namesOf(
    database,
    snapshot,
    tag,
    rows.map(({ key }) => key),
  );
  const places = new Map([...names.keys()].map((key, place) => [String(key), place]));
  const labels = apart(snapshot, tag);
  const placeOf = ({ key }: BreakdownRow) => places.get(key) ?? names.size;
  return rows
    .map(({ key, measured }) => {
      const name = key === null ? `No ${tag}` : (names.get(key) ?? `A ${tag} that is no more`);
      const whose = { rated: NOBODYS, tag: key === null ? undefined : tag };
      return rowOf(
        {
          key: String(key),
          label: (key === null ? undefined : labels.get(key)) ?? name,
          ...(key !== null && numbered.includes(tag) && { [tag]: { number: key, name } }),
        },
        new Values(snapshot, metric, measured, whose),
      );
    })
    .sort((left, right) => inByteOrder(left.label, right.label) || placeOf(left) - placeOf(right));
}

/**
 * One row per child, developer, repository, service, pipeline, project or category, from the rows that make the headline. Developers come
 * in the order of their labels, categories by rank and as parts of the whole.
 */
export async function breakdown(
  database: Database,
  snapshot: Snapshot,
  metric: Metric,
  by: BreakdownDimension,
  people: () => Promise<NameDeveloper>,
): Promise<BreakdownRow[]> {
  if (by === 'CHILD') return byChild(snapshot, metric);
  if (by === 'DEVELOPER') return byDeveloper(snapshot, metric, await people());
  const tag = by === 'CATEGORY' ? 'category' : tagOf[by];
  if (metric.tags.includes(tag))
    return by === 'CATEGORY'
      ? byCategory(snapshot, metric)
      : byTag(database, snapshot, metric, tag);
  throw new Fault('BAD_USER_INPUT', `${metric.id} cannot be broken down by ${tag}.`);
}
