import { defineEntity, p } from '@mikro-orm/core';
import type { EffectiveRules } from '../../model/team.js';
import { instant, json, whole } from './column.js';
import { ownRowsOnly, ownTable } from './own-table.js';

const cell = () => ({
  team: whole().primary(),
  ruleset: whole().primary(),
  month: p.integer().primary(),
});

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

/** Rows of one metric in a cell, counted or not, packed. There is none where it has no rows. The months of a metric lie together. */
export const CellRowsTable = ownTable({
  name: 'CellRows',
  properties: {
    team: whole().primary(),
    ruleset: whole().primary(),
    metric: p.text().primary(),
    month: p.integer().primary(),
    rows: p.text(),
  },
});

/** A fact that some metric has a row of in a cell. */
export const CellSubjectTable = ownTable({
  name: 'CellSubject',
  properties: { subject: whole().primary(), ...cell() },
  indexes: [['team', 'ruleset']],
});

/** How far the change log has been read, links made and cells marked. */
export const CorrelationTable = ownTable({
  name: 'Correlation',
  properties: { position: whole() },
});
