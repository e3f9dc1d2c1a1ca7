/** Which model is to be imported. */
export interface Evaluation {
  /** Absolute path of the model. */
  readonly file: string;
  /** Texts that stand for files, by absolute path; the files need not exist. */
  readonly replaced: Readonly<Record<string, string>>;
}

/** What generators want to know of a resolved platform. */
export interface PlatformFacts {
  readonly name: string;
  readonly environments: Readonly<
    Record<string, { readonly images: string; readonly approval: string; readonly promotesFrom?: string }>
  >;
  readonly clusters: Readonly<Record<string, ClusterFacts>>;
  readonly tenants: Readonly<Record<string, TenantFacts>>;
}

/** What generators want to know of a cluster. */
export interface ClusterFacts {
  readonly environment: string;
  readonly kubernetes: string;
  /** CIDR of its VPC. */
  readonly cidr: string;
  readonly aws: { readonly account: string; readonly region: string };
}

/** What generators want to know of a tenant. */
export interface TenantFacts {
  readonly namespace: string;
  readonly repository: string;
  readonly services: Readonly<Record<string, unknown>>;
}

/** What a model is, or every problem that it has. */
export interface Verdict {
  /** Left out if there is a problem. */
  readonly platform?: PlatformFacts;
  /** A sentence each, with the field in front. */
  readonly problems: readonly string[];
}
