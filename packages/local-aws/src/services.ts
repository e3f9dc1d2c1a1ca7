import type { LocalAwsTarget } from './aws/target.ts';
import type { CodeBuild } from './codebuild/code-build.ts';
import type { KeyRing } from './credentials/caller.ts';
import { OciRegistry } from './ecr/oci-registry.ts';
import { handleOtherRegistry } from './ecr/other-registry.ts';
import { handleRegistry } from './ecr/registry-service.ts';
import type { EdgeRequest } from './edge/edge.ts';
import type { AwsEvent } from './events/aws-event.ts';
import { pushEvents } from './events/push-events.ts';
import type { Push } from './git/git-service.ts';
import { gitService } from './git/git-service.ts';
import { readRecord } from './git/repository-store.ts';
import type { LocalAwsEvent } from './options.ts';
import type { StateDirectory } from './state/state-directory.ts';

/** What the services share. */
export interface ServiceContext {
  readonly state: StateDirectory;
  readonly targets: readonly LocalAwsTarget[];
  readonly ring: KeyRing;
  readonly publish: (event: AwsEvent) => void;
  readonly log: (event: LocalAwsEvent) => void;
}

/** What the services are made from. */
export interface ServicesOptions extends ServiceContext {
  /** The OCI registry behind ECR; closed with the services. */
  readonly registry: OciRegistry | undefined;
  /** CodeBuild, where builds run. */
  readonly codeBuild: () => CodeBuild | undefined;
}

/** All the services behind the edge. */
export interface Services {
  handle(request: EdgeRequest): Promise<void>;
  /** Loads what would be loaded at the first request. */
  preload(): Promise<void>;
  /** Ends unfinished Git requests after a moment. */
  close(graceMs: number): Promise<void>;
}

/** Makes the services; those with an API of their own are loaded when they are first asked. */
export function services(options: ServicesOptions): Services {
  const { state, ring, log, publish, registry } = options;
  const others = new Map<string, OciRegistry>();
  const other = (address = ''): OciRegistry => {
    const known = others.get(address) ?? new OciRegistry(address);
    others.set(address, known);
    return known;
  };
  let told = Promise.resolve();
  const onPush = (push: Push) => {
    told = told.then(() => tell(push));
  };
  const tell = (push: Push) =>
    readRecord(state, push.repository)
      .then(({ repositoryId }) => pushEvents({ push, repositoryId }).forEach(publish))
      .catch((error: unknown) => log({ type: 'trouble', where: 'events', message: String(error) }));
  const git = gitService({
    state,
    ring,
    onPush,
    onTrouble: ({ name }, { stderr, ended }) =>
      log({ type: 'trouble', where: `git ${name}`, message: [ended, stderr].filter(Boolean).join(': ') }),
  });
  const loadApis = async () => (await import('./api-services.ts')).apiServices({ ...options, onPush });
  let apis: ReturnType<typeof loadApis> | undefined;

  return {
    handle: async ({ incoming, outgoing, host, served }) => {
      const { service, region, account = ring.account } = served;
      switch (service) {
        case 'git':
          return await git.handle(incoming, outgoing, host, region);
        case 'registry':
          return await handleRegistry(
            incoming,
            outgoing,
            { account, region },
            { state, ring, registry, publish },
          );
        case 'other-registry':
          return await handleOtherRegistry(incoming, outgoing, other(served.address), host);
        case 'codebuild':
        case 'codecommit':
        case 'ecr':
        case 'secretsmanager':
        case 'sts': {
          const listener = await (apis ??= loadApis());
          await listener({ ...served, service })(incoming, outgoing);
        }
      }
    },
    preload: async () => void (await (apis ??= loadApis())),
    close: async (graceMs) => {
      await git.close(graceMs);
      await told;
      registry?.close();
      for (const one of others.values()) one.close();
    },
  };
}
