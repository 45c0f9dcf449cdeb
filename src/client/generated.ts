/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** One thing that a key may be allowed to do. */
export type Action =
  /** Change the account itself. */
  | 'EDIT_ACCOUNT'
  /** Change developers, org trees and profiles. */
  | 'EDIT_DIRECTORY'
  /** Say which developer a person of a tool is. */
  | 'EDIT_IDENTITIES'
  /** Connect and remove sources. */
  | 'EDIT_INTEGRATIONS'
  /** Make and revoke keys. */
  | 'EDIT_KEYS'
  /** Save the settings of teams. */
  | 'EDIT_TEAM'
  /** See the names of developers. */
  | 'READ_DEVELOPERS'
  /** See org trees, teams and profiles. */
  | 'READ_DIRECTORY'
  /** Ask for insights. */
  | 'READ_INSIGHTS'
  /** See where facts come from and how that goes. */
  | 'READ_INTEGRATIONS'
  /** Bring facts in. */
  | 'SYNC';

/** How the deployment that an incident blames was found. */
export type BlameRule =
  /** The tool of the incident names it. */
  | 'EXPLICIT'
  /** It is the last successful one of the same repository before. */
  | 'REPOSITORY'
  /** It is the last successful one of the same service before. */
  | 'SERVICE';

/** Whether the secrets of an integration can be used. */
export type CredentialStatus =
  /** It has no secrets. */
  | 'NONE'
  /** They are sealed and can be used. */
  | 'SEALED'
  /** They were sealed with a key that is lost. Give them again by rotateCredential; nothing else is lost. */
  | 'UNDECRYPTABLE';

/** How far a number can be relied on. */
export type DataStatus =
  /** Everything that belongs to the range is known. */
  | 'FULL'
  /** Settings or profile lack what the metric needs, or no source ever reported it: there is no value, not even 0, and no rating. The notes of the explanation say what to do. */
  | 'NOT_CONFIGURED'
  /** Nothing was observed: a count is 0, everything else null. */
  | 'NO_DATA'
  /** A source that the metric reads begins after the range does, or its last good sync lies more than 24 hours before the end of the range, or before now where the range is not over. A source of facts that are sent is as fresh as the last that was accepted; sending one again says that it still holds. */
  | 'PARTIAL';

/** Which time is asked about: exactly one of the fields. */
export type DateRangeInput =
  {   /** From one day to another. */
  readonly dates: LocalDatesInput; readonly last?: never; readonly preset?: never; }
  |  { readonly dates?: never;   /** The last days, weeks, months, quarters. */
  readonly last: LastInput; readonly preset?: never; }
  |  { readonly dates?: never; readonly last?: never;   /** A range by its common name. */
  readonly preset: RangePreset; };

/** What became of a webhook. */
export type DeliveryStatus =
  /** It could not be processed and is not tried any more; the reason says why. `redeliver` tries it again. */
  | 'DEAD'
  /** What it says, or points at, is written. */
  | 'DONE'
  /** It says nothing that is kept; the reason says why. */
  | 'IGNORED'
  /** It waits to be processed, or to be tried again. */
  | 'PENDING';

/** By how many developers a number per developer is divided. */
export type Denominator =
  /** By those of them who contributed in the bucket, and for the whole range in the range: who authored a commit, merged a pull request or completed a work item that some metric per developer counts, or reviewed or commented a pull request. */
  | 'CONTRIBUTING'
  /** By all who are in the team. */
  | 'ROSTER';

/** What counts as a deployment. */
export type DeploymentSource =
  /** Change requests of a service desk. */
  | 'CHANGE_REQUESTS'
  /** Runs of a delivery tool. */
  | 'CONTINUOUS_DEPLOYMENT'
  /** Releases of an issue tracker. */
  | 'ISSUE_MANAGEMENT_RELEASES'
  /** Merged pull requests. */
  | 'PULL_REQUEST_MERGES'
  /** Tags that match the pattern of the team. */
  | 'SOURCE_CODE_RELEASES';

/** Which way is better. */
export type Direction =
  /** The more the better. */
  | 'HIGHER'
  /** The less the better. */
  | 'LOWER';

/** What lead time is made of. */
export type EfficiencyPreset =
  /** Planning, coding, review, build and deployment; needs issue management. */
  | 'FIVE_PHASES'
  /** The same, but coding lasts until the first pull request is opened, not until the first commit. */
  | 'FIVE_PHASES_PR_CREATED'
  /** One phase, from the first commit to the release. */
  | 'SOURCE_CODE';

/** In what effort is measured. */
export type EffortUnit =
  /** In story points. */
  | 'STORY_POINTS'
  /** In work items. */
  | 'TICKET_COUNT'
  /** In time in progress. */
  | 'TICKET_TIME_SPENT';

/** Why a row is not in a number. */
export type ExclusionReason =
  /** Its author date lies before 1980. */
  | 'AUTHORED_BEFORE_1980'
  /** Its author date lay more than a day ahead when it was read. */
  | 'AUTHORED_IN_FUTURE'
  /** It ended before it began, by the times the tool gives. */
  | 'BAD_TIMESTAMPS'
  /** The first release that contains it has no known predecessor to measure from. */
  | 'BASELINE'
  /** No deployment was found that it could be blamed on. */
  | 'BLAMES_NOTHING'
  /** A bot did it. */
  | 'BOT'
  /** Its committer date lies before 1980. */
  | 'COMMITTED_BEFORE_1980'
  /** Its committer date lay more than a day ahead when it was read. */
  | 'COMMITTED_IN_FUTURE'
  /** It was created before the range began, and the profile counts what was created within it. */
  | 'CREATED_BEFORE_RANGE'
  /** Runs below it deploy: these count, not the run above them. */
  | 'DEPLOYED_BELOW'
  /** The team excludes what has its label. */
  | 'EXCLUDED_BY_LABEL'
  /** Its children count in its place. */
  | 'HAS_CHILDREN'
  /** Its lines are not known, as in a shallow or partial clone. */
  | 'LINES_UNKNOWN'
  /** It is a merge commit. */
  | 'MERGE_COMMIT'
  /** Nobody was assigned to it. */
  | 'NOBODY_ASSIGNED'
  /** The tool no longer knows who it was. */
  | 'NOBODY_KNOWN'
  /** All files that it changes are pointer files, submodules, binary, generated, or changed in mode alone. */
  | 'NOBODY_WROTE_LINES'
  /** Somebody marked it as no deployment. */
  | 'NOT_A_DEPLOYMENT'
  /** It is not completed. */
  | 'NOT_COMPLETED'
  /** It has not reached production. */
  | 'NOT_DEPLOYED'
  /** It was aborted, skipped, or is still running. */
  | 'NOT_FINISHED'
  /** It is not merged. */
  | 'NOT_MERGED'
  /** It did not deploy to production. */
  | 'NOT_PRODUCTION'
  /** Nothing has succeeded after it. */
  | 'NOT_RECOVERED'
  /** No release contains it yet. */
  | 'NOT_RELEASED'
  /** It did not succeed. */
  | 'NOT_SUCCESSFUL'
  /** Nobody but its author and bots said anything about it. */
  | 'NO_COMMENT'
  /** Nothing is known of any phase that is measured. */
  | 'NO_EVENTS'
  /** No item of the team was in it. */
  | 'NO_ITEMS'
  /** It changes no lines. */
  | 'NO_LINES'
  /** It went into a branch that is no destination of the team. */
  | 'OTHER_BRANCH'
  /** It is not in a state that the profile counts. */
  | 'OTHER_STATE'
  /** It ended before it began. */
  | 'OUT_OF_ORDER'
  /** It is part of an item that counts. */
  | 'SUBTASK'
  /** It was given up, as its status or resolution says. */
  | 'TERMINATED'
  /** So many of its files may have been renamed that they are not compared: its lines are not known. */
  | 'TOO_MANY_RENAMES'
  /** It is not resolved. */
  | 'UNRESOLVED';

/** A kind of fact that tools report. */
export type FactKind =
  /** Steps of default branches. */
  | 'CHANGE'
  /** Change requests. */
  | 'CHANGE_REQUEST'
  /** Commits. */
  | 'COMMIT'
  /** Incidents. */
  | 'INCIDENT'
  /** Lists of who is who in a history. */
  | 'MAILMAP'
  /** Runs of pipelines: builds and deployments. */
  | 'PIPELINE_RUN'
  /** Pull and merge requests. */
  | 'PULL_REQUEST'
  /** Repositories. */
  | 'REPOSITORY'
  /** Sprints. */
  | 'SPRINT'
  /** Tags. */
  | 'TAG'
  /** Versions of projects. */
  | 'VERSION'
  /** Work items. */
  | 'WORK_ITEM';

/** What says that a deployment failed. */
export type FailureRule =
  /** The team’s filter of failed runs. */
  | 'FILTER'
  /** An incident of the team that blames it. */
  | 'INCIDENT'
  /** Somebody, by hand. */
  | 'MARK'
  /** It rolled back. */
  | 'ROLLBACK'
  /** The status that the tool gave it. */
  | 'STATUS';

/** How a value is compared: without case and outer spaces. */
export type FilterOperator =
  /** It contains one of the values. */
  | 'CONTAINS'
  /** It contains none of the values. */
  | 'DOES_NOT_CONTAIN'
  /** It ends with one of the values. */
  | 'ENDS_WITH'
  /** It is one of the values. */
  | 'EQUALS'
  /** It is none of the values. */
  | 'NOT_EQUALS'
  /** It begins with one of the values. */
  | 'STARTS_WITH';

/** How the share of effort that a category has stands to its goal. */
export type GoalStatus =
  /** Within the acceptable range alone. */
  | 'ACCEPTABLE'
  /** Within the ideal range. */
  | 'IDEAL'
  /** Outside both. */
  | 'POOR';

/** What there is to know of the health of an integration. */
export type HealthCause =
  /** Deliveries could not be worked on. */
  | 'DEAD_LETTERS'
  /** Facts cannot be calculated with. */
  | 'FACTS_SET_ASIDE'
  /** It waits for the limit of its tool. That alone is no fault. */
  | 'LIMIT_REACHED'
  /** It was not read to its end yet. */
  | 'NEVER_SYNCED'
  /** Records could not be read. That alone does not lower the health. */
  | 'RECORDS_DROPPED'
  /** Syncs failed since the last one that succeeded; the message is of the last of them. */
  | 'SYNC_FAILED'
  /** Its secrets cannot be opened. */
  | 'UNDECRYPTABLE';

