/**
 * SQL: the commits, but merges, of the pull request of which change `c` is the squash, as rows of `sha` and `at`. None where it is no
 * squash, or the commits of its pull request are not known.
 */
const squashed = (
  c: string,
) => `select lower(one ->> 'sha') as sha, (one ->> 'authoredAt')::float8 as at from fact_word w
    join pull_request p on p.account_id = $1 and p.number = w.source and p.repository = ${c}.repository and p.merged_at is not null and p.deleted_at is null
    cross join lateral jsonb_array_elements(p.commits) as one
  where (${c}.squashed or ${c}.commits = jsonb_build_array(${c}.sha)) and w.account_id = $1 and not (one ->> 'isMerge')::boolean
    and (w.kind, w.word) in (('COMMIT', ${c}.sha), ('PULL_REQUEST_NUMBER', ${c}.repository || ' ' || ${c}.pull_request))
    and case when p.merge_sha = ${c}.sha then ${c}.squashed or p.merge_method = 'SQUASH'
      else ${c}.squashed and p.tool_number = ${c}.pull_request and not exists (select 1 from change other where other.account_id = $1
        and other.sha = p.merge_sha and other.repository = p.repository and other.deleted_at is null) end`;

/** SQL: author date of the earliest of these commits; null where there is none. */
export const squashBegan = (c: string): string =>
  `(select min(made.at) from (${squashed(c)}) as made)`;

/** SQL: hashes of these commits, the earliest first. */
export const squashedShas = (c: string): string =>
  `(select coalesce(jsonb_agg(made.sha order by made.at, made.sha), '[]') from (${squashed(c)}) as made)`;
