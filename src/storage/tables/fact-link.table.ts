import { defineEntity, p } from '@mikro-orm/core';
import type { DimensionKind } from '../fact-column.js';
import { instant, ownRowsOnly, whole } from './column.js';

/** A name that answers are broken down by. */
export const DimensionTable = defineEntity({
  name: 'Dimension',
  tableName: 'dimension',
  properties: {
    accountId: whole().primary(),
    number: whole().primary(),
    kind: p.text().$type<DimensionKind>(),
    name: p.text(),
  },
  uniques: [{ properties: ['accountId', 'kind', 'name'] }],
  ...ownRowsOnly,
});

/** What a fact needs from elsewhere, by the numbers of both, with the rule that found it. */
export const FactLinkTable = defineEntity({
  name: 'FactLink',
  tableName: 'fact_link',
  properties: {
    accountId: whole().primary(),
    relation: p.text().primary(),
    source: whole().primary(),
    target: whole().primary(),
    at: instant().nullable(),
    rule: p.text(),
  },
  indexes: [
    { properties: ['accountId', 'relation', 'target'] },
    { properties: ['accountId', 'relation', 'at'] },
  ],
  ...ownRowsOnly,
});

/** A word by which a fact names another, such as a key in a title or a hash: found again when what it names is told later. */
export const FactReferenceTable = defineEntity({
  name: 'FactReference',
  tableName: 'fact_reference',
  properties: {
    accountId: whole().primary(),
    source: whole().primary(),
    kind: p.text().primary(),
    word: p.text().primary(),
    rule: p.text(),
  },
  indexes: [{ properties: ['accountId', 'kind', 'word'] }],
  ...ownRowsOnly,
});
