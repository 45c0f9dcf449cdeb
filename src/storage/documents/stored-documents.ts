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

const requestForm = formOfType<
  ExportRequest & { readonly query: Readonly<Record<string, unknown>> }
>()(z.object({ query: z.looseObject({}), by: z.string(), includeRatings: z.boolean() }));

const viewerForm = formOfType<Viewer>()(
  z.object({
    account: z.number(),
    key: z.number(),
    keyName: z.string(),
    role: z.string(),
    reveals: z.boolean(),
  }),
);

/** An export can be made again. */
const exports = Object.entries({ request: requestForm, viewer: viewerForm }).map(([column, form]) =>
  document(`export_job.${column}`, form, {
    upgrades: [(value) => value],
    unreadable: 'DELETE_ROW',
  }),
);

const callsForm = z.object({
  made: z.number(),
  saved: z.number(),
  remaining: z.number().nullable(),
  resetsAt: z.number().nullable(),
});

const countsForm = formOfType<SyncCounts>()(
  z.object({
    written: countByName,
    removed: z.number(),
    pages: z.number(),
    doubtful: countByName,
    firstDoubtful: textsByName.optional(),
    dropped: countByName.optional(),
    calls: callsForm.optional(),
  }),
);

const progressForm = formOfType<SyncProgress | null>()(
  z
    .object({
      what: z.string(),
      done: z.number(),
      total: z.number().nullable(),
      perSecond: z.number().nullable(),
    })
    .nullable(),
);

const namedHashes = z.array(z.string().nullable()).nullable();

/** Columns of version 1, by their tables. */
const forms: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = {
  developer: { alternate_emails: texts, attributes: textByName },
  developer_import: { mapping: z.array(z.object({ column: z.string(), target: z.string() })) },
  org_tree_version: { difference: z.object({ added: texts, removed: texts, moved: texts }) },
  activity: { details: anything },
  integration: { settings: textByName, granted: texts },
  sync_run: { counts: countsForm, progress: progressForm },
  inbox_delivery: { headers: textByName },
  commit: { parents: texts, files: filesForm, trailers: trailersForm, named_hashes: namedHashes },
  change: { commits: texts, reverted_shas: texts },
  tag: { named_hashes: namedHashes },
  mailmap: { entries: mailmapForm },
  pull_request: { labels: texts, ...pullRequestForms, named_hashes: namedHashes },
  work_item: {
    former_keys: texts,
    labels: texts,
    components: texts,
    versions: texts,
    linked_pull_requests: texts,
    linked_commits: texts,
    ...workItemForms,
    custom_fields: textsByName,
    named_hashes: namedHashes,
  },
  pipeline_run: {
    kinds: texts,
    commits: texts,
    services: texts,
    tags: texts,
    service_numbers: z.array(z.number()),
    artifacts_in: artifactsForm,
    artifacts_out: artifactsForm,
    named_hashes: namedHashes,
  },
  incident: { labels: texts, caused_by: texts, fixed_by: texts, custom_fields: textsByName },
  change_request: { custom_fields: textsByName },
  // Recalculation derives it from facts.
  standing_run: {
    run: z.looseObject({}),
    traits: textsByName,
    delivered: z.looseObject({}).nullable(),
  },
  change_log: { what: anything },
};

/** Every column that holds structured content. A migration that drops a column also deletes its row of `stored_document`. */
export const storedDocuments: readonly StoredDocument[] = [
  ...rules,
  ...exports,
  ...Object.entries(forms).flatMap(([table, columns]) =>
    Object.entries(columns).map(([column, form]) => document(`${table}.${column}`, form)),
  ),
];
