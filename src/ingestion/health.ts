import type { Integration, IntegrationHealth } from '../model/integration.js';
import { DAY_MILLISECONDS } from '../model/time.js';

/** How far back runs count for health. */
export const HEALTH_MILLISECONDS = 7 * DAY_MILLISECONDS;

/** Health by how the runs of the last seven days ended, and whether facts are set aside; without any run, nothing is known. */
export function healthOf(
  { status }: Pick<Integration, 'status'>,
  {
    succeeded,
    failed,
    setAside = 0,
  }: { readonly succeeded: number; readonly failed: number; readonly setAside?: number },
): IntegrationHealth {
  if (status === 'PAUSED') return 'PAUSED';
  if (succeeded + failed === 0) return setAside > 0 ? 'NEEDS_ATTENTION' : 'UNKNOWN';
  if (succeeded === 0) return 'CRITICAL';
  return failed > 0 || setAside > 0 ? 'NEEDS_ATTENTION' : 'HEALTHY';
}
