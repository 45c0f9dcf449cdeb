import type { Artifact } from '../../model/facts/delivery.js';
import { nameOf } from '../names.js';
import { type WireArtifact, wireImage } from './wire.js';

/** Where an image is kept that names no registry: Harness knows it by the connector alone. */
const REGISTRY = 'registry';

/** A registry has a dot, a port, or is this machine; without one the first part belongs to the name. */
function splitImage(path: string): { readonly location: string; readonly name: string } {
  const bare = path.replace(/^https?:\/\//i, '').replace(/\/+$/, '');
  const [first = '', ...rest] = bare.split('/');
  const isRegistry = rest.length > 0 && /[.:]|^localhost$/.test(first);
  return isRegistry
    ? { location: nameOf(first.toLowerCase()), name: nameOf(rest.join('/')) }
    : { location: REGISTRY, name: nameOf(bare) };
}

const imageOf = (path: string, tag: string): Artifact => ({
  ...splitImage(path),
  qualifier: nameOf(tag),
});

/** Returns what a deployment took; nothing where Harness does not say which version. */
export function artifactsIn(artifact: WireArtifact): Artifact[] {
  const { imagePath, tag, bucketName, bucket, artifactPath, jobName, build } = artifact;
  if (imagePath !== null && tag !== null) return [imageOf(imagePath, tag)];
  const kept = bucketName ?? bucket;
  if (kept !== null && artifactPath !== null)
    return [{ location: nameOf(kept), name: nameOf(artifactPath), qualifier: nameOf(tag ?? '') }];
  if (jobName !== null && build !== null)
    return [{ location: nameOf(jobName), name: nameOf(artifactPath ?? jobName), qualifier: build }];
  return [];
}

/** Returns the images of a graph: each by its tag, and by its digest where it has one. */
export function artifactsOut(images: readonly unknown[]): Artifact[] {
  return images.flatMap((image) => {
    const { data } = wireImage.safeParse(image);
    if (!data) return [];
    const qualifiers = [data.tag, data.digest].filter((one) => one !== null);
    return qualifiers.map((qualifier) => imageOf(data.imageName, qualifier));
  });
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object';

/** Returns the images that the steps of a graph published, as they came. */
export function imagesIn(graph: unknown): unknown[] {
  const nodes = isRecord(graph) && isRecord(graph.nodeMap) ? Object.values(graph.nodeMap) : [];
  return nodes
    .flatMap((node) =>
      isRecord(node) && isRecord(node.outcomes) ? Object.values(node.outcomes) : [],
    )
    .flatMap((outcome) => (isRecord(outcome) ? [outcome.stepArtifacts] : []))
    .flatMap((made) => (isRecord(made) ? [made.publishedImageArtifacts] : []))
    .flatMap((images) => (Array.isArray(images) ? images : []));
}
