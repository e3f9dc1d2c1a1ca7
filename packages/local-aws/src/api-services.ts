import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import type { ServedHost } from './aws/served-hosts.ts';
import { codeBuildApi } from './codebuild/api/api.ts';
import type { CodeBuild } from './codebuild/code-build.ts';
import { codeCommitApi } from './codecommit/api.ts';
import { ecrApi } from './ecr/api.ts';
import type { OciRegistry } from './ecr/oci-registry.ts';
import type { Push } from './git/git-service.ts';
import type { ServiceContext } from './services.ts';
import { secretsManagerApi } from './secrets-manager/api.ts';
import { stsApi } from './sts/api.ts';

/** Services with an API of their own: JSON or query. */
export type ApiName = 'codebuild' | 'codecommit' | 'ecr' | 'secretsmanager' | 'sts';

/** What the APIs share. */
export interface ApiServicesOptions extends ServiceContext {
  readonly registry: OciRegistry | undefined;
  readonly onPush: (push: Push) => void;
  readonly codeBuild: () => CodeBuild | undefined;
}

/** Answers one request. */
export type Listener = ReturnType<typeof getRequestListener>;

/** The listener of a service in a region; made once each. */
export function apiServices(
  options: ApiServicesOptions,
): (host: ServedHost & { readonly service: ApiName }) => Listener {
  const listeners = new Map<string, Listener>();
  return ({ service, region }) => {
    const id = `${service} ${region}`;
    const known = listeners.get(id);
    if (known) return known;
    const onTrouble = (operation: string, error: unknown) =>
      options.log({ type: 'trouble', where: `${service} ${operation}`, message: String(error) });
    const app = api(service, { ...options, region, onTrouble });
    const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
    listeners.set(id, listener);
    return listener;
  };
}

function api(
  service: ApiName,
  options: ApiServicesOptions & {
    readonly region: string;
    readonly onTrouble: (operation: string, error: unknown) => void;
  },
): Hono {
  switch (service) {
    case 'codebuild':
      return codeBuildApi(options);
    case 'codecommit':
      return codeCommitApi(options);
    case 'ecr':
      return ecrApi(options);
    case 'secretsmanager':
      return secretsManagerApi(options);
    case 'sts':
      return stsApi(options);
  }
}
