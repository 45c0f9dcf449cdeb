import { type LastTouch, previousTouch } from '../../engine/correlate/previous-touch.js';
import type { Instant } from '../../model/time.js';
import {
  type FileBefore,
  filesFollowing,
  renewFiles,
  writePrevious,
} from '../../storage/relations/pull-request-files.js';
import { lineFiles } from './line-files.js';
import { movedCode } from './moved-code.js';
import { defineDerived } from './relation.js';

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

/** The previous change of each file of a pull request, if no change of the default branch is known to hold its lines. */
export const pullRequestFiles = defineDerived({
  name: 'pullRequestFiles',
  after: [lineFiles, movedCode],
  find: async (session, linking) => {
    const own = linking.changed.numbers('PULL_REQUEST');
    const renewed = await renewFiles(session, [...own, ...linking.of(movedCode).pullRequests]);
    const files = await filesFollowing(session, [...linking.of(lineFiles).paths, ...renewed]);
    return writePrevious(
      session,
      files.map((file) => ({ ...file, ...previousOf(file) })),
    );
  },
  affects: (_session, differing) => [['pullRequest', differing]],
});
