import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Provider } from '../../../src/providers/provider.js';

/** The options that a system is played with. */
export interface PlayOptions {
  /** About how many pull requests or issues. */
  readonly size: number;
  /** 0: any free one. */
  readonly port: number;
  /** Made up where it is null. */
  readonly token: string | null;
  /** Calls an hour and token; null: no limit, as on a server of one's own. */
  readonly perHour: number | null;
}

/** A provider with the settings that connect it to a play. */
export interface Connecting {
  readonly provider: Provider;
  readonly settings: Readonly<Record<string, string>>;
}

/** A running play, with the lines to print. */
export interface Playing {
  /** The providers that read it: one line each. */
  readonly connecting: readonly Connecting[];
  readonly lines: readonly string[];
  close(): Promise<void>;
}

/** Writes a token into a file of its own that only this user reads; returns its path. */
export function writeToken(system: string, token: string): string {
  const file = join(mkdtempSync(join(tmpdir(), `play-${system}-`)), 'token');
  writeFileSync(file, token, { mode: 0o600 });
  return file;
}

/** The lines that connect it: private addresses are refused unless the process that reads them allows it. */
export const connectLines = (
  system: string,
  flags: Readonly<Record<string, string>>,
): readonly string[] => {
  const given = Object.entries(flags).map(([flag, value]) => `--${flag} ${value}`);
  return [
    '  echo ALLOW_PRIVATE_HOSTS=127.0.0.1 >> .env   # once; a server that runs must be started again',
    `  npm run insights -- connect ${system} ${given.join(' ')}`,
  ];
};
