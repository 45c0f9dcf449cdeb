import { setTimeout as pause } from 'node:timers/promises';
import type { HangingProxy } from '../../server/hanging-proxy.js';
import type { Cluster } from './cluster.js';

/** Something that happens to PostgreSQL, or to the way to it. */
export interface HeldOutage {
  readonly name: string;
  /** Begins it, holds it for some milliseconds and ends it. */
  happen(milliseconds: number): Promise<void>;
  /** Longer than a deadline: without an answer everybody waits until that is over. */
  readonly isHang: boolean;
  /** The text of `/readyz` meanwhile, on the servers that the outage concerns. */
  readonly says: RegExp;
}

/** `proxy` stands before the last of the servers alone. */
export const outagesOf = (cluster: Cluster, proxy: HangingProxy): readonly HeldOutage[] => [
  {
    ...{ name: 'restarted (fast)', isHang: false, says: /^503 .*unavailable/ },
    happen: (milliseconds) => cluster.restart('FAST', milliseconds),
  },
  {
    ...{ name: 'restarted (immediate)', isHang: false, says: /^503 .*unavailable/ },
    happen: (milliseconds) => cluster.restart('IMMEDIATE', milliseconds),
  },
  {
    ...{ name: 'read-only', isHang: false, says: /^200 .*degraded.*takes no changes/ },
    async happen(milliseconds) {
      await cluster.setReadOnly(true);
      await pause(milliseconds);
      await cluster.setReadOnly(false);
    },
  },
  {
    ...{ name: 'stopped (SIGSTOP)', isHang: true, says: /^503 .*does not answer/ },
    async happen(milliseconds) {
      const goOn = await cluster.freeze();
      await pause(milliseconds);
      goOn();
    },
  },
  {
    ...{ name: 'out of connections', isHang: false, says: /^503 .*connection/ },
    async happen(milliseconds) {
      const release = await cluster.exhaust();
      await pause(milliseconds);
      await release();
    },
  },
  {
    ...{ name: 'network of one server hangs', isHang: true, says: /^503 .*does not answer/ },
    async happen(milliseconds) {
      proxy.hang();
      await pause(milliseconds);
      proxy.resume();
    },
  },
  {
    ...{ name: 'connections of one server forgotten', isHang: true, says: /^503 .*not answer/ },
    async happen(milliseconds) {
      proxy.hang();
      await pause(milliseconds);
      proxy.forget();
    },
  },
];
