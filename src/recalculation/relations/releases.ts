import {
  affectedContainment,
  firstReleases as firstReleasesOf,
  type Release,
  releasesOf,
} from '../../engine/correlate/releases.js';
import {
  changesBetween,
  changesNumbered,
  deleteReleaseLinks,
  type PlacedChange,
  type Releasing,
  releaseLinkTable,
  repositoriesOfTags,
  storedReleases,
  tagsOf,
  writeReleaseLinks,
  writeReleases,
} from '../../storage/relations/releases.js';
import { line } from './line.js';
import { defineDerived, type Linking, numbersOf } from './relation.js';

/** Former and present releases of a repository under a pattern. */
export interface RenewedReleases extends Releasing {
  readonly before: readonly Release[];
  readonly after: readonly Release[];
}

/** Returns what lies under patterns that are not new. Teams with a new one are observed whole, and it concerns no others. */
const underKeptPatterns = <Row extends Releasing>(
  rows: readonly Row[],
  { newPatterns }: Linking,
): Row[] => rows.filter(({ pattern }) => !newPatterns.includes(pattern));

/** The releases of repositories: their tags that match a pattern. */
export const releases = defineDerived({
  name: 'releases',
  after: [],
  find: async (session, { changed, patterns, newPatterns }) => {
    const tagged = await repositoriesOfTags(session, changed.ranges('TAG'));
    if (tagged.length + newPatterns.length === 0) return { renewed: [], differing: [] };
    const tags = await tagsOf(session, newPatterns.length > 0 ? 'ALL' : tagged);
    const stored = await storedReleases(session, tagged, patterns, newPatterns);
    const before = Map.groupBy(stored, (each) => `${each.repository} ${each.pattern}`);
    const all = [...tagged, ...tags.keys(), ...stored.map(({ repository }) => repository)];
    const renewed: RenewedReleases[] = patterns.flatMap((pattern) =>
      [...new Set(newPatterns.includes(pattern) ? all : tagged)].map((repository) => ({
        repository,
        pattern,
        before: (before.get(`${repository} ${pattern}`) ?? []).map((row) => ({ ...row, tags: [] })),
        after: releasesOf(tags.get(repository) ?? [], pattern),
      })),
    );
    const rows = renewed.flatMap(({ repository, pattern, after }) =>
      after.map((release) => ({ ...release, repository, pattern })),
    );
    return { renewed, differing: await writeReleases(session, stored, rows) };
  },
  affects: (_session, { differing }, linking) => [
    ['release', numbersOf(underKeptPatterns(differing, linking))],
  ],
});

/** A new pattern can concern every repository. Links of so many are written at once. */
const AT_ONCE = 100;
/** Returns the items in order, many at a time. */
export const inGroups = <Item>(items: readonly Item[]): Iterable<Item[]> =>
  Map.groupBy(items, (_, index) => Math.floor(index / AT_ONCE)).values();

const linksOf = (
  { repository, pattern }: Releasing,
  steps: readonly PlacedChange[],
  of: readonly Release[],
) =>
  firstReleasesOf(steps, of).map(({ change: subject, ...first }) => {
    const rule = 'TAG_CONTAINS_MERGE' as const;
    return { ...first, repository, pattern, subject, rule };
  });

/** The first release that contains each change, by position on the first-parent line. */
export const firstReleases = defineDerived({
  name: 'firstReleases',
  after: [line, releases],
  find: async (session, { patterns, of }) => {
    const { changes, repositories } = of(line);
    if (changes.length > 0) await deleteReleaseLinks(session, changes);
    const tags = await tagsOf(session, repositories);
    const steps = await changesNumbered(session, changes);
    const own = [...Map.groupBy(steps, ({ repository }) => repository)].flatMap(
      ([repository, some]) =>
        patterns.flatMap((pattern) =>
          linksOf({ repository, pattern }, some, releasesOf(tags.get(repository) ?? [], pattern)),
        ),
    );
    const differing = await writeReleaseLinks(session, releaseLinkTable.change, own);
    const spans = of(releases).renewed.flatMap(({ before, after: present, ...releasing }) => {
      const span = affectedContainment(before, present);
      return span ? [{ ...releasing, ...span, present }] : [];
    });
    for (const some of inGroups(spans)) {
      const between = Map.groupBy(await changesBetween(session, some), ({ index }) => index);
      const links = some.flatMap((span, index) =>
        linksOf(span, between.get(index) ?? [], span.present),
      );
      differing.push(...(await writeReleaseLinks(session, releaseLinkTable.change, links)));
    }
    return differing;
  },
  affects: (_session, differing, linking) => [
    ['change', underKeptPatterns(differing, linking).map(({ subject }) => subject)],
  ],
});
