import type { Database } from '../../src/storage/database/database.js';

const person = (column: string) =>
  `(select external_id from identity i where i.account_id = f.account_id and i.number = f.${column})`;
const repository =
  '(select id from repository r where r.account_id = f.account_id and r.number = f.repository)';
const name = (column: string) =>
  `(select kind || ' ' || name from dimension d where d.account_id = f.account_id and d.number = f.${column}) as ${column}`;
/** A list within a fact with the person of each entry as the tool writes them. */
const withPeople = (list: string, key: string) =>
  `(select jsonb_agg(entry || jsonb_build_object('${key}', (select external_id from identity i
      where i.account_id = f.account_id and i.number = (entry ->> '${key}')::bigint)) order by ordinal)
    from jsonb_array_elements(${list}) with ordinality as given (entry, ordinal)) as ${list}`;
const ticket = `key, title, status, priority, severity, urgency, assignment_group, service, ${name('service_number')}, ${person('owner')} as owner,
  created_at, resolved_at, closed_at, custom_fields, url`;

const columns = {
  repository: 'name, url, default_branch',
  commit: `${repository} as repository, sha, title, body, ${person('author')} as author, ${person('committer')} as committer,
    authored_at, committed_at, parents, files, trailers, doubt, incomplete, too_many_renames`,
  change: `${repository} as repository, sha, branch, position, title, ${person('author')} as author, merged_at, first_commit_at,
    commits, pull_request, squashed, reverted_shas, doubt`,
  tag: `${repository} as repository, name, sha, tagged_at, position`,
  mailmap: `${repository} as repository, entries`,
  pull_request: `${repository} as repository, tool_number, title, body, ${person('author')} as author, source_branch, target_branch, labels, state,
    opened_at, ready_at, merged_at, closed_at, merge_method, merge_sha, head_sha, reverts, additions, deletions, files, commits,
    ${withPeople('reviews', 'by')}, ${withPeople('comments', 'by')}, url`,
  work_item: `key, former_keys, project, ${name('project_number')}, type, is_subtask, title, status, status_category, resolution, priority, labels,
    components, parent, points, ${person('assignee')} as assignee, created_at, resolved_at, versions, custom_fields, status_history,
    ${withPeople('assignee_history', 'assignee')}, points_history, sprint_history, parent_history, linked_pull_requests, linked_commits, url`,
  sprint: 'name, state, start_at, end_at, completed_at',
  project_version: `project, ${name('project_number')}, name, released_at, url`,
  pipeline_run: `pipeline, ${name('pipeline_number')}, kinds, tool_number, run, attempt, parent, project, organization, ${repository} as repository,
    branch, commits, status, status_name, rollback, started_at, ended_at, services, environment, environment_type, infrastructure, tags,
    (select jsonb_agg(d.name order by ordinal) from jsonb_array_elements(service_numbers) with ordinality as given (number, ordinal)
       join dimension d on d.account_id = f.account_id and d.number = given.number::bigint) as service_names,
    artifacts_in, artifacts_out, ${person('triggered_by')} as triggered_by, url`,
  incident: `${ticket}, ${repository} as repository, caused_by, fixed_by`,
  change_request: ticket,
} as const;

/** Loads all facts of an account that are not retracted, without their numbers and times of report. Any order of writes must end in them. */
export async function factContent(
  database: Database,
  account: number,
): Promise<Record<string, unknown[]>> {
  const content: Record<string, unknown[]> = {};
  for (const [table, list] of Object.entries(columns))
    content[table] = await database.read(account, (session) =>
      session.query(
        `select row_to_json(given)::text as row from (select id, ${list} from ${table} f where account_id = $1 and deleted_at is null) as given
         order by id collate "C"`,
        [account],
      ),
    );
  return content;
}

/** The newest sequence of the account's change log. */
export const sequenceOf = async (database: Database, account: number): Promise<number> =>
  (await database.accounts()).find(({ id }) => id === account)?.sequence ?? -1;
