/** What a {@link Service} is told. */
export interface ServiceOptions {
  /**
   * Name of the service: a-z, 0-9 and - inside. Its folder is `apps/<name>`.
   * @default $BASEDIR
   */
  readonly name: string;
  /**
   * Folder of the service.
   * @default - the current folder
   */
  readonly outdir?: string;
  /**
   * Tenant of the model that it belongs to.
   * @default - the only one
   */
  readonly tenant?: string;
  /**
   * Port that it listens on.
   * @default 8080
   */
  readonly port?: number;
  /**
   * Services of the same tenant that it calls, with commas between them.
   * @default - none
   */
  readonly calls?: string;
  /**
   * Whether traffic from outside of the cluster reaches it.
   * @default false
   */
  readonly exposed?: boolean;
  /**
   * CodeCommit repository that it is delivered to and built from.
   * @default - the name and -source
   */
  readonly source?: string;
  /**
   * ECR repository of its image.
   * @default - the tenant and the name
   */
  readonly repository?: string;
  /**
   * The model, relative to the monorepo.
   * @default - the only platform.ts under apps/
   */
  readonly platform?: string;
}
