import type { FactKind } from '../../model/facts/facts.js';
import { remoteKey } from '../../model/facts/remote-url.js';
import {
  ChangeTable,
  CommitTable,
  MailmapTable,
  RepositoryTable,
  TagTable,
} from '../tables/code.table.js';
import { ChangeRequestTable, IncidentTable, PipelineRunTable } from '../tables/delivery.table.js';
import {
  ProjectVersionTable,
  PullRequestTable,
  SprintTable,
  WorkItemTable,
} from '../tables/work.table.js';
import {
  dimension,
  type FactTable,
  isBeside,
  ownRecord,
  peopled,
  person,
  rowsOf,
} from './fact-column.js';

/** How every kind of fact becomes a row. */
export const factTables: { readonly [Kind in FactKind]: FactTable<Kind> } = {
  REPOSITORY: rowsOf(RepositoryTable, {
    remote: { value: ({ remote, url }) => remote ?? (url === null ? null : remoteKey(url)) },
  }),
  COMMIT: rowsOf(CommitTable, { author: person('author'), committer: person('committer') }),
  CHANGE: rowsOf(ChangeTable, { author: person('author') }),
  TAG: rowsOf(TagTable),
  MAILMAP: rowsOf(MailmapTable, { repository: ownRecord }),
  PULL_REQUEST: rowsOf(PullRequestTable, {
    author: person('author'),
    reviews: peopled(({ reviews }) => reviews, 'by'),
    comments: peopled(({ comments }) => comments, 'by'),
  }),
  WORK_ITEM: rowsOf(WorkItemTable, {
    projectNumber: dimension('PROJECT', 'project'),
    assignee: person('assignee'),
    assigneeHistory: peopled(({ assigneeHistory }) => assigneeHistory, 'assignee'),
  }),
  SPRINT: rowsOf(SprintTable),
  VERSION: rowsOf(ProjectVersionTable, { projectNumber: dimension('PROJECT', 'project') }),
  PIPELINE_RUN: rowsOf(PipelineRunTable, {
    pipelineNumber: dimension('PIPELINE', 'pipeline'),
    serviceNumbers: {
      value: ({ services }, to) =>
        JSON.stringify(services.map((name) => to.dimension('SERVICE', name))),
      word: isBeside,
      dimensions: ({ services }) => services.map((name) => ({ kind: 'SERVICE', name })),
    },
    triggeredBy: person('triggeredBy'),
    toldAt: {
      value: (fact) => ((fact.startedAt ?? fact.endedAt) === null ? fact.updatedAt : null),
    },
  }),
  INCIDENT: rowsOf(IncidentTable, {
    serviceNumber: dimension('SERVICE', 'service'),
    owner: person('owner'),
    toldAt: { value: ({ updatedAt }) => updatedAt },
  }),
  CHANGE_REQUEST: rowsOf(ChangeRequestTable, {
    serviceNumber: dimension('SERVICE', 'service'),
    owner: person('owner'),
    toldAt: { value: ({ updatedAt }) => updatedAt },
  }),
};
