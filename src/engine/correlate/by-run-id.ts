/**
 * Returns a function that finds the deployments that a run id names. They are those into which the
 * run is folded, and each below it. A single one would depend on the order of the deployments.
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
