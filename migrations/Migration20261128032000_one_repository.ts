import { Migration } from '@mikro-orm/migrations';

export class Migration20261128032000_one_repository extends Migration {
  override up(): void {
    this.addSql(`alter table "repository" add "same_as" bigint null`);
    for (const table of ['commit', 'change', 'tag', 'pull_request'])
      this.addSql(
        `alter table "${table}" add "named_repository" bigint null, add "superseded" boolean not null default false`,
      );
    for (const table of ['pipeline_run', 'incident'])
      this.addSql(`alter table "${table}" add "named_repository" bigint null`);
    for (const table of ['commit', 'tag', 'pull_request', 'work_item', 'pipeline_run'])
      this.addSql(`alter table "${table}" add "named_hashes" jsonb null`);
  }
}
