export { type App, type AppOptions, createApp } from './app.js';
export type { AccountDescription, AccountEntry } from './directory/accounts.js';
export type { Adoption } from './directory/adopt-developers.js';
export type { Alias } from './directory/alias.js';
export type {
  DeveloperDifference,
  DeveloperUpdate,
  FieldChange,
} from './directory/developer-difference.js';
export type { ColumnMapping, ColumnTarget } from './directory/developer-file/column-mapping.js';
export type {
  DeveloperErrorCode,
  DeveloperFileError,
} from './directory/developer-file/developer-file-error.js';
export type { DeveloperRecord } from './directory/developer-file/developer-record.js';
export type { DevelopersDraft } from './directory/developer-file/draft-developers.js';
export type { DeveloperImport } from './directory/developer-file/import-preview.js';
export type { DeveloperChange, Mailmap } from './directory/developers.js';
export type { DirectoryOptions } from './directory/directory.js';
export { createDirectory, type Directory } from './directory/directory.js';
export type { DeveloperUpload } from './directory/imports.js';
export type { CreatedApiKey, NewApiKey } from './directory/keys.js';
export type { Page as ListPage, PageRequest as ListPageRequest } from './directory/page.js';
export type { Offer } from './directory/profile/needs.js';
export type { ProfileChange, ProfileInput } from './directory/profiles.js';
export type {
  FilterMatch,
  FilterSubject,
  SectionPreview,
} from './directory/team-settings/preview-section.js';
export type {
  CopyResult,
  SectionSave,
  SettingsCopy,
  SettingsSave,
} from './directory/team-settings/save-settings.js';
export type { SectionSettings, SettingsSection } from './directory/team-settings/sections.js';
export type { EffectiveNodeSettings } from './directory/team-settings/settings-book.js';
export type { TeamMember, TeamSearch } from './directory/teams.js';
export type { OrgTreeChange } from './directory/trees.js';
export { defineMetric } from './engine/define-metric.js';
export type { FailureRule, RepairKind } from './engine/delivery/failure.js';
export type { Metric } from './engine/metric.js';
export { metrics } from './engine/metrics/index.js';
export type { ReworkClass } from './engine/review/lines.js';
export type { WorkType } from './engine/work/work-type.js';
export { createSchema, printSorted } from './graph/schema.js';
export type { Resealed, RotateInput } from './ingestion/credentials/credentials.js';
export type { SecretKey } from './ingestion/credentials/key-ring.js';
export type { Ingested, IngestInput, RefusedLine } from './ingestion/import/ingest.js';
export type { ReingestInput } from './ingestion/import/reingest.js';
export type { IngestError } from './ingestion/import/validate-lines.js';
export type { InboxRequest } from './ingestion/inbox/queries.js';
export type { Receipt } from './ingestion/inbox/receive.js';
export type { RedeliverAnswer } from './ingestion/inbox/redeliver.js';
export type { Ingestion } from './ingestion/ingestion.js';
export type {
  Page as IntegrationPage,
  PageRequest as IntegrationPageRequest,
} from './ingestion/page.js';
export type { ConnectInput, SourceInput } from './ingestion/sources/connect.js';
export type { DiscoverInput } from './ingestion/sources/discover.js';
export type { GivenSettings } from './ingestion/sources/settings.js';
export type { UpdateInput } from './ingestion/sources/update.js';
export type { Schedule } from './ingestion/sync/schedule.js';
export type { SpotChecked } from './ingestion/sync/spot-check.js';
export type { WorkOptions } from './ingestion/sync/work.js';
export type {
  Aggregation,
  BreakdownDimension,
  BreakdownRow,
  Bucket,
  DataStatus,
  Distribution,
  Insight,
  InsightQuery,
  Membership as MembershipMode,
  MetricValue,
  Numbered,
  Scope,
  Segment,
  Trend,
} from './insights/answer/answer.js';
export type { CoverageGap, SourceCoverage } from './insights/answer/covered.js';
export type { Explanation } from './insights/answer/explained.js';
export type { LevelText, Rating } from './insights/answer/level-text.js';
export type { OverallQuestion } from './insights/answer/overall-rating.js';
export type * from './insights/answer/record.js';
export type { SetAsideLists, SetAsideRequest } from './insights/answer/set-aside-lists.js';
export type { InsightUpdate, OverallRating, UpdateReason } from './insights/answer/update.js';
export type { DeliveryKind, Dimensions } from './insights/dimensions.js';
export type { Diagnostic } from './insights/doctor.js';
export type { ExportInput, Exports } from './insights/exports/exports.js';
export type { Insights } from './insights/insights.js';
export type { DeveloperAlias } from './insights/records/developer-alias.js';
export type * from './insights/records/record-columns.js';
export type { AskedTime } from './insights/snapshot/snapshot.js';
export type { InTurn } from './insights/watch/watch-tools.js';
export type { AdmittedViewer, ApiKey, KeyEnd, Role, Viewer } from './model/access.js';
export { Fault, type FaultCode, Refusal, type UserError } from './model/errors.js';
export type { ExportJob, ExportRequest, ExportStatus } from './model/export.js';
export type {
  ChangeFact,
  CommitFact,
  KnownRepository,
  MailmapFact,
  RepositoryFact,
  TagFact,
} from './model/facts/code.js';
export type {
  Artifact,
  ChangeRequestFact,
  IncidentFact,
  PipelineRunFact,
} from './model/facts/delivery.js';
export type {
  FactKind,
  FactOf,
  Facts,
  Inventory,
  Reservation,
  Tombstone,
} from './model/facts/facts.js';
export type { LackedField } from './model/facts/lacked-field.js';
export { type ApplicationType, applicationTypes, type Person } from './model/facts/people.js';
export type {
  Comment,
  PullRequestCommit,
  PullRequestFact,
  PullRequestState,
  Review,
} from './model/facts/review.js';
export type { FactName, SetAside, SetAsideCode, SetAsideKind } from './model/facts/set-aside.js';
export type {
  AssigneeChange,
  ParentChange,
  PointsChange,
  SprintFact,
  SprintMove,
  SprintState,
  StatusChange,
  VersionFact,
  WorkItemFact,
} from './model/facts/work.js';
export type {
  AnyFilter,
  Filter,
  FilterCondition,
  FilterOperator,
  FilterSet,
} from './model/filter.js';
export type { InboxDelivery } from './model/inbox.js';
export type { DeploymentMark } from './model/inputs/delivery-input.js';
export type {
  CredentialStatus,
  HealthCause,
  HealthReason,
  HealthReport,
  Integration,
  IntegrationHealth,
  IntegrationStatus,
  SyncCalls,
  SyncCounts,
  SyncPass,
  SyncProgress,
  SyncRun,
  SyncStatus,
} from './model/integration.js';
export type { LentHost } from './model/lent-host.js';
export type { OrgNode, OrgTree } from './model/org-node.js';
export type { EventSource, ProfileConfigOf } from './model/profile/profile.js';
export type { Instant, Range, RangePreset, RangeUnit } from './model/time.js';
export type { LineError } from './providers/custom/read-line.js';
export type { Delivery, Opened, Received } from './providers/delivery.js';
export type * from './providers/discover.js';
export type { AllowedFolders } from './providers/folders.js';
export type { AddressesOf, AllowedHosts } from './providers/http/guarded-fetch.js';
export type { Limits } from './providers/http/limits.js';
export type { Reach } from './providers/http/reach.js';
export { providers } from './providers/index.js';
export type { OperatorLogins } from './providers/operator-logins.js';
export type {
  CallReport,
  CheckItem,
  CheckReport,
  CollectContext,
  CollectPass,
  MappedFacts,
  Page,
  ProviderCategory,
  SourceContext,
  SourceIdentity,
} from './providers/provider.js';
export { defineProvider, type Provider } from './providers/provider.js';
export type { Rhythm } from './providers/rhythm.js';
export type * from './providers/settings-form.js';
export type { Recalculation } from './recalculation/recalculation.js';
export { type Server, startServer } from './server/server.js';
export type * from './server/server-options.js';
export type { SetAsideOwner } from './storage/cells/set-aside-pages.js';
export type { CopiedTable } from './storage/database/copy-account.js';
export { type Database, type DatabaseOptions, openDatabase } from './storage/database/database.js';
export type { OnOutage } from './storage/database/outage.js';
export type { AccountSettings } from './storage/directory/accounts.js';
export type { ActivityEntry } from './storage/directory/activity.js';
export type { DeveloperImportStatus } from './storage/directory/developer-imports.js';
export type { StoredDeveloper } from './storage/directory/developers.js';
export type { NamedDimension, PipelinePlace } from './storage/directory/dimensions.js';
export type { ActivePerson } from './storage/directory/identities.js';
export type { OrgTreeVersion, TreeDifference } from './storage/directory/org-trees.js';
export type { StoredProfile } from './storage/directory/profiles.js';
export type { OnUnreadable } from './storage/documents/upgrade-documents.js';
export type { HeldFact } from './storage/facts/held-facts.js';
export type { Addressee, Redelivered } from './storage/integrations/inbox.js';
export type { IntegrationFilter } from './storage/integrations/integrations.js';
export type { SourceKind } from './storage/integrations/sources.js';
export type { SubjectRelease } from './storage/records/subjects.js';
