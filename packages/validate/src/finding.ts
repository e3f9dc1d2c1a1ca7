/** `error` makes the command fail; `warning` should be looked at; `info` says what could not be checked. */
export type Severity = 'error' | 'warning' | 'info';

/** One broken rule at one place. */
export interface Finding {
  /** Id of the rule, an anchor in `docs/reference/rules.md`. */
  readonly rule: string;
  readonly severity: Severity;
  /** Name of the repository, such as `flux-repo`. */
  readonly repository: string;
  /** File in that repository; for rendered objects the one that declares it. */
  readonly path: string;
  /** From 1. */
  readonly line?: number;
  /** The object, such as `apps/v1 Deployment sock-shop/carts`. */
  readonly object?: string;
  /** Field of that object or file, such as `spec.template.spec.containers[0].image`. */
  readonly field?: string;
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
}
