import { filterText } from '../../model/filter-words.js';
import type {
  AlignmentCategory,
  EffortUnit,
  FetchScope,
} from '../../model/profile/alignment-profile.js';
import type { Rules } from '../../model/team.js';
import { describeCompletion } from '../work/completion.js';

const units: Record<EffortUnit, string> = {
  TICKET_COUNT: 'effort is a number of items',
  STORY_POINTS: 'effort is story points',
  TICKET_TIME_SPENT: 'effort is time in progress',
};
const reaches: Record<FetchScope, string> = {
  MATCH_ONLY: 'items that match',
  PARENT_AND_ALL_DESCENDANTS: 'items that match and all below them',
  LEAF_DESCENDANTS_ONLY: 'items without children that match or lie below what does',
  EPIC_AND_ALL_DESCENDANTS: 'epics with an item that matches and all below them',
  PARENT_AND_IMMEDIATE_CHILDREN: 'items that match and their children',
};

function describeCategory(category: AlignmentCategory, { settings }: Rules): string {
  const ofTeam = settings.issueManagement.alignment
    .filter(({ category: id }) => id === category.id)
    .flatMap(({ filters }) => filters);
  const sides = [ofTeam, category.scopeFilters]
    .map((filters) => filters.filter(({ length }) => length > 0).map(filterText))
    .filter(({ length }) => length > 0)
    .map((texts) => texts.join(', or '));
  const matching = sides.length > 0 ? sides.join('; and of the profile ') : 'nothing';
  return `category ${category.rank}, ${category.name}: ${reaches[category.fetchScope]}, by ${matching}`;
}

/** Describes the options of profile and settings that decide the categories and the effort. */
export function describeAlignment(rules: Rules): string[] {
  const { categories, effortUnit, effortCalculation, effortAttribution, leafOnly } =
    rules.alignment;
  const isOnes = effortAttribution === 'CURRENT_ASSIGNEE';
  return [
    ...categories
      .toSorted((left, right) => left.rank - right.rank)
      .map((category) => describeCategory(category, rules)),
    units[effortUnit],
    ...(effortCalculation === 'FTE' ? ['the effort of each developer adds up to one'] : []),
    isOnes ? 'effort is of the last assignee' : 'effort is of all assignees, by their time',
    ...(leafOnly ? ['items that have children do not count'] : []),
    ...describeCompletion(rules.settings),
  ];
}
