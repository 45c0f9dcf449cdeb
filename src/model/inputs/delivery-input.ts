import type { EnvironmentType, RunKind, RunStatus } from '../facts/delivery.js';
import type { StatusCategory } from '../facts/work.js';
import type { Instant } from '../time.js';
import type { MetricInputBase, Traits } from './input-base.js';

/**
 * The way in which a blamed deployment was found. The tool of the incident names it, else it is the
 * last of the same service or repository.
 */
export type BlameRule = 'EXPLICIT' | 'SERVICE' | 'REPOSITORY';

/** The deployment that an incident blames. */
export interface Blame {
  /** Number of the deployment. */
  readonly run: number;
  /** When the deployment ended. */
  readonly endedAt: Instant;
  /** How the deployment was found. */
  readonly rule: BlameRule;
}

/** A mark that somebody gave a deployment by hand. */
export type DeploymentMark = 'FAILED' | 'REPAIR' | 'NOT_A_DEPLOYMENT';

interface Accusing {
  /** Number of the incident or of the work item. */
  readonly incident: number;
  readonly createdAt: Instant;
  readonly resolvedAt: Instant | null;
  /** The traits of the incident or work item, by which filters decide if it is the team's. */
  readonly traits: Traits;
  readonly rule: BlameRule;
}
/** An incident of the incident tool that blames a deployment. */
export interface BlamingIncident extends Accusing {
  /** Always the incident tool. */
  readonly source: 'INCIDENT_MANAGEMENT';
  /** The tool's name of the status. */
  readonly status: string;
  /** When the tool last changed it. */
  readonly updatedAt: Instant;
  /** When it was closed; null while it is not. */
  readonly closedAt: Instant | null;
}
/** A work item that blames a deployment, since some team takes it for an incident. */
export interface BlamingItem extends Accusing {
  /** Always the ticketing tool. */
  readonly source: 'ISSUE_MANAGEMENT';
  /** The tool's name of the status. */
  readonly status: string;
  /** The meaning of the status. */
  readonly statusCategory: StatusCategory;
  /** The tool's name of the resolution; null while there is none. */
  readonly resolution: string | null;
}
/** An incident, or a work item that a team takes for one. */
export type Blaming = BlamingIncident | BlamingItem;

/** A deployment with all that blames it, by the rules of any team. */
export interface BlamedDeployment {
  /** Number of the deployment. */
  readonly run: number;
  /** When it ended. */
  readonly endedAt: Instant;
  /** The label that somebody gave it by hand; null for none. */
  readonly mark: DeploymentMark | null;
  /** Incidents that blame it. */
  readonly blamedBy: readonly Blaming[];
}

/**
 * One run of a pipeline: of its attempts the last. `ownAt` = `endedAt`, else `startedAt`, else when
 * it was reported.
 */
export interface RunInput extends MetricInputBase {
  /** Number of the pipeline. */
  readonly pipeline: number;
  /** Number of the service, of several the first by name. */
  readonly service: number | null;
  /** Numbers of all its services, in the order of their names. */
  readonly services: readonly number[];
  /** The kinds of work that the run does. */
  readonly kinds: readonly RunKind[];
  /** How it ended, or that it has not. */
  readonly status: RunStatus;
  /** True if it deploys an earlier version again. */
  readonly rollback: boolean;
  /** When it started; null if that is not known. */
  readonly startedAt: Instant | null;
  /** When it ended; null while it runs. */
  readonly endedAt: Instant | null;
  /** The kind of environment it deploys to; null if that is not known. */
  readonly environmentType: EnvironmentType | null;
  /** `service`, `infrastructure`, `environment`, `tag`, `pipeline`, `project`, `organization`, `status` (the tool's word), `rollback`. */
  readonly traits: Traits;
  /**
   * All that blames it, of any tool and by the rules of any team, in the order of their creation.
   */
  readonly blamedBy: readonly Blaming[];
  /** End of the next successful deployment of the same stream. */
  readonly nextSuccessAt: Instant | null;
  /** True if an incident names it as its fix. */
  readonly repairs: boolean;
  /** The deployments that had shipped the code that it reverts. */
  readonly reverts: readonly BlamedDeployment[];
  /** The label that somebody gave it by hand; null for none. */
  readonly mark: DeploymentMark | null;
  /** True if a run below it deploys to an environment, or a service, of its own. */
  readonly deploysBelow?: boolean;
  /**
   * Its own traits if it lies below another run and names no environment. It is a deployment of the
   * teams whose scope names its pipeline.
   */
  readonly scoped?: Traits | null;
  /** The traits of such runs below it. */
  readonly scopedBelow?: readonly Traits[];
}

/** `ownAt` = `createdAt`. */
export interface ChangeRequestInput extends MetricInputBase {
  /** Number of the service; null if it names none. */
  readonly service: number | null;
  /** The tool's name of the status. */
  readonly status: string;
  /** When it was opened or reported. */
  readonly createdAt: Instant;
  /** When the tool last changed anything of it. */
  readonly updatedAt: Instant;
  /** When it was resolved; null while it is not. */
  readonly resolvedAt: Instant | null;
  /** When it was closed; null while it is not. */
  readonly closedAt: Instant | null;
  /** `group`, `priority`, `severity`, `service`, `urgency`, `status`, `field:<name>`. */
  readonly traits: Traits;
}

/** `ownAt` = `createdAt`. */
export interface IncidentInput extends ChangeRequestInput {
  /** The deployment it blames; null for none. */
  readonly blames: Blame | null;
}
