import type { WorkItemFact } from '../../src/model/facts/work.js';
import type { Instant } from '../../src/model/time.js';

/** A story that nobody linked to anything: what names its key is made for it. */
export const itemFact = (key: string, at: Instant): WorkItemFact => ({
  ...{ id: key, updatedAt: at, key, formerKeys: [], project: 'SHOP', type: 'Story' },
  ...{ isSubtask: false, title: 'A story', status: 'Done', statusCategory: 'DONE' },
  ...{ resolution: null, priority: null, labels: [], components: [], parent: null, points: null },
  ...{ assignee: null, createdAt: at, resolvedAt: at, versions: [], customFields: {} },
  ...{ statusHistory: [], assigneeHistory: [], pointsHistory: [], sprintHistory: [] },
  ...{ parentHistory: [], linkedPullRequests: [], linkedCommits: [], url: null },
});
