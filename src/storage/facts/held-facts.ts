import type { FactKind } from '../../model/facts/facts.js';
import type { Instant } from '../../model/time.js';
import { milliseconds } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { ofEachKind, WITH_REPOSITORY } from './hidden-facts.js';

/** The headline of a fact as it is stored. */
export interface HeldFact {
  /** Kind of the fact. */
  readonly kind: FactKind;
  /** The source's own id. */
  readonly id: string;
  /** Its title, name or key; null where its kind has none. */
  readonly title: string | null;
  /** In our words; null where its kind has none. */
  readonly status: string | null;
  /** When the tool last changed it. */
  readonly updatedAt: Instant;
  /** Since when it is gone; null where it is there. */
  readonly deletedAt: Instant | null;
}

const headlineOf = (kind: FactKind, table: string): string =>
  `select '${kind}' as kind, id, ${milliseconds('updated_at')} as "updatedAt",
   ${milliseconds(`case when deleted_at = ${WITH_REPOSITORY} then updated_at else deleted_at end`)} as "deletedAt", to_jsonb(t) as content
   from ${table} t where account_id = $1 and id = $2`;

/** Loads the headlines of the facts with an id; a tool may use one id for things of several kinds. */
export const findHeldFacts = (session: Session, id: string): Promise<HeldFact[]> =>
  session.load<HeldFact>(
    `select kind, id, coalesce(content->>'title', content->>'name', content->>'key', content->>'pipeline') as title,
       coalesce(content->>'state', content->>'status') as status, "updatedAt", "deletedAt"
     from (${ofEachKind(headlineOf)}) as found`,
    [id],
  );
