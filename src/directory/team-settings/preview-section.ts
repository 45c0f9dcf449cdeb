import { Refusal } from '../../model/errors.js';
import { isEmpty, matches, matchesAny, takes } from '../../model/filter.js';
import type { TeamSettings } from '../../model/team.js';
import {
  deploys,
  isForDestination,
  isProductionIncident,
  owns,
  ownsRepository,
  releaseNames,
} from '../../model/team-scope.js';
import {
  knownBranches,
  newestFacts,
  newestMerged,
  newestTags,
} from '../../storage/facts/newest-facts.js';
import type { Scanned } from '../../storage/inputs/cell.js';
import { scans } from '../../storage/inputs/metric-inputs.js';
import { type RepositoryName, repositoryNames } from '../../storage/integrations/repositories.js';
import type { Session } from '../../storage/sql/session.js';
import { errorsOf } from './save-settings.js';
import type { SectionSettings, SettingsSection } from './sections.js';
import { categoriesByTree, effectiveSettingsOn, openBook } from './settings-book.js';

/** A kind of object that a filter looks at. */
export type FilterSubject =
  | 'REPOSITORY'
  | 'BRANCH'
  | 'PULL_REQUEST'
  | 'TAG'
  | 'WORK_ITEM'
  | 'PIPELINE_RUN'
  | 'INCIDENT'
  | 'CHANGE_REQUEST';

/** The present matches of one filter of a section. */
export interface FilterMatch {
  /** Path into the settings. */
  readonly field: readonly string[];
  /** Kind of the objects that the filter selects. */
  readonly subject: FilterSubject;
  /** How many it matches. */
  readonly matched: number;
  /** How many there are. */
  readonly total: number;
  /** Names of some that it matches, and of some that it does not. */
  readonly samples: readonly string[];
  /** Names that the filter does not match, in order. */
  readonly others: readonly string[];
}

/** Settings of one section that nobody saves. */
export interface SectionPreview<Section extends SettingsSection = SettingsSection> {
  /** Number of a team or of a node above teams. */
  readonly node: number;
  /** Name of the section. */
  readonly section: Section;
  /** The settings that are previewed. */
  readonly settings: SectionSettings<Section>;
}

const MOST_NAMES = 10;
const namesOf = (things: readonly { readonly name: string }[]): string[] =>
  [...new Set(things.map(({ name }) => name))].slice(0, MOST_NAMES);

function matchOf<Thing extends { readonly name: string }>(
  field: readonly string[],
  subject: FilterSubject,
  things: readonly Thing[],
  isMatch: (thing: Thing) => boolean,
): FilterMatch {
  const { in: found = [], out = [] } = Object.groupBy(things, (thing) =>
    isMatch(thing) ? 'in' : 'out',
  );
  return {
    field,
    subject,
    matched: found.length,
    total: things.length,
    samples: namesOf(found),
    others: namesOf(out),
  };
}

interface Thing extends Scanned {
  readonly name: string;
}

/** The newest facts of a kind, by the very traits by which recalculation gives them to teams. */
async function thingsOf(
  session: Session,
  kind: Parameters<typeof newestFacts>[1],
): Promise<Thing[]> {
  const facts = await newestFacts(session, kind);
  const scanned = await scans[kind](
    session,
    facts.map(({ number }) => number),
  );
  const byNumber = new Map(scanned.map((fact) => [fact.number, fact]));
  return facts.flatMap(({ number, name }) => {
    const fact = byNumber.get(number);
    return fact ? { ...fact, name } : [];
  });
}

