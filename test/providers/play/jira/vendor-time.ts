/** Writes an instant as Jira does: with an offset without a colon. */
export function jiraTime(at: number, offsetHours = 0): string {
  const local = new Date(at + offsetHours * 3_600_000).toISOString().slice(0, -1);
  const sign = offsetHours < 0 ? '-' : '+';
  return `${local}${sign}${String(Math.abs(offsetHours)).padStart(2, '0')}00`;
}

/** Reads what `jiraTime` and the recordings write. */
export const timeOf = (text: unknown): number =>
  Date.parse(String(text).replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
