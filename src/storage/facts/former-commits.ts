import type { FormerCommit } from '../../model/change-log.js';
import type { CommitFact } from '../../model/facts/code.js';
import type { FactKind } from '../../model/facts/facts.js';
import type { Session } from '../sql/session.js';
import type { References } from './fact-column.js';

/** Returns where those of these commits lie that are imported with another repository or hash than they have now. */
export async function loadFormerCommits(
  session: Session,
  kind: FactKind,
  facts: readonly { readonly id: string }[],
  references: References,
): Promise<FormerCommit[]> {
  if (kind !== 'COMMIT' || facts.length === 0) return [];
  const commits = facts as readonly CommitFact[];
  const rows = await session.load<{ repository: number; sha: string }>(
    `select c.repository::float8 as repository, lower(c.sha) as sha
     from unnest($2::text[], $3::bigint[], $4::text[]) as corrected (id, repository, sha)
       join commit c on c.account_id = $1 and c.id = corrected.id
     where (c.repository, lower(c.sha)) <> (corrected.repository, corrected.sha)`,
    [
      commits.map(({ id }) => id),
      commits.map(({ repository }) => references.repository(repository)),
      commits.map(({ sha }) => sha.toLowerCase()),
    ],
  );
  return rows.map(({ repository, sha }) => [repository, sha]);
}
