import type { PullRequestInput } from '../../model/inputs/code-input.js';
import type { FamilyMember, ItemAbove, WorkItemInput } from '../../model/inputs/work-input.js';
import { grouped } from '../../model/parts.js';
import { relationName } from '../../model/relation.js';
import type { Instant } from '../../model/time.js';
import { milliseconds } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { ascending, type Known, peopleBehind, present, type Scanned } from './cell.js';
import { blamesOf } from './incidents.js';
import {
  changesWithoutPullRequestFor,
  deliveryOfItem,
  deploymentsOfItems,
  type Own,
} from './item-deliveries.js';
import { type ItemRow, itemTraits, type ReadItems, rowsOf } from './item-rows.js';
import { assemblePullRequests, type ReadPullRequests } from './pull-requests.js';

/** Returns the assignee of an item at its resolution, else its last assignee. */
function creditedTo(row: ItemRow): number | null {
  const { resolvedAt, assigneeHistory, assignee } = row;
  const until = resolvedAt ?? Number.POSITIVE_INFINITY;
  const then = assigneeHistory.findLast(({ at }) => at <= until)?.assignee;
  return (
    then ?? assigneeHistory.findLast((change) => change.assignee !== null)?.assignee ?? assignee
  );
}

const identitiesOf = (row: ItemRow): number[] =>
  present(row.assignee, ...row.assigneeHistory.map(({ assignee }) => assignee));

/** Where and when work items count. */
export async function scanWorkItems(
  session: Session,
  numbers: readonly number[],
  read: ReadItems = rowsOf(session),
): Promise<Scanned[]> {
  if (numbers.length === 0) return [];
  const rows = await read(numbers);
  const people = await peopleBehind(session, rows.flatMap(identitiesOf));
  const deployments = await deploymentsOfItems(session, numbers);
  return rows.map((row) => ({
    number: row.number,
    repository: null,
    traits: itemTraits(row),
    developers: present(...identitiesOf(row).map((one) => people.get(one)?.developer)),
    instants: present(row.createdAt, row.resolvedAt, ...(deployments.get(row.number) ?? [])),
  }));
}

interface Made {
  readonly item: number;
  readonly target: number;
  readonly developer: number | null;
  /** Author date of a commit that is no merge. */
  readonly committedAt: Instant | null;
}

/** The commits and pull requests that were made for these items. */
const madeFor = (
  session: Session,
  relation: 'ITEM_COMMIT' | 'ITEM_PULL_REQUEST',
  items: readonly number[],
): Promise<Made[]> => {
  const committedAt =
    relation === 'ITEM_COMMIT'
      ? `case when jsonb_array_length(f.parents) <= 1 then ${milliseconds('f.authored_at')} end`
      : 'null::float8';
  const table = relation === 'ITEM_COMMIT' ? 'commit' : 'pull_request';
  return session.load(
    `select l.source::float8 as item, l.target::float8 as target, i.developer::float8 as developer, ${committedAt} as "committedAt"
     from fact_link l join ${table} f on f.account_id = $1 and f.number = l.target and f.deleted_at is null
       join identity i on i.account_id = $1 and i.number = f.author
     where l.account_id = $1 and l.relation = '${relation}' and l.source = any($2::bigint[]) order by l.target`,
    [items],
  );
};

/** All items of the trees in which these lie. */
async function relativesOf(session: Session, rows: readonly ItemRow[], read: ReadItems) {
  const roots = [...new Set(rows.map(({ root }) => root))];
  const below = await session.loadNumbers(
    `select source::float8 as number from fact_link where account_id = $1 and relation = '${relationName.ITEM_ROOT}' and target = any($2::bigint[])`,
    [roots],
  );
  return read([...roots, ...below]);
}

const familiesOf = (relatives: readonly ItemRow[]): Map<number, FamilyMember[]> =>
  grouped(
    relatives,
    ({ root }) => root,
    (row) => ({ number: row.number, parent: row.parent, traits: itemTraits(row) }),
  );

