import { reworkOf } from '../../engine/correlate/rework.js';
import type { NumberRange } from '../../model/change-log.js';
import type { TouchingChange } from '../../model/linkable.js';
import {
  affectedKeys,
  dropFileLinks,
  type FileLink,
  hasFilesOfPullRequests,
  lowestPosition,
  stepsToLink,
  touchesBefore,
  writeFileLinks,
} from '../../storage/relations/line-files.js';
import type { TouchedPath } from '../../storage/relations/pull-request-files.js';
import type { Session } from '../../storage/sql/session.js';
import { line } from './line.js';
import { defineDerived } from './relation.js';

function fileLinks(
  steps: readonly TouchingChange[],
  touches: ReadonlyMap<string, number>,
): FileLink[] {
  const linked = new Map(
    reworkOf(steps, touches).changes.map(({ change, files }) => [change, files]),
  );
  return steps.flatMap(({ number: change, position, files }) => {
    const previous = new Map(linked.get(change)?.map((file) => [file.path, file.previousAt]));
    return files.map((file) => ({
      ...file,
      change,
      position,
      previousAt: previous.get(file.path) ?? null,
    }));
  });
}

/** Links the files of these steps to when the line touched them before. Returns the changes whose links differ. */
async function linkFiles(
  session: Session,
  repository: number,
  numbers: readonly NumberRange[],
): Promise<number[]> {
  await dropFileLinks(session, numbers);
  const position = await lowestPosition(session, repository, numbers);
  if (position === null) return [];
  const steps = await stepsToLink(session, repository, position, numbers);
  const paths = new Set(steps.flatMap(({ files }) => files.map(({ path, from }) => from ?? path)));
  const touches = await touchesBefore(session, repository, position, [...paths]);
  return writeFileLinks(session, repository, steps, fileLinks(steps, touches));
}

/** When the line touched each file of a change before, and the paths that files of pull requests can follow otherwise. */
export const lineFiles = defineDerived({
  name: 'lineFiles',
  after: [line],
  find: async (session, linking) => {
    const { changes, repositories } = linking.of(line);
    const differing: number[] = [];
    const paths: TouchedPath[] = [];
    for (const repository of repositories) {
      const isFollowed = await hasFilesOfPullRequests(session, repository);
      const before = isFollowed ? await affectedKeys(session, changes) : [];
      differing.push(...(await linkFiles(session, repository, changes)));
      const keys = isFollowed ? [...before, ...(await affectedKeys(session, changes))] : [];
      for (const key of new Set(keys)) paths.push({ repository, branch: null, key, since: 0 });
    }
    return { differing, paths };
  },
  affects: (_session, { differing }) => [['change', differing]],
});
