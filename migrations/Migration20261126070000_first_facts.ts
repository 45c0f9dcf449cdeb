import { Migration } from '@mikro-orm/migrations';

export class Migration20261126070000_first_facts extends Migration {
  override up(): void {
    this.addSql(`create index "change_request_account_id_integration_created_at_index" on "change_request" ("account_id", "integration", "created_at")`);
    this.addSql(`create index "commit_account_id_repository_authored_at_index" on "commit" ("account_id", "repository", "authored_at")`);
    this.addSql(`create index "incident_account_id_integration_created_at_index" on "incident" ("account_id", "integration", "created_at")`);
    this.addSql(`create index "pipeline_run_account_id_integration_ended_at_index" on "pipeline_run" ("account_id", "integration", "ended_at")`);
    this.addSql(`create index "project_version_account_id_integration_released_at_index" on "project_version" ("account_id", "integration", "released_at")`);
    this.addSql(`create index "sprint_account_id_integration_start_at_index" on "sprint" ("account_id", "integration", "start_at")`);
    this.addSql(`create index "work_item_account_id_integration_created_at_index" on "work_item" ("account_id", "integration", "created_at")`);
  }
}
