import { isEmpty, matches } from '../../model/filter.js';
import type {
  ChangeInput,
  CommitInput,
  ContainmentRule,
  ReleaseInput,
} from '../../model/inputs/code-input.js';
import type { MetricInputs } from '../../model/inputs/metric-input.js';
import { relationName } from '../../model/relation.js';
import type { Rules } from '../../model/team.js';
import { filesOfChanges, unwrittenOfChanges } from '../records/record-facts.js';
import { squashBegan } from '../relations/squashed-commits.js';
import { milliseconds } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { type Cell, everMembers } from './cell.js';

const commitsOf = (session: Session, cell: Cell): Promise<CommitInput[]> =>
  session.load<CommitInput>(
    `select c.number::float8 as number, c.repository::float8 as repository, i.developer::float8 as developer, i.bot is not null as "byBot",
       ${milliseconds('c.authored_at')} as "ownAt", ${milliseconds('c.authored_at')} as "authoredAt",
       jsonb_array_length(c.parents) > 1 as "isMerge", c.doubt
     from (${everMembers}) m join identity i on i.account_id = $1 and i.developer = m.developer
       join commit c on c.account_id = $1 and c.author = i.number
     where c.deleted_at is null and c.authored_at >= $3::timestamptz and c.authored_at < $4::timestamptz order by c.number`,
    [cell.team, cell.from, cell.to],
  );

/** A change before its files are known. */
interface ChangeRow extends Omit<ChangeInput, 'files'> {
  readonly branch: string;
}
interface Row
  extends Omit<
    ChangeRow,
    'firstDeploymentRule' | 'inFirstDeployment' | 'carriedBy' | 'tooManyRenames'
  > {
  /** Null where all lines are known. */
  readonly tooManyRenames: boolean | null;
  readonly rule: ContainmentRule | 'BASELINE' | null;
  readonly service: number | null;
  /** Null where no deployment contains it. */
  readonly pipeline: number | null;
}

function changeOf({ rule, service, pipeline, tooManyRenames, ...row }: Row): ChangeRow {
  const inFirstDeployment = rule === 'BASELINE';
  return {
    ...row,
    linesUnknown: tooManyRenames !== null,
    tooManyRenames: tooManyRenames ?? false,
    inFirstDeployment,
    firstDeploymentRule: rule === 'BASELINE' ? null : rule,
    carriedBy: pipeline === null ? null : { service, pipeline },
  };
}

const changeColumns = `c.number::float8 as number, c.repository::float8 as repository, i.developer::float8 as developer, i.bot is not null as "byBot",
  ${milliseconds('c.merged_at')} as "ownAt", ${milliseconds('c.merged_at')} as "mergedAt",
  coalesce(squash.began, ${milliseconds('c.first_commit_at')}) as "firstCommitAt",
  c.squashed and squash.began is null as "firstCommitUnknown", c.doubt, c.branch,
  (select k.too_many_renames from commit k where k.account_id = c.account_id and k.id = c.id and k.incomplete
    and (k.deleted_at is null or k.superseded)) as "tooManyRenames",
  l.release::float8 as release, ${milliseconds('l.released_at')} as "releasedAt", coalesce(l.baseline, false) as baseline,
  array(select ${milliseconds('b.at')} from fact_link b where b.account_id = $1 and b.relation = '${relationName.CHANGE_BUILD}' and b.source = c.number
    and b.at is not null order by b.at, b.target) as "builtAt",
  case when d.rule <> 'BASELINE' then d.target::float8 end as deployment, case when d.rule <> 'BASELINE' then ${milliseconds('d.at')} end as "deployedAt",
  d.rule, carrier.service, carrier.pipeline,
  exists (select 1 from fact_link r where r.account_id = $1 and r.relation = '${relationName.REPOSITORY_REVIEWED}'
    and r.source = c.repository) as "isReviewed"`;
const changeLinks = `left join lateral (select ${squashBegan('c')} as began) squash on true
  left join change_release l on l.account_id = $1 and l.change = c.number and l.pattern = $5
  left join lateral (select d.target, d.at, d.rule from fact_link d where d.account_id = $1 and d.relation = '${relationName.CHANGE_DEPLOYMENT}'
    and d.source = c.number limit 1) d on true
  left join lateral (select (s.run -> 'services' ->> 0)::float8 as service, f.pipeline_number::float8 as pipeline
    from standing_run s join pipeline_run f on f.account_id = $1 and f.number = s.number
    where s.account_id = $1 and s.number = d.target limit 1) carrier on true`;

