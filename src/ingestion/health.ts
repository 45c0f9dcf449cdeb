import type { Integration, IntegrationHealth } from '../model/integration.js';
import { DAY_MILLISECONDS } from '../model/time.js';

/** How far back runs count for health. */
export const HEALTH_MILLISECONDS = 7 * DAY_MILLISECONDS;

/** Health by how the runs of the last seven days ended, and whether facts are set aside or webhooks are dead; without any run, nothing is known. */
export function healthOf(
  { status }: Pick<Integration, 'status'>,
  {
    succeeded,
    failed,
    setAside = 0,
    dead = 0,
  }: {
    readonly succeeded: number;
    readonly failed: number;
    readonly setAside?: number;
    /** Webhooks that could not be processed. */
    readonly dead?: number;
  },
): IntegrationHealth {
  if (status === 'PAUSED') return 'PAUSED';
  const isLacking = setAside > 0 || dead > 0;
  if (succeeded + failed === 0) return isLacking ? 'NEEDS_ATTENTION' : 'UNKNOWN';
  if (succeeded === 0) return 'CRITICAL';
  return failed > 0 || isLacking ? 'NEEDS_ATTENTION' : 'HEALTHY';
}
