/**
 * Returns how to find the deployments that the id of a run names: those that it stands for itself, and each below it. One alone would
 * depend on the order of the deployments.
 */
export function byRunId<Deployment extends { readonly ids: readonly string[] }>(
  deployments: readonly Deployment[],
): (id: string) => readonly Deployment[] {
  const named = new Map<string, Deployment[]>();
  for (const deployment of deployments)
    for (const id of deployment.ids) {
      const known = named.get(id);
      if (known) known.push(deployment);
      else named.set(id, [deployment]);
    }
  return (id) => named.get(id) ?? [];
}
