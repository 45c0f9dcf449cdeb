import { type LastTouch, previousTouch } from '../../engine/correlate/previous-touch.js';
import type { NumberRange } from '../../model/change-log.js';
import type { Instant } from '../../model/time.js';
import {
  type FileBefore,
  filesFollowing,
  hasFilesOfPullRequests,
  renewFiles,
  type TouchedPath,
  writePrevious,
} from '../../storage/relations/pull-request-files.js';
import { affectedKeys } from '../../storage/relations/rework-links.js';
import type { Session } from '../../storage/sql/session.js';

const touch = (
  at: Instant | null,
  moved: boolean | null,
  rule: LastTouch['rule'],
): readonly LastTouch[] => (at === null ? [] : [{ at, moved: moved ?? false, rule }]);

const previousOf = (file: FileBefore) =>
  previousTouch([
    ...touch(file.onBranchAt, file.movedOnBranch, 'PREVIOUS_PULL_REQUEST_INTO_BRANCH'),
    ...touch(file.onLineAt, file.movedOnLine, 'PREVIOUS_ON_FIRST_PARENT_LINE'),
  ]);

async function relinkAll(session: Session, affected: readonly TouchedPath[]): Promise<number[]> {
  const files = await filesFollowing(session, affected);
  return writePrevious(
    session,
    files.map((file) => ({ ...file, ...previousOf(file) })),
  );
}

/**
 * Links the files of these pull requests to their previous change, and the files of later pull requests on the same paths. Returns
 * the pull requests whose links differ.
 */
export const linkFilesOfPullRequests = async (
  session: Session,
  pullRequests: Iterable<number>,
): Promise<number[]> => relinkAll(session, await renewFiles(session, pullRequests));

/**
 * Finds the pull requests whose files follow these changes of a repository's line; call it before the changes are linked again.
 * Call `relink` afterwards: it returns the pull requests whose links differ.
 */
export async function followersOfLine(
  session: Session,
  repository: number,
  changes: readonly NumberRange[],
): Promise<{ relink(): Promise<number[]> }> {
  if (!(await hasFilesOfPullRequests(session, repository))) return { relink: async () => [] };
  const before = await affectedKeys(session, changes);
  return {
    async relink() {
      const keys = new Set([...before, ...(await affectedKeys(session, changes))]);
      return relinkAll(
        session,
        [...keys].map((key) => ({ repository, branch: null, key, since: 0 })),
      );
    },
  };
}
