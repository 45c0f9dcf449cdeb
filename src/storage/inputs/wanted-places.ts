import { type AnyFilter, restrictedTo } from '../../model/filter.js';
import type { InputKind } from '../../model/inputs/metric-input.js';
import { isNeeded, type NeededNames, neededNames } from '../../model/needed-names.js';
import type { TeamSettings } from '../../model/team.js';
import type { DimensionKind } from '../facts/fact-column.js';
import type { Session } from '../sql/session.js';
import {
  placeNamed,
  placeOfDeveloper,
  placeOfRepository,
  placeProperties,
  type WantedPlaces,
} from './fact-places.js';

export type FilteredKind = keyof typeof placeProperties;

/** The filter by which a team owns facts of a kind. */
const filters: Readonly<Record<FilteredKind, (of: TeamSettings) => AnyFilter>> = {
  workItem: ({ issueManagement }) => issueManagement.projects,
  run: ({ pipelines }) => pipelines.scope,
  incident: ({ incidentManagement }) => incidentManagement.incidents,
  changeRequest: ({ incidentManagement }) => incidentManagement.changeRequests,
  sprint: ({ issueManagement }) => issueManagement.projects,
  version: ({ issueManagement }) => restrictedTo(issueManagement.projects, 'project'),
};

/** Returns the names without which a team owns no fact of a kind; null if it may own any. */
export const namesOwned = (kind: FilteredKind, settings: TeamSettings): NeededNames | null =>
  neededNames(filters[kind](settings), placeProperties[kind]);

/** Properties whose names are kept as dimensions. */
const dimensions: Readonly<Record<string, DimensionKind | undefined>> = {
  'workItem project': 'PROJECT',
  'sprint project': 'PROJECT',
  'version project': 'PROJECT',
  'run service': 'SERVICE',
  'run pipeline': 'PIPELINE',
  'incident service': 'SERVICE',
  'changeRequest service': 'SERVICE',
};

type DimensionNames = (kind: DimensionKind) => Promise<string[]>;

/** Creates a function that loads the names of dimensions of a kind, once. */
export function dimensionNames(session: Session): DimensionNames {
  const known = new Map<DimensionKind, Promise<string[]>>();
  return (kind) => {
    const names = known.get(kind) ?? namesOf(session, kind);
    known.set(kind, names);
    return names;
  };
}

async function namesOf(session: Session, kind: DimensionKind): Promise<string[]> {
  const rows = await session.load<{ name: string }>(
    'select name from dimension where account_id = $1 and kind = $2',
    [kind],
  );
  return rows.map(({ name }) => name);
}

/** Returns the places that hold all facts of a kind that a team may own; null for all places. */
async function placesOwned(names: DimensionNames, kind: FilteredKind, settings: TeamSettings) {
  const needed = namesOwned(kind, settings);
  if (!needed) return null;
  const { property, equal, tests } = needed;
  const dimension = dimensions[`${kind} ${property}`];
  if (tests.length > 0 && !dimension) return null;
  const tested =
    tests.length > 0 && dimension
      ? (await names(dimension)).filter((name) => isNeeded(needed, name))
      : [];
  return [...new Set([...equal, ...tested].map((name) => placeNamed(property, name)))];
}

/** The repositories, people and filters by which facts concern a team. */
export interface TeamPlaces {
  readonly settings: TeamSettings;
  readonly repositories: readonly number[];
  readonly members: readonly number[];
}

/** Returns the places that hold all facts that may concern a team. */
export async function placesOfTeam(
  names: DimensionNames,
  { settings, repositories, members }: TeamPlaces,
): Promise<WantedPlaces> {
  const own = repositories.map(placeOfRepository);
  const people = members.map(placeOfDeveloper);
  const wanted = new Map<InputKind, readonly string[] | null>([
    ['change', own],
    ['pullRequest', [...own, ...people]],
  ]);
  for (const kind of Object.keys(placeProperties) as FilteredKind[])
    wanted.set(kind, await placesOwned(names, kind, settings));
  const items = wanted.get('workItem') ?? null;
  return wanted.set('workItem', items && [...items, ...people]);
}
