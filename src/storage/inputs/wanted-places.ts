import type { InputKind } from '../../model/inputs/metric-input.js';
import { isNeeded, type NeededNames, neededNames } from '../../model/needed-names.js';
import { remembered } from '../../model/remembered.js';
import type { TeamSettings } from '../../model/team.js';
import { type OwnedKind, ownFilters } from '../../model/team-scope.js';
import type { DimensionKind } from '../facts/fact-column.js';
import type { Session } from '../sql/session.js';
import {
  placeNamed,
  placeOfDeveloper,
  placeOfRepository,
  placeProperties,
  type WantedPlaces,
} from './fact-places.js';

/** Returns the names without which a team owns no fact of a kind; null if it may own any. */
export const namesOwned = (kind: OwnedKind, settings: TeamSettings): NeededNames | null =>
  neededNames(ownFilters[kind](settings), placeProperties[kind]);

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
export const dimensionNames = (session: Session): DimensionNames =>
  remembered(Object.keys(dimensions).length, String, async (kind: DimensionKind) => {
    const rows = await session.load<{ name: string }>(
      'select name from dimension where account_id = $1 and kind = $2',
      [kind],
    );
    return rows.map(({ name }) => name);
  });

/** Returns the places that hold all facts of a kind that a team may own; null for all places. */
async function placesOwned(names: DimensionNames, kind: OwnedKind, settings: TeamSettings) {
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
  for (const kind of Object.keys(placeProperties) as OwnedKind[])
    wanted.set(kind, await placesOwned(names, kind, settings));
  const items = wanted.get('workItem') ?? null;
  return wanted.set('workItem', items && [...items, ...people]);
}
