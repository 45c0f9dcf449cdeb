/** The parts by which a build differs from all others of its server. */
interface BuildKey {
  readonly number: number;
  readonly timestamp: number;
  /** Number of the server's queue; null of builds of long ago. */
  readonly queueId: number | null;
  /** Full name of the job. */
  readonly fullName: string;
}

/**
 * Returns the id of a build. Its number begins again where a job is made again, so the instant is
 * part of it. A job may be renamed or moved, so its name is not, where the queue numbered the build.
 */
export const buildId = (place: string, { number, timestamp, queueId, fullName }: BuildKey) =>
  `jenkins:${place}:${queueId === null ? fullName : `queue-${queueId}`}#${number}@${timestamp}`;

export const stageId = (build: string, stage: string): string => `${build}/stage-${stage}`;

/** Users are the server's own. */
export const userId = (place: string, user: string): string => `${place}:${user}`;
