import type { FactKind } from '../../model/facts/facts.js';
import type {
  CredentialStatus,
  HealthCause,
  IntegrationHealth,
  IntegrationStatus,
  SyncPass,
  SyncStatus,
} from '../../model/integration.js';
import { enumOf } from '../enums.js';

export const IntegrationStatusEnum = enumOf<IntegrationStatus>(
  'IntegrationStatus',
  'What is done with an integration.',
  {
    ACTIVE: 'It is synced by the clock.',
    PAUSED: 'It is not synced; what it reported stays.',
    REMOVING: 'What it reported is being retracted.',
  },
);

export const IntegrationHealthEnum = enumOf<IntegrationHealth>(
  'IntegrationHealth',
  'How the syncs of the last seven days went.',
  {
    HEALTHY: 'Every one succeeded, or waits for a limit.',
    NEEDS_ATTENTION:
      'Some failed, some of its facts cannot be calculated with, or some deliveries could not be worked on.',
    CRITICAL: 'None succeeded, or its secrets cannot be opened.',
    OFFLINE_SATELLITE: 'There was none, and nobody is there to make one.',
    PAUSED: 'It is paused.',
    UNKNOWN: 'There was none.',
  },
);

export const HealthCauseEnum = enumOf<HealthCause>(
  'HealthCause',
  'What there is to know of the health of an integration.',
  {
    UNDECRYPTABLE: 'Its secrets cannot be opened.',
    SYNC_FAILED:
      'Syncs failed since the last one that succeeded; the message is of the last of them.',
    NEVER_SYNCED: 'It was not read to its end yet.',
    LIMIT_REACHED: 'It waits for the limit of its tool. That alone is no fault.',
    RECORDS_DROPPED: 'Records could not be read. That alone does not lower the health.',
    FACTS_SET_ASIDE: 'Facts cannot be calculated with.',
    DEAD_LETTERS: 'Deliveries could not be worked on.',
  },
);

export const CredentialStatusEnum = enumOf<CredentialStatus>(
  'CredentialStatus',
  'Whether the secrets of an integration can be used.',
  {
    NONE: 'It has no secrets.',
    SEALED: 'They are sealed and can be used.',
    UNDECRYPTABLE:
      'They were sealed with a key that is lost. Give them again by rotateCredential; nothing else is lost.',
  },
);

export const SyncPassEnum = enumOf<SyncPass>('SyncPass', 'What a sync reads.', {
  INCREMENT: 'What is new or changed.',
  SWEEP:
    'Again all that increments and deliveries never report: what was deleted, renamed or moved.',
});

export const SyncStatusEnum = enumOf<SyncStatus>('SyncStatus', 'How far a sync has come.', {
  RUNNING: 'It is under way.',
  SUCCEEDED: 'All that the tool could report is written.',
  FAILED:
    'It stopped; the message says why. What it wrote stays, and the next sync goes on from there.',
  INTERRUPTED:
    'The process that worked on it was stopped or ended. The next sync goes on from there, at the next start at the latest.',
  DEFERRED:
    'The tool allows no more calls for now, or it had its share of pages; the rest follows by itself.',
});

export const FactKindEnum = enumOf<FactKind>('FactKind', 'A kind of fact that tools report.', {
  REPOSITORY: 'Repositories.',
  COMMIT: 'Commits.',
  CHANGE: 'Steps of default branches.',
  TAG: 'Tags.',
  MAILMAP: 'Lists of who is who in a history.',
  PULL_REQUEST: 'Pull and merge requests.',
  WORK_ITEM: 'Work items.',
  SPRINT: 'Sprints.',
  VERSION: 'Versions of projects.',
  PIPELINE_RUN: 'Runs of pipelines: builds and deployments.',
  INCIDENT: 'Incidents.',
  CHANGE_REQUEST: 'Change requests.',
});
