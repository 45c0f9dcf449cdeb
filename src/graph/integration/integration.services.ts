import type { Ingestion } from '../../ingestion/ingestion.js';

export interface IntegrationServices {
  readonly ingestion: Pick<
    Ingestion,
    | (
        | 'check'
        | 'connect'
        | 'update'
        | 'discover'
        | 'spotCheck'
        | 'rotateCredential'
        | 'credentialStatuses'
        | 'pause'
        | 'resume'
        | 'removeNow'
      )
    | ('inbox' | 'inboxes' | 'inboxCounts' | 'webhookPaths')
    | ('syncNow' | 'replayNow' | 'reingestNow' | 'syncProgressed' | 'ingest' | 'mark')
    | (
        | 'integrations'
        | 'integration'
        | 'integrationsOf'
        | 'runs'
        | 'lastRuns'
        | 'healthReports'
        | 'intervalOf'
        | 'repositories'
        | 'repositoriesOf'
      )
  >;
}
