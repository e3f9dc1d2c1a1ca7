/** What the platform of a run says, reduced to what changes in the course of it. */
export interface Spec {
  readonly account: string;
  readonly region: string;
  readonly environments: readonly EnvironmentSpec[];
  readonly services: readonly ServiceSpec[];
  /** Pods that the tenant may have: in the flux-repo only. */
  readonly pods: number;
}

/** A stage; the first one is followed by the image robot unless it is promoted to. */
export interface EnvironmentSpec {
  readonly name: string;
  readonly automated: boolean;
}

/** A service. */
export interface ServiceSpec {
  readonly name: string;
  readonly image:
    { readonly kind: 'built'; readonly ecr: string } | { readonly kind: 'pinned'; readonly version: number };
  readonly port: number;
  readonly replicas: number;
  readonly env: Readonly<Record<string, string>>;
  readonly exposed: boolean;
  readonly differences: Readonly<Record<string, DifferenceSpec>>;
}

/** What is different in one environment. */
export interface DifferenceSpec {
  readonly replicas?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly annotation?: string;
  readonly loadBalancer?: boolean;
}

/** What every run starts from, with two to four services. */
export function firstSpec(services: number): Spec {
  const all: readonly ServiceSpec[] = [
    {
      ...plainService('web'),
      image: { kind: 'built', ecr: 'shop/web' },
      exposed: true,
      differences: { testing: { replicas: 2 } },
    },
    { ...plainService('db'), env: { MODE: 'fast' } },
    {
      ...plainService('cart'),
      image: { kind: 'built', ecr: 'shop/cart' },
      env: { LEVEL: 'info', MODE: 'fast' },
    },
    { ...plainService('mail'), differences: { development: { env: { MODE: 'slow' } } } },
  ];
  return {
    account: '111122223333',
    region: 'us-west-2',
    environments: [
      { name: 'development', automated: true },
      { name: 'testing', automated: false },
    ],
    services: all.slice(0, Math.max(2, services)),
    pods: 50,
  };
}

/** A service without anything special. */
export function plainService(name: string): ServiceSpec {
  return {
    name,
    image: { kind: 'pinned', version: 1 },
    port: 8080,
    replicas: 1,
    env: {},
    exposed: false,
    differences: {},
  };
}
