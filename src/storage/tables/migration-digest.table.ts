import { defineEntity, p } from '@mikro-orm/core';

/** The digest that each migration had when it was applied. It holds nothing of an account. */
export const MigrationDigestTable = defineEntity({
  name: 'MigrationDigest',
  tableName: 'migration_digest',
  properties: { name: p.text().primary(), digest: p.text() },
});
