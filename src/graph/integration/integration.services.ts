import type { Ingestion } from '../../ingestion/ingestion.js';

export interface IntegrationServices {
  readonly ingestion: Pick<
    Ingestion,
    | (
        | 'check'
        | 'connect'
        | 'rotateCredential'
        | 'credentialStatuses'
        | 'pause'
        | 'resume'
        | 'removeNow'
      )
    | ('inbox' | 'inboxes' | 'inboxCounts' | 'webhookPaths')
    | ('syncNow' | 'replayNow' | 'syncProgressed' | 'ingest' | 'mark')
    | (
        | 'integrations'
        | 'integration'
        | 'integrationsOf'
        | 'runs'
        | 'lastRuns'
        | 'healths'
        | 'repositories'
        | 'repositoriesOf'
      )
  >;
}
