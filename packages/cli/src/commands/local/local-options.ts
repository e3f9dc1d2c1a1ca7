/** Options of `tideway local …`. */
export interface LocalOptions {
  /** Path of the model. @default the only platform.ts around */
  readonly platform?: string | undefined;
  /** `up`: address of the OCI registry behind ECR. @default ECR has no images */
  readonly registry?: string | undefined;
  /** `builds`, `build`, `logs`: name of a CodeBuild project. @default all of them; `build`: the only one */
  readonly project?: string | undefined;
  /** `logs`: number of the build. @default the newest */
  readonly number?: number | undefined;
  /** `build`: branch, tag or commit. @default the repository's default branch */
  readonly source?: string | undefined;
}
