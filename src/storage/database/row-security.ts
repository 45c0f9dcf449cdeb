import { Fault } from '../../model/errors.js';
import { named } from '../schema/applied-migrations.js';

interface Found {
  /** Tables with an account whose rows are not held to one account. */
  readonly open: readonly string[];
  /** Tables with an account that may not be read at all. */
  readonly closed: readonly string[];
  readonly tables: number;
  readonly role: string;
  readonly bypasses: boolean;
}

const LOOK = `select current_user::text as role, count(*)::int as tables,
   bool_or((select rolsuper or rolbypassrls from pg_roles where rolname = current_user)) as bypasses,
   coalesce(json_agg(relation.relname order by relation.relname) filter (where not row_security_active(relation.oid)), '[]') as open,
   coalesce(json_agg(relation.relname order by relation.relname) filter (where not has_table_privilege(relation.oid, 'select')), '[]') as closed
 from pg_class relation join pg_attribute on attrelid = relation.oid and attname = 'account_id' and not attisdropped
 where relation.relkind in ('r', 'p') and relation.relnamespace = (select oid from pg_namespace where nspname = 'public')`;

function faultOf({ open, closed, tables, role, bypasses }: Found): string | null {
  if (tables === 0)
    return 'The database has none of our tables: DATABASE_URL leads to another database than the one that was migrated.';
  if (closed.length > 0)
    return `The role "${role}" may not read ${named(closed)}: grant insights_app to the login of DATABASE_URL.`;
  if (open.length === 0) return null;
  const remedy = bypasses
    ? `take SUPERUSER and BYPASSRLS from the role "${role}"`
    : 'alter each table to enable and force row level security';
  return `Row level security is not active on ${named(open)}, so accounts are not kept apart: ${remedy}.`;
}

/** Asks the database itself whether row level security applies to our statements. Throws UNAVAILABLE where it does not. */
export async function demandRowSecurity(
  execute: <Row>(sql: string) => Promise<Row[]>,
): Promise<void> {
  const [found] = await execute<Found>(LOOK);
  const fault = found ? faultOf(found) : null;
  if (fault !== null) throw new Fault('UNAVAILABLE', fault);
}
