import type { FactKind } from '../../model/facts/facts.js';
import type { Session } from '../sql/session.js';
import { factTables } from './fact-tables.js';

/** A fact by its name. */
export interface FactName {
  readonly kind: FactKind;
  readonly id: string;
}

const holding = (kind: FactKind): string =>
  `select told.kind, told.id, holder.name as source from told join ${factTables[kind].table} f on f.account_id = $1 and f.id = told.id
   join integration holder on holder.account_id = $1 and holder.number = f.integration where told.kind = '${kind}' and f.integration <> $2`;

/** Those of these facts that another integration told, or took back, with its name; what lies in a repository is whoever's the repository is. */
export async function namedByOtherSources(
  session: Session,
  integration: number,
  told: readonly FactName[],
): Promise<(FactName & { readonly source: string })[]> {
  const kinds = [...new Set(told.map(({ kind }) => kind))].filter(
    (kind) => 'integration' in factTables[kind].columns,
  );
  if (kinds.length === 0) return [];
  return session.query(
    `with told as (select * from unnest($3::text[], $4::text[]) as told (kind, id)) ${kinds.map(holding).join(' union all ')}`,
    [session.account, integration, told.map(({ kind }) => kind), told.map(({ id }) => id)],
  );
}
