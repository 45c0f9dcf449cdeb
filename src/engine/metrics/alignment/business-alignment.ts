import type { WorkItemInput } from '../../../model/inputs/work-input.js';
import type { ExclusionReason } from '../../../model/observation.js';
import type { Rules } from '../../../model/team.js';
import { type Share, sharesOf } from '../../alignment/attribution.js';
import { type Claimed, createClaims, UNCATEGORISED } from '../../alignment/claim.js';
import { describeAlignment } from '../../alignment/describe.js';
import { effortOf } from '../../alignment/effort.js';
import { defineMetric, exclude } from '../../define-metric.js';
import type { CountedObservation, ExcludedObservation, Totals } from '../../metric.js';
import { shareByCategory } from '../../summary/share-by-category.js';
import type { Amounts } from '../../unit.js';
import { notCompleted } from '../../work/completion.js';

const parts = ['categorised', 'unestimated', 'fullTimeEquivalent'] as const;
type Row = CountedObservation<(typeof parts)[number], 'project' | 'category'> | ExcludedObservation;

function reasonToExclude(
  item: WorkItemInput,
  { isLeaf }: Claimed,
  [first]: readonly Share[],
  { settings, alignment }: Rules,
): ExclusionReason | null {
  const reason = notCompleted(item, settings);
  if (reason) return reason;
  if (alignment.leafOnly && !isLeaf) return 'HAS_CHILDREN';
  const isNobodys = first?.developer === null;
  return isNobodys && alignment.effortCalculation === 'FTE' ? 'NOBODY_ASSIGNED' : null;
}

const unitOf = {
  TICKET_COUNT: 'COUNT',
  STORY_POINTS: 'POINTS_OR_ITEMS',
  TICKET_TIME_SPENT: 'DURATION',
} as const;

/** Rows are effort in its unit; full-time equivalents are a number of developers. */
function amounts({ alignment: { effortUnit, effortCalculation } }: Rules): Amounts {
  const rows = unitOf[effortUnit];
  return { rows, figures: effortCalculation === 'FTE' ? 'COUNT' : rows };
}

/**
 * Yields one row for each developer who has part in the item; only the first says that it is not
 * estimated.
 */
function* rowsOf(item: WorkItemInput, claimed: Claimed, rules: Rules): Iterable<Row> {
  const at = item.resolvedAt ?? item.ownAt;
  const { number: subject, project } = item;
  const { effortUnit, effortCalculation, effortAttribution } = rules.alignment;
  const shares = sharesOf(item, at, effortAttribution);
  const reason = reasonToExclude(item, claimed, shares, rules);
  if (reason) {
    yield exclude(item, reason, at);
    return;
  }
  const effort = effortOf(item, at, effortUnit);
  const isFullTimeEquivalent = effortCalculation === 'FTE';
  for (const [index, { developer, share }] of shares.entries()) {
    const value = (effort ?? 0) * share;
    const parts = {
      categorised: claimed.category === UNCATEGORISED ? 0 : value,
      unestimated: Number(effort === null && index === 0),
      fullTimeEquivalent: Number(isFullTimeEquivalent),
    };
    yield { subject, developer, at, value, parts, tags: { project, category: claimed.category } };
  }
}

function notes({ parts: { unestimated, fullTimeEquivalent } }: Totals<(typeof parts)[number]>) {
  const without = `${unestimated} of the items had no estimate, or were never in progress, and count as no effort.`;
  const equivalent =
    'Effort is in full-time equivalents: of each developer who had any it adds up to one.';
  return [...(unestimated > 0 ? [without] : []), ...(fullTimeEquivalent > 0 ? [equivalent] : [])];
}

/**
 * Divides effort in any category by all effort, 0..1; segments are the shares of the categories.
 * @see {@link https://developer.harness.io/software-engineering-insights | Harness SEI}: business alignment.
 */
export const businessAlignment = defineMetric({
  id: 'BUSINESS_ALIGNMENT',
  title: 'Business alignment',
  description:
    'Share of the effort on completed work items that went into a category of the profile; segments are the categories, 0 being what none of them claims. Effort is a number of items, story points or time in progress as the profile says, or in full-time equivalents, where each developer adds up to one. Of the categories that claim an item the best ranked has it.',
  formula: 'effort in any category / all effort',
  unit: 'RATIO',
  better: 'HIGHER',
  profile: 'BUSINESS_ALIGNMENT',
  population: 'FILTERS',
  inputs: { workItem: 'resolvedAt' },
  parts,
  flags: ['unestimated', 'fullTimeEquivalent'],
  tags: ['project', 'category'],
  summary: shareByCategory('fullTimeEquivalent'),
  lacks: ({ alignment }) =>
    alignment.categories.length === 0
      ? [
          'No category says what the effort is for: create a business alignment profile with categories, and name it in the org tree.',
        ]
      : [],
  notes,
  amounts,
  options: describeAlignment,
  *observe({ workItems }, rules) {
    const claimOf = createClaims(rules);
    for (const item of workItems) yield* rowsOf(item, claimOf(item), rules);
  },
});
