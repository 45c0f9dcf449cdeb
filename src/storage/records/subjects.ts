import type { ReleaseRule } from '../../model/inputs/code-input.js';
import type { InputKind } from '../../model/inputs/metric-input.js';
import type { Instant } from '../../model/time.js';
import { defaultBranch, targetBranch } from '../relations/pull-request-files.js';
import { squashBegan, squashedShas } from '../relations/squashed-commits.js';
import { milliseconds } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';

/** A subject as people look at it. */
export interface Subject {
  readonly number: number;
  readonly kind: InputKind;
  readonly repository: number | null;
  readonly title: string;
  /** The page that the tool itself names. */
  readonly url: string | null;
  /** Further fields of its kind: hashes, keys, states; instants in milliseconds. */
  readonly detail: Readonly<Record<string, unknown>>;
}

interface Source {
  readonly table: string;
  readonly repository?: true;
  readonly title?: string;
  readonly url?: true;
  /** Name in the detail -> expression. */
  readonly detail: Readonly<Record<string, string>>;
}
const same = (...columns: readonly string[]) =>
  Object.fromEntries(
    columns.map((column) => [
      column.replace(/_(\w)/g, (_, sign: string) => sign.toUpperCase()),
      column,
    ]),
  );
const instants = (...columns: readonly string[]) =>
  Object.fromEntries(
    Object.entries(same(...columns)).map(([name, column]) => [name, milliseconds(column)]),
  );
/** SQL: the former parents of an item, by key if the parent is imported. */
const parentKeys = `(select coalesce(jsonb_agg(jsonb_build_object('at', entry -> 'at', 'parent',
    coalesce(above.key, entry ->> 'parent')) order by ordinal), '[]')
  from jsonb_array_elements(parent_history) with ordinality as given (entry, ordinal)
  left join work_item above on above.account_id = $1 and above.id = entry ->> 'parent' and above.deleted_at is null)`;
const ticket = {
  ...same('key', 'status', 'priority', 'severity', 'urgency', 'service'),
  group: 'assignment_group',
  updatedAt: milliseconds('told_at'),
  ...instants('created_at', 'resolved_at', 'closed_at'),
};

const sources: Readonly<Record<InputKind, Source>> = {
  commit: { table: 'commit', repository: true, detail: same('sha') },
  change: {
    table: 'change',
    repository: true,
    detail: {
      ...same('sha', 'pull_request'),
      ...instants('merged_at'),
      firstCommitAt: `coalesce(${squashBegan('change')}, ${milliseconds('first_commit_at')})`,
      firstCommitUnknown: `squashed and ${squashBegan('change')} is null`,
      squashedCommits: squashedShas('change'),
    },
  },
  release: { table: 'tag', repository: true, title: 'name', detail: same('sha') },
  pullRequest: {
    table: 'pull_request',
    repository: true,
    url: true,
    detail: {
      pullRequest: 'tool_number',
      ...same('state', 'target_branch', 'labels', 'additions', 'deletions'),
      ...instants('opened_at', 'merged_at', 'closed_at'),
      firstCommitAt: `(select min((one ->> 'authoredAt')::float8) from jsonb_array_elements(commits) as one where not (one ->> 'isMerge')::boolean)`,
    },
  },
  workItem: {
    table: 'work_item',
    url: true,
    detail: {
      ...same('key', 'project', 'type', 'status', 'priority', 'points', 'labels'),
      ...instants('created_at', 'resolved_at'),
      parents: parentKeys,
    },
  },
  run: {
    table: 'pipeline_run',
    repository: true,
    title: 'pipeline',
    url: true,
    detail: {
      number: 'tool_number',
      status: 'status_name',
      source: `(select i.name from integration i where i.account_id = $1 and i.number = pipeline_run.integration)`,
      artifacts: `(select coalesce(jsonb_agg(distinct one), '[]')
        from standing_run s, jsonb_array_elements((s.run -> 'artifactsIn') || (s.run -> 'artifactsOut')) as one
        where s.account_id = $1 and s.number = pipeline_run.number)`,
      ...same('pipeline', 'project', 'environment', 'services', 'rollback'),
      ...instants('started_at', 'ended_at'),
    },
  },
  incident: {
    table: 'incident',
    repository: true,
    url: true,
    detail: { ...ticket, ...same('labels') },
  },
  changeRequest: { table: 'change_request', url: true, detail: ticket },
  sprint: {
    table: 'sprint',
    title: 'name',
    detail: { ...same('state'), ...instants('start_at', 'end_at', 'completed_at') },
  },
  version: { table: 'project_version', title: 'name', url: true, detail: same('project') },
};

const selection = ([kind, source]: readonly [string, Source]): string => {
  const detail = Object.entries(source.detail).map(
    ([name, expression]) => `'${name}', ${expression}`,
  );
  return `select number::float8 as number, '${kind}' as kind, ${source.repository ? 'repository::float8' : 'null::float8'} as repository,
    ${source.title ?? 'title'} as title, ${source.url ? 'url' : 'null'} as url, jsonb_build_object(${detail.join(', ')}) as detail
    from ${source.table} where account_id = $1 and number = any($2::bigint[])`;
};
const statement = Object.entries(sources).map(selection).join(' union all ');

/** The subjects with these numbers, whatever their kinds, in one statement. */
export const subjectsOf = (session: Session, numbers: readonly number[]): Promise<Subject[]> =>
  session.load(statement, [numbers]);

/** The first release that contains a change or a pull request, under a tag pattern. */
export interface SubjectRelease {
  /** Number of the subject. */
  readonly subject: number;
  /** Name of the release. */
  readonly name: string;
  /** When it was made. */
  readonly at: Instant;
  /** The pattern that its tag matches. */
  readonly pattern: string;
  /** How it was found. */
  readonly rule: ReleaseRule;
  /** Where a pull request goes; a change is on the line that was released. */
  readonly targetBranch: string | null;
  /** True if the subject goes into the default branch. */
  readonly toDefaultBranch: boolean;
}

/** Loads the first releases of changes and pull requests. */
export const loadReleasesOfSubjects = (
  session: Session,
  subjects: readonly number[],
): Promise<SubjectRelease[]> =>
  session.load(
    `select l.subject::float8 as subject, r.name, ${milliseconds('r.released_at')} as at, l.pattern, l.rule, l.branch as "targetBranch",
     l.to_default as "toDefaultBranch"
     from (select account_id, pattern, change as subject, release, rule, null as branch, true as to_default from change_release
         where account_id = $1 and change = any($2::bigint[])
       union all select ridden.account_id, ridden.pattern, ridden.pull_request, ridden.release, ridden.rule, ${targetBranch},
         coalesce(${targetBranch} = ${defaultBranch('home')}, false)
         from pull_request_release ridden join pull_request p on p.account_id = $1 and p.number = ridden.pull_request
           join repository home on home.account_id = $1 and home.number = p.repository
         where ridden.account_id = $1 and ridden.pull_request = any($2::bigint[])) as l
       join release r on r.account_id = l.account_id and r.pattern = l.pattern and r.number = l.release`,
    [subjects],
  );
