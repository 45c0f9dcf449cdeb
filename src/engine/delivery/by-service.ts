/** A deployment as one of its services. */
export interface OfService {
  readonly service: number | null;
  /** 0 for the row of the whole deployment, else the number of the service. */
  readonly subKey: number;
  /**
   * Number of rows by service that the row covers; 0 if it counts only where services are
   * distinguished.
   */
  readonly services: number;
}

/** Returns the row of something that has at most one service. */
export const ofOneService = (service: number | null): OfService => ({
  service,
  subKey: 0,
  services: 1,
});

/**
 * Returns one row for each service of a deployment, given in the order of their names. The first
 * row counts the deployment. The others count only where services are distinguished. With
 * `countsEach` every service is a deployment of its own.
 */
export function byService(services: readonly number[], countsEach = false): readonly OfService[] {
  const [first = null, ...others] = services;
  const one = { ...ofOneService(first), services: countsEach ? 1 : Math.max(1, services.length) };
  return [
    one,
    ...others.map((service) => ({ service, subKey: service, services: Number(countsEach) })),
  ];
}

/** Returns the note for readers about deployments of several services. */
export const severalServices = (counted: number, services: number): readonly string[] =>
  services > counted
    ? [
        'Some of these deployments are of several services: each counts once here, and in every one of its services if these are distinguished, which then add up to more.',
      ]
    : [];
