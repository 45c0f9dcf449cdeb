import { AccountSettingTable, AccountTable, NumberCounterTable } from './account.table.js';
import { ApiKeyTable } from './api-key.table.js';
import {
  CellTable,
  CorrelationTable,
  DirtyMarkerTable,
  ExclusionTable,
  ObservationTable,
  RulesetTable,
  TeamRulesetTable,
} from './cell.table.js';
import { ChangeLogTable } from './change-log.table.js';
import {
  ChangeTable,
  CommitTable,
  MailmapTable,
  RepositoryTable,
  TagTable,
  TombstoneTable,
} from './code.table.js';
import {
  ChangeRequestTable,
  DeploymentOverrideTable,
  IncidentTable,
  PipelineRunTable,
} from './delivery.table.js';
import { ExportJobTable } from './export-job.table.js';
import {
  DeploymentPlaceTable,
  DimensionTable,
  EffectiveRunTable,
  FactLinkTable,
  FactPlaceTable,
  ReferenceKeyTable,
} from './fact-link.table.js';
import {
  DeveloperImportTable,
  DeveloperTable,
  IdentityTable,
  MembershipTable,
} from './identity.table.js';
import { InboxDeliveryTable } from './inbox.table.js';
import {
  IntegrationCredentialTable,
  IntegrationTable,
  PageTable,
  SourceValidatorTable,
  SyncRunTable,
} from './integration.table.js';
import {
  ChangedFileTable,
  ChangeReleaseTable,
  PullRequestFileTable,
  PullRequestReleaseTable,
  ReleaseTable,
} from './link.table.js';
import {
  ActivityTable,
  NodeSettingTable,
  OrgNodeTable,
  OrgTreeTable,
  OrgTreeVersionTable,
  ProfileTable,
} from './org-tree.table.js';
import { SetAsideTable } from './set-aside.table.js';
import { MigrationDigestTable, StoredDocumentTable } from './version.table.js';
import { ProjectVersionTable, PullRequestTable, SprintTable, WorkItemTable } from './work.table.js';

/** Every table, for the migrations and the ORM. */
export const tables = [
  AccountTable,
  AccountSettingTable,
  NumberCounterTable,
  ApiKeyTable,
  ChangeLogTable,
  IntegrationTable,
  IntegrationCredentialTable,
  SourceValidatorTable,
  SyncRunTable,
  PageTable,
  InboxDeliveryTable,
  RepositoryTable,
  CommitTable,
  ChangeTable,
  TagTable,
  MailmapTable,
  TombstoneTable,
  PullRequestTable,
  WorkItemTable,
  SprintTable,
  ProjectVersionTable,
  PipelineRunTable,
  IncidentTable,
  ChangeRequestTable,
  DeploymentOverrideTable,
  DimensionTable,
  IdentityTable,
  DeveloperTable,
  MembershipTable,
  DeveloperImportTable,
  OrgTreeTable,
  OrgTreeVersionTable,
  OrgNodeTable,
  NodeSettingTable,
  ProfileTable,
  ActivityTable,
  ReleaseTable,
  ChangeReleaseTable,
  ChangedFileTable,
  PullRequestFileTable,
  PullRequestReleaseTable,
  FactLinkTable,
  FactPlaceTable,
  ReferenceKeyTable,
  EffectiveRunTable,
  DeploymentPlaceTable,
  RulesetTable,
  TeamRulesetTable,
  CellTable,
  DirtyMarkerTable,
  ObservationTable,
  ExclusionTable,
  CorrelationTable,
  SetAsideTable,
  ExportJobTable,
  MigrationDigestTable,
  StoredDocumentTable,
] as const;
