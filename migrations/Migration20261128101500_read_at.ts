import { Migration } from '@mikro-orm/migrations';

const tables = [
  ...['repository', 'commit', 'change', 'tag', 'mailmap', 'pull_request', 'work_item', 'sprint'],
  ...['project_version', 'pipeline_run', 'incident', 'change_request'],
];

export class Migration20261128101500_read_at extends Migration {
  override up(): void {
    for (const table of tables) this.addSql(`alter table "${table}" add "read_at" timestamptz null`);
  }
}