async function sourceCode(session: Session, settings: TeamSettings): Promise<FilterMatch[]> {
  const known = (await repositoryNames(session)).toSorted((left, right) =>
    left.name < right.name ? -1 : 1,
  );
  const isOwn = ({ traits }: RepositoryName) => ownsRepository(settings, traits);
  const own = known.filter(isOwn).map(({ number }) => number);
  const branches = await knownBranches(session, own);
  const merged = await newestMerged(session, own);
  const tags = await newestTags(session, own);
  const isRelease = releaseNames(settings.releasePattern);
  return [
    matchOf(['repositories'], 'REPOSITORY', known, isOwn),
    matchOf(['destinationBranches'], 'BRANCH', branches, ({ name, isDefault }) =>
      isForDestination(settings, { targetBranch: name, toDefaultBranch: isDefault }),
    ),
    matchOf(['excludedChanges'], 'PULL_REQUEST', merged, ({ labels }) =>
      takes(settings.excludedChanges, { label: labels }),
    ),
    matchOf(['deployingChanges'], 'PULL_REQUEST', merged, ({ labels }) =>
      deploys(settings, labels),
    ),
    matchOf(['releasePattern'], 'TAG', tags, ({ name }) => isRelease(name)),
  ];
}

async function issueManagement(session: Session, settings: TeamSettings): Promise<FilterMatch[]> {
  const items = await thingsOf(session, 'workItem');
  const isOwn = (item: Thing) => owns('workItem', settings, item.traits);
  const own = items.filter(isOwn);
  const field = (...path: readonly string[]) => ['issueManagement', ...path];
  return [
    matchOf(field('projects'), 'WORK_ITEM', items, isOwn),
    matchOf(field('incidents'), 'WORK_ITEM', own, ({ traits }) =>
      isProductionIncident(settings, traits),
    ),
    ...settings.issueManagement.alignment.map(({ filters }, index) =>
      matchOf(field('alignment', String(index), 'filters'), 'WORK_ITEM', own, ({ traits }) =>
        matchesAny(filters, traits),
      ),
    ),
  ];
}

async function pipelines(session: Session, settings: TeamSettings): Promise<FilterMatch[]> {
  const runs = await thingsOf(session, 'run');
  const isOwn = (run: Thing) => owns('run', settings, run.traits);
  const own = runs.filter(isOwn);
  return [
    matchOf(['pipelines', 'scope'], 'PIPELINE_RUN', runs, isOwn),
    ...(['success', 'failure'] as const).flatMap((part) => {
      const set = settings.pipelines[part];
      // Without a condition the tool decides, run by run.
      if (isEmpty(set)) return [];
      return matchOf(['pipelines', part], 'PIPELINE_RUN', own, ({ traits }) =>
        matches(set, traits),
      );
    }),
  ];
}

async function incidentManagement(session: Session, settings: TeamSettings) {
  const incidents = await thingsOf(session, 'incident');
  const requests = await thingsOf(session, 'changeRequest');
  const field = (part: string) => ['incidentManagement', part];
  return [
    matchOf(field('incidents'), 'INCIDENT', incidents, (one) =>
      owns('incident', settings, one.traits),
    ),
    matchOf(field('changeRequests'), 'CHANGE_REQUEST', requests, (one) =>
      owns('changeRequest', settings, one.traits),
    ),
  ];
}

const previews: Readonly<
  Record<SettingsSection, (session: Session, settings: TeamSettings) => Promise<FilterMatch[]>>
> = {
  SOURCE_CODE: sourceCode,
  ISSUE_MANAGEMENT: issueManagement,
  PIPELINES: pipelines,
  INCIDENT_MANAGEMENT: incidentManagement,
};

/**
 * Returns the matches of the filters of a section as if it were saved. Refuses what a save would
 * refuse. The number of statements is constant.
 */
export async function previewSection(
  session: Session,
  { node, section, settings }: SectionPreview,
): Promise<FilterMatch[]> {
  const book = await openBook(session, [node]);
  const next = { ...effectiveSettingsOn(book, node).settings, ...settings };
  const errors = errorsOf(book, await categoriesByTree(session), node, next, [section]);
  if (errors.length > 0) throw new Refusal(errors);
  return previews[section](session, next);
}
