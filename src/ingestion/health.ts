import type { Integration, IntegrationHealth } from '../model/integration.js';
import { DAY_MILLISECONDS } from '../model/time.js';

/** How far back runs count for health. */
export const HEALTH_MILLISECONDS = 7 * DAY_MILLISECONDS;

/** Health by how the runs of the last seven days ended; without any, nothing is known. */
export function healthOf(
  { status }: Pick<Integration, 'status'>,
  { succeeded, failed }: { readonly succeeded: number; readonly failed: number },
): IntegrationHealth {
  if (status === 'PAUSED') return 'PAUSED';
  if (succeeded + failed === 0) return 'UNKNOWN';
  if (succeeded === 0) return 'CRITICAL';
  return failed > 0 ? 'NEEDS_ATTENTION' : 'HEALTHY';
}
