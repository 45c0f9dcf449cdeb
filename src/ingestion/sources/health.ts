import type {
  CredentialStatus,
  HealthCause,
  HealthReason,
  HealthReport,
  Integration,
  IntegrationHealth,
  SyncRun,
} from '../../model/integration.js';
import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';

/** How far back runs count for health. */
export const HEALTH_MILLISECONDS = 7 * DAY_MILLISECONDS;

/** The known state of an integration, with its runs of the last seven days. */
export interface HealthSigns {
  readonly succeeded: number;
  /** Runs that failed and that no later one which succeeded makes up for. */
  readonly failed: number;
  readonly deferred: number;
  /** Why the last of those that failed did. */
  readonly lastFailure: string | null;
  /** Records that could not be read. */
  readonly dropped: number;
  readonly setAside: number;
  readonly deadLetters: number;
  readonly credential: CredentialStatus;
  readonly newest: Pick<SyncRun, 'status' | 'message'> | null;
}

type Known = Pick<Integration, 'status' | 'nextAt' | 'lastSyncedAt'>;

/** Returns the health; without any run, nothing is known. Dropped records are reported, but do not lower it. */
function healthOf({ status }: Known, signs: HealthSigns): IntegrationHealth {
  const { succeeded, failed, deferred, setAside, deadLetters, credential } = signs;
  const isLacking = setAside > 0 || deadLetters > 0;
  if (status === 'PAUSED') return 'PAUSED';
  if (credential === 'UNDECRYPTABLE') return 'CRITICAL';
  if (succeeded + failed + deferred === 0) return isLacking ? 'NEEDS_ATTENTION' : 'UNKNOWN';
  if (succeeded + deferred === 0) return 'CRITICAL';
  return failed > 0 || isLacking ? 'NEEDS_ATTENTION' : 'HEALTHY';
}

type Sign = (
  integration: Known,
  signs: HealthSigns,
  now: Instant,
) => Omit<HealthReason, 'cause'> | null;

const counted = (count: number, message: string) => (count > 0 ? { count, message } : null);

/** The gravest first. */
const signsOf: Readonly<Record<HealthCause, Sign>> = {
  UNDECRYPTABLE: (_, { credential }) =>
    credential === 'UNDECRYPTABLE'
      ? {
          count: null,
          message:
            'Its credential was sealed with a key that is lost: give the key back in INSIGHTS_SECRET_KEYS, or the credential again (`insights connect` the same place, or rotateCredential).',
        }
      : null,
  SYNC_FAILED: (_, { failed, lastFailure }) =>
    counted(failed, lastFailure ?? 'Syncs failed since the last that succeeded.'),
  NEVER_SYNCED: ({ lastSyncedAt, status }, { newest }) =>
    lastSyncedAt === null && status === 'ACTIVE'
      ? {
          count: null,
          message: newest
            ? 'It was not read to its end yet: what it lacks follows by itself.'
            : 'It was never synced: that begins within a minute while a server runs.',
        }
      : null,
  LIMIT_REACHED: ({ nextAt }, { newest }, now) =>
    newest?.status === 'DEFERRED' && nextAt !== null && nextAt > now
      ? { count: null, message: newest.message ?? 'Its tool allows no more calls for now.' }
      : null,
  RECORDS_DROPPED: (_, { dropped }) =>
    counted(
      dropped,
      'Records of the last seven days could not be read: the syncs name the reasons. They are read by replayPages once this program can.',
    ),
  FACTS_SET_ASIDE: (_, { setAside }) =>
    counted(setAside, 'Facts cannot be calculated with: `setAside` lists them with the remedy.'),
  DEAD_LETTERS: (_, { deadLetters }) =>
    counted(
      deadLetters,
      'Deliveries could not be worked on: `inbox` lists them with their reasons; redeliver them when that is fixed.',
    ),
};

/** Returns how an integration is and why. */
export function reportOf(integration: Known, signs: HealthSigns, now: Instant): HealthReport {
  const causes = Object.keys(signsOf) as HealthCause[];
  const reasons = causes.flatMap((cause) => {
    const found = signsOf[cause](integration, signs, now);
    return found ? [{ cause, ...found }] : [];
  });
  return { health: healthOf(integration, signs), reasons };
}
