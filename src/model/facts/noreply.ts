export type Forge = 'GITHUB' | 'GITLAB';

export interface NoreplyLogin {
  readonly forge: Forge;
  readonly login: string;
  /** The forge's own number of the account; addresses made before 2017 lack it on GitHub. */
  readonly id: string | null;
}

const GITHUB = /^(?:(\d+)\+)?([^@+\s]+)@users\.noreply\.github\.com$/;
const GITLAB = /^(\d+)-([^@\s]+)@users\.noreply\.(?:gitlab\.com|[^@\s]*gitlab[^@\s]*)$/;

/**
 * Returns the account that a forge's noreply address names; null for any other address. Logins are
 * compared without case.
 */
export function noreplyLogin(address: string): NoreplyLogin | null {
  const folded = address.trim().toLowerCase();
  const github = GITHUB.exec(folded);
  if (github) return { forge: 'GITHUB', login: github[2]!, id: github[1] ?? null };
  const gitlab = GITLAB.exec(folded);
  return gitlab ? { forge: 'GITLAB', login: gitlab[2]!, id: gitlab[1]! } : null;
}
