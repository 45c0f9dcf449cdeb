import { describe, expect, it } from 'vitest';
import { iso, newIssue } from '../play/gitlab/elements.js';
import { addNote, close } from '../play/gitlab/mutations.js';
import { addOpen, HOUR, NOW, oneProject } from './made.js';
import { factsIn, gather, playing } from './support.js';

describe('an issue of GitLab', () => {
  it('is in progress while it bears a label of the settings, and done while it is closed', async () => {
    const { world, shop } = oneProject();
    const [ada, ben] = world.users;
    const issue = newIssue(world, {
      iid: 1,
      title: 'Think',
      author: ada!,
      createdAt: NOW - 50 * HOUR,
    });
    shop.issues.set(1, issue);
    const label = (hours: number, action: string, name: string) => ({
      ...{ id: hours, action, created_at: iso(NOW - hours * HOUR), resource_type: 'Issue' },
      label: { id: 1, name },
    });
    issue.labels = [
      label(40, 'add', 'workflow::In Dev'),
      label(35, 'add', 'backend'),
      label(30, 'remove', 'workflow::In Dev'),
      label(20, 'add', 'workflow::In Dev'),
    ];
    close(world, shop, issue, { at: NOW - 10 * HOUR, by: ben! });
    const open = addOpen(world, shop, 30);
    addNote(world, shop, open, { at: NOW - HOUR, by: ben!, body: 'Closes it.' });
    issue.related = [1];
    const server = await playing({ world });
    const given = { issues: 'true', progressLabels: 'Workflow::in dev', tags: 'false' };
    const [item] = factsIn((await gather(server, {}, given)).pages, 'WORK_ITEM');
    const hoursOf = (at: number | null) => (NOW - at!) / HOUR;
    expect(item!.statusHistory.map(({ at, category }) => [hoursOf(at), category])).toEqual([
      ...[
        [50, 'TODO'],
        [40, 'IN_PROGRESS'],
        [30, 'TODO'],
        [20, 'IN_PROGRESS'],
      ],
      [10, 'DONE'],
    ]);
    expect(item).toMatchObject({ key: 'harbour/shop#1', status: 'CLOSED', resolution: 'Done' });
    expect(hoursOf(item!.resolvedAt)).toBe(10);
    const [pull] = factsIn((await gather(server, {}, given)).pages, 'PULL_REQUEST');
    expect(item!.linkedPullRequests).toEqual([pull!.id]);
  });
});
