import type { Session } from '../sql/session.js';

/** Returns the projects of the work items that an integration reports, in the order of bytes. */
export async function projectsReportedBy(
  session: Session,
  integration: number,
): Promise<readonly string[]> {
  const rows = await session.load<{ project: string }>(
    `select project from work_item where account_id = $1 and integration = $2 and deleted_at is null and project is not null
     group by project order by project collate "C"`,
    [integration],
  );
  return rows.map(({ project }) => project);
}
