import type { Session } from '../sql/session.js';
import { DeveloperImportTable } from '../tables/identity.table.js';
import { insertNumbered, selectionOf, updateNumbered } from '../tables/rows.js';
import type { RowOf } from '../tables/same-shape.js';

/** A file of developers as it is stored. */
export type StoredDeveloperImport = Omit<
  RowOf<typeof DeveloperImportTable>,
  'accountId' | 'createdBy'
>;
/** Where an import of developers is. */
export type DeveloperImportStatus = 'PREVIEW' | 'ACTIVE' | 'SUPERSEDED';

export const insertDeveloperImport = (
  session: Session,
  given: Pick<StoredDeveloperImport, 'fileName' | 'body' | 'mapping' | 'effectiveOn'> & {
    readonly createdBy: number;
  },
): Promise<number> =>
  insertNumbered(session, DeveloperImportTable, [
    { ...given, status: 'PREVIEW', createdAt: session.now },
  ]);

const one = (session: Session, condition: string, parameters: readonly unknown[]) =>
  session.find<StoredDeveloperImport>(
    `select ${selectionOf(DeveloperImportTable, 'createdBy')} from developer_import where account_id = $1 and ${condition}`,
    parameters,
  );

export const readDeveloperImport = (
  session: Session,
  number: number,
): Promise<StoredDeveloperImport | null> => one(session, 'number = $2', [number]);

/** The effective import; null before the first activation. */
export const readActiveImport = (session: Session): Promise<StoredDeveloperImport | null> =>
  one(session, "status = 'ACTIVE'", []);

export const updateImportMapping = (
  session: Session,
  number: number,
  mapping: StoredDeveloperImport['mapping'],
): Promise<void> => updateNumbered(session, DeveloperImportTable, [number], { mapping });

/** Puts an import into force in the place of the one before. */
export async function activateImport(session: Session, number: number): Promise<void> {
  await session.run(
    "update developer_import set status = 'SUPERSEDED' where account_id = $1 and status = 'ACTIVE'",
  );
  const active = { status: 'ACTIVE', activatedAt: session.now } as const;
  await updateNumbered(session, DeveloperImportTable, [number], active);
}
