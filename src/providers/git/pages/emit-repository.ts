import { publicIdOf } from '../source/location.js';
import { GitFailure } from '../source/run.js';
import { type PageBuilder, pageBuilderOf, type SyncPass } from './sync-pass.js';

/** A page of the repository itself where it is new, was renamed, or other refs are broken. */
export async function* emitRepository(round: SyncPass): AsyncGenerator<PageBuilder> {
  const { id, name } = round.source;
  const url = await round.source.url();
  const remote = await round.source.remote();
  const publicId = round.source.givenId ?? publicIdOf(remote);
  const known = { url, defaultBranch: round.snapshot.branch, remote, publicId };
  const broken = [...round.snapshot.broken];
  const header = { repository: id, name, ...known };
  const repository = JSON.stringify(broken.length > 0 ? { ...header, broken } : header);
  if (round.state.repository === repository) return;
  yield pageBuilderOf('REPOSITORY', { ...header, broken }, { repository }, { items: 1, total: 1 });
}

async function mailmapOf({ source, snapshot }: SyncPass): Promise<string> {
  if (snapshot.head === null) return '';
  const answer = await source.run(['ls-tree', '-z', snapshot.head, '--', '.mailmap']);
  // A link is not followed, as git itself does not where there is no work tree.
  const [, blob = ''] = /^100\d+ blob (\S+)\t/.exec(answer.toString()) ?? [];
  return blob;
}

/**
 * Yields a page of the default branch's `.mailmap` if it changed; an empty page if there is none.
 */
export async function* emitMailmap(round: SyncPass): AsyncGenerator<PageBuilder> {
  const { source, context } = round;
  try {
    const mailmap = await mailmapOf(round);
    if (mailmap === round.state.mailmap) return;
    const text = mailmap === '' ? '' : await source.run(['cat-file', 'blob', mailmap]);
    const header = { repository: source.id };
    yield pageBuilderOf(
      'MAILMAP',
      header,
      { mailmap },
      { raw: text.toString(), items: 1, total: 1 },
    );
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    context.log('warn', `The .mailmap could not be read: ${error.message}`);
  }
}
