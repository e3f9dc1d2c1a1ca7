import type { LocalAwsTarget } from './aws/target.ts';
import type { LocalAwsCredentials } from './credentials/root-credentials.ts';
import type { AwsEvent } from './events/aws-event.ts';
import type { EventSubscriber } from './events/subscriber.ts';
import type { ImageRepositoryOptions } from './ecr/image-repository.ts';

/** How local AWS is started. */
export interface LocalAwsOptions {
  /** Folder of repositories, credentials and certificates, for example `.tideway/aws`; made if missing. */
  readonly stateDirectory: string;
  /** Accounts and regions that are answered for; the credentials belong to the first one's account. */
  readonly targets: readonly LocalAwsTarget[];
  /** Address of the OCI registry behind ECR, for example `http://127.0.0.1:5000`. @default - ECR answers 503 */
  readonly registry?: string;
  /**
   * Registries of others whose names are answered for as well, from an OCI registry on loopback, for reading and
   * without a password: `{ 'ghcr.io': 'http://127.0.0.1:5000' }`. @default {}
   */
  readonly otherRegistries?: Readonly<Record<string, string>>;
  /** Loopback addresses that get push events, besides those added to the state directory. @default [] */
  readonly subscribers?: readonly EventSubscriber[];
  /**
   * Whether builds of CodeBuild run here, started by pushes and by the API; the projects are those of
   * `setLocalAwsProjects`. @default false
   */
  readonly builds?: boolean;
  /** Hears what happens. @default - nobody */
  readonly log?: (event: LocalAwsEvent) => void;
}

/** Something that happened in local AWS, for a log. Never holds a secret. */
export type LocalAwsEvent =
  | {
      readonly type: 'request';
      readonly host: string;
      readonly method: string;
      /** Path without a query, or the operation of a JSON or query API. */
      readonly what: string;
      readonly status: number;
      readonly milliseconds: number;
    }
  | { readonly type: 'refused'; readonly host: string }
  | { readonly type: 'event'; readonly event: AwsEvent }
  | { readonly type: 'trouble'; readonly where: string; readonly message: string };

/** Access to a local AWS that runs, in this process or as a daemon. */
export interface LocalAwsConnection {
  /** Variables for programs that are to use it: see `localAwsEnvironment`. */
  readonly environment: Readonly<Record<string, string>>;
  /** Address of the CONNECT proxy: `http://127.0.0.1:<port>`. */
  readonly proxyUrl: string;
  /** PEM file of the certificate authority to trust. */
  readonly caFile: string;
  readonly credentials: LocalAwsCredentials;
  /** Account and region of the repositories that the methods below speak of. */
  readonly target: LocalAwsTarget;
  /** Makes a CodeCommit repository unless there is one. @returns Whether it was made. */
  readonly ensureRepository: (name: string) => Promise<boolean>;
  /** Bare Git folder of a CodeCommit repository. */
  readonly repositoryPath: (name: string) => string;
  /** Makes an ECR repository unless there is one. @returns Whether it was made. */
  readonly ensureImageRepository: (name: string, options?: ImageRepositoryOptions) => Promise<boolean>;
  /** Ends the connection, and the server too where it was started for it. */
  readonly close: () => Promise<void>;
}

/** A local AWS that runs in this process. */
export interface LocalAws extends LocalAwsConnection {
  /** Hears every push event from now on. @returns A function that ends it. */
  readonly subscribe: (listener: (event: AwsEvent) => void) => () => void;
  /** Leaves nothing running: neither sockets nor timers nor git processes. */
  readonly close: () => Promise<void>;
}
