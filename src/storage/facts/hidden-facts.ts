import { type FactKind, factKinds } from '../../model/facts/facts.js';
import type { FactName } from '../../model/facts/set-aside.js';
import type { Session } from '../sql/session.js';
import { factTables } from './fact-tables.js';

/**
 * A fact that is set aside is hidden: all reading takes it for deleted, at an instant before all others. The writing of facts
 * takes it for one that is not deleted.
 */
const HIDDEN = `'-infinity'::timestamptz`;

/**
 * SQL: the instant at which a fact is deleted with its repository; no tool can name it. The fact's own content
 * stays, so that it comes back with the repository.
 */
export const WITH_REPOSITORY = `'0001-01-01T00:00:00Z'::timestamptz`;

/** SQL that is true where a tool deleted the fact; false or null where it is there, or hidden. */
export const isDeletedByTool = (deletedAt: string): string => `${deletedAt} > ${HIDDEN}`;
/** SQL for when a tool deleted the fact itself; null where it is there, or hidden, or went with its repository. */
export const deletedByToolAt = (deletedAt: string): string =>
  `nullif(nullif(${deletedAt}, ${HIDDEN}), ${WITH_REPOSITORY})`;

/** A fact with where it comes from. */
export interface PlacedFact extends FactName {
  readonly integration: number | null;
  readonly repository: number | null;
}

function placeOf(kind: FactKind): string {
  const { columns } = factTables[kind];
  const repository = 'repository' in columns ? 'fact.repository' : 'null::bigint';
  const integration =
    'integration' in columns
      ? 'fact.integration'
      : '(select r.integration from repository r where r.account_id = fact.account_id and r.number = fact.repository)';
  return `${integration}::float8 as integration, ${kind === 'REPOSITORY' ? 'fact.number' : repository}::float8 as repository`;
}

/** SQL: statements of each kind of fact, joined. */
export const ofEachKind = (
  statementOf: (kind: FactKind, table: string) => string,
  by = ' union all ',
): string => factKinds.map((kind) => statementOf(kind, factTables[kind].table)).join(by);

/** SQL: gives facts of a table with the numbers `$2` another instant of deletion. */
const redated = (table: string, deletedAt: string, before: string): string =>
  `update ${table} as fact set deleted_at = ${deletedAt} from unnest($2::bigint[]) as picked (number)
   where fact.account_id = $1 and fact.number = picked.number and fact.deleted_at ${before}`;

/** Hides the facts with these numbers that are not deleted. Returns them. */
export async function hideFacts(
  session: Session,
  numbers: Iterable<number>,
): Promise<PlacedFact[]> {
  const wanted = [...new Set(numbers)];
  const hidden: PlacedFact[] = [];
  for (const kind of wanted.length > 0 ? factKinds : []) {
    const rows = await session.load<PlacedFact>(
      `${redated(factTables[kind].table, HIDDEN, 'is null')}
       returning '${kind}' as kind, fact.id, fact.number::float8 as number, ${placeOf(kind)}`,
      [wanted],
    );
    hidden.push(...rows);
  }
  return hidden;
}

/** Shows the hidden facts with these numbers again. Returns their numbers by kind. */
export async function showFacts(
  session: Session,
  numbers: Iterable<number>,
): Promise<Map<FactKind, number[]>> {
  const wanted = [...new Set(numbers)];
  const shown = new Map<FactKind, number[]>();
  for (const kind of wanted.length > 0 ? factKinds : []) {
    const facts = await session.loadNumbers(
      `${redated(factTables[kind].table, 'null', `= ${HIDDEN}`)} returning fact.number::float8 as number`,
      [wanted],
    );
    if (facts.length > 0) shown.set(kind, facts);
  }
  return shown;
}

/** SQL that is true where the fact numbered so is hidden. */
export const isHidden = (number: string): string =>
  ofEachKind(
    (_kind, table) =>
      `exists (select 1 from ${table} f where f.account_id = $1 and f.number = ${number} and f.deleted_at = ${HIDDEN})`,
    ' or ',
  );

/** Numbers of all facts that are neither deleted nor hidden, ascending. */
export async function numbersOfFacts(session: Session): Promise<number[]> {
  const numbers = await session.loadNumbers(
    ofEachKind(
      (_kind, table) =>
        `select number::float8 as number from ${table} where account_id = $1 and deleted_at is null`,
    ),
  );
  return numbers.sort((left, right) => left - right);
}

/** Loads by which kind and id tools know the facts with these numbers, and where they come from. */
export async function factNames(
  session: Session,
  numbers: readonly number[],
): Promise<PlacedFact[]> {
  if (numbers.length === 0) return [];
  return session.load(
    ofEachKind(
      (kind, table) =>
        `select '${kind}' as kind, fact.id, fact.number::float8 as number, ${placeOf(kind)} from ${table} as fact
         where fact.account_id = $1 and fact.number = any($2::bigint[])`,
    ),
    [numbers],
  );
}