/** Whose insight is asked for, or of what: exactly one of the fields. */
export type InsightScopeInput =
  {   /** The id of a developer’s alias. */
  readonly developer: string | number; readonly orgNode?: never; readonly path?: never; readonly pipeline?: never; readonly service?: never; readonly team?: never; }
  |  { readonly developer?: never;   /** The id of a node of an org tree. */
  readonly orgNode: string | number; readonly path?: never; readonly pipeline?: never; readonly service?: never; readonly team?: never; }
  |  { readonly developer?: never; readonly orgNode?: never;   /** The names from the root of an org tree down, such as `Organisation/Platform`. */
  readonly path: string; readonly pipeline?: never; readonly service?: never; readonly team?: never; }
  |  { readonly developer?: never; readonly orgNode?: never; readonly path?: never;   /** The id of a pipeline: what all teams of the account saw of it, once. For the metrics of deployments; others answer BAD_USER_INPUT. */
  readonly pipeline: string | number; readonly service?: never; readonly team?: never; }
  |  { readonly developer?: never; readonly orgNode?: never; readonly path?: never; readonly pipeline?: never;   /** The id of a service: what all teams of the account saw of it, once. For the metrics of delivery; others answer BAD_USER_INPUT. What ships several services counts for the first of them by name. */
  readonly service: string | number; readonly team?: never; }
  |  { readonly developer?: never; readonly orgNode?: never; readonly path?: never; readonly pipeline?: never; readonly service?: never;   /** The id of a team. */
  readonly team: string | number; };

/** What a provider can feed. */
export type IntegrationCategory =
  /** Deployments. */
  | 'CONTINUOUS_DEPLOYMENT'
  /** Builds and tests. */
  | 'CONTINUOUS_INTEGRATION'
  /** Incidents and their ends. */
  | 'INCIDENT_MANAGEMENT'
  /** Work items and sprints. */
  | 'ISSUE_MANAGEMENT'
  /** Repositories, commits, pull requests. */
  | 'SOURCE_CODE_MANAGEMENT';

/** How the syncs of the last seven days went. */
export type IntegrationHealth =
  /** None succeeded, or its secrets cannot be opened. */
  | 'CRITICAL'
  /** Every one succeeded, or waits for a limit. */
  | 'HEALTHY'
  /** Some failed, some of its facts cannot be calculated with, or some deliveries could not be worked on. */
  | 'NEEDS_ATTENTION'
  /** There was none, and nobody is there to make one. */
  | 'OFFLINE_SATELLITE'
  /** It is paused. */
  | 'PAUSED'
  /** There was none. */
  | 'UNKNOWN';

/** One thing that a provider asks for. */
export type IntegrationSettingInput = {
  /** Its name in the settings of the provider. */
  readonly key: string;
  /** What to give. */
  readonly value: string;
};

/** What is done with an integration. */
export type IntegrationStatus =
  /** It is synced by the clock. */
  | 'ACTIVE'
  /** It is not synced; what it reported stays. */
  | 'PAUSED'
  /** What it reported is being retracted. */
  | 'REMOVING';

/** The unit that runs now and the count - 1 units before it. */
export type LastInput = {
  /** How many units, at least 1. */
  readonly count: number;
  /** The unit. */
  readonly unit: RangeUnit;
};

/** How good a number is, the best first. */
export type Level =
  /** The best level. */
  | 'ELITE'
  /** The second level. */
  | 'HIGH'
  /** What no other level takes. */
  | 'LOW'
  /** The third level. */
  | 'MEDIUM';

/** Days of the calendar, both included. */
export type LocalDatesInput = {
  /** The first day. */
  readonly from: string;
  /** The last day. */
  readonly to: string;
};

/** A metric of the catalogue; new ones are added over time. */
export type MetricId =
  /** Business alignment. Share of the effort on completed work items that went into a category of the profile; segments are the categories, 0 being what none of them claims. Effort is a number of items, story points or time in progress as the profile says, or in full-time equivalents, where each developer adds up to one. Of the categories that claim an item the best ranked has it. */
  | 'BUSINESS_ALIGNMENT'
  /** Change failure rate. Share of production deployments that failed. By pipelines: those that fail or roll back. By linked incidents of the team: those that at least one of them blames, each in the bucket of the deployment; incidents that blame none are excluded. An incident blames the deployments that its tool names, else the last successful one before it of its service or repository; a work item that is an incident names none, its services are those called like its components, its repositories those of the commits and pull requests linked to it. As a ratio: incidents in the bucket of their creation over deployments, which may exceed 1. Of incidents of the incident tool the profile may name another event that counts them: their last update, their resolution, their closing; those that it has not come to blame none and are excluded as in another state. Aborted, skipped and unfinished runs are in neither. A run of several services counts once, as deployments of a ratio as for deployment frequency, and by service in each; an excluded run is that of the first by name. */
  | 'CHANGE_FAILURE_RATE'
  /** Code rework. Share of the changed lines that replace lines of the same file, per change of the default branch, and per merged pull request where the history of its branch is not known. Rework is recent where the file was last changed within the window that the profile sets, else legacy. Bots do not count, nor do paths that the profile excludes, nor lines that nobody wrote: pointer files of Git LFS, submodules, binary files, changes of mode, and what `.gitattributes` marks as generated or without differences. */
  | 'CODE_REWORK'
  /** Coding days per developer. Distinct local days on which a developer authored a commit on any branch or tag, per developer and unit of time. Merge commits and bots do not count. */
  | 'CODING_DAYS_PER_DEVELOPER'
  /** Comments per pull request. Comments that people made at merged pull requests, inline and general, replies of the author and reviews with a text among them. Pull requests without a comment count as 0; comments and pull requests of bots do not count. */
  | 'COMMENTS_PER_PR'
  /** Deployment frequency. How often the team ships successfully to production. The profile says what a deployment is: a pipeline run, a released version, a merged pull request, a change request, or a release, which is a tag whose whole name matches the pattern of the team. Deployments that failed are excluded as not successful. A run of several services counts once, or once for each of them where the profile says so; by service it counts in each, so that services may add up to more. An excluded run is that of the first by name. */
  | 'DEPLOYMENT_FREQUENCY'
  /** Deployment rework rate. Share of successful production deployments that repair an earlier one: marked so by hand, named by an incident as its fix, or holding a revert of what a deployment shipped that an incident of the team blames, or somebody marked as failed. A run of several services counts once, and by service in each; an excluded one is that of the first by name. */
  | 'DEPLOYMENT_REWORK_RATE'
  /** Failed deployment recovery time. Time from the end of a production deployment that failed, or that an incident of the team blames, until the last of these incidents was over, as the time to restore understands that; where none blames it, until the next successful deployment of the same stream. In the bucket of the recovery. Deployments not recovered yet are excluded. A run of several services counts once, and by service in each; an excluded one is that of the first by name. */
  | 'FAILED_DEPLOYMENT_RECOVERY_TIME'
  /** Lead time for changes. Time through the phases of the profile, from request or first commit to production. It is measured of completed work items where a phase begins or ends in issue management, in the bucket of their completion, or of their deployment where only deployed work counts; else of merged pull requests, and of changes of the default branch in repositories without known merged pull requests, or of changes alone where the phases speak of releases alone, of merged pull requests in their place where the history of a repository is not known, in the bucket of the deployment or release. A phase whose start or end is not known adds nothing. Changes of the first deployment or release are excluded, since nobody knows when the one before was. A change counts with the first release that contains it; a pull request of a repository whose history is not known with the first that is tagged at its merge or after it. The service and the pipeline are those of the first production deployment that contains it, of a work item the last that carried any of it: of several services that this deploys, the first by name. What a release alone ships has neither. Where the team’s filter by developers is on, a work item or pull request counts whose assignee or author is a member, or any author of its commits or pull requests; by developer it is the assignee’s or author’s alone, so that these add up. */
  | 'LEAD_TIME_FOR_CHANGES'
  /** Mean time to restore. Time from the creation of a production incident to its resolution, in the bucket of the resolution. Incidents come from the incident tool, resolved or closed as the profile says, or are work items that the team takes for incidents. Incidents not resolved yet are excluded, and under CREATED_IN_RANGE incidents created before the range began. */
  | 'MEAN_TIME_TO_RESTORE'
  /** Pull request cycle time. Time from the first commit of a pull request, or its opening where that is earlier, to its merge. It is made of the time to the opening, to the first answer by somebody else, to the approval and to the merge; what a pull request has not takes no time. Pull requests of bots do not count. */
  | 'PR_CYCLE_TIME'
  /** Pull request velocity per developer. Pull requests merged, per developer and unit of time, by the day of the merge. By size they are divided by added and deleted lines, by type of work by the items linked to them: a bug before a feature. Pull requests of bots do not count. */
  | 'PR_VELOCITY_PER_DEVELOPER'
  /** Sprint churn. Work that came into sprints after they began or was taken out of them undone, against the work they began with; also that by which estimates rose, where the profile says so. May exceed 1. */
  | 'SPRINT_CHURN'
  /** Sprint work delivered to committed. All work that sprints delivered, of what they began with and of what came later, against the work they began with. Exceeds 1 where a sprint did more than it set out to. */
  | 'SPRINT_DELIVERED_TO_COMMITTED'
  /** Sprint predictability. How far the work delivered by completed sprints scatters, in story points or work items; reliability is how far the delivered share of what they began with does. Unknown below two sprints. */
  | 'SPRINT_PREDICTABILITY'
  /** Sprint scope creep. Work that came into sprints after they began, against the work they began with. Work taken out again undone is no creep. May exceed 1. */
  | 'SPRINT_SCOPE_CREEP'
  /** Sprint velocity. Work delivered per completed sprint, in story points or work items as the profile says: what was done of what the sprint began with and of what came later. Sub-tasks, and what was done before the sprint, do not count. */
  | 'SPRINT_VELOCITY'
  /** Time to complete. Time from the creation of a work item, or from when it first became active where the profile says so, to its last resolution. Only completed items count, as in work completed per developer. */
  | 'TIME_TO_COMPLETE'
  /** Time to first comment. Time that a merged pull request waited for the first comment or review of somebody else, since it was first ready for review. Pull requests without one are excluded; what bots say and what was said of a draft is no answer. */
  | 'TIME_TO_FIRST_COMMENT'
  /** Work completed per developer. Work items completed, per developer and unit of time, by the day of their last resolution and credited to who had them then. What was given up does not count. Features are divided by story points, bugs by priority. */
  | 'WORK_COMPLETED_PER_DEVELOPER';

/** What begins or ends a phase. */
export type PhaseEvent =
  /** The first deployment to production ended. */
  | 'FIRST_CD_EXECUTION'
  /** The first build ended. */
  | 'FIRST_CI_EXECUTION'
  /** The first commit that is no merge was written. */
  | 'FIRST_COMMIT_CREATED'
  /** Somebody approved first. */
  | 'FIRST_PR_APPROVAL'
  /** Somebody commented first. */
  | 'FIRST_PR_COMMENT'
  /** The first pull request was opened. */
  | 'FIRST_PR_CREATED'
  /** The first pull request was merged. */
  | 'FIRST_PR_MERGED'
  /** The last one ended. */
  | 'LAST_CD_EXECUTION'
  /** The last build ended. */
  | 'LAST_CI_EXECUTION'
  /** The last one was written. */
  | 'LAST_COMMIT_CREATED'
  /** Somebody approved last. */
  | 'LAST_PR_APPROVAL'
  /** Somebody commented last. */
  | 'LAST_PR_COMMENT'
  /** The last one was opened. */
  | 'LAST_PR_CREATED'
  /** The last one was merged. */
  | 'LAST_PR_MERGED'
  /** The first release or deployment that contains it. */
  | 'RELEASED'
  /** The work item was created. */
  | 'TICKET_CREATED'
  /** It was last done. */
  | 'TICKET_DONE'
  /** It was first in progress. */
  | 'TICKET_IN_PROGRESS'
  /** It first entered the status that is named. */
  | 'TICKET_STATUS'
  /** It was first to be done. */
  | 'TICKET_TO_DO';

