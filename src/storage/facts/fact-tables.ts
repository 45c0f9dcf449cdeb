import type { FactKind } from '../../model/facts/facts.js';
import { codeTables } from './code-columns.js';
import { changeRequestTable, incidentTable, pipelineRunTable } from './delivery-columns.js';
import type { FactTable } from './fact-column.js';
import { pullRequestTable, sprintTable, versionTable, workItemTable } from './work-columns.js';

/** How every kind of fact becomes a row. */
export const factTables: { readonly [Kind in FactKind]: FactTable<Kind> } = {
  ...codeTables,
  PULL_REQUEST: pullRequestTable,
  WORK_ITEM: workItemTable,
  SPRINT: sprintTable,
  VERSION: versionTable,
  PIPELINE_RUN: pipelineRunTable,
  INCIDENT: incidentTable,
  CHANGE_REQUEST: changeRequestTable,
};
