/** A program that is built from Go modules. */
export interface Program {
  /** Name of the executable. */
  readonly name: ProgramName;
  /** Folder below `tools/go` with the `go.mod` and `go.sum` that pin it. */
  readonly family: string;
  /** Import path of its main package. */
  readonly package: string;
  /** Module whose version it has. @default the one of its main package */
  readonly module?: string;
  /** Variables that the linker sets, by their import path: they make versions true. */
  readonly variables?: Readonly<Record<string, string>>;
  /**
   * Files that the module embeds but does not carry, relative to the module, with their content. It is built from a copy
   * of the module for them.
   */
  readonly embeds?: { readonly module: string; readonly files: Readonly<Record<string, string>> };
}

/** Names of all programs that a rehearsal runs. */
export type ProgramName =
  | 'etcd'
  | 'kube-apiserver'
  | 'kube-controller-manager'
  | 'kube-scheduler'
  | 'kubectl'
  | 'kwok'
  | 'registry'
  | 'flux-operator'
  | 'flux'
  | FluxController;

/** Flux's controllers, named as their Deployments are. */
export type FluxController = (typeof fluxControllers)[number];

/** Flux's controllers, in the order in which they are started. */
export const fluxControllers = [
  'notification-controller',
  'source-controller',
  'kustomize-controller',
  'helm-controller',
  'image-reflector-controller',
  'image-automation-controller',
] as const;