/** One part of the way to production. */
export type PhaseKey =
  /** Until it is built. */
  | 'BUILD'
  /** Until there is something to review. */
  | 'CODING'
  /** From the first commit to the release. */
  | 'COMMIT_TO_RELEASE'
  /** Until it is in production. */
  | 'DEPLOYMENT'
  /** Until somebody begins to work. */
  | 'PLANNING'
  /** Until it is merged. */
  | 'REVIEW';

/** What a profile sets rules for. */
export type ProfileKind =
  /** What effort is spent on. */
  | 'BUSINESS_ALIGNMENT'
  /** Delivery: lead time, deployments, failures. */
  | 'EFFICIENCY'
  /** Work: coding days, pull requests, rework. */
  | 'PRODUCTIVITY';

/** A tool that facts come from; new ones are added over time. */
export type ProviderId =
  /** Azure Boards. Work items with their whole history, iterations and links to code of Azure DevOps Services and Server. */
  | 'AZURE_BOARDS'
  /** Azure Pipelines. Runs of pipelines with their stages, deployments to environments and classic releases of Azure DevOps Services or Server. */
  | 'AZURE_PIPELINES'
  /** Azure Repos. Pull requests with votes, comments, commits and files, and tags of Azure DevOps Services or Server. */
  | 'AZURE_REPOS'
  /** Bitbucket Cloud. Pull requests with commits, reviews, comments and files, and tags of Bitbucket Cloud. */
  | 'BITBUCKET'
  /** Bitbucket Pipelines. Pipelines and deployments to environments of Bitbucket Cloud. */
  | 'BITBUCKET_PIPELINES'
  /** Bitbucket Data Center. Pull requests with their commits, reviews and comments, and tags of Bitbucket Data Center or Server. */
  | 'BITBUCKET_SERVER'
  /** Facts you send. Pull requests, work items, runs, incidents and more in one neutral form, a JSON object a line, from any tool. */
  | 'CUSTOM'
  /** Git repository. The history of a git repository: a folder on this machine, or a URL that git can clone. */
  | 'GIT'
  /** GitHub. Pull requests with commits, reviews and comments, issues and tags of github.com or GitHub Enterprise Server. */
  | 'GITHUB'
  /** GitHub Actions. Workflow runs with every attempt and job, and deployments to environments, of GitHub or GitHub Enterprise Server. */
  | 'GITHUB_ACTIONS'
  /** GitLab. Merge requests with commits, approvals and comments, tags and issues of GitLab.com or a GitLab of your own. */
  | 'GITLAB'
  /** GitLab CI/CD. Pipelines with their jobs, and deployments to environments, of GitLab.com or a GitLab of your own. */
  | 'GITLAB_CI'
  /** Harness. Executions of Harness CI/CD pipelines with their stages, services, environments and images. */
  | 'HARNESS'
  /** Harness Code. Repositories and pull requests of Harness Code with their commits, reviews and comments. */
  | 'HARNESS_CODE'
  /** Jenkins. Builds of free-style jobs, pipelines and multibranch jobs in all folders, and the stages that deploy. */
  | 'JENKINS'
  /** Jira. Issues with their whole history, sprints and versions of Jira Cloud and Jira Data Center. */
  | 'JIRA'
  /** PagerDuty. Incidents of PagerDuty with their owners, resolutions and the severity of alerts. */
  | 'PAGERDUTY'
  /** ServiceNow. Incidents and change requests of a ServiceNow instance, by its Table API. */
  | 'SERVICENOW';

/** A range by its common name. */
export type RangePreset =
  /** The running week and the three before it. */
  | 'LAST_4_WEEKS'
  /** The last whole month. */
  | 'LAST_MONTH'
  /** The last whole quarter. */
  | 'LAST_QUARTER';

/** A unit of a relative range. */
export type RangeUnit =
  /** Local days. */
  | 'DAY'
  /** Calendar months. */
  | 'MONTH'
  /** Calendar quarters. */
  | 'QUARTER'
  /** ISO weeks. */
  | 'WEEK';

/** How the first release that contains something was found. */
export type ReleaseRule =
  /** It is the first that is tagged at the merge or after it: the commit graph is not known. */
  | 'RELEASED_AFTER_MERGE'
  /** It is the first whose tag contains the step of the default branch, or the commit of the pull request. */
  | 'TAG_CONTAINS_MERGE';

/** What makes a deployment a repair of an earlier one. */
export type RepairKind =
  /** An incident names it as its fix. */
  | 'FIXED_BY'
  /** Somebody said so by hand. */
  | 'MARK'
  /** It holds a revert of what a failed deployment had shipped. */
  | 'REVERT';

/** What a key may do. */
export type Role =
  /** Everything within the account. */
  | 'ADMIN'
  /** Bring facts in, and see how that goes. */
  | 'INGESTION'
  /** Read, edit what teams are made of, and say which developer a person of a tool is. */
  | 'MANAGER'
  /** Read insights and the directory. */
  | 'VIEWER';

/** Why something was set aside. */
export type SetAsideCode =
  /** The calculation met a value that it cannot work with. */
  | 'CALCULATION_FAILED'
  /** A value lies outside of what can be stored, such as a date in the far future. */
  | 'OUT_OF_RANGE'
  /** The database refused it for another reason. */
  | 'REFUSED'
  /** A value is longer than what can be stored. */
  | 'TOO_LONG'
  /** A value is not of the form that it must have. */
  | 'UNREADABLE';

/** What was set aside. */
export type SetAsideKind =
  /** A month of a team, or what a metric makes of one fact in it. */
  | 'CELL'
  /** A fact that cannot be linked to others: no number counts it. */
  | 'FACT'
  /** Everything new: nothing can be linked, whatever is set aside. */
  | 'LINKING'
  /** The rules of a team: those before stay effective. */
  | 'RULES';

/** How a setting is entered. */
export type SettingKind =
  /** One of the choices. */
  | 'CHOICE'
  /** A day such as 2026-01-31. */
  | 'DATE'
  /** `true` or `false`. */
  | 'FLAG'
  /** Several texts, one a line or between commas. */
  | 'LIST'
  /** A text that is never shown again. */
  | 'SECRET'
  /** A text of one line. */
  | 'TEXT'
  /** An address. */
  | 'URL';

/** What a source reports. */
export type SourceFacts =
  /** Change requests. */
  | 'CHANGE_REQUESTS'
  /** Commits, steps of default branches and tags. */
  | 'HISTORY'
  /** Incidents. */
  | 'INCIDENTS'
  /** Pull and merge requests. */
  | 'PULL_REQUESTS'
  /** Runs of pipelines. */
  | 'RUNS'
  /** Work items, sprints and versions. */
  | 'WORK_ITEMS';

/** What a sync reads. */
export type SyncPass =
  /** What is new or changed. */
  | 'INCREMENT'
  /** Again all that increments and deliveries never report: what was deleted, renamed or moved. */
  | 'SWEEP';

/** How far a sync has come. */
export type SyncStatus =
  /** The tool allows no more calls for now, or it had its share of pages; the rest follows by itself. */
  | 'DEFERRED'
  /** It stopped; the message says why. What it wrote stays, and the next sync goes on from there. */
  | 'FAILED'
  /** The process that worked on it was stopped or ended. The next sync goes on from there, at the next start at the latest. */
  | 'INTERRUPTED'
  /** It is under way. */
  | 'RUNNING'
  /** All that the tool could report is written. */
  | 'SUCCEEDED';

/** Where a metric is heading, rated by which direction is better for it. */
export type TrendDirection =
  /** It gets better. */
  | 'IMPROVING'
  /** It gets worse. */
  | 'REGRESSING'
  /** It stays as it is. */
  | 'STABLE';

/** What values count. */
export type Unit =
  /** Comments per pull request. */
  | 'COMMENTS_PER_PULL_REQUEST'
  /** A number of things. */
  | 'COUNT'
  /** Days per developer and unit of the granularity. */
  | 'DAYS_PER_DEVELOPER'
  /** Time: seconds, and ISO 8601 beside. */
  | 'DURATION'
  /** Story points or work items, as the profile says. */
  | 'POINTS_OR_ITEMS'
  /** Pull requests per developer and unit of the granularity. */
  | 'PULL_REQUESTS_PER_DEVELOPER'
  /** A share, 0 to 1. */
  | 'RATIO'
  /** Work items per developer and unit of the granularity. */
  | 'WORK_ITEMS_PER_DEVELOPER';

/** Why an update was pushed. */
export type UpdateReason =
  /** Facts behind the number changed. */
  | 'CHANGED'
  /** The answer as it is: the first update of a subscription without `after`. */
  | 'CURRENT'
  /** The org tree or its people changed. */
  | 'DIRECTORY'
  /** Something changed while you were away. */
  | 'REPLAY'
  /** You were away for longer than changes are kept; take this answer as it is. */
  | 'RESYNC'
  /** Settings, profile or calendar changed. */
  | 'RULES'
  /** A relative range moved on at midnight. */
  | 'WINDOW_MOVED';

/** What a team calls a work item. */
export type WorkType =
  /** A bug. */
  | 'BUG'
  /** A feature. */
  | 'FEATURE'
  /** Neither. */
  | 'OTHER';

export type WhoAmIQueryVariables = Exact<{ [key: string]: never; }>;


export type WhoAmIQuery = { readonly viewer: { readonly name: string, readonly role: Role, readonly permissions: ReadonlyArray<Action>, readonly account: { readonly name: string, readonly timeZone: string } } | null };

export type WhatCanBeMeasuredQueryVariables = Exact<{ [key: string]: never; }>;


export type WhatCanBeMeasuredQuery = { readonly metrics: ReadonlyArray<{ readonly id: string, readonly title: string, readonly description: string, readonly formula: string, readonly unit: Unit, readonly better: Direction, readonly profile: ProfileKind }> | null, readonly providers: ReadonlyArray<{ readonly id: string, readonly title: string, readonly description: string, readonly categories: ReadonlyArray<IntegrationCategory>, readonly settings: ReadonlyArray<{ readonly key: string, readonly label: string, readonly help: string, readonly required: boolean, readonly secret: boolean }> }> | null };

export type HowAreWeDoingQueryVariables = Exact<{
  path: string;
  metrics: ReadonlyArray<MetricId> | MetricId;
  range: DateRangeInput;
}>;


