import { describe, expect, it } from 'vitest';
import { sprintDisplayErrors } from '../../src/directory/profile/sprint-display-errors.js';
import {
  defaultSprintDisplay,
  type SprintFigure,
  sprintFigures,
} from '../../src/model/profile/sprint-display.js';
import { useDirectory } from '../directory/use-directory.js';
import { useGraph } from './use-graph.js';

const { parts, newAccount } = useDirectory();
const ask = useGraph(() => parts.directory);

describe('what clients show about sprints', () => {
  const create = (name: string, display: string) => `mutation {
    createEfficiencyProfile(input: { name: "${name}" ${display} }) {
      profile { sprintDisplay {
        summaryCards { enabled metrics { key group enabled displayName } } deliveryAnalysis { enabled metrics { key } }
      } } userErrors { code field }
    } }`;

  it('is everything where a profile says nothing of it, else what it lists, in that order', async () => {
    const viewer = await newAccount();
    const { createEfficiencyProfile: silent } = await ask(viewer, create('Silent', ''));
    const { summaryCards, deliveryAnalysis } = silent.profile.sprintDisplay;
    for (const panel of [summaryCards, deliveryAnalysis]) {
      expect(panel.enabled).toBe(true);
      expect(panel.metrics.map(({ key }: { key: string }) => key)).toEqual(sprintFigures);
    }
    const { createEfficiencyProfile: made } = await ask(
      viewer,
      create(
        'Chosen',
        `sprintDisplay: { deliveryAnalysis: { enabled: false }, summaryCards: { metrics: [
          { key: PREDICTABILITY, displayName: "Steadiness" }, { key: SPRINT_VELOCITY, enabled: false } ] } }`,
      ),
    );
    expect(made).toEqual({
      profile: {
        sprintDisplay: {
          summaryCards: {
            enabled: true,
            metrics: [
              {
                ...{ key: 'PREDICTABILITY', group: 'ANALYSIS' },
                ...{ enabled: true, displayName: 'Steadiness' },
              },
              { key: 'SPRINT_VELOCITY', group: 'DELIVERY', enabled: false, displayName: null },
            ],
          },
          deliveryAnalysis: { enabled: false, metrics: sprintFigures.map((key) => ({ key })) },
        },
      },
      userErrors: [],
    });
  });

  it('is refused by paths into the input where a figure comes twice or has a blank name', async () => {
    const { createEfficiencyProfile: refused } = await ask(
      await newAccount(),
      create(
        'Twice',
        `sprintDisplay: { summaryCards: { metrics: [
          { key: CHURN_RATE, displayName: " " }, { key: CHURN_RATE } ] } }`,
      ),
    );
    const path = ['sprintDisplay', 'summaryCards', 'metrics'];
    expect(refused).toEqual({
      profile: null,
      userErrors: [
        { code: 'DUPLICATE_METRIC', field: [...path, '1', 'key'] },
        { code: 'INVALID_NAME', field: [...path, '0', 'displayName'] },
      ],
    });
  });

  it('is refused where a figure is unknown', () => {
    const metrics = [{ key: 'BURNDOWN' as SprintFigure, enabled: true, displayName: null }];
    expect(
      sprintDisplayErrors({
        ...defaultSprintDisplay,
        deliveryAnalysis: { enabled: true, metrics },
      }),
    ).toMatchObject([
      {
        ...{ code: 'UNKNOWN_METRIC' },
        field: ['config', 'sprintDisplay', 'deliveryAnalysis', 'metrics', '0', 'key'],
      },
    ]);
  });
});
