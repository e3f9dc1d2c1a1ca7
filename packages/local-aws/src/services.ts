import type { LocalAwsTarget } from './aws/target.ts';
import type { KeyRing } from './credentials/caller.ts';
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
  /** Address of the OCI registry behind ECR. */
  readonly registry?: string;
  readonly publish: (event: AwsEvent) => void;
  readonly log: (event: LocalAwsEvent) => void;
}

/** All the services behind the edge. */
export interface Services {
  handle(request: EdgeRequest): Promise<void>;
  close(graceMs: number): Promise<void>;
}

/** Makes the services; the ones with an API of their own are loaded when they are first asked. */
export function services(context: ServiceContext): Services {
  const { state, ring, log } = context;
  const onPush = (push: Push) => {
    void readRecord(state, push.repository)
      .then(({ repositoryId }) => pushEvents({ push, repositoryId }).forEach(context.publish))
      .catch((error: unknown) => log({ type: 'trouble', where: 'events', message: String(error) }));
  };
  const git = gitService({
    state,
    ring,
    onPush,
    onTrouble: ({ name }, { stderr, ended }) =>
      log({ type: 'trouble', where: `git ${name}`, message: [ended, stderr].filter(Boolean).join(': ') }),
  });
  return {
    handle: async ({ incoming, outgoing, host, served }) => {
      switch (served.service) {
        case 'git':
          return git.handle(incoming, outgoing, host, served.region);
        case 'codecommit':
        case 'ecr':
        case 'registry':
        case 'sts':
          outgoing.writeHead(501).end();
      }
    },
    close: (graceMs) => git.close(graceMs),
  };
}
