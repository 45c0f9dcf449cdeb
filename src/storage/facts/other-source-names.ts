import type { FactKind } from '../../model/facts/facts.js';
import { byColumn } from '../sql/by-column.js';
import type { Session } from '../sql/session.js';
import { factTables } from './fact-tables.js';

/** A fact by its name. */
export interface FactName {
  readonly kind: FactKind;
  readonly id: string;
}

const holding = (kind: FactKind): string =>
  `select reported.kind, reported.id, holder.name as source from reported join ${factTables[kind].table} f on f.account_id = $1 and f.id = reported.id
   join integration holder on holder.account_id = $1 and holder.number = f.integration where reported.kind = '${kind}' and f.integration <> $2`;

/** Finds the facts that another integration imported or deleted, with its name. A fact in a repository belongs to the repository's integration. */
export async function namedByOtherSources(
  session: Session,
  integration: number,
  names: readonly FactName[],
): Promise<(FactName & { readonly source: string })[]> {
  const kinds = [...new Set(names.map(({ kind }) => kind))].filter(
    (kind) => 'integration' in factTables[kind].columns,
  );
  if (kinds.length === 0) return [];
  return session.load(
    `with reported as (select * from unnest($3::text[], $4::text[]) as reported (kind, id)) ${kinds.map(holding).join(' union all ')}`,
    [integration, ...byColumn(names, 'kind', 'id')],
  );
}
