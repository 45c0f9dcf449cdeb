import { createClaims, UNCATEGORISED } from '../../../engine/alignment/claim.js';
import { effortOf } from '../../../engine/alignment/effort.js';
import { momentsOfWorkItem } from '../../../engine/delivery/moments.js';
import { unitOf } from '../../../engine/delivery/passage.js';
import { workTypeOf } from '../../../engine/work/work-type.js';
import type { WorkItemInput } from '../../../model/inputs/work-input.js';
import type { EffectiveRules } from '../../../model/team.js';
import type { Own } from '../../../storage/inputs/item-deliveries.js';
import { repositoriesOf } from '../../../storage/inputs/metric-inputs.js';
import { assembleWorkItems } from '../../../storage/inputs/work-items.js';
import { repositoryNames } from '../../../storage/integrations/repositories.js';
import { countsOfItems } from '../../../storage/records/record-facts.js';
import type { Session } from '../../../storage/sql/session.js';
import { onceByRules } from '../../keep.js';
import type { RecordColumns } from '../../records/record-columns.js';
import { phasesOf } from './phases.js';
import { byNumber, present, type ReadColumns } from './reading.js';

function categoryName({ alignment }: EffectiveRules, category: number): string | null {
  if (category === UNCATEGORISED) return null;
  return alignment.categories.find(({ id }) => id === category)?.name ?? null;
}

function classesOf(item: WorkItemInput, rules: EffectiveRules): RecordColumns {
  const { effortUnit } = rules.alignment;
  const isUnit = unitOf(rules.efficiency) === 'WORK_ITEM';
  return {
    workType: workTypeOf(item.type, rules.settings.issueManagement),
    effort: item.resolvedAt === null ? null : effortOf(item, item.resolvedAt, effortUnit),
    effortUnit,
    deployedAt: item.deployedAt,
    phases: isUnit ? phasesOf(momentsOfWorkItem(item), rules.efficiency) : [],
  };
}

/** Loads the repositories and returns a function that selects a team's own by its rules. */
async function ownByRules(session: Session): Promise<(rules: EffectiveRules) => Own> {
  const all = await repositoryNames(session);
  return onceByRules((rules) => ({ rules, repositories: new Set(repositoriesOf(rules, all)) }));
}

export const readWorkItems: ReadColumns = async ({ session, numbers, rulesOf }) => {
  const ownOf = await ownByRules(session);
  const inputs = await assembleWorkItems(session, numbers, (item) => ownOf(rulesOf(item)));
  const items = byNumber(inputs);
  const made = new Map(
    (await countsOfItems(session, numbers)).map(({ item, ...counts }) => [item, counts]),
  );
  const claims = onceByRules(createClaims);
  const claimed = new Map(
    [...items].map(([number, item]) => [number, claims(rulesOf(number))(item)]),
  );
  return {
    mentions: present([...claimed.values()].map(({ epic }) => epic)),
    of({ subject }, { person, link }) {
      const item = items.get(subject);
      if (!item) return {};
      const rules = rulesOf(subject);
      const { category, epic } = claimed.get(subject)!;
      return {
        ...classesOf(item, rules),
        ...made.get(subject),
        category: categoryName(rules, category),
        epic: link(epic),
        assignees: item.assignees.map(({ at, developer }) => ({
          at,
          developer: person(developer),
        })),
      };
    },
  };
};
