import type { Instant, LocalDate } from '../../model/time.js';
import { milliseconds, moment } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';

/** Where an import of developers is. */
export type DeveloperImportStatus = 'PREVIEW' | 'ACTIVE' | 'SUPERSEDED';
export interface StoredMapping {
  readonly column: string;
  readonly target: string;
}
export interface StoredDeveloperImport {
  readonly number: number;
  readonly status: DeveloperImportStatus;
  readonly fileName: string | null;
  readonly body: string;
  readonly mapping: readonly StoredMapping[];
  readonly effectiveOn: LocalDate | null;
  readonly createdAt: Instant;
  readonly activatedAt: Instant | null;
}

const columns = `number::float8 as number, status, file_name as "fileName", body, mapping, effective_on as "effectiveOn",
  ${milliseconds('created_at')} as "createdAt", ${milliseconds('activated_at')} as "activatedAt"`;

export const insertDeveloperImport = (
  session: Session,
  given: Pick<StoredDeveloperImport, 'fileName' | 'body' | 'mapping' | 'effectiveOn'> & {
    readonly createdBy: number;
  },
): Promise<number> =>
  session.insertNumbered(
    `insert into developer_import (account_id, number, status, file_name, body, mapping, effective_on, created_by, created_at)
     values ($1, $2, 'PREVIEW', $3, $4, $5::jsonb, $6, $7, $8::timestamptz)`,
    [
      given.fileName,
      given.body,
      JSON.stringify(given.mapping),
      given.effectiveOn,
      given.createdBy,
      moment(session.now),
    ],
  );

const one = (session: Session, condition: string, parameters: readonly unknown[]) =>
  session.find<StoredDeveloperImport>(
    `select ${columns} from developer_import where account_id = $1 and ${condition}`,
    parameters,
  );

export const readDeveloperImport = (
  session: Session,
  number: number,
): Promise<StoredDeveloperImport | null> => one(session, 'number = $2', [number]);

/** The effective import; null before the first activation. */
export const readActiveImport = (session: Session): Promise<StoredDeveloperImport | null> =>
  one(session, "status = 'ACTIVE'", []);

export async function updateImportMapping(
  session: Session,
  number: number,
  mapping: readonly StoredMapping[],
): Promise<void> {
  await session.run(
    'update developer_import set mapping = $3::jsonb where account_id = $1 and number = $2',
    [number, JSON.stringify(mapping)],
  );
}

/** Puts an import into force in the place of the one before. */
export async function activateImport(session: Session, number: number): Promise<void> {
  await session.run(
    "update developer_import set status = 'SUPERSEDED' where account_id = $1 and status = 'ACTIVE'",
  );
  await session.run(
    "update developer_import set status = 'ACTIVE', activated_at = $3::timestamptz where account_id = $1 and number = $2",
    [number, moment(session.now)],
  );
}
