import { expect, it } from 'vitest';
import { fivePhasesPreset } from '../../../src/model/profile/default-profile.js';
import { emptyTeamSettings } from '../../../src/model/team.js';
import { is } from '../../story/delivery-story.js';
import { deployed, openCalls } from './open-calls.js';

const DAY = 86_400_000;

it('a run that a step calls a change failure counts as one, whatever its result and a team’s filters', async () => {
  const { story, report } = await openCalls('EMBEDDED');
  const { app, viewer, activate, save, settle, ask } = story;
  const run = (number: number, more: object = {}) =>
    report({
      ...{ ...deployed, build_number: number, project_name: 'SHOP' },
      ...{ start_time: deployed.start_time + number * DAY, ...more },
    });
  await run(1);
  await run(2, { result: 'FAILURE' });
  await run(3, { cfr_status: true });
  await run(4);
  await run(5, { cd: false, ci: true, result: 'FAILURE' });
  await activate(
    'Name,Email,Manager Email\nBoss,boss@example.com,\nAda,ada@example.com,boss@example.com\n',
  );
  const { number } = await app.directory.profiles.create(viewer, 'EFFICIENCY', {
    ...{ name: 'Delivery', description: null },
    config: {
      ...fivePhasesPreset,
      changeFailureRate: { ...fivePhasesPreset.changeFailureRate, source: 'CONTINUOUS_DEPLOYMENT' },
    },
  });
  const [tree] = await app.directory.trees.list(viewer, null);
  await app.directory.trees.update(viewer, tree!.number, { efficiencyProfile: number });
  const figures = async () => {
    await settle();
    const range = { dates: { from: '2026-03-01', to: '2026-03-31' } };
    const metrics = ['DEPLOYMENT_FREQUENCY', 'CHANGE_FAILURE_RATE'] as const;
    const answers = await ask({ metrics, range });
    return answers.map(({ headline: { value } }) => value);
  };
  const scope = [is('project', 'SHOP')];
  await save('Organisation', { pipelines: { ...emptyTeamSettings.pipelines, scope } });
  // The 1st and the 4th of four deployments went well. The 2nd failed, and the 3rd is a change failure: 2 / 4.
  expect(await figures()).toEqual([2, 2 / 4]);
  const failure = { op: 'OR' as const, conditions: [is('status', 'FAILURE')] };
  const success = { op: 'AND' as const, conditions: [is('status', 'SUCCESS')] };
  const pipelines = { ...emptyTeamSettings.pipelines, scope, failure, success };
  await save('Organisation', { pipelines });
  expect(await figures()).toEqual([2, 2 / 4]);
  // Nobody calls it one any more: 3 deployments, and 1 / 4.
  await run(3);
  expect(await figures()).toEqual([3, 1 / 4]);
});
