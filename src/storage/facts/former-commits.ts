import type { FormerCommit } from '../../model/change-log.js';
import type { CommitFact } from '../../model/facts/code.js';
import type { FactKind } from '../../model/facts/facts.js';
import type { References } from './fact-column.js';
import type { Existing } from './version-order.js';

/** Returns where those of these commits lie that are imported with another repository or hash than they have now. */
export function formerCommitsOf(
  kind: FactKind,
  facts: readonly { readonly id: string }[],
  existing: ReadonlyMap<string, Existing>,
  references: References,
): FormerCommit[] {
  if (kind !== 'COMMIT') return [];
  return (facts as readonly CommitFact[]).flatMap((fact): FormerCommit[] => {
    const { repository, sha } = existing.get(fact.id) ?? {};
    if (repository == null || sha == null) return [];
    const isSame =
      repository === references.repository(fact.repository) && sha === fact.sha.toLowerCase();
    return isSame ? [] : [[repository, sha]];
  });
}