/** Returns the developer credited with an item. */
function creditOf(row: ItemRow, people: ReadonlyMap<number, Known>) {
  const credited = creditedTo(row);
  const known = credited === null ? undefined : people.get(credited);
  return { developer: known?.developer ?? null, byBot: known?.isBot ?? false };
}

/** Why an item is nobody's; nothing where somebody has it, a stranger too. */
function nobodyOf(row: ItemRow, unknown: ReadonlySet<number>): Pick<WorkItemInput, 'nobody'> {
  const credited = creditedTo(row);
  if (credited === null) return { nobody: 'NOBODY_ASSIGNED' };
  return unknown.has(credited) ? { nobody: 'NOBODY_KNOWN' } : {};
}

/** The items among these by their numbers, as those below see them. */
const itemsAbove = (
  relatives: readonly ItemRow[],
  people: ReadonlyMap<number, Known>,
): Map<number, ItemAbove> =>
  new Map(
    relatives.map((row) => {
      const { number, status, statusCategory, resolution, resolvedAt } = row;
      const came = { status, statusCategory, resolution, resolvedAt };
      return [number, { ...came, ...creditOf(row, people) }];
    }),
  );

const contributorsOf = (made: readonly Made[], pullRequests: readonly PullRequestInput[]) => {
  const own = present(...made.map(({ developer }) => developer));
  return ascending([...new Set([...own, ...pullRequests.flatMap((one) => one.contributors)])]);
};

/** Returns what the tool itself reported of an item. */
function reportedOf(row: ItemRow) {
  const { number, project, createdAt, resolvedAt, type, isSubtask, parent, status } = row;
  const { statusCategory, resolution, priority, points, statusHistory } = row;
  return {
    number,
    repository: null,
    ownAt: createdAt,
    project,
    createdAt,
    resolvedAt,
    type,
    isSubtask,
    parent,
    status,
    statusCategory,
    resolution,
    priority,
    points,
    traits: itemTraits(row),
    statusHistory,
  };
}

/** Loads the inputs of these work items, each as a team sees it, in the order of their numbers. */
export async function assembleWorkItems(
  session: Session,
  numbers: readonly number[],
  ownOf: (item: number) => Own,
  read: ReadItems = rowsOf(session),
  unknown: ReadonlySet<number> = new Set(),
  readPullRequests?: ReadPullRequests,
): Promise<WorkItemInput[]> {
  const rows = await read(numbers);
  if (rows.length === 0) return [];
  const relatives = await relativesOf(session, rows, read);
  const people = await peopleBehind(session, [...rows, ...relatives].flatMap(identitiesOf));
  const above = itemsAbove(relatives, people);
  const families = familiesOf(relatives);
  const blames = await blamesOf(session, numbers);
  const commits = Map.groupBy(await madeFor(session, 'ITEM_COMMIT', numbers), ({ item }) => item);
  const links = await madeFor(session, 'ITEM_PULL_REQUEST', numbers);
  const inputs = await assemblePullRequests(
    session,
    links.map(({ target }) => target),
    null,
    undefined,
    readPullRequests,
  );
  const pushed = await changesWithoutPullRequestFor(session, numbers);
  const byNumber = new Map(inputs.map((input) => [input.number, input]));
  const linksOf = Map.groupBy(links, ({ item }) => item);
  return rows.map((row) => {
    const { number, createdAt, parent } = row;
    const written = commits.get(number) ?? [];
    const made = linksOf.get(number) ?? [];
    const all = made.flatMap(({ target }) => byNumber.get(target) ?? []);
    return {
      ...reportedOf(row),
      ...creditOf(row, people),
      ...nobodyOf(row, unknown),
      above: parent === null ? null : (above.get(parent) ?? null),
      assignees: row.assigneeHistory.map(({ at, assignee }) => ({
        at,
        developer: people.get(assignee ?? -1)?.developer ?? null,
      })),
      contributors: contributorsOf([...written, ...made], all),
      commitsAt: ascending(
        present(...written.map((one) => one.committedAt)).filter((at) => at >= createdAt),
      ),
      ...deliveryOfItem(all, pushed.get(number) ?? [], ownOf(number)),
      blames: blames.get(number) ?? null,
      family: families.get(row.root) ?? [],
    };
  });
}
