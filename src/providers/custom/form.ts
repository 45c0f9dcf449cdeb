import type { z } from 'zod';
import type { FactKind, FactOf } from '../../model/facts/facts.js';
import type { Clock } from '../../model/time.js';
import { commitForm, pullRequestForm, repositoryForm, tagForm } from './code-records.js';
import { changeRequestForm, incidentForm, pipelineRunForm } from './delivery-records.js';
import { sprintForm, versionForm, workItemForm } from './work-records.js';

/** Kinds that can be reported; the others follow from a git history. */
export type FormKind = Exclude<FactKind, 'CHANGE' | 'MAILMAP'>;
export const FORM_NAME = 'engineering-insights';
export const FORM_VERSION = 1;

/** Returns the form of a line of each kind, reported at what `now` returns while it is read. */
export const formsAt = (now: Clock) =>
  ({
    REPOSITORY: repositoryForm(now),
    COMMIT: commitForm(now),
    TAG: tagForm(now),
    PULL_REQUEST: pullRequestForm(now),
    WORK_ITEM: workItemForm(now),
    SPRINT: sprintForm(now),
    VERSION: versionForm(now),
    PIPELINE_RUN: pipelineRunForm(now),
    INCIDENT: incidentForm(now),
    CHANGE_REQUEST: changeRequestForm(now),
  }) satisfies { readonly [Kind in FormKind]: z.ZodType<FactOf[Kind]> };
export type Forms = ReturnType<typeof formsAt>;
