import type { AllowedHosts } from './http/guarded-fetch.js';

/** Where the operator's own logins may be used: those of the user that the process runs as. */
export interface OperatorLogins {
  /** Hosts that the operator lists for the account. */
  readonly hosts: AllowedHosts;
  /** Addresses that the operator connected; null: all, for the operator at the machine itself. */
  readonly addresses: readonly string[] | null;
}
