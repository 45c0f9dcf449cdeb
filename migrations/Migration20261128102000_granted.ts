import { Migration } from '@mikro-orm/migrations';

/** What the operator connected before is granted as it was named; its folders are resolved when it is connected again. */
export class Migration20261128102000_granted extends Migration {
  override up(): void {
    this.addSql(`alter table "integration" add "granted" jsonb not null default '[]'`);
    for (const table of ['integration', 'activity'])
      this.addSql(`alter table "${table}" no force row level security`);
    this.addSql(`update "integration" set "granted" = jsonb_build_array("settings"->>'location')
      where "provider" = 'GIT' and exists (select from "activity" a where a."account_id" = "integration"."account_id"
        and a."object_kind" = 'INTEGRATION' and a."object" = "integration"."number"::text and a."action" = 'CREATED' and a."key" = 0)`);
    for (const table of ['integration', 'activity'])
      this.addSql(`alter table "${table}" force row level security`);
  }
}
