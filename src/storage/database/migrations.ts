import { Migration20261122111500_foundation } from '../../../migrations/Migration20261122111500_foundation.js';
import { Migration20261122120000_sync_progress } from '../../../migrations/Migration20261122120000_sync_progress.js';
import { Migration20261124220000_reviews_work_delivery } from '../../../migrations/Migration20261124220000_reviews_work_delivery.js';
import { Migration20261124221000_export_job } from '../../../migrations/Migration20261124221000_export_job.js';
import { Migration20261125090000_told_facts } from '../../../migrations/Migration20261125090000_told_facts.js';
import { Migration20261126070000_first_facts } from '../../../migrations/Migration20261126070000_first_facts.js';
import { Migration20261126090000_incident_updates } from '../../../migrations/Migration20261126090000_incident_updates.js';
import { Migration20261126093000_rows_by_service } from '../../../migrations/Migration20261126093000_rows_by_service.js';
import { Migration20261126103000_releases_of_pull_requests } from '../../../migrations/Migration20261126103000_releases_of_pull_requests.js';
import { Migration20261126104000_repeated_observations } from '../../../migrations/Migration20261126104000_repeated_observations.js';
import { Migration20261126105500_contributors } from '../../../migrations/Migration20261126105500_contributors.js';
import { Migration20261126120000_bodies_of_commits } from '../../../migrations/Migration20261126120000_bodies_of_commits.js';
import { Migration20261126160000_reverted_by_changes } from '../../../migrations/Migration20261126160000_reverted_by_changes.js';
import { Migration20261128025500_long_paths } from '../../../migrations/Migration20261128025500_long_paths.js';
import { Migration20261128025600_identities_of_repositories } from '../../../migrations/Migration20261128025600_identities_of_repositories.js';
import { Migration20261128025800_set_aside } from '../../../migrations/Migration20261128025800_set_aside.js';
import { Migration20261128032000_one_repository } from '../../../migrations/Migration20261128032000_one_repository.js';
import { Migration20261128034500_unwritten_lines } from '../../../migrations/Migration20261128034500_unwritten_lines.js';
import { Migration20261128042500_roots } from '../../../migrations/Migration20261128042500_roots.js';
import { Migration20261128062000_integration_credentials } from '../../../migrations/Migration20261128062000_integration_credentials.js';
import { Migration20261128064100_source_validators } from '../../../migrations/Migration20261128064100_source_validators.js';
import { Migration20261128065500_inbox } from '../../../migrations/Migration20261128065500_inbox.js';
import { Migration20261128065500_schedule_of_integrations } from '../../../migrations/Migration20261128065500_schedule_of_integrations.js';
import { Migration20261128101500_read_at } from '../../../migrations/Migration20261128101500_read_at.js';
import { Migration20261128102000_granted } from '../../../migrations/Migration20261128102000_granted.js';
import { Migration20261128105900_inbox_calls } from '../../../migrations/Migration20261128105900_inbox_calls.js';
import { Migration20261128141500_migration_digests } from '../../../migrations/Migration20261128141500_migration_digests.js';
import { Migration20261128144500_stored_documents } from '../../../migrations/Migration20261128144500_stored_documents.js';
import { Migration20261129013000_fact_places } from '../../../migrations/Migration20261129013000_fact_places.js';
import { Migration20261129060000_index_of_link_instants } from '../../../migrations/Migration20261129060000_index_of_link_instants.js';
import { Migration20261129091500_kinds_of_dirty_cells } from '../../../migrations/Migration20261129091500_kinds_of_dirty_cells.js';
import { Migration20261129204500_matched_identities } from '../../../migrations/Migration20261129204500_matched_identities.js';

/** Every migration in order; a new one is two lines. */
export const migrations = [
  Migration20261122111500_foundation,
  Migration20261122120000_sync_progress,
  Migration20261124220000_reviews_work_delivery,
  Migration20261124221000_export_job,
  Migration20261125090000_told_facts,
  Migration20261126070000_first_facts,
  Migration20261126090000_incident_updates,
  Migration20261126093000_rows_by_service,
  Migration20261126103000_releases_of_pull_requests,
  Migration20261126104000_repeated_observations,
  Migration20261126105500_contributors,
  Migration20261126120000_bodies_of_commits,
  Migration20261126160000_reverted_by_changes,
  Migration20261128025500_long_paths,
  Migration20261128025600_identities_of_repositories,
  Migration20261128025800_set_aside,
  Migration20261128032000_one_repository,
  Migration20261128034500_unwritten_lines,
  Migration20261128042500_roots,
  Migration20261128062000_integration_credentials,
  Migration20261128064100_source_validators,
  Migration20261128065500_inbox,
  Migration20261128065500_schedule_of_integrations,
  Migration20261128101500_read_at,
  Migration20261128102000_granted,
  Migration20261128105900_inbox_calls,
  Migration20261128141500_migration_digests,
  Migration20261128144500_stored_documents,
  Migration20261129013000_fact_places,
  Migration20261129060000_index_of_link_instants,
  Migration20261129091500_kinds_of_dirty_cells,
  Migration20261129204500_matched_identities,
].map((migration) => ({ name: migration.name, class: migration }));