export type HowAreWeDoingQuery = { readonly insights: ReadonlyArray<{ readonly unit: Unit, readonly dataStatus: DataStatus, readonly recalculating: boolean, readonly asOf: string, readonly sequence: string, readonly metric: { readonly id: string, readonly title: string }, readonly range: { readonly from: string, readonly to: string }, readonly headline: { readonly value: number | null, readonly duration: string | null, readonly rate: number | null, readonly sampleSize: number, readonly dataStatus: DataStatus }, readonly rating: { readonly level: Level, readonly label: string, readonly benchmark: { readonly name: string, readonly year: number | null, readonly sourceUrl: string | null } } | null, readonly previous: { readonly value: number | null, readonly duration: string | null, readonly rate: number | null, readonly sampleSize: number, readonly dataStatus: DataStatus }, readonly change: { readonly absolute: number, readonly relative: number | null, readonly isImprovement: boolean | null } | null, readonly distribution: { readonly mean: number, readonly median: number, readonly p75: number, readonly p90: number, readonly p95: number, readonly min: number, readonly max: number, readonly sampleSize: number } | null, readonly series: ReadonlyArray<{ readonly from: string, readonly to: string, readonly partial: boolean, readonly value: { readonly value: number | null, readonly duration: string | null, readonly rate: number | null, readonly sampleSize: number, readonly dataStatus: DataStatus } }>, readonly trend: { readonly slope: number, readonly direction: TrendDirection } | null }> | null };

export type NumberFragment = { readonly value: number | null, readonly duration: string | null, readonly rate: number | null, readonly sampleSize: number, readonly dataStatus: DataStatus };

export type WhereDoesItComeFromQueryVariables = Exact<{
  path: string;
  metrics: ReadonlyArray<MetricId> | MetricId;
  range: DateRangeInput;
}>;


export type WhereDoesItComeFromQuery = { readonly insights: ReadonlyArray<{ readonly metric: { readonly id: string }, readonly headline: { readonly value: number | null, readonly duration: string | null, readonly sampleSize: number, readonly dataStatus: DataStatus }, readonly nodes: ReadonlyArray<{ readonly label: string, readonly node: { readonly id: string, readonly team: string | null, readonly path: string } | null, readonly value: { readonly value: number | null, readonly duration: string | null, readonly sampleSize: number, readonly dataStatus: DataStatus }, readonly series: ReadonlyArray<{ readonly from: string, readonly value: { readonly value: number | null, readonly sampleSize: number, readonly dataStatus: DataStatus } }> }> | null, readonly repositories: ReadonlyArray<{ readonly repository: string | null, readonly value: { readonly value: number | null, readonly duration: string | null, readonly sampleSize: number, readonly dataStatus: DataStatus } }> | null }> | null };

export type WhichRowsAreBehindItQueryVariables = Exact<{
  path: string;
  metric: MetricId;
  range: DateRangeInput;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type WhichRowsAreBehindItQuery = { readonly insights: ReadonlyArray<{ readonly headline: { readonly value: number | null, readonly duration: string | null, readonly sampleSize: number, readonly dataStatus: DataStatus }, readonly records: { readonly totalCount: number | null, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<
        | { readonly sha: string | null, readonly pullRequest: number | null, readonly firstCommitAt: string | null, readonly firstCommitUnknown: boolean, readonly subject: string, readonly at: string, readonly value: number | null, readonly duration: string | null, readonly title: string | null, readonly repository: string | null, readonly url: string | null, readonly excluded: ExclusionReason | null, readonly release: { readonly name: string, readonly at: string, readonly rule: ReleaseRule } | null, readonly developer: { readonly id: string, readonly label: string } | null }
        | { readonly key: string | null, readonly status: string | null, readonly priority: string | null, readonly severity: string | null, readonly group: string | null, readonly service: string | null, readonly createdAt: string | null, readonly updatedAt: string | null, readonly resolvedAt: string | null, readonly closedAt: string | null, readonly subject: string, readonly at: string, readonly value: number | null, readonly duration: string | null, readonly title: string | null, readonly repository: string | null, readonly url: string | null, readonly excluded: ExclusionReason | null, readonly developer: { readonly id: string, readonly label: string } | null }
        | { readonly sha: string | null, readonly subject: string, readonly at: string, readonly value: number | null, readonly duration: string | null, readonly title: string | null, readonly repository: string | null, readonly url: string | null, readonly excluded: ExclusionReason | null, readonly developer: { readonly id: string, readonly label: string } | null }
        | { readonly number: string | null, readonly pipeline: string | null, readonly service: string | null, readonly environment: string | null, readonly project: string | null, readonly source: string | null, readonly status: string | null, readonly startedAt: string | null, readonly endedAt: string | null, readonly ranFor: string | null, readonly isFailure: boolean | null, readonly failureRule: FailureRule | null, readonly repairKind: RepairKind | null, readonly subject: string, readonly at: string, readonly value: number | null, readonly duration: string | null, readonly title: string | null, readonly repository: string | null, readonly url: string | null, readonly excluded: ExclusionReason | null, readonly developer: { readonly id: string, readonly label: string } | null }
        | { readonly key: string | null, readonly status: string | null, readonly priority: string | null, readonly severity: string | null, readonly group: string | null, readonly service: string | null, readonly createdAt: string | null, readonly resolvedAt: string | null, readonly closedAt: string | null, readonly timeToRestore: string | null, readonly subject: string, readonly at: string, readonly value: number | null, readonly duration: string | null, readonly title: string | null, readonly repository: string | null, readonly url: string | null, readonly excluded: ExclusionReason | null, readonly developer: { readonly id: string, readonly label: string } | null }
        | { readonly pullRequest: number | null, readonly firstCommitAt: string | null, readonly state: string | null, readonly additions: number | null, readonly deletions: number | null, readonly openedAt: string | null, readonly firstReviewAt: string | null, readonly approvedAt: string | null, readonly mergedAt: string | null, readonly deployedAt: string | null, readonly cycleTime: string | null, readonly subject: string, readonly at: string, readonly value: number | null, readonly duration: string | null, readonly title: string | null, readonly repository: string | null, readonly url: string | null, readonly excluded: ExclusionReason | null, readonly release: { readonly name: string, readonly at: string, readonly rule: ReleaseRule } | null, readonly developer: { readonly id: string, readonly label: string } | null }
        | { readonly subject: string, readonly at: string, readonly value: number | null, readonly duration: string | null, readonly title: string | null, readonly repository: string | null, readonly url: string | null, readonly excluded: ExclusionReason | null, readonly developer: { readonly id: string, readonly label: string } | null }
        | { readonly key: string | null, readonly type: string | null, readonly status: string | null, readonly priority: string | null, readonly points: number | null, readonly workType: WorkType | null, readonly category: string | null, readonly createdAt: string | null, readonly resolvedAt: string | null, readonly deployedAt: string | null, readonly pullRequestCount: number | null, readonly commitCount: number | null, readonly buildCount: number | null, readonly deploymentCount: number | null, readonly subject: string, readonly at: string, readonly value: number | null, readonly duration: string | null, readonly title: string | null, readonly repository: string | null, readonly url: string | null, readonly excluded: ExclusionReason | null, readonly phases: ReadonlyArray<{ readonly key: PhaseKey, readonly startEvent: PhaseEvent, readonly startedAt: string | null, readonly endEvent: PhaseEvent, readonly endedAt: string | null, readonly duration: string | null, readonly rating: { readonly level: Level } | null }> | null, readonly developer: { readonly id: string, readonly label: string } | null }
      > } | null, readonly coverage: ReadonlyArray<{ readonly facts: SourceFacts, readonly from: string | null, readonly lastReportedAt: string | null, readonly notes: ReadonlyArray<string>, readonly integration: { readonly name: string } | null }> | null, readonly explanation: { readonly formula: string, readonly notes: ReadonlyArray<string>, readonly counted: number, readonly excluded: ReadonlyArray<{ readonly reason: ExclusionReason, readonly count: number }>, readonly rules: ReadonlyArray<{ readonly teamName: string, readonly filters: ReadonlyArray<string>, readonly profile: { readonly name: string, readonly version: number } }> } | null }> | null };

export type WhoWorksHowOftenQueryVariables = Exact<{
  path: string;
  range: DateRangeInput;
}>;


export type WhoWorksHowOftenQuery = { readonly insights: ReadonlyArray<{ readonly headline: { readonly value: number | null, readonly numerator: number | null, readonly denominator: number | null, readonly sampleSize: number, readonly dataStatus: DataStatus }, readonly breakdown: ReadonlyArray<{ readonly label: string, readonly developer: { readonly id: string, readonly label: string, readonly developer: { readonly name: string } | null } | null, readonly value: { readonly value: number | null, readonly sampleSize: number, readonly dataStatus: DataStatus } }> | null }> | null };

export type HowAreWeOrganisedQueryVariables = Exact<{ [key: string]: never; }>;


export type HowAreWeOrganisedQuery = { readonly orgTrees: ReadonlyArray<{ readonly id: string, readonly name: string, readonly version: number, readonly profiles: { readonly efficiency: { readonly name: string, readonly version: number, readonly preset: EfficiencyPreset, readonly deploymentSource: DeploymentSource }, readonly productivity: { readonly name: string, readonly version: number, readonly denominator: Denominator } } }> | null, readonly teams: { readonly totalCount: number | null, readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly developerCount: number, readonly node: { readonly id: string, readonly path: string }, readonly settings: { readonly releasePattern: string, readonly savedOn: string | null, readonly repositories: ReadonlyArray<{ readonly operator: FilterOperator, readonly values: ReadonlyArray<string> }> } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } | null };

export type HowWellDoWeDeliverQueryVariables = Exact<{
  path: string;
  range: DateRangeInput;
}>;


export type HowWellDoWeDeliverQuery = { readonly insights: ReadonlyArray<{ readonly metric: { readonly id: string, readonly title: string }, readonly headline: { readonly value: number | null, readonly duration: string | null, readonly rate: number | null, readonly sampleSize: number, readonly dataStatus: DataStatus }, readonly rating: { readonly level: Level } | null, readonly change: { readonly absolute: number, readonly isImprovement: boolean | null } | null, readonly breakdown: ReadonlyArray<{ readonly label: string, readonly value: { readonly value: number | null, readonly duration: string | null, readonly sampleSize: number } }> | null }> | null, readonly overallRating: { readonly rating: { readonly level: Level, readonly score: number } | null, readonly parts: ReadonlyArray<{ readonly metric: MetricId, readonly rating: { readonly level: Level } | null }> } | null, readonly byService: ReadonlyArray<{ readonly breakdown: ReadonlyArray<{ readonly label: string, readonly value: { readonly value: number | null, readonly rate: number | null, readonly sampleSize: number } }> | null }> | null };

export type WhatTakesSoLongQueryVariables = Exact<{
  path: string;
  range: DateRangeInput;
}>;


export type WhatTakesSoLongQuery = { readonly insights: ReadonlyArray<{ readonly metric: { readonly id: string }, readonly headline: { readonly duration: string | null, readonly sampleSize: number }, readonly series: ReadonlyArray<{ readonly from: string, readonly value: { readonly duration: string | null, readonly sampleSize: number }, readonly segments: ReadonlyArray<{ readonly key: string, readonly label: string, readonly value: { readonly duration: string | null, readonly sampleSize: number } }> }>, readonly records: { readonly nodes: ReadonlyArray<
        | { readonly title: string | null, readonly duration: string | null, readonly url: string | null, readonly parts: ReadonlyArray<{ readonly name: string, readonly value: number }> }
        | { readonly pullRequest: number | null, readonly firstCommitAt: string | null, readonly openedAt: string | null, readonly firstReviewAt: string | null, readonly approvedAt: string | null, readonly mergedAt: string | null, readonly additions: number | null, readonly deletions: number | null, readonly title: string | null, readonly duration: string | null, readonly url: string | null, readonly parts: ReadonlyArray<{ readonly name: string, readonly value: number }> }
        | { readonly key: string | null, readonly type: string | null, readonly status: string | null, readonly createdAt: string | null, readonly deployedAt: string | null, readonly pullRequestCount: number | null, readonly commitCount: number | null, readonly title: string | null, readonly duration: string | null, readonly url: string | null, readonly phases: ReadonlyArray<{ readonly key: PhaseKey, readonly startedAt: string | null, readonly endedAt: string | null, readonly duration: string | null, readonly rating: { readonly level: Level } | null }> | null, readonly parts: ReadonlyArray<{ readonly name: string, readonly value: number }> }
      > } | null }> | null };

export type HowDoReviewsGoQueryVariables = Exact<{
  path: string;
  range: DateRangeInput;
}>;


export type HowDoReviewsGoQuery = { readonly velocity: ReadonlyArray<{ readonly headline: { readonly value: number | null, readonly numerator: number | null, readonly denominator: number | null, readonly sampleSize: number }, readonly series: ReadonlyArray<{ readonly from: string, readonly segments: ReadonlyArray<{ readonly label: string, readonly value: { readonly value: number | null } }> }> }> | null, readonly answers: ReadonlyArray<{ readonly metric: { readonly id: string }, readonly headline: { readonly value: number | null, readonly duration: string | null, readonly sampleSize: number }, readonly breakdown: ReadonlyArray<{ readonly label: string, readonly value: { readonly value: number | null, readonly duration: string | null, readonly sampleSize: number } }> | null, readonly records: { readonly nodes: ReadonlyArray<
        | { readonly title: string | null, readonly url: string | null, readonly value: number | null, readonly duration: string | null }
        | { readonly pullRequest: number | null, readonly repository: string | null, readonly openedAt: string | null, readonly firstReviewAt: string | null, readonly approvedAt: string | null, readonly mergedAt: string | null, readonly cycleTime: string | null, readonly additions: number | null, readonly deletions: number | null, readonly title: string | null, readonly url: string | null, readonly value: number | null, readonly duration: string | null }
      > } | null }> | null };

export type WhereDoesEffortGoQueryVariables = Exact<{
  path: string;
  range: DateRangeInput;
}>;


export type WhereDoesEffortGoQuery = { readonly effort: ReadonlyArray<{ readonly goalScore: number | null, readonly headline: { readonly value: number | null, readonly sampleSize: number }, readonly segments: ReadonlyArray<{ readonly label: string, readonly goalStatus: GoalStatus | null, readonly value: { readonly value: number | null, readonly numerator: number | null, readonly sampleSize: number }, readonly goal: { readonly acceptableMin: number, readonly idealMin: number, readonly idealMax: number, readonly acceptableMax: number } | null }> | null, readonly series: ReadonlyArray<{ readonly from: string, readonly segments: ReadonlyArray<{ readonly label: string, readonly goalStatus: GoalStatus | null, readonly value: { readonly value: number | null } }> }>, readonly breakdown: ReadonlyArray<{ readonly label: string, readonly goalScore: number | null, readonly segments: ReadonlyArray<{ readonly label: string, readonly value: { readonly value: number | null } }> }> | null, readonly records: { readonly nodes: ReadonlyArray<
        | { readonly title: string | null, readonly url: string | null }
        | { readonly key: string | null, readonly type: string | null, readonly workType: WorkType | null, readonly category: string | null, readonly points: number | null, readonly effort: number | null, readonly effortUnit: EffortUnit | null, readonly resolvedAt: string | null, readonly title: string | null, readonly url: string | null, readonly epic: { readonly key: string | null, readonly title: string | null } | null }
      > } | null }> | null, readonly completed: ReadonlyArray<{ readonly headline: { readonly value: number | null, readonly sampleSize: number }, readonly series: ReadonlyArray<{ readonly from: string, readonly segments: ReadonlyArray<{ readonly label: string, readonly value: { readonly value: number | null } }> }> }> | null };

export type DoSprintsKeepTheirWordQueryVariables = Exact<{
  path: string;
  range: DateRangeInput;
}>;


export type DoSprintsKeepTheirWordQuery = { readonly insights: ReadonlyArray<{ readonly metric: { readonly id: string, readonly title: string }, readonly headline: { readonly value: number | null, readonly sampleSize: number }, readonly records: { readonly totalCount: number | null, readonly nodes: ReadonlyArray<
        | { readonly title: string | null, readonly at: string, readonly value: number | null }
        | { readonly state: string | null, readonly startAt: string | null, readonly completedAt: string | null, readonly committed: number | null, readonly creep: number | null, readonly delivered: number | null, readonly deliveredCommitted: number | null, readonly deliveredCreep: number | null, readonly removed: number | null, readonly title: string | null, readonly at: string, readonly value: number | null }
      > } | null }> | null };

export type WhatWentWrongQueryVariables = Exact<{
  path: string;
  range: DateRangeInput;
}>;


export type WhatWentWrongQuery = { readonly failures: ReadonlyArray<{ readonly headline: { readonly value: number | null, readonly numerator: number | null, readonly denominator: number | null, readonly sampleSize: number }, readonly explanation: { readonly formula: string, readonly counted: number } | null, readonly records: { readonly nodes: ReadonlyArray<
        | { readonly title: string | null, readonly at: string, readonly value: number | null, readonly url: string | null }
        | { readonly pipeline: string | null, readonly project: string | null, readonly environment: string | null, readonly status: string | null, readonly services: ReadonlyArray<string> | null, readonly startedAt: string | null, readonly endedAt: string | null, readonly ranFor: string | null, readonly rollback: boolean | null, readonly isFailure: boolean | null, readonly failureRule: FailureRule | null, readonly repairKind: RepairKind | null, readonly title: string | null, readonly at: string, readonly value: number | null, readonly url: string | null, readonly triggeredBy: { readonly label: string } | null, readonly incidents: ReadonlyArray<{ readonly rule: BlameRule, readonly record: { readonly key: string | null, readonly url: string | null } }> | null }
      > } | null }> | null, readonly incidents: ReadonlyArray<{ readonly headline: { readonly duration: string | null, readonly sampleSize: number }, readonly records: { readonly nodes: ReadonlyArray<
        | { readonly title: string | null, readonly duration: string | null }
        | { readonly key: string | null, readonly status: string | null, readonly service: string | null, readonly priority: string | null, readonly severity: string | null, readonly group: string | null, readonly labels: ReadonlyArray<string> | null, readonly createdAt: string | null, readonly resolvedAt: string | null, readonly timeToRestore: string | null, readonly title: string | null, readonly duration: string | null, readonly blames: { readonly rule: BlameRule, readonly record: { readonly key: string | null, readonly url: string | null } } | null }
      > } | null }> | null };

export type HowIsEachServiceDoingQueryVariables = Exact<{
  scope: InsightScopeInput;
  range: DateRangeInput;
}>;


export type HowIsEachServiceDoingQuery = { readonly services: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string }> } | null, readonly insights: ReadonlyArray<{ readonly metric: { readonly id: string, readonly title: string }, readonly headline: { readonly value: number | null, readonly duration: string | null, readonly rate: number | null, readonly sampleSize: number, readonly dataStatus: DataStatus }, readonly rating: { readonly level: Level } | null, readonly breakdown: ReadonlyArray<{ readonly label: string, readonly service: { readonly id: string } | null, readonly value: { readonly value: number | null, readonly duration: string | null, readonly rate: number | null, readonly sampleSize: number }, readonly rating: { readonly level: Level } | null }> | null }> | null };

