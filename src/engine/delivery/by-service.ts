/** A deployment as one of its services. */
export interface OfService {
  readonly service: number | null;
  /** 0 of the row that stands for the deployment, else the number of the service. */
  readonly subKey: number;
  /** How many rows by service the row stands for: 0 of one that counts only where services are told apart. */
  readonly services: number;
}

/** As what something counts that is of no more than one service. */
export const ofOneService = (service: number | null): OfService => ({
  ...{ service, subKey: 0, services: 1 },
});

/**
 * A deployment as each of its services, given in the order of their names. It counts once, as the first of them, and as the others
 * only where services are told apart; or as all of them, where each is a deployment of its own.
 */
export function byService(services: readonly number[], countsEach = false): readonly OfService[] {
  const [first = null, ...others] = services;
  const one = { ...ofOneService(first), services: countsEach ? 1 : Math.max(1, services.length) };
  return [
    one,
    ...others.map((service) => ({ service, subKey: service, services: Number(countsEach) })),
  ];
}

/** What a reader should know of deployments that are of several services. */
export const severalServices = (counted: number, services: number): readonly string[] =>
  services > counted
    ? [
        'Some of these deployments are of several services: each counts once here, and in every one of its services where these are told apart, which then add up to more.',
      ]
    : [];
