import { affectedContainment } from '../../engine/correlate/affected-containment.js';
import {
  firstReleases as firstReleasesOf,
  type Release,
  releasesOf,
} from '../../engine/correlate/releases.js';
import { repositoriesOfTags } from '../../storage/relations/affected-facts.js';
import {
  deleteReleaseLinks,
  releaseLinkTable,
  writeReleaseLinks,
} from '../../storage/relations/first-release-links.js';
import {
  changesBetween,
  changesNumbered,
  storedReleases,
  tagsOf,
  writeReleases,
} from '../../storage/relations/release-links.js';
import { line } from './line.js';
import { defineDerived } from './relation.js';

/** Former and present releases of a repository under a pattern. */
export interface RenewedReleases {
  readonly repository: number;
  readonly pattern: string;
  readonly before: readonly Release[];
  readonly after: readonly Release[];
  /** Numbers of the releases that came, went or differ. */
  readonly differing: readonly number[];
}

/** The releases of repositories: their tags that match a pattern. */
export const releases = defineDerived({
  name: 'releases',
  after: [],
  find: async (session, { changed, patterns, renewed }) => {
    const tags = changed.ranges('TAG');
    const ofTags = tags.length > 0 ? await repositoriesOfTags(session, tags) : [];
    const found: RenewedReleases[] = [];
    for (const repository of new Set([...ofTags, ...renewed])) {
      const all = await tagsOf(session, repository);
      for (const pattern of patterns) {
        const stored = await storedReleases(session, repository, pattern);
        const after = releasesOf(all, pattern);
        const differing = await writeReleases(session, repository, pattern, stored, after);
        const before = stored.map((release) => ({ ...release, tags: [] }));
        found.push({ repository, pattern, before, after, differing });
      }
    }
    return found;
  },
  affects: (_session, found) => found.map(({ differing }) => ['release', differing] as const),
});

/** The first release that contains each change, by position on the first-parent line. */
export const firstReleases = defineDerived({
  name: 'firstReleases',
  after: [line, releases],
  find: async (session, linking) => {
    const { changes, repositories } = linking.of(line);
    const differing: number[] = [];
    if (changes.length > 0) await deleteReleaseLinks(session, changes);
    const write = async (
      releasing: { readonly repository: number; readonly pattern: string },
      steps: readonly { readonly number: number; readonly position: number }[],
      of: readonly Release[],
    ) => {
      const links = firstReleasesOf(steps, of).map(({ change: subject, ...release }) => ({
        ...release,
        subject,
        rule: 'TAG_CONTAINS_MERGE' as const,
      }));
      const table = releaseLinkTable.change;
      differing.push(...(await writeReleaseLinks(session, table, releasing, links)));
    };
    for (const repository of repositories) {
      const steps = await changesNumbered(session, repository, changes);
      const tags = await tagsOf(session, repository);
      for (const pattern of linking.patterns)
        await write({ repository, pattern }, steps, releasesOf(tags, pattern));
    }
    for (const { repository, pattern, before, after } of linking.of(releases)) {
      const span = affectedContainment(before, after);
      if (!span) continue;
      const steps = await changesBetween(session, repository, span.after, span.upTo);
      await write({ repository, pattern }, steps, after);
    }
    return differing;
  },
  affects: (_session, differing) => [['change', differing]],
});
