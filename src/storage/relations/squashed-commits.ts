/** SQL: the numbers of the pull requests that change `c` names or is the merge commit of, as an array: found by index, each once. */
const named = (c: string) => `array(
    select w.source from fact_word w where w.account_id = $1 and w.kind = 'COMMIT' and w.word = lower(${c}.sha)
    union select w.source from fact_word w where w.account_id = $1 and w.kind = 'PULL_REQUEST_NUMBER'
      and w.word = ${c}.repository || ' ' || ${c}.pull_request)`;

/**
 * SQL: the commits, but merges, of the pull request of which change `c` is the squash, as rows of `sha` and `at`. None where it is no
 * squash, or the commits of its pull request are not known.
 */
const squashed = (
  c: string,
) => `select lower(one ->> 'sha') as sha, (one ->> 'authoredAt')::float8 as at from pull_request p
    cross join lateral jsonb_array_elements(p.commits) as one
  where p.account_id = $1 and p.number = any(case when ${c}.squashed or ${c}.commits = jsonb_build_array(${c}.sha) then ${named(c)} end)
    and p.repository = ${c}.repository and p.merged_at is not null and p.deleted_at is null and not (one ->> 'isMerge')::boolean
    and case when lower(p.merge_sha) = lower(${c}.sha) then ${c}.squashed or p.merge_method = 'SQUASH'
      else ${c}.squashed and p.tool_number = ${c}.pull_request and not exists (select 1 from change other where other.account_id = $1
        and other.sha = p.merge_sha and other.repository = p.repository and other.deleted_at is null) end`;

/** SQL: author date of the earliest of these commits; null where there is none. */
export const squashBegan = (c: string): string =>
  `(select min(made.at) from (${squashed(c)}) as made)`;

/** SQL: hashes of these commits, the earliest first. */
export const squashedShas = (c: string): string =>
  `(select coalesce(jsonb_agg(made.sha order by made.at, made.sha), '[]') from (${squashed(c)}) as made)`;
