import type { Artifact } from '../../model/facts/delivery.js';
import { repositoryId } from '../azure-api/ids.js';
import { shortName } from '../azure-api/repositories.js';
import { nameOf, nameOrNull } from '../names.js';
import type { WireArtifact, WireBuild } from './wire.js';

/** Hosts of code that are no part of Azure, by the types that builds name them with. */
const hosts: ReadonlyMap<string, string> = new Map([
  ['github', 'https://github.com/'],
  ['bitbucket', 'https://bitbucket.org/'],
]);

const isAddress = (text: string): boolean => /^https?:\/\//i.test(text);

/** Returns what names a repository: the id of one of Azure, else its address. */
function repositoryOf(place: string, type: string, id: string, url: string | null): string | null {
  if (/^(?:tfsgit|git)$/i.test(type) && /^[0-9a-f-]{36}$/i.test(id)) return repositoryId(place, id);
  if (url !== null && isAddress(url)) return url;
  const host = hosts.get(type.toLowerCase());
  if (host !== undefined) return isAddress(id) ? id : host + id;
  return isAddress(id) ? id : null;
}

const textIn = (values: WireBuild['triggerInfo'], name: string): string | null => {
  const value = values?.[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

/** A build of a pull request takes a merge that was only tried: the head of its branch counts. */
export function originOf(place: string, { repository, sourceVersion, ...build }: WireBuild) {
  const { triggerInfo, sourceBranch } = build;
  const sha = textIn(triggerInfo, 'pr.sourceSha') ?? sourceVersion ?? null;
  const branch = textIn(triggerInfo, 'pr.sourceBranch') ?? sourceBranch ?? null;
  const { type, id, url } = repository ?? {};
  return {
    repository: type && id ? repositoryOf(place, type, id, url ?? null) : null,
    branch: branch === null ? null : nameOrNull(shortName(branch)),
    commits: sha === null ? [] : [sha.toLowerCase()],
  };
}

/** Returns a build as what a release takes: both name the project, the pipeline and the number of the build. */
export const artifactOf = (
  place: string,
  project: string,
  definition: number | string,
  build: number | string,
): Artifact => ({
  location: nameOf(`${place}/${project}`),
  name: nameOf(`build definition ${definition}`),
  qualifier: String(build),
});

const named = ({ definitionReference }: WireArtifact, name: string): string | null =>
  definitionReference?.[name]?.id || null;

/** Returns the builds that a release takes. */
export const buildsIn = (place: string, artifacts: readonly WireArtifact[]): Artifact[] =>
  artifacts.flatMap((artifact) => {
    const [project, definition, build] = ['project', 'definition', 'version'].map((name) =>
      named(artifact, name),
    );
    return artifact.type?.toLowerCase() === 'build' && project && definition && build
      ? [artifactOf(place, project, definition, build)]
      : [];
  });

/** An artifact that is code itself names its repository and commit as definition and version. */
const isCode = ({ type }: WireArtifact): boolean => /^git(?:hub)?$/i.test(type ?? '');

/** Returns the repository of an artifact; null if it does not say. */
function repositoryIn(place: string, artifact: WireArtifact): string | null {
  const id = named(artifact, isCode(artifact) ? 'definition' : 'repository');
  const kind = isCode(artifact) ? artifact.type : named(artifact, 'repository.provider');
  return id === null ? null : repositoryOf(place, kind ?? '', id, null);
}

/** Returns the code that a release takes, of its primary artifact; nulls where the release does not say. */
export function codeIn(place: string, artifacts: readonly WireArtifact[]) {
  const primary = artifacts.find(({ isPrimary }) => isPrimary === true) ?? artifacts[0];
  if (!primary) return { repository: null, branch: null, commits: [] };
  const own = isCode(primary) ? named(primary, 'version') : null;
  const sha = named(primary, 'sourceVersion') ?? own;
  const branch = named(primary, 'branch') ?? named(primary, 'branches');
  return {
    repository: repositoryIn(place, primary),
    branch: branch === null ? null : nameOrNull(shortName(branch)),
    commits: sha === null ? [] : [sha.toLowerCase()],
  };
}
