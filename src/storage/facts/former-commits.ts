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
  const now = new Map(
    commits.map(({ id, repository, sha }) => [
      id,
      `${references.repository(repository)} ${sha.toLowerCase()}`,
    ]),
  );
  const rows = await session.load<{ id: string; repository: number; sha: string }>(
    `select id, repository::float8 as repository, lower(sha) as sha from commit where account_id = $1 and id = any($2::text[])`,
    [[...now.keys()]],
  );
  return rows
    .filter(({ id, repository, sha }) => now.get(id) !== `${repository} ${sha}`)
    .map(({ repository, sha }) => [repository, sha]);
}
