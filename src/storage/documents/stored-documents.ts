import { z } from 'zod';
import type { Viewer } from '../../model/access.js';
import type { ExportRequest } from '../../model/export.js';
import type { SyncCounts, SyncProgress } from '../../model/integration.js';
import { completeProfile, completeRules, completeSettings } from './complete-rules.js';
import {
  artifactsForm,
  filesForm,
  mailmapForm,
  pullRequestForms,
  trailersForm,
  workItemForms,
} from './fact-forms.js';
import { formOfType } from './form-of-type.js';
import {
  alignmentForm,
  efficiencyForm,
  productivityForm,
  rulesForm,
  teamSettingsForm,
} from './rules-forms.js';
import { document, type StoredDocument } from './stored-document.js';

const texts = z.array(z.string());
const textByName = z.record(z.string(), z.string());
const textsByName = z.record(z.string(), texts);
const countByName = z.record(z.string(), z.number());
const anything = z.unknown();
const profileForms: Readonly<Record<string, z.ZodType>> = {
  EFFICIENCY: efficiencyForm,
  PRODUCTIVITY: productivityForm,
  BUSINESS_ALIGNMENT: alignmentForm,
};

const rules = [
  document('profile.config', ({ kind }) => profileForms[String(kind)] ?? z.never(), {
    upgrades: [completeProfile],
  }),
  document('node_setting.settings', teamSettingsForm, { upgrades: [completeSettings] }),
  document('ruleset.content', rulesForm, {
    upgrades: [completeRules],
    unreadable: 'DELETE_ROW',
    referring: [
      'update team_ruleset set ruleset = nullif(ruleset, $2), pending = nullif(pending, $2) where account_id = $1 and $2 in (ruleset, pending)',
    ],
  }),
];

const directory = [
  document('developer.alternate_emails', texts),
  document('developer.attributes', textByName),
  document(
    'developer_import.mapping',
    z.array(z.object({ column: z.string(), target: z.string() })),
  ),
  document('org_tree_version.difference', z.object({ added: texts, removed: texts, moved: texts })),
  document('activity.details', anything),
];

const exports = [
  document(
    'export_job.request',
    formOfType<ExportRequest & { readonly query: Readonly<Record<string, unknown>> }>()(
      z.object({
        query: z.looseObject({}),
        by: z.string(),
        includeRatings: z.boolean(),
      }),
    ),
    { upgrades: [(value) => value], unreadable: 'DELETE_ROW' },
  ),
  document(
    'export_job.viewer',
    formOfType<Viewer>()(
      z.object({
        account: z.number(),
        key: z.number(),
        keyName: z.string(),
        role: z.string(),
        reveals: z.boolean(),
      }),
    ),
    { upgrades: [(value) => value], unreadable: 'DELETE_ROW' },
  ),
];

const callsForm = z.object({
  made: z.number(),
  saved: z.number(),
  remaining: z.number().nullable(),
  resetsAt: z.number().nullable(),
});

const integrations = [
  document('integration.settings', textByName),
  document('integration.granted', texts),
  document(
    'sync_run.counts',
    formOfType<SyncCounts>()(
      z.object({
        written: countByName,
        removed: z.number(),
        pages: z.number(),
        doubtful: countByName,
        firstDoubtful: textsByName.optional(),
        dropped: countByName.optional(),
        calls: callsForm.optional(),
      }),
    ),
  ),
  document(
    'sync_run.progress',
    formOfType<SyncProgress | null>()(
      z
        .object({
          what: z.string(),
          done: z.number(),
          total: z.number().nullable(),
          perSecond: z.number().nullable(),
        })
        .nullable(),
    ),
  ),
  document('inbox_delivery.headers', textByName),
];

const namedHashes = z.array(z.string().nullable()).nullable();

const code = [
  document('commit.parents', texts),
  document('commit.files', filesForm),
  document('commit.trailers', trailersForm),
  document('commit.named_hashes', namedHashes),
  document('change.commits', texts),
  document('change.reverted_shas', texts),
  document('tag.named_hashes', namedHashes),
  document('mailmap.entries', mailmapForm),
];

const work = [
  ...(['labels'] as const).map((column) => document(`pull_request.${column}`, texts)),
  ...Object.entries(pullRequestForms).map(([column, form]) =>
    document(`pull_request.${column}`, form),
  ),
  document('pull_request.named_hashes', namedHashes),
  ...(
    [
      'former_keys',
      'labels',
      'components',
      'versions',
      'linked_pull_requests',
      'linked_commits',
    ] as const
  ).map((column) => document(`work_item.${column}`, texts)),
  ...Object.entries(workItemForms).map(([column, form]) => document(`work_item.${column}`, form)),
  document('work_item.custom_fields', textsByName),
  document('work_item.named_hashes', namedHashes),
];

const delivery = [
  ...(['kinds', 'commits', 'services', 'tags'] as const).map((column) =>
    document(`pipeline_run.${column}`, texts),
  ),
  document('pipeline_run.service_numbers', z.array(z.number())),
  document('pipeline_run.artifacts_in', artifactsForm),
  document('pipeline_run.artifacts_out', artifactsForm),
  document('pipeline_run.named_hashes', namedHashes),
  ...(['labels', 'caused_by', 'fixed_by'] as const).map((column) =>
    document(`incident.${column}`, texts),
  ),
  document('incident.custom_fields', textsByName),
  document('change_request.custom_fields', textsByName),
];

/** Documents that recalculation derives from facts, and the change feed. */
const derived = [
  document('standing_run.run', z.looseObject({})),
  document('standing_run.traits', textsByName),
  document('standing_run.delivered', z.looseObject({}).nullable()),
  document('change_log.what', anything),
];

/** Every column that holds structured content. A migration that drops a column also deletes its row of `stored_document`. */
export const storedDocuments: readonly StoredDocument[] = [
  ...rules,
  ...directory,
  ...exports,
  ...integrations,
  ...code,
  ...work,
  ...delivery,
  ...derived,
];
