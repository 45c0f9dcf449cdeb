import { demand } from '../directory/permissions.js';
import { errorsOf } from '../directory/team-settings/save-settings.js';
import {
  categoriesByTree,
  effectiveSettingsOn,
  openBook,
} from '../directory/team-settings/settings-book.js';
import { outcomeOf, type RunOutcome } from '../engine/delivery/run-outcome.js';
import type { Viewer } from '../model/access.js';
import { Refusal } from '../model/errors.js';
import { holds, isEmpty, treeOf } from '../model/filter.js';
import { conditionText } from '../model/filter-words.js';
import type { RunInput } from '../model/inputs/delivery-input.js';
import type { PipelineSettings, TeamSettings } from '../model/team.js';
import { owns } from '../model/team-scope.js';
import type { Database } from '../storage/database/database.js';
import { newestRuns, type ShownRun } from '../storage/facts/newest-facts.js';
import { assembleRuns } from '../storage/inputs/runs.js';

/** A deployment by its outcome, or why a run is none. `OTHER_SCOPE`: the team's scope does not match it. */
export type RunVerdict = RunOutcome | 'OTHER_SCOPE';

/** A run with what settings make of it. */
export interface PreviewedRun extends Omit<ShownRun, 'name'> {
  /** Name of the pipeline. */
  readonly pipeline: string;
  readonly verdict: RunVerdict;
  /** The reason, in a sentence. */
  readonly why: string;
}

/** Settings of pipelines that nobody saves, and the runs to try them on. */
export interface DeploymentTrial {
  /** Number of a team or of a node above teams. */
  readonly node: number;
  /** Null: those that are effective. */
  readonly settings: PipelineSettings | null;
  /** A text that the name of the pipeline contains; null: any. */
  readonly search: string | null;
  /** How many runs at the most. */
  readonly most: number;
}

const named = (value: string | null): string => (value === null ? 'no environment' : `"${value}"`);

/** Returns the conditions of the scope that do not hold, with what the run has in their place. */
function outsideScope({ pipelines: { scope } }: TeamSettings, { traits }: RunInput): string {
  if (isEmpty(scope)) return 'The scope of the pipelines is empty, and matches nothing.';
  const { op, conditions } = treeOf(scope);
  const failing = op === 'AND' ? conditions.filter((one) => !holds(one, traits)) : conditions;
  const texts = failing.map((one) => {
    const values = traits[one.property] ?? [];
    const has = values.length === 0 ? 'none' : values.map((value) => `"${value}"`).join(', ');
    return `${conditionText(one)} (it has ${has})`;
  });
  const wanted = texts.length === 0 ? 'its groups of conditions' : texts.join(' and ');
  return `The scope does not match it: ${wanted}.`;
}

const byFilter = (part: string): string => `The team’s filter for ${part} matches it.`;

function failureOf({ mark, rollback, status }: RunInput, { failure }: PipelineSettings): string {
  if (mark === 'FAILED') return 'Somebody marked it as failed.';
  if (!isEmpty(failure)) return byFilter('failed deployments');
  return rollback && status !== 'FAILURE' ? 'It is a rollback.' : 'It failed, as the tool says.';
}

const reasons: Readonly<
  Record<RunOutcome, (run: RunInput, shown: ShownRun, settings: PipelineSettings) => string>
> = {
  SUCCESSFUL: (_run, { environment }, { success }) =>
    isEmpty(success)
      ? `It succeeded, as the tool says, and went to ${named(environment)}.`
      : byFilter('successful deployments'),
  FAILED: (run, _shown, settings) => failureOf(run, settings),
  NOT_A_DEPLOYMENT: ({ mark, kinds }) => {
    if (mark === 'NOT_A_DEPLOYMENT') return 'Somebody marked it as no deployment.';
    return kinds.includes('CD')
      ? 'The run above it is not of the scope.'
      : 'Its integration takes it for CI alone: see there which runs deploy.';
  },
  DEPLOYED_BELOW: () => 'Runs below it deploy: these count in its place.',
  NOT_PRODUCTION: (_run, { environment }) =>
    `It went to ${named(environment)}, which is no production environment: name it in the scope if it is.`,
  NOT_FINISHED: (_run, { statusName }) =>
    `It has not ended as a success or a failure: the tool says "${statusName}".`,
  OTHER_STATE: (_run, { statusName }) =>
    `It ended as "${statusName}", which neither the filter for successful nor that for failed deployments matches.`,
};

/** Returns what settings make of a run: the very rules by which it is counted. */
function previewOf(run: RunInput, shown: ShownRun, settings: TeamSettings): PreviewedRun {
  const { name: pipeline, ...rest } = shown;
  if (!owns('run', settings, run.traits))
    return { ...rest, pipeline, verdict: 'OTHER_SCOPE', why: outsideScope(settings, run) };
  const verdict = outcomeOf(run, settings.pipelines);
  const why = reasons[verdict](run, shown, settings.pipelines);
  return { ...rest, pipeline, verdict, why };
}

/**
 * Returns what settings of pipelines make of the newest runs, before they are saved. Throws
 * FORBIDDEN, NOT_FOUND, and a Refusal where a save would be refused.
 */
export type PreviewDeployments = (
  viewer: Viewer,
  trial: DeploymentTrial,
) => Promise<readonly PreviewedRun[]>;

export const createDeploymentPreview =
  (database: Database): PreviewDeployments =>
  async (viewer, { node, settings: tried, search, most }) => {
    demand(viewer, 'EDIT_TEAM');
    return database.read(viewer.account, async (session) => {
      const book = await openBook(session, [node]);
      const { settings: effective } = effectiveSettingsOn(book, node);
      const settings = tried === null ? effective : { ...effective, pipelines: tried };
      const categories = await categoriesByTree(session);
      const errors = tried ? errorsOf(book, categories, node, settings, ['PIPELINES']) : [];
      if (errors.length > 0) throw new Refusal(errors);
      const shown = await newestRuns(session, search, most);
      const inputs = await assembleRuns(
        session,
        shown.map(({ number }) => number),
      );
      const byNumber = new Map(inputs.map((run) => [run.number, run]));
      return shown.flatMap((one) => {
        const run = byNumber.get(one.number);
        return run ? previewOf(run, one, settings) : [];
      });
    });
  };
