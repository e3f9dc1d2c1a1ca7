/** A program to run until the rehearsal ends. */
export interface ProcessSpec {
  /** Unique, such as `dev-cluster/etcd`; also the name of its log. */
  readonly name: string;
  readonly program: string;
  readonly arguments: readonly string[];
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Whether the rehearsal goes on when it ends by itself. @default false */
  readonly mayEnd?: boolean;
}
