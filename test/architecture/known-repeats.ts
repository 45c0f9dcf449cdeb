const PAGES = 'each round is a call under the limits and the signal of the run;';
const HALVES = 'each call has half of the list, down to one';

/** Repeats without a shared mechanism, each with the reason why it ends, waits and is not silent. */
export const knownRepeats: Readonly<Record<string, string>> = {
  'client/resuming.ts this.next: loop': 'waits for a result or the end, which `signal` brings too',
  'command/demo/work.ts workOf: loop': 'each round is a later day, up to the last',
  'command/sync.ts integrationsOf: loop': 'each round is a later page, up to the last',
  'engine/stats/select.ts partition: loop': 'each round narrows the part of an array',
  'ingestion/background.ts idle: loop': 'waits for work that closing aborts',
  'ingestion/background.ts keepAlive: interval':
    'ends with the run, or the deliveries at hand; a lost run is reported',
  'ingestion/inbox/process-deliveries.ts processDeliveries: loop':
    'each round ends some of the deliveries that are due, and closing ends it',
  'ingestion/sources/removal.ts removeFacts: loop':
    'each round deletes rows up to the last, and closing ends it',
  'ingestion/sources/removal.ts finishRemoval: loop':
    'each round deletes rows up to the last, and closing ends it',
  'ingestion/sync/bisect.ts writeApart: calls itself': HALVES,
  'ingestion/prefetch-one.ts prefetchOne: loop': 'each round is an item of the run, up to the last',
  'ingestion/sync/retention.ts forgetOld: loop':
    'each round deletes rows up to the last, and closing ends it',
  'insights/exports/export-worker.ts this.settle: loop':
    'each round ends a job; a failure is thrown',
  'insights/watch/update-queue.ts this.next: loop': 'waits for an update or the end',
  'model/time.ts findDayEdges: loop': 'each round is a later day of the window',
  'providers/azure-api/paging.ts followContinuations: loop':
    'It ends without a token, and throws if a token comes twice.',
  'providers/azure-repos/complete.ts readChanges: loop':
    'Each turn begins behind the one before, else it ends.',
  'providers/azure-boards/reading/feeds.ts readFeed: loop': `${PAGES} a watermark that comes again is a warning`,
  'providers/azure-boards/reading/item-steps.ts readPending: loop': `${PAGES} each takes some of what is left`,
  'providers/folders.ts followLinks: calls itself': 'follows at most 40 links of a path',
  'providers/git/history/log-format.ts readLog: loop':
    'reads what git writes, which ends with its process and the signal of the run',
  'providers/git/history/read-commits.ts readWhole: calls itself': HALVES,
  'providers/git/history/read-commits.ts readByBlobs: calls itself': HALVES,
  'providers/git/history/stream-commits.ts worth: loop': 'each round takes records away',
  'providers/git/history/stream-commits.ts cut: loop': 'each round takes records away',
  'providers/git/source/boundary.ts enterEntry: calls itself': 'each call is a folder deeper',
  'providers/git/source/boundary.ts walk: calls itself': 'each call is a folder deeper',
  'providers/git/source/refs.ts unreadable: calls itself': HALVES,
  'providers/git/source/repository.ts enterAlternates: calls itself':
    'refuses more stores than a bound',
  'providers/git/source/source.ts remoteOf: calls itself': 'refuses more clones than a bound',
  'providers/git/spawner/channel.ts this.take: loop': 'waits for bytes or the end of the process',
  'providers/github-actions/backfill.ts backfillPages: loop': `${PAGES} it ends with the budget`,
  'providers/github-actions/read-deployments.ts allStatuses: loop': `${PAGES} the cursor moves`,
  'providers/github-actions/read-deployments.ts askStatuses: calls itself': HALVES,
  'providers/github-api/repositories.ts readList: loop': `${PAGES} no page is read twice`,
  'providers/github/collect.ts look: loop': `${PAGES} up to the last page`,
  'providers/github/complete.ts readOn: loop': `${PAGES} a cursor that comes again is a warning`,
  'providers/github/walk.ts askBySize: loop': `${PAGES} each asks for half, down to one`,
  'providers/github/plan.ts askNewest: calls itself': HALVES,
  'providers/bitbucket-pipelines/walk.ts walkBack: loop': `${PAGES} it ends with the list, or where a page names itself`,
  'providers/bitbucket/tags.ts walkTags: loop': `${PAGES} it ends with the list, or where a page names itself`,
  'providers/bitbucket/walk.ts walkNew: loop': `${PAGES} each query begins above the one before`,
  'providers/gitlab-api/projects.ts readMemberships: loop': `${PAGES} the last id grows`,
  'providers/gitlab-api/reading/walk-back.ts walkBack: loop': `${PAGES} the window or its page moves`,
  'providers/gitlab-api/reading/walk-changes.ts walkChanges: loop': `${PAGES} the window or its page moves`,
  'providers/gitlab-ci/read-details.ts readWhole: calls itself':
    'reads the pipelines that a pipeline started, at most two deep',
  'providers/gitlab/tags.ts walkTags: loop': `${PAGES} GitLab names the next page`,
  'providers/harness/collect.ts finishRecent: loop': `${PAGES} a page that comes again ends it`,
  'providers/harness/collect.ts backfillPages: loop': `${PAGES} it ends with the budget`,
  'providers/harness-code/collect.ts finishRecent: loop': `${PAGES} it ends with the budget`,
  'providers/harness-code/collect.ts backfillPages: loop': `${PAGES} it ends with the budget`,
  'providers/http/client.ts ask: loop':
    'waits for the limit of the token, which is logged; a run that would wait a minute ends',
  'providers/http/paging.ts followAddresses: loop': `${PAGES} a page that comes again is a warning`,
  'providers/http/paging.ts followTokens: loop': `${PAGES} a token that comes again is a warning`,
  'providers/http/paging.ts followOffsets: loop': `${PAGES} a page that comes again is an error`,
  'providers/jenkins/jobs.ts jobsBelow: calls itself':
    'once for each folder, whose path no other has: what was seen is not walked again',
  'providers/jira/reading/sweep.ts serverIds: loop': `${PAGES} up to the total`,
  'providers/pagerduty/reading/windows.ts readEntries: calls itself':
    'each call has half of the window, down to a minute',
  'providers/servicenow/reading/rows.ts readShrinking: loop': `${PAGES} half as many rows each time, down to a few`,
  'recalculation/safety/culprits.ts narrow: calls itself': HALVES,
  'recalculation/safety/link-around.ts linkParts: calls itself': HALVES,
  'recalculation/settle.ts linkAll: loop':
    'each round links some of what is there; its signal and the stop end it, a failure is thrown',
  'recalculation/settle.ts linkBatches: loop':
    'each round links a whole batch; the stop ends it, a failure is thrown',
  'recalculation/settle.ts repeat: loop':
    'each round ends some of what is stale; its signal and the stop end it, a failure is thrown',
  'server/sockets/key-watch.ts the module: interval':
    'one look at a time; an outage is reported by the database, and stopping ends it',
  'storage/database/copy-account.ts pagesOf: loop': 'each round fetches rows up to the last',
  'storage/database/lost-connections.ts watchConnections: interval':
    'one look at a time, which has a time-out; closing ends it',
  'storage/database/notifications.ts listen: interval':
    'a heartbeat that fails ends it, and what begins it again has a growing pause',
  'storage/documents/upgrade-documents.ts upgradeAccount: loop':
    'each round fetches rows up to the last',
};
