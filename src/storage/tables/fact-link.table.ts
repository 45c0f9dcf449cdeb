import { p } from '@mikro-orm/core';
import type { Traits } from '../../model/inputs/input-base.js';
import type { InputKind } from '../../model/inputs/metric-input.js';
import type { DeliveredCode, EffectiveRun } from '../../model/linkable.js';
import { relationName } from '../../model/relation.js';
import type { DimensionKind } from '../facts/fact-column.js';
import { instant, json, whole } from './column.js';
import { ownTable } from './own-table.js';

/** A name that answers are broken down by. */
export const DimensionTable = ownTable({
  name: 'Dimension',
  properties: {
    number: whole().primary(),
    kind: p.text().$type<DimensionKind>(),
    name: p.text(),
  },
  uniques: [['kind', 'name']],
});

/** A link between two facts, by their numbers, with the rule that found it. */
export const FactLinkTable = ownTable({
  name: 'FactLink',
  properties: {
    relation: p.text().primary(),
    source: whole().primary(),
    target: whole().primary(),
    at: instant().nullable(),
    rule: p.text(),
  },
  indexes: [
    ['relation', 'target'],
    {
      of: ['relation', 'at'],
      where: `relation in ('${relationName.ITEM_INCIDENT}', '${relationName.RUN_COMMITS_UNKNOWN}')`,
    },
  ],
});

/** A reference key of a fact, such as a key in a title or a hash. It is found again when the named fact is imported later. */
export const ReferenceKeyTable = ownTable({
  name: 'FactWord',
  properties: {
    source: whole().primary(),
    kind: p.text().primary(),
    word: p.text().primary(),
  },
  indexes: [['kind', 'word']],
});

/** A fact counts in a place in a UTC month: in a repository, by a name that filters compare, or by a developer. */
export const FactPlaceTable = ownTable({
  name: 'FactPlace',
  properties: {
    kind: p.text().$type<InputKind>().primary(),
    fact: whole().primary(),
    place: p.text().primary(),
    month: p.integer().primary(),
  },
  indexes: [['kind', 'place', 'month', 'fact']],
});

/** A run with its attempts and child runs folded in, under the number of its last attempt. */
export const EffectiveRunTable = ownTable({
  name: 'StandingRun',
  properties: {
    number: whole().primary(),
    /** The run with its attempts and child runs folded in. */
    run: json<EffectiveRun>(),
    /** Traits that filters look at, of the run with its attempts and child runs. */
    traits: json<Traits>(),
    /** Code that a deployment consists of, including its builds. */
    delivered: json<DeliveredCode>().nullable(),
  },
});

/** Where a deployment to production counts: in its streams, its repositories and its services. */
export const DeploymentPlaceTable = ownTable({
  name: 'DeploymentPlace',
  properties: {
    run: whole().primary(),
    kind: p.text().$type<'STREAM' | 'REPOSITORY' | 'SERVICE'>().primary(),
    place: p.text().primary(),
    endedAt: instant(),
    succeeded: p.boolean(),
  },
  indexes: [['kind', 'place', 'endedAt']],
});
