import type { PullRequestCommit } from '../../model/facts/review.js';
import type { ContainmentRule, PullRequestInput } from '../../model/inputs/code-input.js';
import { type Relation, relationName } from '../../model/relation.js';
import type { Rules } from '../../model/team.js';
import { isExcludedByLabel, isForDestination } from '../../model/team-scope.js';
import {
  defaultBranch,
  historyKnown,
  joinMergeChange,
  onKnownLine,
  targetBranch,
} from '../relations/pull-request-files.js';
import { milliseconds } from '../sql/instant-sql.js';
import { LoadedRows } from '../sql/loaded-rows.js';
import type { Session } from '../sql/session.js';
import type { StoredComment, StoredReview } from '../tables/work.table.js';
import { peopleBehind, type Scanned } from './cell.js';
import { actsOfPullRequest } from './review-acts.js';

const instants = (...columns: readonly string[]) =>
  `array_remove(array[${columns.map(milliseconds).join(', ')}], null)`;

/** Where and when pull requests count. */
export const scanPullRequests = (
  session: Session,
  numbers: readonly number[],
): Promise<Scanned[]> =>
  session.load(
    `select p.number::float8 as number, p.repository::float8 as repository, '{}'::jsonb as traits,
       array_remove(array[i.developer::float8], null) as developers,
       ${instants('p.opened_at', 'p.ready_at', 'p.merged_at', 'p.closed_at', 'l.at')}
         || array(select ${milliseconds('r.released_at')} from pull_request_release r
           where r.account_id = $1 and r.pull_request = p.number and r.released_at is not null) as instants,
       ${actsOfPullRequest} as acts
     from pull_request p left join identity i on i.account_id = $1 and i.number = p.author
       left join lateral (select l.at from fact_link l where l.account_id = $1 and l.relation = '${relationName.PULL_REQUEST_DEPLOYMENT}'
         and l.source = p.number limit 1) l on true
     where p.account_id = $1 and p.number = any($2::bigint[]) and p.deleted_at is null`,
    [numbers],
  );

/** A pull request as it rests, with what it is linked to. */
interface PullRequestRow
  extends Omit<
    PullRequestInput,
    | ('comments' | 'reviews' | 'commitsAt' | 'firstCommitAt' | 'lastCommitAt')
    | ('firstDeploymentRule' | 'baseline' | 'carriedBy')
  > {
  readonly author: number;
  readonly service: number | null;
  /** Null where no deployment contains it. */
  readonly pipeline: number | null;
  readonly commits: readonly PullRequestCommit[];
  readonly reportedReviews: readonly StoredReview[];
  readonly reportedComments: readonly StoredComment[];
  readonly rule: ContainmentRule | 'BASELINE' | null;
}

const linked = (relation: Relation, columns: string) =>
  `select ${columns} from fact_link l where l.account_id = $1 and l.relation = '${relation}'`;

const rows = (
  session: Session,
  numbers: readonly number[],
  pattern: string | null,
): Promise<PullRequestRow[]> =>
  session.load(
    `select p.number::float8 as number, p.repository::float8 as repository, i.developer::float8 as developer, i.bot is not null as "byBot",
       ${milliseconds('p.opened_at')} as "ownAt", ${milliseconds('p.opened_at')} as "openedAt", ${milliseconds('p.ready_at')} as "readyAt",
       ${milliseconds('p.merged_at')} as "mergedAt", p.merge_method as "mergeMethod",
       ${targetBranch} as "targetBranch", coalesce(${targetBranch} = ${defaultBranch('home')}, false) as "toDefaultBranch", p.labels, p.additions, p.deletions,
       array(select i.developer::float8 where i.developer is not null
         union select who.developer::float8 from jsonb_array_elements(p.commits) as listed
           cross join lateral (select k.author from commit k where k.account_id = $1 and k.sha = lower(listed ->> 'sha') and k.deleted_at is null offset 0) k
           cross join lateral (select known.developer from identity known where known.account_id = $1 and known.number = k.author offset 0) who
           where who.developer is not null and not (listed ->> 'isMerge')::boolean order by 1) as contributors,
       (select coalesce(jsonb_agg(file || jsonb_build_object('previousAt', ${milliseconds('link.previous_at')}) order by rowsFound.ordinal), '[]')
         from jsonb_array_elements(p.files) with ordinality as rowsFound (file, ordinal)
         left join pull_request_file link on link.account_id = $1 and link.pull_request = p.number and link.ordinal = rowsFound.ordinal
         where jsonb_typeof(file -> 'additions') = 'number' and jsonb_typeof(file -> 'deletions') = 'number') as files,
       array(select distinct w.type from fact_link l join work_item w on w.account_id = $1 and w.number = l.source and w.deleted_at is null
         where l.account_id = $1 and l.relation = '${relationName.ITEM_PULL_REQUEST}' and l.target = p.number order by 1) as "itemTypes",
       array(${linked('PULL_REQUEST_BUILD', milliseconds('l.at'))} and l.source = p.number and l.at is not null order by l.at, l.target) as "builtAt",
       case when d.rule <> 'BASELINE' then d.target::float8 end as deployment, case when d.rule <> 'BASELINE' then carrier.id end as "deploymentId",
       case when d.rule <> 'BASELINE' then ${milliseconds('d.at')} end as "deployedAt",
       d.rule, carrier.service, carrier.pipeline, coalesce(merged.number, named.number)::float8 as change, ${onKnownLine} as "onKnownLine",
       ${historyKnown} as "historyKnown",
       ridden.release::float8 as release, ridden.rule as "releaseRule", ${milliseconds('ridden.released_at')} as "releasedAt",
       coalesce(ridden.baseline, false) as "inFirstRelease", p.author::float8 as author, p.commits, p.reviews as "reportedReviews",
       p.comments as "reportedComments"
     from pull_request p
       cross join lateral (select developer, bot from identity who where who.account_id = $1 and who.number = p.author offset 0) i
       cross join lateral (select * from repository where account_id = $1 and number = p.repository offset 0) home
       left join lateral (${linked('PULL_REQUEST_DEPLOYMENT', 'l.target, l.at, l.rule')} and l.source = p.number limit 1) d on true
       left join lateral (select (s.run -> 'services' ->> 0)::float8 as service, f.pipeline_number::float8 as pipeline, f.id
         from standing_run s join pipeline_run f on f.account_id = $1 and f.number = s.number
         where s.account_id = $1 and s.number = d.target limit 1) carrier on true
       left join pull_request_release ridden on ridden.account_id = $1 and ridden.pull_request = p.number and ridden.pattern = $3
       ${joinMergeChange}
     where p.account_id = $1 and p.number = any($2::bigint[]) and p.deleted_at is null order by p.number`,
    [numbers, pattern],
  );