export type WhatIsMissingQueryVariables = Exact<{ [key: string]: never; }>;


export type WhatIsMissingQuery = { readonly integrations: { readonly nodes: ReadonlyArray<{ readonly name: string, readonly provider: ProviderId, readonly status: IntegrationStatus, readonly health: IntegrationHealth, readonly lastSyncedAt: string | null, readonly setAside: { readonly totalCount: number | null, readonly nodes: ReadonlyArray<{ readonly kind: SetAsideKind, readonly factKind: FactKind | null, readonly factId: string | null, readonly month: string | null, readonly metric: MetricId | null, readonly code: SetAsideCode, readonly message: string, readonly since: string }> } }> } | null, readonly teams: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly setAside: { readonly totalCount: number | null, readonly nodes: ReadonlyArray<{ readonly kind: SetAsideKind, readonly factKind: FactKind | null, readonly factId: string | null, readonly month: string | null, readonly metric: MetricId | null, readonly code: SetAsideCode, readonly message: string, readonly since: string }> } }> } | null };

export type WhatCanBeConnectedQueryVariables = Exact<{ [key: string]: never; }>;


export type WhatCanBeConnectedQuery = { readonly providers: ReadonlyArray<{ readonly id: string, readonly key: ProviderId, readonly title: string, readonly description: string, readonly categories: ReadonlyArray<IntegrationCategory>, readonly settings: ReadonlyArray<{ readonly key: string, readonly label: string, readonly help: string, readonly kind: SettingKind, readonly required: boolean, readonly secret: boolean, readonly default: string | null, readonly discovers: string | null, readonly choices: ReadonlyArray<{ readonly value: string, readonly label: string }> }>, readonly scopes: ReadonlyArray<{ readonly name: string, readonly credential: string, readonly why: string, readonly without: string | null }> }> | null };

export type HowAreOurToolsQueryVariables = Exact<{ [key: string]: never; }>;


export type HowAreOurToolsQuery = { readonly integrations: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly provider: ProviderId, readonly status: IntegrationStatus, readonly health: IntegrationHealth, readonly credentialStatus: CredentialStatus, readonly lastSyncedAt: string | null, readonly nextAt: string | null, readonly intervalMinutes: number, readonly failures: number, readonly healthReasons: ReadonlyArray<{ readonly cause: HealthCause, readonly count: number | null, readonly message: string }>, readonly inboxCounts: ReadonlyArray<{ readonly status: DeliveryStatus, readonly count: number }>, readonly lastRun: { readonly status: SyncStatus, readonly pass: SyncPass, readonly startedAt: string, readonly endedAt: string | null, readonly message: string | null, readonly pages: number, readonly calls: number, readonly callsSaved: number, readonly remaining: number | null, readonly resetsAt: string | null, readonly written: ReadonlyArray<{ readonly kind: FactKind, readonly count: number }>, readonly dropped: ReadonlyArray<{ readonly reason: string, readonly count: number }>, readonly progress: { readonly what: string, readonly done: number, readonly total: number | null, readonly secondsLeft: number | null } | null } | null }> } | null };

