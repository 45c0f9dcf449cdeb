import type * as providers from '../../providers/provider.js';
import type { CheckReport } from './check-report.type.js';

/** Returns a report as the schema shows it. */
export const reportOutside = ({ ok, items }: providers.CheckReport): CheckReport => ({
  ok,
  items: items.map((item) => ({ permission: null, optional: false, ...item })),
});
