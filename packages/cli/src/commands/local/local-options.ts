/** Options of `tideway local …`. */
export interface LocalOptions {
  /** Path of the model. @default the only platform.ts around */
  readonly platform?: string | undefined;
  /** `up`: address of the OCI registry behind ECR. @default ECR has no images */
  readonly registry?: string | undefined;
}