export type WhatArrivedQueryVariables = Exact<{ [key: string]: never; }>;


export type WhatArrivedQuery = { readonly integrations: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly inbox: { readonly totalCount: number | null, readonly nodes: ReadonlyArray<{ readonly id: string, readonly delivery: string, readonly event: string, readonly status: DeliveryStatus, readonly reason: string | null, readonly attempts: number, readonly receivedAt: string, readonly processedAt: string | null, readonly nextAt: string | null }> } }> } | null };

export type CheckAToolMutationVariables = Exact<{
  provider: ProviderId;
  settings: ReadonlyArray<IntegrationSettingInput> | IntegrationSettingInput;
}>;


export type CheckAToolMutation = { readonly checkIntegration: { readonly report: { readonly ok: boolean, readonly items: ReadonlyArray<{ readonly what: string, readonly ok: boolean, readonly optional: boolean, readonly permission: string | null, readonly message: string }> } | null, readonly userErrors: ReadonlyArray<{ readonly field: ReadonlyArray<string>, readonly code: string, readonly message: string }> } | null };

export type ChooseWhatToReadMutationVariables = Exact<{
  provider: ProviderId;
  settings: ReadonlyArray<IntegrationSettingInput> | IntegrationSettingInput;
  kind: string;
  search?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type ChooseWhatToReadMutation = { readonly discover: { readonly cursor: string | null, readonly items: ReadonlyArray<{ readonly value: string, readonly label: string, readonly detail: string | null }> | null, readonly userErrors: ReadonlyArray<{ readonly field: ReadonlyArray<string>, readonly code: string, readonly message: string }> } | null };

export type ConnectAToolMutationVariables = Exact<{
  provider: ProviderId;
  settings: ReadonlyArray<IntegrationSettingInput> | IntegrationSettingInput;
  name?: string | null | undefined;
  since?: string | null | undefined;
}>;


export type ConnectAToolMutation = { readonly connectIntegration: { readonly integration: { readonly id: string, readonly name: string, readonly status: IntegrationStatus, readonly health: IntegrationHealth, readonly webhookUrl: string | null, readonly nextAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly field: ReadonlyArray<string>, readonly code: string, readonly message: string }> } | null };

export type ChangeAToolMutationVariables = Exact<{
  integration: string | number;
  settings?: ReadonlyArray<IntegrationSettingInput> | IntegrationSettingInput | null | undefined;
  intervalMinutes?: number | null | undefined;
}>;


export type ChangeAToolMutation = { readonly updateIntegration: { readonly integration: { readonly id: string, readonly name: string, readonly intervalMinutes: number, readonly nextAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly field: ReadonlyArray<string>, readonly code: string, readonly message: string }> } | null };

export type ReplaceACredentialMutationVariables = Exact<{
  integration: string | number;
  settings: ReadonlyArray<IntegrationSettingInput> | IntegrationSettingInput;
}>;


export type ReplaceACredentialMutation = { readonly rotateCredential: { readonly integration: { readonly id: string, readonly name: string, readonly credentialStatus: CredentialStatus } | null, readonly userErrors: ReadonlyArray<{ readonly field: ReadonlyArray<string>, readonly code: string, readonly message: string }> } | null };

export type PauseAToolMutationVariables = Exact<{
  integration: string | number;
}>;


export type PauseAToolMutation = { readonly pauseIntegration: { readonly integration: { readonly id: string, readonly name: string, readonly status: IntegrationStatus, readonly health: IntegrationHealth, readonly nextAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly field: ReadonlyArray<string>, readonly code: string, readonly message: string }> } | null };

export type GoOnWithAToolMutationVariables = Exact<{
  integration: string | number;
}>;


export type GoOnWithAToolMutation = { readonly resumeIntegration: { readonly integration: { readonly id: string, readonly name: string, readonly status: IntegrationStatus, readonly health: IntegrationHealth, readonly nextAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly field: ReadonlyArray<string>, readonly code: string, readonly message: string }> } | null };

export type BringAToolUpToDateMutationVariables = Exact<{
  integration: string | number;
}>;


export type BringAToolUpToDateMutation = { readonly syncIntegration: { readonly run: { readonly status: SyncStatus, readonly pass: SyncPass, readonly startedAt: string } | null, readonly userErrors: ReadonlyArray<{ readonly field: ReadonlyArray<string>, readonly code: string, readonly message: string }> } | null };

export type ReadAToolAgainMutationVariables = Exact<{
  integration: string | number;
  from?: string | null | undefined;
}>;


export type ReadAToolAgainMutation = { readonly reingest: { readonly run: { readonly status: SyncStatus, readonly pass: SyncPass, readonly startedAt: string } | null, readonly userErrors: ReadonlyArray<{ readonly field: ReadonlyArray<string>, readonly code: string, readonly message: string }> } | null };

export type TryWebhooksAgainMutationVariables = Exact<{
  integration: string | number;
}>;


export type TryWebhooksAgainMutation = { readonly redeliver: { readonly redelivered: number | null, readonly integration: { readonly id: string, readonly inboxCounts: ReadonlyArray<{ readonly status: DeliveryStatus, readonly count: number }> } | null, readonly userErrors: ReadonlyArray<{ readonly field: ReadonlyArray<string>, readonly code: string, readonly message: string }> } | null };

export type LookOneThingUpMutationVariables = Exact<{
  integration: string | number;
  what: string;
}>;


export type LookOneThingUpMutation = { readonly spotCheck: { readonly found: boolean | null, readonly message: string | null, readonly held: ReadonlyArray<{ readonly kind: FactKind, readonly factId: string, readonly title: string | null, readonly status: string | null, readonly updatedAt: string }> | null, readonly userErrors: ReadonlyArray<{ readonly field: ReadonlyArray<string>, readonly code: string, readonly message: string }> } | null };

export type TellMeWhenItChangesSubscriptionVariables = Exact<{
  path: string;
  metrics: ReadonlyArray<MetricId> | MetricId;
  range: DateRangeInput;
  after?: string | null | undefined;
}>;


export type TellMeWhenItChangesSubscription = { readonly insightUpdated: { readonly sequence: string, readonly occurredAt: string, readonly reason: UpdateReason, readonly previousValue: { readonly value: number | null, readonly duration: string | null, readonly sampleSize: number, readonly dataStatus: DataStatus } | null, readonly insight: { readonly recalculating: boolean, readonly metric: { readonly id: string, readonly title: string }, readonly headline: { readonly value: number | null, readonly duration: string | null, readonly rate: number | null, readonly sampleSize: number, readonly dataStatus: DataStatus } } } };

export type WatchAToolBeingReadSubscriptionVariables = Exact<{
  integration: string | number;
}>;


export type WatchAToolBeingReadSubscription = { readonly syncProgressed: { readonly status: SyncStatus, readonly pages: number, readonly calls: number, readonly message: string | null, readonly written: ReadonlyArray<{ readonly kind: FactKind, readonly count: number }>, readonly progress: { readonly what: string, readonly done: number, readonly total: number | null, readonly perSecond: number | null, readonly secondsLeft: number | null } | null } };


/** A GraphQL document as text, with the types of its result and its variables. */
export type TypedDocument<Result, Variables> = string & {
  /** Never set: it carries the types. */
  readonly __apiType?: (variables: Variables) => Result;
};
/** What a document answers. */
export type ResultOf<Document> = Document extends TypedDocument<infer Result, never> ? Result : never;
/** What a document must be given. */
export type VariablesOf<Document> = Document extends TypedDocument<unknown, infer Variables> ? Variables : never;

/** The documents of schema/operations, by name. */
export const documents = {
  WhoAmI: "query WhoAmI {\n  viewer {\n    name\n    role\n    permissions\n    account {\n      name\n      timeZone\n    }\n  }\n}" as TypedDocument<WhoAmIQuery, WhoAmIQueryVariables>,
  WhatCanBeMeasured: "query WhatCanBeMeasured {\n  metrics {\n    id\n    title\n    description\n    formula\n    unit\n    better\n    profile\n  }\n  providers {\n    id\n    title\n    description\n    categories\n    settings {\n      key\n      label\n      help\n      required\n      secret\n    }\n  }\n}" as TypedDocument<WhatCanBeMeasuredQuery, WhatCanBeMeasuredQueryVariables>,
  HowAreWeDoing: "query HowAreWeDoing($path: String!, $metrics: [MetricId!]!, $range: DateRangeInput!) {\n  insights(\n    scope: {path: $path}\n    metrics: $metrics\n    range: $range\n    granularity: WEEK\n  ) {\n    metric {\n      id\n      title\n    }\n    unit\n    range {\n      from\n      to\n    }\n    headline {\n      ...Number\n    }\n    rating {\n      level\n      label\n      benchmark {\n        name\n        year\n        sourceUrl\n      }\n    }\n    previous {\n      ...Number\n    }\n    change {\n      absolute\n      relative\n      isImprovement\n    }\n    distribution {\n      mean\n      median\n      p75\n      p90\n      p95\n      min\n      max\n      sampleSize\n    }\n    series {\n      from\n      to\n      partial\n      value {\n        ...Number\n      }\n    }\n    trend {\n      slope\n      direction\n    }\n    dataStatus\n    recalculating\n    asOf\n    sequence\n  }\n}\n\nfragment Number on MetricValue {\n  value\n  duration\n  rate\n  sampleSize\n  dataStatus\n}" as TypedDocument<HowAreWeDoingQuery, HowAreWeDoingQueryVariables>,
  WhereDoesItComeFrom: "query WhereDoesItComeFrom($path: String!, $metrics: [MetricId!]!, $range: DateRangeInput!) {\n  insights(\n    scope: {path: $path}\n    metrics: $metrics\n    range: $range\n    granularity: MONTH\n  ) {\n    metric {\n      id\n    }\n    headline {\n      value\n      duration\n      sampleSize\n      dataStatus\n    }\n    nodes: breakdown(by: CHILD) {\n      label\n      node {\n        id\n        team\n        path\n      }\n      value {\n        value\n        duration\n        sampleSize\n        dataStatus\n      }\n      series {\n        from\n        value {\n          value\n          sampleSize\n          dataStatus\n        }\n      }\n    }\n    repositories: breakdown(by: REPOSITORY) {\n      repository\n      value {\n        value\n        duration\n        sampleSize\n        dataStatus\n      }\n    }\n  }\n}" as TypedDocument<WhereDoesItComeFromQuery, WhereDoesItComeFromQueryVariables>,
  WhichRowsAreBehindIt: "query WhichRowsAreBehindIt($path: String!, $metric: MetricId!, $range: DateRangeInput!, $first: Int = 20, $after: Cursor) {\n  insights(scope: {path: $path}, metrics: [$metric], range: $range) {\n    headline {\n      value\n      duration\n      sampleSize\n      dataStatus\n    }\n    records(\n      first: $first\n      after: $after\n      orderBy: VALUE_DESCENDING\n      includeExcluded: true\n    ) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        subject\n        at\n        value\n        duration\n        title\n        repository\n        url\n        excluded\n        developer {\n          id\n          label\n        }\n        ... on ChangeRecord {\n          sha\n          pullRequest\n          firstCommitAt\n          firstCommitUnknown\n          release {\n            name\n            at\n            rule\n          }\n        }\n        ... on PullRequestRecord {\n          pullRequest\n          firstCommitAt\n          release {\n            name\n            at\n            rule\n          }\n        }\n        ... on WorkItemRecord {\n          key\n          type\n          status\n          priority\n          points\n          workType\n          category\n          createdAt\n          resolvedAt\n          deployedAt\n          pullRequestCount\n          commitCount\n          buildCount\n          deploymentCount\n          phases {\n            key\n            startEvent\n            startedAt\n            endEvent\n            endedAt\n            duration\n            rating {\n              level\n            }\n          }\n        }\n        ... on PullRequestRecord {\n          pullRequest\n          state\n          additions\n          deletions\n          openedAt\n          firstReviewAt\n          approvedAt\n          mergedAt\n          deployedAt\n          cycleTime\n        }\n        ... on DeploymentRecord {\n          number\n          pipeline\n          service\n          environment\n          project\n          source\n          status\n          startedAt\n          endedAt\n          ranFor\n          isFailure\n          failureRule\n          repairKind\n        }\n        ... on IncidentRecord {\n          key\n          status\n          priority\n          severity\n          group\n          service\n          createdAt\n          resolvedAt\n          closedAt\n          timeToRestore\n        }\n        ... on ChangeRequestRecord {\n          key\n          status\n          priority\n          severity\n          group\n          service\n          createdAt\n          updatedAt\n          resolvedAt\n          closedAt\n        }\n        ... on CommitRecord {\n          sha\n        }\n        ... on ReleaseRecord {\n          sha\n        }\n      }\n    }\n    coverage {\n      integration {\n        name\n      }\n      facts\n      from\n      lastReportedAt\n      notes\n    }\n    explanation {\n      formula\n      notes\n      counted\n      excluded {\n        reason\n        count\n      }\n      rules {\n        teamName\n        profile {\n          name\n          version\n        }\n        filters\n      }\n    }\n  }\n}" as TypedDocument<WhichRowsAreBehindItQuery, WhichRowsAreBehindItQueryVariables>,
  WhoWorksHowOften: "query WhoWorksHowOften($path: String!, $range: DateRangeInput!) {\n  insights(\n    scope: {path: $path}\n    metrics: [CODING_DAYS_PER_DEVELOPER]\n    range: $range\n  ) {\n    headline {\n      value\n      numerator\n      denominator\n      sampleSize\n      dataStatus\n    }\n    breakdown(by: DEVELOPER) {\n      label\n      developer {\n        id\n        label\n        developer {\n          name\n        }\n      }\n      value {\n        value\n        sampleSize\n        dataStatus\n      }\n    }\n  }\n}" as TypedDocument<WhoWorksHowOftenQuery, WhoWorksHowOftenQueryVariables>,
  HowAreWeOrganised: "query HowAreWeOrganised {\n  orgTrees {\n    id\n    name\n    version\n    profiles {\n      efficiency {\n        name\n        version\n        preset\n        deploymentSource\n      }\n      productivity {\n        name\n        version\n        denominator\n      }\n    }\n  }\n  teams(first: 50) {\n    nodes {\n      id\n      name\n      developerCount\n      node {\n        id\n        path\n      }\n      settings {\n        repositories {\n          operator\n          values\n        }\n        releasePattern\n        savedOn\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    totalCount\n  }\n}" as TypedDocument<HowAreWeOrganisedQuery, HowAreWeOrganisedQueryVariables>,
  HowWellDoWeDeliver: "query HowWellDoWeDeliver($path: String!, $range: DateRangeInput!) {\n  insights(\n    scope: {path: $path}\n    metrics: [DEPLOYMENT_FREQUENCY, LEAD_TIME_FOR_CHANGES, CHANGE_FAILURE_RATE, MEAN_TIME_TO_RESTORE, FAILED_DEPLOYMENT_RECOVERY_TIME, DEPLOYMENT_REWORK_RATE]\n    range: $range\n    granularity: WEEK\n  ) {\n    metric {\n      id\n      title\n    }\n    headline {\n      value\n      duration\n      rate\n      sampleSize\n      dataStatus\n    }\n    rating {\n      level\n    }\n    change {\n      absolute\n      isImprovement\n    }\n    breakdown {\n      label\n      value {\n        value\n        duration\n        sampleSize\n      }\n    }\n  }\n  overallRating(scope: {path: $path}, range: $range) {\n    rating {\n      level\n      score\n    }\n    parts {\n      metric\n      rating {\n        level\n      }\n    }\n  }\n  byService: insights(\n    scope: {path: $path}\n    metrics: [DEPLOYMENT_FREQUENCY, CHANGE_FAILURE_RATE]\n    range: $range\n    granularity: WEEK\n  ) {\n    breakdown(by: SERVICE) {\n      label\n      value {\n        value\n        rate\n        sampleSize\n      }\n    }\n  }\n}" as TypedDocument<HowWellDoWeDeliverQuery, HowWellDoWeDeliverQueryVariables>,
  WhatTakesSoLong: "query WhatTakesSoLong($path: String!, $range: DateRangeInput!) {\n  insights(\n    scope: {path: $path}\n    metrics: [LEAD_TIME_FOR_CHANGES, PR_CYCLE_TIME]\n    range: $range\n    granularity: MONTH\n    groupBy: PHASE\n  ) {\n    metric {\n      id\n    }\n    headline {\n      duration\n      sampleSize\n    }\n    series {\n      from\n      value {\n        duration\n        sampleSize\n      }\n      segments {\n        key\n        label\n        value {\n          duration\n          sampleSize\n        }\n      }\n    }\n    records(first: 5, orderBy: VALUE_DESCENDING) {\n      nodes {\n        title\n        duration\n        parts {\n          name\n          value\n        }\n        url\n        ... on WorkItemRecord {\n          key\n          type\n          status\n          createdAt\n          deployedAt\n          pullRequestCount\n          commitCount\n          phases {\n            key\n            startedAt\n            endedAt\n            duration\n            rating {\n              level\n            }\n          }\n        }\n        ... on PullRequestRecord {\n          pullRequest\n          firstCommitAt\n          openedAt\n          firstReviewAt\n          approvedAt\n          mergedAt\n          additions\n          deletions\n        }\n      }\n    }\n  }\n}" as TypedDocument<WhatTakesSoLongQuery, WhatTakesSoLongQueryVariables>,
  HowDoReviewsGo: "query HowDoReviewsGo($path: String!, $range: DateRangeInput!) {\n  velocity: insights(\n    scope: {path: $path}\n    metrics: [PR_VELOCITY_PER_DEVELOPER]\n    range: $range\n    granularity: WEEK\n    groupBy: PR_SIZE\n  ) {\n    headline {\n      value\n      numerator\n      denominator\n      sampleSize\n    }\n    series {\n      from\n      segments {\n        label\n        value {\n          value\n        }\n      }\n    }\n  }\n  answers: insights(\n    scope: {path: $path}\n    metrics: [TIME_TO_FIRST_COMMENT, COMMENTS_PER_PR]\n    range: $range\n    granularity: WEEK\n    aggregation: MEDIAN\n  ) {\n    metric {\n      id\n    }\n    headline {\n      value\n      duration\n      sampleSize\n    }\n    breakdown {\n      label\n      value {\n        value\n        duration\n        sampleSize\n      }\n    }\n    records(first: 5, orderBy: VALUE_DESCENDING) {\n      nodes {\n        title\n        url\n        value\n        duration\n        ... on PullRequestRecord {\n          pullRequest\n          repository\n          openedAt\n          firstReviewAt\n          approvedAt\n          mergedAt\n          cycleTime\n          additions\n          deletions\n        }\n      }\n    }\n  }\n}" as TypedDocument<HowDoReviewsGoQuery, HowDoReviewsGoQueryVariables>,
  WhereDoesEffortGo: "query WhereDoesEffortGo($path: String!, $range: DateRangeInput!) {\n  effort: insights(\n    scope: {path: $path}\n    metrics: [BUSINESS_ALIGNMENT]\n    range: $range\n    granularity: MONTH\n    groupBy: CATEGORY\n  ) {\n    headline {\n      value\n      sampleSize\n    }\n    goalScore\n    segments {\n      label\n      value {\n        value\n        numerator\n        sampleSize\n      }\n      goal {\n        acceptableMin\n        idealMin\n        idealMax\n        acceptableMax\n      }\n      goalStatus\n    }\n    series {\n      from\n      segments {\n        label\n        value {\n          value\n        }\n        goalStatus\n      }\n    }\n    breakdown(by: CHILD) {\n      label\n      goalScore\n      segments {\n        label\n        value {\n          value\n        }\n      }\n    }\n    records(first: 5) {\n      nodes {\n        title\n        url\n        ... on WorkItemRecord {\n          key\n          type\n          workType\n          category\n          epic {\n            key\n            title\n          }\n          points\n          effort\n          effortUnit\n          resolvedAt\n        }\n      }\n    }\n  }\n  completed: insights(\n    scope: {path: $path}\n    metrics: [WORK_COMPLETED_PER_DEVELOPER]\n    range: $range\n    granularity: MONTH\n    groupBy: WORK_TYPE\n  ) {\n    headline {\n      value\n      sampleSize\n    }\n    series {\n      from\n      segments {\n        label\n        value {\n          value\n        }\n      }\n    }\n  }\n}" as TypedDocument<WhereDoesEffortGoQuery, WhereDoesEffortGoQueryVariables>,
  DoSprintsKeepTheirWord: "query DoSprintsKeepTheirWord($path: String!, $range: DateRangeInput!) {\n  insights(\n    scope: {path: $path}\n    metrics: [SPRINT_VELOCITY, SPRINT_SCOPE_CREEP, SPRINT_DELIVERED_TO_COMMITTED, SPRINT_CHURN, SPRINT_PREDICTABILITY]\n    range: $range\n    granularity: MONTH\n  ) {\n    metric {\n      id\n      title\n    }\n    headline {\n      value\n      sampleSize\n    }\n    records(first: 5) {\n      totalCount\n      nodes {\n        title\n        at\n        value\n        ... on SprintRecord {\n          state\n          startAt\n          completedAt\n          committed\n          creep\n          delivered\n          deliveredCommitted\n          deliveredCreep\n          removed\n        }\n      }\n    }\n  }\n}" as TypedDocument<DoSprintsKeepTheirWordQuery, DoSprintsKeepTheirWordQueryVariables>,
  WhatWentWrong: "query WhatWentWrong($path: String!, $range: DateRangeInput!) {\n  failures: insights(\n    scope: {path: $path}\n    metrics: [CHANGE_FAILURE_RATE]\n    range: $range\n  ) {\n    headline {\n      value\n      numerator\n      denominator\n      sampleSize\n    }\n    explanation {\n      formula\n      counted\n    }\n    records(first: 10, orderBy: VALUE_DESCENDING) {\n      nodes {\n        title\n        at\n        value\n        url\n        ... on DeploymentRecord {\n          pipeline\n          project\n          environment\n          status\n          services\n          startedAt\n          endedAt\n          ranFor\n          rollback\n          isFailure\n          failureRule\n          repairKind\n          triggeredBy {\n            label\n          }\n          incidents {\n            rule\n            record {\n              key\n              url\n            }\n          }\n        }\n      }\n    }\n  }\n  incidents: insights(\n    scope: {path: $path}\n    metrics: [MEAN_TIME_TO_RESTORE]\n    range: $range\n  ) {\n    headline {\n      duration\n      sampleSize\n    }\n    records(first: 10, orderBy: VALUE_DESCENDING) {\n      nodes {\n        title\n        duration\n        ... on IncidentRecord {\n          key\n          status\n          service\n          priority\n          severity\n          group\n          labels\n          createdAt\n          resolvedAt\n          timeToRestore\n          blames {\n            rule\n            record {\n              key\n              url\n            }\n          }\n        }\n      }\n    }\n  }\n}" as TypedDocument<WhatWentWrongQuery, WhatWentWrongQueryVariables>,
  HowIsEachServiceDoing: "query HowIsEachServiceDoing($scope: InsightScopeInput!, $range: DateRangeInput!) {\n  services(first: 50) {\n    nodes {\n      id\n      name\n    }\n  }\n  insights(\n    scope: $scope\n    metrics: [DEPLOYMENT_FREQUENCY, LEAD_TIME_FOR_CHANGES, CHANGE_FAILURE_RATE, MEAN_TIME_TO_RESTORE, FAILED_DEPLOYMENT_RECOVERY_TIME, DEPLOYMENT_REWORK_RATE]\n    range: $range\n    granularity: MONTH\n  ) {\n    metric {\n      id\n      title\n    }\n    headline {\n      value\n      duration\n      rate\n      sampleSize\n      dataStatus\n    }\n    rating {\n      level\n    }\n    breakdown(by: SERVICE) {\n      label\n      service {\n        id\n      }\n      value {\n        value\n        duration\n        rate\n        sampleSize\n      }\n      rating {\n        level\n      }\n    }\n  }\n}" as TypedDocument<HowIsEachServiceDoingQuery, HowIsEachServiceDoingQueryVariables>,
  WhatIsMissing: "query WhatIsMissing {\n  integrations(first: 50) {\n    nodes {\n      name\n      provider\n      status\n      health\n      lastSyncedAt\n      setAside(first: 10) {\n        totalCount\n        nodes {\n          kind\n          factKind\n          factId\n          month\n          metric\n          code\n          message\n          since\n        }\n      }\n    }\n  }\n  teams(first: 50) {\n    nodes {\n      id\n      name\n      setAside(first: 10) {\n        totalCount\n        nodes {\n          kind\n          factKind\n          factId\n          month\n          metric\n          code\n          message\n          since\n        }\n      }\n    }\n  }\n}" as TypedDocument<WhatIsMissingQuery, WhatIsMissingQueryVariables>,
  WhatCanBeConnected: "query WhatCanBeConnected {\n  providers {\n    id\n    key\n    title\n    description\n    categories\n    settings {\n      key\n      label\n      help\n      kind\n      required\n      secret\n      default\n      discovers\n      choices {\n        value\n        label\n      }\n    }\n    scopes {\n      name\n      credential\n      why\n      without\n    }\n  }\n}" as TypedDocument<WhatCanBeConnectedQuery, WhatCanBeConnectedQueryVariables>,
  HowAreOurTools: "query HowAreOurTools {\n  integrations(first: 50) {\n    nodes {\n      id\n      name\n      provider\n      status\n      health\n      healthReasons {\n        cause\n        count\n        message\n      }\n      credentialStatus\n      lastSyncedAt\n      nextAt\n      intervalMinutes\n      failures\n      inboxCounts {\n        status\n        count\n      }\n      lastRun {\n        status\n        pass\n        startedAt\n        endedAt\n        message\n        pages\n        calls\n        callsSaved\n        remaining\n        resetsAt\n        written {\n          kind\n          count\n        }\n        dropped {\n          reason\n          count\n        }\n        progress {\n          what\n          done\n          total\n          secondsLeft\n        }\n      }\n    }\n  }\n}" as TypedDocument<HowAreOurToolsQuery, HowAreOurToolsQueryVariables>,
  WhatArrived: "query WhatArrived {\n  integrations(first: 20) {\n    nodes {\n      id\n      name\n      inbox(first: 10) {\n        totalCount\n        nodes {\n          id\n          delivery\n          event\n          status\n          reason\n          attempts\n          receivedAt\n          processedAt\n          nextAt\n        }\n      }\n    }\n  }\n}" as TypedDocument<WhatArrivedQuery, WhatArrivedQueryVariables>,
  CheckATool: "mutation CheckATool($provider: ProviderId!, $settings: [IntegrationSettingInput!]!) {\n  checkIntegration(input: {provider: $provider, settings: $settings}) {\n    report {\n      ok\n      items {\n        what\n        ok\n        optional\n        permission\n        message\n      }\n    }\n    userErrors {\n      field\n      code\n      message\n    }\n  }\n}" as TypedDocument<CheckAToolMutation, CheckAToolMutationVariables>,
  ChooseWhatToRead: "mutation ChooseWhatToRead($provider: ProviderId!, $settings: [IntegrationSettingInput!]!, $kind: String!, $search: String, $after: Cursor) {\n  discover(\n    input: {provider: $provider, settings: $settings, kind: $kind, search: $search, first: 20, after: $after}\n  ) {\n    items {\n      value\n      label\n      detail\n    }\n    cursor\n    userErrors {\n      field\n      code\n      message\n    }\n  }\n}" as TypedDocument<ChooseWhatToReadMutation, ChooseWhatToReadMutationVariables>,
  ConnectATool: "mutation ConnectATool($provider: ProviderId!, $settings: [IntegrationSettingInput!]!, $name: String, $since: DateTime) {\n  connectIntegration(\n    input: {provider: $provider, settings: $settings, name: $name, since: $since}\n  ) {\n    integration {\n      id\n      name\n      status\n      health\n      webhookUrl\n      nextAt\n    }\n    userErrors {\n      field\n      code\n      message\n    }\n  }\n}" as TypedDocument<ConnectAToolMutation, ConnectAToolMutationVariables>,
  ChangeATool: "mutation ChangeATool($integration: ID!, $settings: [IntegrationSettingInput!], $intervalMinutes: Int) {\n  updateIntegration(\n    input: {integration: $integration, settings: $settings, intervalMinutes: $intervalMinutes}\n  ) {\n    integration {\n      id\n      name\n      intervalMinutes\n      nextAt\n    }\n    userErrors {\n      field\n      code\n      message\n    }\n  }\n}" as TypedDocument<ChangeAToolMutation, ChangeAToolMutationVariables>,
  ReplaceACredential: "mutation ReplaceACredential($integration: ID!, $settings: [IntegrationSettingInput!]!) {\n  rotateCredential(input: {integration: $integration, settings: $settings}) {\n    integration {\n      id\n      name\n      credentialStatus\n    }\n    userErrors {\n      field\n      code\n      message\n    }\n  }\n}" as TypedDocument<ReplaceACredentialMutation, ReplaceACredentialMutationVariables>,
  PauseATool: "mutation PauseATool($integration: ID!) {\n  pauseIntegration(input: {integration: $integration}) {\n    integration {\n      id\n      name\n      status\n      health\n      nextAt\n    }\n    userErrors {\n      field\n      code\n      message\n    }\n  }\n}" as TypedDocument<PauseAToolMutation, PauseAToolMutationVariables>,
  GoOnWithATool: "mutation GoOnWithATool($integration: ID!) {\n  resumeIntegration(input: {integration: $integration}) {\n    integration {\n      id\n      name\n      status\n      health\n      nextAt\n    }\n    userErrors {\n      field\n      code\n      message\n    }\n  }\n}" as TypedDocument<GoOnWithAToolMutation, GoOnWithAToolMutationVariables>,
  BringAToolUpToDate: "mutation BringAToolUpToDate($integration: ID!) {\n  syncIntegration(input: {integration: $integration}) {\n    run {\n      status\n      pass\n      startedAt\n    }\n    userErrors {\n      field\n      code\n      message\n    }\n  }\n}" as TypedDocument<BringAToolUpToDateMutation, BringAToolUpToDateMutationVariables>,
  ReadAToolAgain: "mutation ReadAToolAgain($integration: ID!, $from: DateTime) {\n  reingest(input: {integration: $integration, from: $from}) {\n    run {\n      status\n      pass\n      startedAt\n    }\n    userErrors {\n      field\n      code\n      message\n    }\n  }\n}" as TypedDocument<ReadAToolAgainMutation, ReadAToolAgainMutationVariables>,
  TryWebhooksAgain: "mutation TryWebhooksAgain($integration: ID!) {\n  redeliver(input: {integration: $integration}) {\n    redelivered\n    integration {\n      id\n      inboxCounts {\n        status\n        count\n      }\n    }\n    userErrors {\n      field\n      code\n      message\n    }\n  }\n}" as TypedDocument<TryWebhooksAgainMutation, TryWebhooksAgainMutationVariables>,
  LookOneThingUp: "mutation LookOneThingUp($integration: ID!, $what: String!) {\n  spotCheck(input: {integration: $integration, what: $what}) {\n    found\n    message\n    held {\n      kind\n      factId\n      title\n      status\n      updatedAt\n    }\n    userErrors {\n      field\n      code\n      message\n    }\n  }\n}" as TypedDocument<LookOneThingUpMutation, LookOneThingUpMutationVariables>,
  TellMeWhenItChanges: "subscription TellMeWhenItChanges($path: String!, $metrics: [MetricId!]!, $range: DateRangeInput!, $after: String) {\n  insightUpdated(\n    scope: {path: $path}\n    metrics: $metrics\n    range: $range\n    after: $after\n  ) {\n    sequence\n    occurredAt\n    reason\n    previousValue {\n      value\n      duration\n      sampleSize\n      dataStatus\n    }\n    insight {\n      metric {\n        id\n        title\n      }\n      headline {\n        value\n        duration\n        rate\n        sampleSize\n        dataStatus\n      }\n      recalculating\n    }\n  }\n}" as TypedDocument<TellMeWhenItChangesSubscription, TellMeWhenItChangesSubscriptionVariables>,
  WatchAToolBeingRead: "subscription WatchAToolBeingRead($integration: ID!) {\n  syncProgressed(integration: $integration) {\n    status\n    pages\n    calls\n    written {\n      kind\n      count\n    }\n    progress {\n      what\n      done\n      total\n      perSecond\n      secondsLeft\n    }\n    message\n  }\n}" as TypedDocument<WatchAToolBeingReadSubscription, WatchAToolBeingReadSubscriptionVariables>,
} as const;
