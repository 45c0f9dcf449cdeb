import { defineEntity, p } from '@mikro-orm/core';

/** The digest that each migration had when it was applied. It holds nothing of an account. */
export const MigrationDigestTable = defineEntity({
  name: 'MigrationDigest',
  properties: { name: p.text().primary(), digest: p.text() },
});

/** The version that all values of a column of structured content have. It holds nothing of an account. */
export const StoredDocumentTable = defineEntity({
  name: 'StoredDocument',
  properties: { name: p.text().primary(), version: p.integer() },
});
