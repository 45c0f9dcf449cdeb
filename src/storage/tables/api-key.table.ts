import { p } from '@mikro-orm/core';
import type { ApiKey, Role } from '../../model/access.js';
import { instant, whole } from './column.js';
import { ownTable } from './own-table.js';
import type { Owned, SameShape } from './same-shape.js';

/** A second policy lets the one key be found whose hash was presented, before its account is known. */
export const ApiKeyTable = ownTable({
  name: 'ApiKey',
  properties: {
    number: whole().primary(),
    name: p.text(),
    role: p.text().$type<Role>(),
    prefix: p.text(),
    hash: p.text().unique(),
    reveals: p.boolean(),
    createdAt: instant(),
    expiresAt: instant().nullable(),
    lastUsedAt: instant().nullable(),
    revokedAt: instant().nullable(),
  },
  policies: [
    {
      name: 'presented',
      command: 'select',
      using: "hash = nullif(current_setting('app.key_hash', true), '')",
    },
  ],
});
true satisfies SameShape<Owned<ApiKey> & { hash: string }, typeof ApiKeyTable>;
