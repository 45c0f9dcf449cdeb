const inSubject = [/^Merge pull request #(\d+)\b/, /\(pull request #(\d+)\)/, /\(#(\d+)\)\s*$/];
const inBody = [/^Merge pull request #(\d+)\b/m, /\(pull request #(\d+)\)/];
const inEither = /\bSee merge request \S*!(\d+)/;

/** The number of the pull or merge request that a message names, as the hosts write it; null if it names none. */
export function pullRequestOf(subject: string, body: string): number | null {
  for (const pattern of [...inSubject, inEither]) {
    const number = pattern.exec(subject)?.[1];
    if (number !== undefined) return numberOf(number);
  }
  for (const pattern of [...inBody, inEither]) {
    const number = pattern.exec(body)?.[1];
    if (number !== undefined) return numberOf(number);
  }
  return null;
}

// Longer than any host's, and than what a column holds: no number of a request.
const numberOf = (digits: string) => (digits.length > 9 ? null : Number(digits));
