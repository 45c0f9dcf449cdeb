import { defineEntity, p } from '@mikro-orm/core';
import type { Traits } from '../../model/inputs/input-base.js';
import type { InputKind } from '../../model/inputs/metric-input.js';
import type { DimensionKind } from '../facts/fact-column.js';
import type { DeliveredCode, EffectiveRun } from '../relations/effective-runs.js';
import { instant, json, ownRowsOnly, whole } from './column.js';

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

/** A link between two facts, by their numbers, with the rule that found it. */
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

/** A reference key of a fact, such as a key in a title or a hash. It is found again when the named fact is imported later. */
export const ReferenceKeyTable = defineEntity({
  name: 'FactWord',
  tableName: 'fact_word',
  properties: {
    accountId: whole().primary(),
    source: whole().primary(),
    kind: p.text().primary(),
    word: p.text().primary(),
  },
  indexes: [{ properties: ['accountId', 'kind', 'word'] }],
  ...ownRowsOnly,
});

/** A fact counts in a place in a UTC month: in a repository, by a name that filters compare, or by a developer. */
export const FactPlaceTable = defineEntity({
  name: 'FactPlace',
  tableName: 'fact_place',
  properties: {
    accountId: whole().primary(),
    kind: p.text().$type<InputKind>().primary(),
    fact: whole().primary(),
    place: p.text().primary(),
    month: p.integer().primary(),
  },
  indexes: [{ properties: ['accountId', 'kind', 'place', 'month', 'fact'] }],
  ...ownRowsOnly,
});

/** A run with its attempts and child runs folded in, under the number of its last attempt. */
export const EffectiveRunTable = defineEntity({
  name: 'StandingRun',
  tableName: 'standing_run',
  properties: {
    accountId: whole().primary(),
    number: whole().primary(),
    /** The run with its attempts and child runs folded in. */
    run: json<EffectiveRun>(),
    /** Traits that filters look at, of the run with its attempts and child runs. */
    traits: json<Traits>(),
    /** Code that a deployment consists of, including its builds. */
    delivered: json<DeliveredCode>().nullable(),
  },
  ...ownRowsOnly,
});

/** Where a deployment to production counts: in its streams, its repositories and its services. */
export const DeploymentPlaceTable = defineEntity({
  name: 'DeploymentPlace',
  tableName: 'deployment_place',
  properties: {
    accountId: whole().primary(),
    run: whole().primary(),
    kind: p.text().$type<'STREAM' | 'REPOSITORY' | 'SERVICE'>().primary(),
    place: p.text().primary(),
    endedAt: instant(),
    succeeded: p.boolean(),
  },
  indexes: [{ properties: ['accountId', 'kind', 'place', 'endedAt'] }],
  ...ownRowsOnly,
});
