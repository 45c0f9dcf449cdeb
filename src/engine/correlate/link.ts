import type { ContainmentRule } from '../../model/inputs/code-input.js';
import type { BlameRule } from '../../model/inputs/delivery-input.js';
import type { Relation } from '../../model/relation.js';
import type { Instant } from '../../model/time.js';

/**
 * The way in which a work item was found: the tool links it, or its key is written somewhere.
 * `PARENT_KEY`: only the key of the item above a sub-task is written.
 */
export type ItemCommitRule = 'NATIVE' | 'KEY_IN_MESSAGE' | 'PARENT_KEY';
export type ItemPullRequestRule =
  | 'NATIVE'
  | 'KEY_IN_TITLE'
  | 'KEY_IN_BRANCH'
  | 'KEY_IN_BODY'
  | 'KEY_IN_COMMIT'
  | 'PARENT_KEY';
/** The commit of the pull request that was built; `COMMIT`: one on its branch that is not its head. */
export type BuildRule = 'MERGE_COMMIT' | 'HEAD_COMMIT' | 'COMMIT';
/** The commit of the change that was built: its own step, or one that it brings in. */
export type ChangeBuildRule = 'MERGE_COMMIT' | 'COMMIT';
/** The way in which a deployment took what a build made. */
export type DeliveryRule = 'ARTIFACT' | 'COMMIT';
/**
 * `BASELINE`: the first deployment that contains it is its stream's very first, which does not date
 * it.
 */
export type DeploymentRule = ContainmentRule | 'BASELINE';
/** The evidence that a deployment repairs. */
export type RepairRule = 'MARK' | 'FIXED_BY' | 'REVERT';

/**
 * The rules of each relation, by source and target:
 * - `ITEM_ROOT`: work item -> the item at the top of its tree, for every item below a top; at null
 * - `ITEM_COMMIT`: work item -> commit; at = author date
 * - `ITEM_PULL_REQUEST`: work item -> pull request; at = opened
 * - `RUN_STANDING`: an earlier attempt, or a child -> its effective run; at null
 * - `RUN_BELOW`: attempt of a run -> a run below it that deploys; at null
 * - `PULL_REQUEST_BUILD`: pull request -> effective CI run; at = its end
 * - `CHANGE_BUILD`: change -> effective CI run; at = its end
 * - `ITEM_CHANGE`: work item -> change that holds a commit written for it and came by no known pull
 *   request; at = merged
 * - `REPOSITORY_REVIEWED`: repository with known merged pull requests -> itself; at null
 * - `REPOSITORY_HISTORY`: repository whose history is known -> itself; at null
 * - `REPOSITORY_GRAPH`: repository in which parents of commits are known -> itself; at null
 * - `BUILD_DEPLOYMENT`: effective CI run -> effective CD run that deploys what it made; at = end of
 *   the deployment
 * - `PULL_REQUEST_DEPLOYMENT`, `CHANGE_DEPLOYMENT`: at most one a source -> successful production
 *   deployment; at = its end
 * - `PULL_REQUEST_SHIPMENT`, `CHANGE_SHIPMENT`: what was shipped -> its first deployment, had
 *   nobody marked that as failed; at = its end
 * - `PULL_REQUEST_REVERT`, `CHANGE_REVERT`: pull request, or change that came by none -> such a one
 *   that it reverts; at null
 * - `DEPLOYMENT_NEXT`: production deployment, successful or not -> next successful one of its
 *   stream; at = end of the latter
 * - `ITEM_INCIDENT`: work item that some team takes for an incident -> itself; at = its creation
 * - `INCIDENT_DEPLOYMENT`: incident, or work item taken for one -> the deployments it blames; at =
 *   end of the deployment
 * - `RUN_COMMITS_UNKNOWN`: effective run none of whose commits any repository has -> itself; at =
 *   its end, else its start
 * - `DEPLOYMENT_REPAIR`: deployment -> the evidence that it repairs; at = its own end. Evidence is
 *   itself (`MARK`), an incident (`FIXED_BY`), or a deployment that shipped what it reverts, if
 *   that is blamed (`REVERT`).
 */
export interface RuleOf {
  readonly ITEM_ROOT: 'PARENT';
  readonly ITEM_COMMIT: ItemCommitRule;
  readonly ITEM_PULL_REQUEST: ItemPullRequestRule;
  readonly RUN_STANDING: 'ATTEMPT' | 'PARENT';
  readonly RUN_BELOW: 'PARENT';
  readonly PULL_REQUEST_BUILD: BuildRule;
  readonly CHANGE_BUILD: ChangeBuildRule;
  readonly ITEM_CHANGE: 'COMMIT';
  readonly REPOSITORY_REVIEWED: 'MERGED';
  readonly REPOSITORY_HISTORY: 'CHANGES';
  readonly REPOSITORY_GRAPH: 'PARENTS';
  readonly BUILD_DEPLOYMENT: DeliveryRule;
  readonly PULL_REQUEST_DEPLOYMENT: DeploymentRule;
  readonly CHANGE_DEPLOYMENT: DeploymentRule;
  readonly PULL_REQUEST_SHIPMENT: DeploymentRule;
  readonly CHANGE_SHIPMENT: DeploymentRule;
  readonly PULL_REQUEST_REVERT: 'REVERT';
  readonly CHANGE_REVERT: 'REVERT';
  readonly DEPLOYMENT_NEXT: 'STREAM';
  readonly ITEM_INCIDENT: 'FILTER';
  readonly INCIDENT_DEPLOYMENT: BlameRule;
  readonly RUN_COMMITS_UNKNOWN: 'NO_REPOSITORY';
  readonly DEPLOYMENT_REPAIR: RepairRule;
}

/**
 * A relation between two facts, by their numbers. Two facts have at most one link of each relation:
 * the one by the strongest rule.
 */
export interface Link<Kind extends Relation = Relation> {
  readonly relation: Kind;
  readonly source: number;
  readonly target: number;
  /**
   * The instant that the relation brings along; null if it brings none, or the tool did not say.
   */
  readonly at: Instant | null;
  readonly rule: RuleOf[Kind];
}
