import { defineEntity, p } from '@mikro-orm/core';
import type { ExclusionReason } from '../../model/observation.js';
import type { EffectiveRules } from '../../model/team.js';
import { instant, json, whole } from './column.js';
import { ownRowsOnly, ownTable } from './own-table.js';

const cell = () => ({
  team: whole().primary(),
  ruleset: whole().primary(),
  month: p.integer().primary(),
});
const numbers = (type: 'bigint[]' | 'double precision[]') =>
  p.array((text) => Number(text)).columnType(type);

/** Profile versions and effective settings, by content: teams with the same rules share one row. */
export const RulesetTable = ownTable({
  name: 'Ruleset',
  properties: {
    number: whole().primary(),
    digest: p.text(),
    content: json<EffectiveRules>(),
    createdAt: instant(),
  },
  uniques: [['digest']],
});

/** The rules whose observations answer for a team, and those being observed beside them after a save. */
export const TeamRulesetTable = ownTable({
  name: 'TeamRuleset',
  properties: {
    team: whole().primary(),
    ruleset: whole().nullable(),
    pending: whole().nullable(),
  },
});

/** A team's UTC month under one ruleset; `version` rises with every difference in its observations. */
export const CellTable = ownTable({
  name: 'Cell',
  properties: {
    ...cell(),
    version: whole(),
    observedAt: instant().nullable(),
  },
});

/** "Observe this cell again": appended, never unique, so that nobody waits and none is lost. */
export const DirtyMarkerTable = defineEntity({
  name: 'Mark',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    accountId: whole(),
    team: whole(),
    ruleset: whole(),
    month: p.integer(),
    /** Kinds of input that differ; null for all. */
    kinds: p.array().columnType('text[]').nullable(),
  },
  indexes: [
    { properties: ['accountId', 'team', 'ruleset', 'month'] },
    { properties: ['accountId', 'month', 'team'] },
  ],
  ...ownRowsOnly,
});

export const ObservationTable = ownTable({
  name: 'Observation',
  properties: {
    ...cell(),
    metric: p.text().primary(),
    subject: whole().primary(),
    /** 0 where nobody matches. */
    developer: whole().primary(),
    /** Sub-key: the service of a further row of a subject; 0 for its first row. */
    facet: whole().primary(),
    /** Part of the key only for metrics whose rows say no more than that somebody did something. */
    at: instant().primary(),
    value: p.double(),
    parts: numbers('double precision[]'),
    tags: numbers('bigint[]'),
    /** Developers beside the one whose it is. */
    others: numbers('bigint[]').defaultRaw(`'{}'`),
  },
  indexes: [['subject']],
});

export const ExclusionTable = ownTable({
  name: 'Exclusion',
  properties: {
    ...cell(),
    metric: p.text().primary(),
    subject: whole().primary(),
    developer: whole().primary(),
    at: instant(),
    reason: p.text().$type<ExclusionReason>(),
    tags: numbers('bigint[]'),
  },
  indexes: [['subject']],
});

/** How far the change log has been read, links made and cells marked. */
export const CorrelationTable = ownTable({
  name: 'Correlation',
  properties: { position: whole() },
});
