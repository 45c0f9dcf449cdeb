import type { Filter } from '../../../src/model/filter.js';
import type { FamilyMember, WorkItemInput } from '../../../src/model/inputs/work-input.js';
import type {
  AlignmentCategory,
  BusinessAlignmentConfig,
} from '../../../src/model/profile/alignment-profile.js';
import { defaultAlignment } from '../../../src/model/profile/default-profile.js';
import { emptyTeamSettings, type Rules } from '../../../src/model/team.js';
import { rules } from '../../arbitrary/questions.js';

const HOUR = 3_600_000;
/** Hours after Monday 3 June 2024 00:00 UTC. */
export const hour = (number: number): number => Date.UTC(2024, 5, 3) + number * HOUR;

/** An item of developer 1, done at hour 10. */
export const item = (number: number, rest: Partial<WorkItemInput> = {}): WorkItemInput => ({
  number,
  repository: null,
  developer: 1,
  byBot: false,
  ownAt: hour(0),
  project: 7,
  createdAt: hour(0),
  resolvedAt: hour(10),
  type: 'Story',
  isSubtask: false,
  above: null,
  parent: null,
  status: 'Done',
  statusCategory: 'DONE',
  resolution: null,
  priority: null,
  points: null,
  traits: {},
  statusHistory: [],
  assignees: [],
  contributors: [],
  commitsAt: [],
  pullRequests: [],
  pushedAt: [],
  buildsAt: [],
  deploymentsAt: [],
  deployedAt: null,
  carriedBy: null,
  family: [],
  ...rest,
});

export const member = (
  number: number,
  parent: number | null,
  traits: FamilyMember['traits'] = {},
): FamilyMember => ({ number, parent, traits });

/** Every member as an item that is done, each with the whole family. */
export const itemsOf = (
  family: readonly FamilyMember[],
  rest: Partial<WorkItemInput> = {},
): WorkItemInput[] =>
  family.map(({ number, parent, traits }) => item(number, { parent, traits, family, ...rest }));

export const has = (property: string, ...values: string[]): Filter => [
  { property, operator: 'EQUALS', values },
];

/** Category `id` of that rank. */
export const category = (
  id: number,
  scopeFilters: readonly Filter[],
  rest: Partial<AlignmentCategory> = {},
): AlignmentCategory => ({
  id,
  name: `Category ${id}`,
  description: null,
  rank: id,
  color: null,
  fetchScope: 'MATCH_ONLY',
  scopeFilters,
  goal: null,
  ...rest,
});

/** The rules of a profile, and of a team that says itself what belongs to some categories. */
export const rulesOf = (
  alignment: Partial<BusinessAlignmentConfig>,
  ofTeam: Rules['settings']['issueManagement']['alignment'] = [],
): Rules => ({
  ...rules,
  alignment: { ...defaultAlignment, ...alignment },
  settings: {
    ...emptyTeamSettings,
    issueManagement: { ...emptyTeamSettings.issueManagement, alignment: ofTeam },
  },
});
