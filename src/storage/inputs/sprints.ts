import type { SprintInput, SprintItem, VersionInput } from '../../model/inputs/work-input.js';
import { grouped } from '../../model/parts.js';
import type { TeamSettings } from '../../model/team.js';
import { owns } from '../../model/team-scope.js';
import type { Instant } from '../../model/time.js';
import { milliseconds } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { present, type Scanned } from './cell.js';
import { type ItemRow, itemTraits, type ReadItems, rowsOf } from './item-rows.js';

const ended = 'coalesce(completed_at, end_at)';

type SprintRow = Pick<SprintInput, 'number' | 'name' | 'isClosed' | 'startedAt' | 'endedAt'> & {
  readonly id: string;
};

const sprintRows = (session: Session, numbers: readonly number[]): Promise<SprintRow[]> =>
  session.load(
    `select number::float8 as number, id, name, state = 'CLOSED' as "isClosed", ${milliseconds('start_at')} as "startedAt",
       ${milliseconds(ended)} as "endedAt"
     from sprint where account_id = $1 and number = any($2::bigint[]) and deleted_at is null
       and state <> 'FUTURE' and start_at is not null and ${ended} is not null order by number`,
    [numbers],
  );

/** The items that ever were in these sprints, by the id of the sprint. */
async function itemsOf(session: Session, rows: readonly SprintRow[], read: ReadItems) {
  const sprints = new Set(rows.map(({ id }) => id));
  const numbers = await session.loadNumbers(
    `select distinct source::float8 as number from fact_word where account_id = $1 and kind = 'SPRINT' and word = any($2::text[])`,
    [[...sprints]],
  );
  const placed = (await read(numbers)).flatMap((item) => {
    const own = new Set(item.sprintHistory.map(({ sprint }) => sprint));
    return [...own].filter((id) => sprints.has(id)).map((sprint) => ({ sprint, item }));
  });
  return grouped(
    placed,
    ({ sprint }) => sprint,
    ({ item }) => item,
  );
}

/** Where and when sprints count, once for each of their items. */
export async function scanSprints(
  session: Session,
  numbers: readonly number[],
): Promise<Scanned[]> {
  const rows = await sprintRows(session, numbers);
  const items = await itemsOf(session, rows, rowsOf(session));
  return rows.flatMap(({ number, id, startedAt, endedAt }) =>
    (items.get(id) ?? []).map((row) => ({
      number,
      repository: null,
      traits: itemTraits(row),
      developers: [],
      instants: [startedAt, endedAt],
    })),
  );
}

/** Returns the history of an item's points. Without a reported history, the item had its present points since its creation. */
const pointsOf = ({ pointsHistory, points, createdAt: at }: ItemRow): SprintItem['points'] =>
  pointsHistory.length > 0 || points === null ? pointsHistory : [{ at, points }];
function statusesOf(row: ItemRow): SprintItem['statuses'] {
  const { statusHistory, status, statusCategory: category, createdAt, resolvedAt } = row;
  if (statusHistory.length > 0) return statusHistory;
  const at = category === 'DONE' ? resolvedAt : createdAt;
  return at === null ? [] : [{ at, status, category }];
}

const sprintItem = (row: ItemRow, sprint: string): SprintItem => ({
  number: row.number,
  isSubtask: row.isSubtask,
  moves: row.sprintHistory
    .filter((move) => move.sprint === sprint)
    .map(({ at, added }) => ({ at, added })),
  points: pointsOf(row),
  statuses: statusesOf(row),
  resolution: row.resolution,
});

/** Fields of an input that is no developer's, and lies in no repository. */
const nobodys = { repository: null, developer: null, byBot: false } as const;

/** Loads the inputs of these sprints with the team's items. A sprint without any is not the team's. */
export async function assembleSprints(
  session: Session,
  numbers: readonly number[],
  settings: TeamSettings,
  read: ReadItems,
): Promise<SprintInput[]> {
  if (numbers.length === 0) return [];
  const rows = await sprintRows(session, numbers);
  const items = await itemsOf(session, rows, read);
  return rows.flatMap(({ id, ...row }) => {
    const own = (items.get(id) ?? []).filter((item) =>
      owns('workItem', settings, itemTraits(item)),
    );
    if (own.length === 0) return [];
    return [
      {
        ...row,
        ...nobodys,
        ownAt: row.endedAt,
        items: own.map((item) => sprintItem(item, id)),
      },
    ];
  });
}

interface VersionRow {
  readonly number: number;
  readonly project: number;
  readonly name: string;
  readonly releasedAt: Instant | null;
}

const versionRows = (session: Session, numbers: readonly number[]): Promise<VersionRow[]> =>
  session.load(
    `select number::float8 as number, project_number::float8 as project, project as name, ${milliseconds('released_at')} as "releasedAt"
     from project_version where account_id = $1 and number = any($2::bigint[]) and deleted_at is null order by number`,
    [numbers],
  );

/** Where and when versions count. */
export async function scanVersions(
  session: Session,
  numbers: readonly number[],
): Promise<Scanned[]> {
  if (numbers.length === 0) return [];
  const rows = await versionRows(session, numbers);
  return rows.map(({ number, name, releasedAt }) => ({
    number,
    repository: null,
    traits: { project: [name] },
    developers: [],
    instants: present(releasedAt),
  }));
}

export async function assembleVersions(
  session: Session,
  numbers: readonly number[],
): Promise<VersionInput[]> {
  if (numbers.length === 0) return [];
  const rows = await versionRows(session, numbers);
  return rows.flatMap(({ number, project, releasedAt }) =>
    releasedAt === null ? [] : [{ number, project, releasedAt, ownAt: releasedAt, ...nobodys }],
  );
}
