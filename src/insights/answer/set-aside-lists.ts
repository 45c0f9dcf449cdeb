import { decodeCursor, encodeCursor, type Page } from '../../directory/page.js';
import { demand } from '../../directory/permissions.js';
import type { Action, Viewer } from '../../model/access.js';
import { Fault } from '../../model/errors.js';
import type { SetAside } from '../../model/facts/set-aside.js';
import { loadSetAside, type SetAsideOwner } from '../../storage/cells/set-aside-pages.js';
import type { Database } from '../../storage/database/database.js';

/** A page of the list of one owner. */
export interface SetAsideRequest {
  /** Number of the integration or team. */
  readonly owner: number;
  /** Number of entries. */
  readonly first: number;
  /** Cursor of the entry before the first; null for the beginning. */
  readonly after: string | null;
}

/** Lists of the facts that recalculation set aside, so that the rest goes on. */
export interface SetAsideLists {
  /**
   * Returns a page for each request, in their order: of integrations the facts that they reported, of teams what their months lack.
   * Throws FORBIDDEN, or BAD_USER_INPUT if a cursor is none of ours.
   */
  pages(
    viewer: Viewer,
    by: SetAsideOwner,
    requests: readonly SetAsideRequest[],
  ): Promise<Page<SetAside>[]>;
}

const needed: Record<SetAsideOwner, Action> = {
  INTEGRATION: 'READ_INTEGRATIONS',
  TEAM: 'READ_INSIGHTS',
};

function numberAt(cursor: string | null): number {
  if (cursor === null) return 0;
  const [number] = decodeCursor(cursor);
  if (typeof number === 'number' && Number.isSafeInteger(number)) return number;
  throw new Fault('BAD_USER_INPUT', 'The cursor is none of ours: take cursors from an answer.');
}

export const createSetAsideLists = (database: Database): SetAsideLists => ({
  pages: async (viewer, by, requests) => {
    demand(viewer, needed[by]);
    const parts = requests.map(({ owner, first, after }) => ({
      owner,
      after: numberAt(after),
      limit: first + 1,
    }));
    const found = await database.read(viewer.account, (session) =>
      loadSetAside(session, by, parts),
    );
    return found.map(({ totalCount, entries }, index) => {
      const { first, after } = requests[index]!;
      return {
        items: entries.slice(0, first).map((item) => ({ cursor: encodeCursor(item.number), item })),
        hasNextPage: entries.length > first,
        hasPreviousPage: after !== null,
        totalCount,
      };
    });
  },
});
