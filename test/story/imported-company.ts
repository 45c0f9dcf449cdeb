import { expect } from 'vitest';
import type { BusinessAlignmentConfig } from '../../src/model/profile/alignment-profile.js';
import { defaultAlignment, fivePhasesPreset } from '../../src/model/profile/default-profile.js';
import { emptyTeamSettings, type TeamSettings } from '../../src/model/team.js';
import type { DatabaseKind } from '../storage/databases.js';
import { examples, more } from './imported-lines.js';
import { openStory, type Story } from './open-story.js';

const shuffled = [...examples, ...more].toReversed();
const equals = (property: string, ...values: string[]) =>
  ({ property, operator: 'EQUALS', values }) as const;

/** The team's share of the lines of `imported-lines`. */
export const shopSettings: Partial<TeamSettings> = {
  repositories: [equals('repository', 'shop')],
  issueManagement: {
    ...emptyTeamSettings.issueManagement,
    projects: [equals('project', 'SHOP')],
    alignment: [
      {
        ...{ category: 2, filters: [] },
        goal: { acceptableMin: 0.1, idealMin: 0.3, idealMax: 0.5, acceptableMax: 0.6 },
      },
    ],
  },
  pipelines: { ...emptyTeamSettings.pipelines, scope: [equals('service', 'shop')] },
  incidentManagement: {
    incidents: { op: 'AND', conditions: [equals('service', 'shop')] },
    changeRequests: { op: 'AND', conditions: [equals('service', 'shop')] },
  },
};

/** An account fed with facts and a CSV alone, under profiles of all three kinds; all calculated. */
export async function openImportedCompany(
  kind: DatabaseKind,
  alignment: Partial<BusinessAlignmentConfig> = {},
): Promise<Story> {
  const story = await openStory(kind);
  const { app, viewer } = story;
  await story.activate(
    'Name,Email,Manager Email\nBoss,boss@example.com,\nAda,ada@example.com,boss@example.com\nBen,ben@example.com,boss@example.com\n',
  );
  for (const lines of [shuffled, examples])
    expect(await app.ingestion.ingest(viewer, { source: 'Ours', lines })).toMatchObject({
      refusedCount: 0,
    });
  const { profiles, trees } = app.directory;
  const delivery = await profiles.create(viewer, 'EFFICIENCY', {
    name: 'Delivery',
    description: null,
    config: fivePhasesPreset,
  });
  const effort = await profiles.create(viewer, 'BUSINESS_ALIGNMENT', {
    ...{ name: 'Effort', description: null },
    config: {
      ...defaultAlignment,
      ...alignment,
      categories: [
        {
          id: 0,
          name: 'Checkout',
          description: null,
          rank: 1,
          color: null,
          fetchScope: 'MATCH_ONLY',
          scopeFilters: [[equals('label', 'checkout')]],
          goal: { acceptableMin: 0.2, idealMin: 0.5, idealMax: 0.9, acceptableMax: 1 },
        },
        {
          ...{ id: 0, name: 'Payments', description: null, rank: 2, color: null },
          ...{ fetchScope: 'MATCH_ONLY', scopeFilters: [] },
          goal: { acceptableMin: 0, idealMin: 0, idealMax: 0.1, acceptableMax: 0.2 },
        },
      ],
    },
  });
  const [tree] = await trees.list(viewer, null);
  await trees.update(viewer, tree!.number, {
    efficiencyProfile: delivery.number,
    businessAlignmentProfile: effort.number,
  });
  await story.save('Organisation', shopSettings);
  await story.settle();
  return story;
}