async function changesByMembers(session: Session, cell: Cell): Promise<ChangeRow[]> {
  const rows = await session.load<Row>(
    `select ${changeColumns} from (${everMembers}) m join identity i on i.account_id = $1 and i.developer = m.developer
       join change c on c.account_id = $1 and c.author = i.number ${changeLinks}
     where c.deleted_at is null and c.merged_at >= $3::timestamptz and c.merged_at < $4::timestamptz order by c.number`,
    [cell.team, cell.from, cell.to, cell.rules.settings.releasePattern],
  );
  return rows.map(changeOf);
}

async function changesInRepositories(session: Session, cell: Cell): Promise<ChangeRow[]> {
  const { repositories } = cell;
  if (repositories.length === 0) return [];
  const rows = await session.load<Row>(
    `with touched as (
       select number from change where account_id = $1 and repository = any($2::bigint[]) and deleted_at is null
         and merged_at >= $3::timestamptz and merged_at < $4::timestamptz
       union select change from change_release where account_id = $1 and pattern = $5 and repository = any($2::bigint[])
         and released_at >= $3::timestamptz and released_at < $4::timestamptz
       union select unnest($6::bigint[]))
     select ${changeColumns} from touched join change c on c.account_id = $1 and c.number = touched.number and c.repository = any($2::bigint[])
       join identity i on i.account_id = $1 and i.number = c.author ${changeLinks}
     where c.deleted_at is null order by c.number`,
    [repositories, cell.from, cell.to, cell.rules.settings.releasePattern, cell.facts('change')],
  );
  return rows.map(changeOf);
}

async function releasesIn(session: Session, cell: Cell) {
  const { repositories } = cell;
  if (repositories.length === 0) return [];
  return session.load<ReleaseInput>(
    `select number::float8 as number, repository::float8 as repository, null::float8 as developer, false as "byBot",
       ${milliseconds('released_at')} as "ownAt", ${milliseconds('released_at')} as "releasedAt"
     from release where account_id = $1 and pattern = $5 and repository = any($2::bigint[])
       and released_at >= $3::timestamptz and released_at < $4::timestamptz order by number`,
    [repositories, cell.from, cell.to, cell.rules.settings.releasePattern],
  );
}

function onDestination(rules: Rules, changes: readonly ChangeRow[]): ChangeRow[] {
  const branches = rules.settings.destinationBranches;
  return isEmpty(branches)
    ? [...changes]
    : changes.filter(({ branch }) => matches(branches, { branch: [branch] }));
}

/** Adds to changes of members the files that they touched. */
async function withFiles(session: Session, changes: readonly ChangeRow[]): Promise<ChangeInput[]> {
  if (changes.length === 0) return [];
  const numbers = changes.map(({ number }) => number);
  const files = Map.groupBy(await filesOfChanges(session, numbers), ({ change }) => change);
  const unwritten = new Map(
    (await unwrittenOfChanges(session, numbers)).map(({ change, count }) => [change, count]),
  );
  return changes.map((change) => ({
    ...change,
    files: files.get(change.number) ?? [],
    unwritten: unwritten.get(change.number) ?? 0,
  }));
}

/** Returns true if any source reported steps of a default branch. The two statements about these take 7 ms to plan for each cell. */
const hasChanges = (session: Session): Promise<boolean> =>
  session.hasRows('select 1 from change where account_id = $1 limit 1');

/** Loads the work of members, and of the team's repositories, from plain git history. */
export async function loadCodeInputs(
  session: Session,
  cell: Cell,
): Promise<
  Record<'DEVELOPERS' | 'FILTERS', Pick<MetricInputs, 'commits' | 'changes' | 'releases'>>
> {
  const { rules, kinds } = cell;
  const withChanges = kinds.has('change') && (await hasChanges(session));
  const inRepositories = withChanges ? await changesInRepositories(session, cell) : [];
  return {
    DEVELOPERS: {
      commits: kinds.has('commit') ? await commitsOf(session, cell) : [],
      changes: withChanges ? await withFiles(session, await changesByMembers(session, cell)) : [],
      releases: [],
    },
    FILTERS: {
      commits: [],
      changes: onDestination(rules, inRepositories).map((change) => ({ ...change, files: [] })),
      releases: kinds.has('release') ? await releasesIn(session, cell) : [],
    },
  };
}
