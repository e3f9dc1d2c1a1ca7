/** A patch as Kustomize, Flux Kustomizations and FluxInstances take it. */
export interface KustomizePatch {
  /** Which objects; regular expressions are allowed for names. */
  readonly target?: {
    readonly group?: string;
    readonly version?: string;
    readonly kind?: string;
    readonly name?: string;
  };
  /** JSON 6902 operations or a partial object, as YAML text. */
  readonly patch: string;
}
