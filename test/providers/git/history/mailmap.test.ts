import { expect, it } from 'vitest';
import type { MailmapEntry } from '../../../../src/model/facts/code.js';
import { readMailmap } from '../../../../src/providers/git/history/mailmap.js';
import { git as run, writeHistory } from '../../../story/fast-import.js';
import { temporaryDirectory } from '../gather.js';

const text = `# A comment
Proper One <one@old.example>
<two@new.example> <two@old.example>
Proper Three <three@new.example> <three@old.example>   # after it
Proper Four <four@new.example> Commit Four <shared@old.example>
Proper Five <five@new.example> Commit Five <SHARED@old.example>\r
  Spaces   <six@new.example>   <six@old.example>
<nothing@old.example>
no address at all
Broken <broken@old.example
Empty <>
Renamed <renamed@old.example>
<renamed@new.example> <renamed@old.example>
`;

const same = (left: string | null, right: string) => left?.toLowerCase() === right.toLowerCase();

/** The proper person of one in a commit: entries that name the commit's name go first, later ones over earlier ones. */
function resolve(entries: readonly MailmapEntry[], name: string, email: string): string {
  const ofEmail = entries.filter((entry) => same(entry.commitEmail, email));
  const ofName = ofEmail.filter((entry) => same(entry.commitName, name));
  const chosen = ofName.length > 0 ? ofName : ofEmail.filter((entry) => entry.commitName === null);
  const last = (key: 'properName' | 'properEmail') =>
    chosen.findLast((entry) => entry[key] !== null)?.[key];
  return `${last('properName') ?? name} <${last('properEmail') ?? email}>`;
}

it('reads every form of line as git itself does', () => {
  const repository = temporaryDirectory();
  const files = { '.mailmap': text };
  const author = 'A <a@x>';
  writeHistory(repository, {
    commits: [{ mark: 1, branch: 'main', message: 'Map', author, seconds: 1_700_000_000, files }],
  });
  const entries = readMailmap(text);
  const emails = ['one', 'two', 'three', 'shared', 'six', 'nothing', 'broken', 'renamed'];
  for (const email of emails)
    for (const name of ['Commit Four', 'commit five', 'Other'])
      for (const address of [`${email}@old.example`, `${email.toUpperCase()}@OLD.example`])
        expect(resolve(entries, name, address)).toBe(
          run(repository, ['check-mailmap', `${name} <${address}>`]),
        );
});
