import { beforeAll, describe, expect, test } from 'vitest';
import { databaseKinds } from '../storage/databases.js';
import {
  home,
  incident,
  is,
  item,
  march,
  merged,
  openDeliveryStory,
  run,
} from '../story/delivery-story.js';

type Story = Awaited<ReturnType<typeof openDeliveryStory>>;

const blue = { environment: 'blue', environmentType: null };
const reported = [
  ...[home, run('d1', 2), run('d2', 3), run('d3', 4)],
  // It says that it succeeded, and not when.
  run('d4', 5, { endedAt: null }),
  // To an environment that only a team's scope may take for production.
  ...[run('e1', 10, blue), run('e2', 11, blue)],
  merged(1, march(2, 20), 'Add basket'),
  merged(2, march(3, 20), 'Revert "Add basket"'),
  merged(3, march(10, 12), 'Add search'),
  // Not the team's; and one that was closed, never resolved.
  incident('I1', march(2, 12), { service: 'checkout', priority: 'P4', resolvedAt: march(2, 13) }),
  incident('I2', march(3, 12), { service: 'checkout', priority: 'P1', closedAt: march(3, 14) }),
  item('SHOP-1', march(2, 11), { components: ['Checkout '] }),
  item('SHOP-2', march(4, 12), { linkedPullRequests: ['shop!2'] }),
  item('SHOP-3', march(4, 13), {}),
  item('SHOP-4', march(3, 11), { components: ['checkout'], type: 'Task' }),
];

describe.each(databaseKinds)('deployments and what blames them, on %s', (kind) => {
  let story: Story;
  beforeAll(async () => {
    story = await openDeliveryStory(kind, reported);
  }, 120_000);

  test('by incidents of the team: I2 blames d2, which ended four hours before I2 was closed', async () => {
    // d1 to d3 succeeded; shop!1 took 14 hours to d2, shop!2 to d3, which takes shop!1 back.
    expect(await story.values()).toEqual([1 / 3, 3, 14, 1 / 3, 4]);
    const { explanation } = (await story.figures()).get('DEPLOYMENT_FREQUENCY')!;
    expect(explanation.excluded).toEqual(
      expect.arrayContaining([
        { reason: 'NOT_FINISHED', count: 1 },
        { reason: 'NOT_PRODUCTION', count: 2 },
      ]),
    );
  });

  test('by items: SHOP-1 blames d1 by its component, SHOP-2 d3 by its pull request, SHOP-3 nothing', async () => {
    await story.follow({ source: 'ISSUE_MANAGEMENT' });
    const found = (await story.figures()).get('CHANGE_FAILURE_RATE')!;
    expect(found.headline).toMatchObject({ value: 2 / 3, numerator: 2, denominator: 3 });
    expect(found.explanation.excluded).toContainEqual({ reason: 'BLAMES_NOTHING', count: 1 });
    // Both are still open, and what d1 shipped was not reverted.
    expect(await story.values()).toEqual([2 / 3, 3, 14, 0, null]);
    await story.follow({});
    expect(await story.values()).toEqual([1 / 3, 3, 14, 1 / 3, 4]);
  });

  test('what is marked as failed carries nothing, yet had shipped what is reverted', async () => {
    await story.mark('d2', 'FAILED');
    // The first deployment of shop!1 is d3: 38 hours. One of d1 and d3 repairs; of three d2 is still the one that failed, for I2.
    expect(await story.values()).toEqual([1 / 3, 2, (38 + 14) / 2, 1 / 2, 4]);
  });

  test('what is marked as no deployment counts nowhere: I2 blames d1, and nothing is repaired', async () => {
    await story.mark('d2', 'NOT_A_DEPLOYMENT');
    expect(await story.values()).toEqual([1 / 2, 2, (38 + 14) / 2, 0, 28]);
    await story.mark('d2', null);
    expect(await story.values()).toEqual([1 / 3, 3, 14, 1 / 3, 4]);
  });

  test('an environment is production while a team’s scope names it', async () => {
    await story.save(is('environment', 'live', 'blue'));
    // e1 and e2 too; shop!3 took 22 hours to e2.
    expect(await story.values()).toEqual([1 / 5, 5, (14 + 14 + 22) / 3, 1 / 5, 4]);
    await story.save();
    expect(await story.values()).toEqual([1 / 3, 3, 14, 1 / 3, 4]);
  });
});