function pullRequestInputOf(
  row: PullRequestRow,
  people: Awaited<ReturnType<typeof peopleBehind>>,
  unknown: ReadonlySet<number>,
): PullRequestInput {
  const { author, commits, reportedReviews, reportedComments, rule, service, pipeline, ...input } =
    row;
  const commitsAt = commits
    .filter(({ isMerge }) => !isMerge)
    .map((commit) => commit.authoredAt)
    .sort((left, right) => left - right);
  const act = ({ by, at }: StoredComment) => {
    const person = people.get(by);
    const sameDeveloper = row.developer !== null && person?.developer === row.developer;
    return { at, byAuthor: by === author || sameDeveloper, byBot: person?.isBot ?? false };
  };
  return {
    ...input,
    commitsAt,
    firstCommitAt: commitsAt[0] ?? null,
    lastCommitAt: commitsAt.at(-1) ?? null,
    comments: reportedComments.map(act),
    reviews: reportedReviews.map((review) => ({
      ...act(review),
      state: review.state,
      hasText: review.hasText,
    })),
    firstDeploymentRule: rule === 'BASELINE' ? null : rule,
    baseline: rule === 'BASELINE',
    carriedBy: pipeline === null ? null : { service, pipeline },
    ...(unknown.has(author) && { nobody: 'NOBODY_KNOWN' as const }),
  };
}

/** Returns true if a pull request goes into a destination branch, and no label excludes it. */
export const goesToDestination = ({ settings }: Rules, pullRequest: PullRequestInput): boolean =>
  isForDestination(settings, pullRequest) && !isExcludedByLabel(settings, pullRequest.labels);

/** Returns the rows of pull requests that are not deleted, in the order of their numbers, with their first releases by a pattern. */
export type ReadPullRequests = (
  numbers: readonly number[],
  pattern: string | null,
) => Promise<PullRequestRow[]>;

const withoutRelease = (row: PullRequestRow): PullRequestRow => ({
  ...row,
  release: null,
  releaseRule: null,
  releasedAt: null,
  inFirstRelease: false,
});

/** Reads each row once, under one pattern, for a transaction that does not change them. */
export function pullRequestReader(session: Session, own: string | null): ReadPullRequests {
  const loaded = new LoadedRows<PullRequestRow>();
  return async (numbers, pattern) => {
    const found = await loaded.load(numbers, (missing) => rows(session, missing, own));
    return pattern === null ? found.map(withoutRelease) : found;
  };
}

/** Loads the inputs of these pull requests, in the order of their numbers, with their first releases by a pattern; null: without releases. */
export async function assemblePullRequests(
  session: Session,
  numbers: Iterable<number>,
  pattern: string | null,
  unknown: ReadonlySet<number> = new Set(),
  read: ReadPullRequests = (wanted) => rows(session, wanted, pattern),
): Promise<PullRequestInput[]> {
  const wanted = [...new Set(numbers)];
  if (wanted.length === 0) return [];
  const rowsFound = await read(wanted, pattern);
  const people = await peopleBehind(
    session,
    rowsFound.flatMap(({ reportedReviews, reportedComments }) =>
      [...reportedReviews, ...reportedComments].map(({ by }) => by),
    ),
  );
  return rowsFound.map((row) => pullRequestInputOf(row, people, unknown));
}
