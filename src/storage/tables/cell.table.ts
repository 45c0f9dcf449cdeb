import { defineEntity, p } from '@mikro-orm/core';
import type { ExclusionReason } from '../../model/observation.js';
import type { EffectiveRules } from '../../model/team.js';
import { instant, json, ownRowsOnly, whole } from './column.js';

/** Profile versions and effective settings, by content: teams with the same rules share one row. */
export const RulesetTable = defineEntity({
  name: 'Ruleset',
  tableName: 'ruleset',
  properties: {
    accountId: whole().primary(),
    number: whole().primary(),
    digest: p.text(),
    content: json<EffectiveRules>(),
    createdAt: instant(),
  },
  uniques: [{ properties: ['accountId', 'digest'] }],
  ...ownRowsOnly,
});

/** The rules whose observations answer for a team, and those being observed beside them after a save. */
export const TeamRulesetTable = defineEntity({
  name: 'TeamRuleset',
  tableName: 'team_ruleset',
  properties: {
    accountId: whole().primary(),
    team: whole().primary(),
    ruleset: whole().nullable(),
    pending: whole().nullable(),
  },
  ...ownRowsOnly,
});

/** A team's UTC month under one ruleset; `version` rises with every difference in its observations. */
export const CellTable = defineEntity({
  name: 'Cell',
  tableName: 'cell',
  properties: {
    accountId: whole().primary(),
    team: whole().primary(),
    ruleset: whole().primary(),
    month: p.integer().primary(),
    version: whole(),
    observedAt: instant().nullable(),
  },
  ...ownRowsOnly,
});

/** "Observe this cell again": appended, never unique, so that nobody waits and none is lost. */
export const DirtyMarkerTable = defineEntity({
  name: 'Mark',
  tableName: 'mark',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    accountId: whole(),
    team: whole(),
    ruleset: whole(),
    month: p.integer(),
  },
  indexes: [{ properties: ['accountId', 'team', 'ruleset', 'month'] }],
  ...ownRowsOnly,
});

export const ObservationTable = defineEntity({
  name: 'Observation',
  tableName: 'observation',
  properties: {
    accountId: whole().primary(),
    team: whole().primary(),
    ruleset: whole().primary(),
    month: p.integer().primary(),
    metric: p.text().primary(),
    subject: whole().primary(),
    /** 0 where nobody matches. */
    developer: whole().primary(),
    /** Sub-key: the service of a further row of a subject; 0 for its first row. */
    facet: whole().primary(),
    /** Part of the key only for metrics whose rows say no more than that somebody did something. */
    at: instant().primary(),
    value: p.double(),
    parts: p.array((text) => Number(text)).columnType('double precision[]'),
    tags: p.array((text) => Number(text)).columnType('bigint[]'),
    /** Developers beside the one whose it is. */
    others: p
      .array((text) => Number(text))
      .columnType('bigint[]')
      .defaultRaw(`'{}'`),
  },
  indexes: [{ properties: ['accountId', 'subject'] }],
  ...ownRowsOnly,
});

export const ExclusionTable = defineEntity({
  name: 'Exclusion',
  tableName: 'exclusion',
  properties: {
    accountId: whole().primary(),
    team: whole().primary(),
    ruleset: whole().primary(),
    month: p.integer().primary(),
    metric: p.text().primary(),
    subject: whole().primary(),
    developer: whole().primary(),
    at: instant(),
    reason: p.text().$type<ExclusionReason>(),
    tags: p.array((text) => Number(text)).columnType('bigint[]'),
  },
  indexes: [{ properties: ['accountId', 'subject'] }],
  ...ownRowsOnly,
});

/** How far the change log has been read, links made and cells marked. */
export const CorrelationTable = defineEntity({
  name: 'Correlation',
  tableName: 'correlation',
  properties: { accountId: whole().primary().autoincrement(false), position: whole() },
  ...ownRowsOnly,
});