describe.each(databaseKinds)('what blames, and what fixes, in other months, on %s', (kind) => {
  // d1 of 30 January ships shop!1, d2 of 1 March nothing, d3 of 2 April the revert, 24 hours after its merge.
  const lines = [
    ...[home, run('d1', -29), run('d2', 1), run('d3', 33)],
    merged(1, march(-30, 10), 'Add basket'),
    merged(2, march(32, 10), 'Revert "Add basket"'),
    incident('I1', march(-29, 12), { service: 'checkout', priority: 'P1' }),
    item('SHOP-1', march(-25, 10), { components: ['checkout'] }),
  ] as const;
  const [, , , , , , i1, shop1] = lines;
  let story: Story;
  beforeAll(async () => {
    story = await openDeliveryStory(kind, lines);
  }, 120_000);

  test('follow what is corrected about an incident', async () => {
    expect(await story.values()).toEqual([1 / 3, 3, 24, 1 / 3, null]);
    await story.report(i1.replace('"P1"', '"P4"'));
    expect(await story.values()).toEqual([0, 3, 24, 0, null]);
    await story.report(i1);
    expect(await story.values()).toEqual([1 / 3, 3, 24, 1 / 3, null]);
  });

  test('follow whether an incident has come to the event that the profile counts it by', async () => {
    await story.follow({ incidentState: 'RESOLVED' });
    // I1 is open, and so d1 has not failed; nothing that is reverted was blamed then.
    expect(await story.values()).toEqual([0, 3, 24, 0, null]);
    const found = (await story.figures()).get('CHANGE_FAILURE_RATE')!;
    expect(found.explanation.excluded).toEqual([{ reason: 'OTHER_STATE', count: 1 }]);
    // It took from the end of d1, 30 January at ten, to 15:00 of that day.
    await story.report(i1.replace('"status"', `"resolvedAt":"${march(-29, 15)}","status"`));
    expect(await story.values()).toEqual([1 / 3, 3, 24, 1 / 3, 5]);
    await story.report(i1);
    await story.follow({});
    expect(await story.values()).toEqual([1 / 3, 3, 24, 1 / 3, null]);
  });

  test('as a ratio, an incident counts again with each update, and nowhere else', async () => {
    await story.follow({ method: 'RATIO', incidentState: 'UPDATED' });
    const monthly = async () =>
      (await story.figures())
        .get('CHANGE_FAILURE_RATE')!
        .series.map(({ value }) => value.numerator);
    const updated = async (at: string) => story.reportAt(at, i1);
    await updated(march(-20, 10));
    expect(await monthly()).toEqual([0, 1, 0, 0]);
    await updated(march(32, 10));
    expect(await monthly()).toEqual([0, 0, 0, 1]);
    await story.follow({});
  });

  test('follow what is corrected about an item', async () => {
    await story.follow({ source: 'ISSUE_MANAGEMENT' });
    expect(await story.values()).toEqual([1 / 3, 3, 24, 1 / 3, null]);
    await story.report(shop1.replace('"Open"', '"Duplicate"'));
    expect(await story.values()).toEqual([0, 3, 24, 0, null]);
    await story.report(shop1);
    expect(await story.values()).toEqual([1 / 3, 3, 24, 1 / 3, null]);
  });

  test('and the item follows what becomes of the deployments', async () => {
    const failures = async () => (await story.figures()).get('CHANGE_FAILURE_RATE')!;
    const nothing = { reason: 'BLAMES_NOTHING', count: 1 };
    expect((await failures()).explanation.excluded).toEqual([]);
    await story.mark('d1', 'NOT_A_DEPLOYMENT');
    expect((await failures()).headline).toMatchObject({ numerator: 0, denominator: 2 });
    expect((await failures()).explanation.excluded).toContainEqual(nothing);
  });
});
