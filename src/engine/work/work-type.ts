import { anyOf } from '../../model/filter-words.js';
import type { BugSettings, FeatureSettings, IssueManagementSettings } from '../../model/team.js';
import { includesWord } from './vocabulary.js';

/** The type of a work item, by the team's item types. */
export type WorkType = 'FEATURE' | 'BUG' | 'OTHER';
type TypeSettings = Pick<IssueManagementSettings, 'features' | 'bugs'>;

/** Describes which types of item are what. */
export const describeWorkTypes = ({ features, bugs }: TypeSettings): string[] => [
  `features are of type ${anyOf(features.types)}`,
  `bugs are of type ${anyOf(bugs.types)}`,
];

/** Describes how simple features differ from complex ones, and critical bugs from minor ones. */
export const describeComplexity = ({ features, bugs }: TypeSettings): string[] => [
  `simple from ${features.simple.min} to ${features.simple.max} points, medium from ${features.medium.min} to ${features.medium.max}, complex from ${features.complexMin}`,
  `critical where priority is ${anyOf(bugs.critical)}, major where ${anyOf(bugs.major)}, minor where ${anyOf(bugs.minor)}`,
];

/** Returns the type of work that a team sees in an item of this type. */
export function workTypeOf(type: string, { features, bugs }: TypeSettings): WorkType {
  if (includesWord(bugs.types, type)) return 'BUG';
  return includesWord(features.types, type) ? 'FEATURE' : 'OTHER';
}

/**
 * Returns the type of a piece of work that serves items of these types: a bug before a feature;
 * null without types.
 */
export function workTypeOfAll(types: readonly string[], settings: TypeSettings): WorkType | null {
  if (types.length === 0) return null;
  const found = types.map((type) => workTypeOf(type, settings));
  if (found.includes('BUG')) return 'BUG';
  return found.includes('FEATURE') ? 'FEATURE' : 'OTHER';
}

export type Complexity = 'SIMPLE' | 'MEDIUM' | 'COMPLEX' | 'OTHER';
/** Returns the complexity by story points; `OTHER` without points or outside the ranges. */
export function complexityOf(
  points: number | null,
  { simple, medium, complexMin }: FeatureSettings,
): Complexity {
  if (points === null) return 'OTHER';
  if (points >= simple.min && points <= simple.max) return 'SIMPLE';
  if (points >= medium.min && points <= medium.max) return 'MEDIUM';
  return points >= complexMin ? 'COMPLEX' : 'OTHER';
}

export type Gravity = 'CRITICAL' | 'MAJOR' | 'MINOR' | 'OTHER';
/** Returns the gravity by priority; `OTHER` if no list has it. */
export function gravityOf(priority: string | null, settings: BugSettings): Gravity {
  if (includesWord(settings.critical, priority)) return 'CRITICAL';
  if (includesWord(settings.major, priority)) return 'MAJOR';
  return includesWord(settings.minor, priority) ? 'MINOR' : 'OTHER';
}
