import type { ContainmentRule } from '../../model/inputs/code-input.js';
import type { BlameRule } from '../../model/inputs/delivery-input.js';
import type { Instant } from '../../model/time.js';

/** How a work item was found: the tool links it, or its key is written somewhere; `PARENT_KEY`: only that of the item above a sub-task is. */
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
/** How a deployment took what a build made. */
export type DeliveryRule = 'ARTIFACT' | 'COMMIT';
/** `BASELINE`: the first deployment that contains it is its stream's first, so that it rides in none. */
export type DeploymentRule = ContainmentRule | 'BASELINE';
/** What shows that a deployment repairs. */
export type RepairRule = 'MARK' | 'FIXED_BY' | 'REVERT';

/**
 * Which rules make which relation, by source and target:
 * - `ITEM_ROOT`: work item -> the item at the top of its tree, for every item below a top; at null
 * - `ITEM_COMMIT`: work item -> commit; at = author date
 * - `ITEM_PULL_REQUEST`: work item -> pull request; at = opened
 * - `RUN_STANDING`: an earlier attempt, or a child -> the run that stands for it; at null
 * - `RUN_BELOW`: attempt of a run -> a run below it that deploys; at null
 * - `PULL_REQUEST_BUILD`: pull request -> standing CI run; at = its end
 * - `CHANGE_BUILD`: change -> standing CI run; at = its end
 * - `ITEM_CHANGE`: work item -> change that holds a commit written for it and came by no pull request that is told; at = merged
 * - `REPOSITORY_REVIEWED`: repository of which merged pull requests are told -> itself; at null
 * - `REPOSITORY_HISTORY`: repository whose history is known -> itself; at null
 * - `REPOSITORY_GRAPH`: repository in which parents of commits are known -> itself; at null
 * - `BUILD_DEPLOYMENT`: standing CI run -> standing CD run that deploys what it made; at = end of the deployment
 * - `PULL_REQUEST_DEPLOYMENT`, `CHANGE_DEPLOYMENT`: at most one a source -> successful production deployment; at = its end
 * - `PULL_REQUEST_SHIPMENT`, `CHANGE_SHIPMENT`: what rides -> the deployment it would ride in had nobody marked that as failed; at = its end
 * - `PULL_REQUEST_REVERT`, `CHANGE_REVERT`: pull request, or change that came by none -> such a one that it takes back; at null
 * - `DEPLOYMENT_NEXT`: production deployment, successful or not -> next successful one of its stream; at = end of the latter
 * - `ITEM_INCIDENT`: work item that some team takes for an incident -> itself; at = its creation
 * - `INCIDENT_DEPLOYMENT`: incident, or work item taken for one -> the deployments it blames; at = end of the deployment
 * - `RUN_COMMITS_UNKNOWN`: standing run none of whose commits any repository has -> itself; at = its end, else its start
 * - `DEPLOYMENT_REPAIR`: deployment -> what shows that it repairs: itself (`MARK`), an incident (`FIXED_BY`), a deployment that
 *   shipped what it takes back, if that is blamed (`REVERT`); at = its own end
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
export type Relation = keyof RuleOf;

/** What joins two facts, by their numbers. Of one relation there is one link between the same two: the one by the strongest rule. */
export interface Link<Kind extends Relation = Relation> {
  readonly relation: Kind;
  readonly source: number;
  readonly target: number;
  /** The instant that the relation brings along; null where it brings none, or the tool did not say. */
  readonly at: Instant | null;
  readonly rule: RuleOf[Kind];
}
